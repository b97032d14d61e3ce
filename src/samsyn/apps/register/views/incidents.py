"""Report a supplier's incident, answer its clocks, write its log, and tell neighbours."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.apps.register.forms.suppliers import (
    AnswerForm,
    EndIncidentForm,
    IncidentForm,
    NoticeForm,
)
from samsyn.apps.register.models import Supplier
from samsyn.apps.register.models.supplier_incident import IncidentClock, SupplierIncident
from samsyn.apps.register.models.supplier_notice import NoticeAnswer, SupplierNotice
from samsyn.apps.register.queries.incidents import hits_of, notices
from samsyn.apps.register.services.supplier_incident import (
    answer_clock,
    answer_notice,
    end_incident,
    log_incident,
    report_supplier_incident,
    send_supplier_notice,
)
from samsyn.apps.register.views.hits import shown_hits
from samsyn.apps.register.wording.incidents import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

_PAGE = 50
_BOTH = ["GET", "POST"]


@require_http_methods(_BOTH)
@requires(Permission.SUPPLIER_INCIDENT)
def incident_report(request: PageRequest, pk: int) -> HttpResponse:
    """Ask what has happened at a supplier, and start the clocks."""
    supplier = get_object_or_404(Supplier.visible_to(request.actor), pk=pk)
    begin = {"aware_at": timezone.localtime(clock.now()), "significant": True}
    form = IncidentForm(request.POST or None, initial=begin)
    if form.is_valid():
        try:
            incident = report_supplier_incident(
                request.actor, supplier_id=supplier.pk, **form.cleaned_data
            )
        except Refused as refused:
            _tell(form, refused)
        else:
            return go_to(request, record_url(incident))
    intro = _(
        "The page of the incident then shows what of yours is hit, whom to call and which clocks"
        " run. It is seen by named roles only."
    )
    title = _("Incident at %(name)s") % {"name": supplier.name}
    return _asked(request, form, title, intro, _("Report it"), record_url(supplier))


@require_POST
@requires(Permission.SUPPLIER_INCIDENT)
def clock_answer(request: PageRequest, pk: int) -> HttpResponse:
    """Note that a clock is answered."""
    running = get_object_or_404(IncidentClock.owned_by(request.actor), pk=pk)
    note = request.POST.get("note", "").replace("\x00", "")
    incident = answer_clock(request.actor, clock_id=running.pk, note=note)
    return go_to(request, record_url(incident))


@require_POST
@requires(Permission.SUPPLIER_INCIDENT)
def incident_log(request: PageRequest, pk: int) -> HttpResponse:
    """Write a line into the log."""
    incident = _incident(request, pk)
    text = request.POST.get("text", "").replace("\x00", "")
    try:
        log_incident(request.actor, incident_id=incident.pk, text=text)
    except Refused as refused:
        messages.error(request, " ".join(map(explain, refused.objections)))
    return go_to(request, record_url(incident))


@require_http_methods(_BOTH)
@requires(Permission.SUPPLIER_INCIDENT)
def incident_end(request: PageRequest, pk: int) -> HttpResponse:
    """Ask since when it is over."""
    incident = _incident(request, pk)
    form = EndIncidentForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        end_incident(request.actor, incident_id=incident.pk, on=form.cleaned_data["on"])
        return go_to(request, record_url(incident))
    intro = _("Clocks that are not answered go on running.")
    return _asked(request, form, _("It is over"), intro, _("Save"), record_url(incident))


@require_http_methods(_BOTH)
@requires(Permission.SUPPLIER_INCIDENT)
def incident_notice(request: PageRequest, pk: int) -> HttpResponse:
    """Ask what neighbours are to be told, and tell them."""
    incident = _incident(request, pk)
    form = NoticeForm(request.POST or None)
    if form.is_valid():
        try:
            send_supplier_notice(request.actor, incident_id=incident.pk, **form.cleaned_data)
        except Refused as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("The neighbours are being told."))
            return go_to(request, record_url(incident))
    intro = _(
        "Every organisation of your federations can read the message. Those that use the supplier"
        " get a mail, and see what of theirs may be hit; you see what they choose to answer."
    )
    return _asked(request, form, _("Tell the neighbours"), intro, _("Send"), record_url(incident))


@require_GET
@requires(Permission.REGISTER_READ)
def notice_list(request: PageRequest) -> HttpResponse:
    """Show what neighbours have told about suppliers, and what we told them."""
    pages = Paginator(notices(request.actor), _PAGE)
    shown = pages.get_page(request.GET.get("page"))
    ours = request.actor.organisation_id
    return page(
        request,
        "register/notices.html",
        {
            "title": _("Supplier notices"),
            "notices": [
                {
                    "row": one,
                    "ours": one.organisation_id == ours,
                    "url": record_url(one)
                    if one.organisation_id == ours
                    else reverse("register:notice_received", args=[one.pk]),
                }
                for one in shown.object_list
            ],
            "count": pages.count,
            "pager": {
                "number": shown.number,
                "last": pages.num_pages,
                "first_index": shown.start_index(),
                "last_index": shown.end_index(),
                "previous_url": f"?page={shown.number - 1}" if shown.has_previous() else "",
                "next_url": f"?page={shown.number + 1}" if shown.has_next() else "",
            },
        },
    )


@require_http_methods(_BOTH)
@requires(Permission.REGISTER_READ)
def notice_received(request: PageRequest, pk: int) -> HttpResponse:
    """Show a neighbour's notice with what of ours may be hit, and let us answer."""
    seen = SupplierNotice.visible_to(request.actor).select_related("supplier", "organisation")
    notice = get_object_or_404(seen, pk=pk)
    if notice.organisation_id == request.actor.organisation_id:
        return go_to(request, record_url(notice))
    answered = NoticeAnswer.owned_by(request.actor).filter(notice_number=notice.pk).first()
    may = request.actor.may(Permission.SUPPLIER_INCIDENT)
    begin = {"answer": answered.answer if answered else NoticeAnswer.Answer.LOOKING}
    form = AnswerForm(request.POST if may and request.method == "POST" else None, initial=begin)
    if form.is_valid():
        answer_notice(request.actor, notice_id=notice.pk, answer=form.cleaned_data["answer"])
        messages.success(request, _("Your answer is with the one who asked, and nobody else."))
        return go_to(request, "register:notice_received", pk=notice.pk)
    return page(
        request,
        "register/notice_received.html",
        {
            "title": notice.name,
            "notice": notice,
            "answered": answered,
            "form": form if may else None,
            "report_url": reverse("register:incident_report", args=[notice.supplier_id])
            if may
            else "",
            "context": shown_hits(hits_of(request.actor, notice.supplier), notice.supplier),
            "breadcrumbs": [{"label": _("Supplier notices"), "url": reverse("register:notices")}],
        },
        status=422 if form.errors else 200,
    )


def _incident(request: PageRequest, pk: int) -> SupplierIncident:
    return get_object_or_404(SupplierIncident.owned_by(request.actor), pk=pk)


def _tell(form: forms.Form, refused: Refused) -> None:
    for objection in refused.objections:
        form.add_error(objection.field or None, explain(objection))


def _asked(
    request: PageRequest, form: forms.Form, title: str, intro: str, submit: str, back: str
) -> HttpResponse:
    context = {
        "title": title,
        "intro": intro,
        "form": form,
        "submit_label": submit,
        "cancel_url": back,
    }
    return page(request, "kernel/forms/page.html", context, status=422 if form.errors else 200)
