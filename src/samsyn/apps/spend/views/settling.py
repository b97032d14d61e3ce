"""Settle by hand what no rule can: the sender of an invoice, and its agreement."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.apps.spend.forms import ChooseAgreementForm, ChooseSupplierForm
from samsyn.apps.spend.models import Invoice
from samsyn.apps.spend.services.settle import choose_agreement, choose_supplier
from samsyn.apps.spend.wording import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import tasks
from samsyn.kernel.models import Task
from samsyn.kernel.pages import PageRequest, go_to, page, requires, wants_fragment
from samsyn.kernel.records.declaration import record_url

_KIND = "spend.match"
_UNDER_WAY = (Task.State.WAITING, Task.State.RUNNING)


@require_http_methods(["GET", "POST"])
@requires(Permission.SPEND_WRITE)
def choose_agreement_page(request: PageRequest, pk: int) -> HttpResponse:
    """Ask which agreement an invoice falls under, and settle it."""
    invoice = get_object_or_404(Invoice.owned_by(request.actor), pk=pk)
    begin = {"agreement": invoice.agreement_id, "alike": len(invoice.candidates) > 1}
    form = ChooseAgreementForm(request.actor, invoice, request.POST or None, initial=begin)
    if form.is_valid():
        said = form.cleaned_data
        chosen = said["agreement"]
        try:
            count = choose_agreement(
                request.actor,
                invoice_id=invoice.pk,
                agreement_id=chosen.pk if chosen else None,
                reason=said["reason"],
                alike=said["alike"],
            )
        except Refused as refused:
            _tell(form, refused)
        else:
            return _settled(request, invoice, count)
    intro = _(
        "%(sender)s, %(number)s. Choose the agreement that it was bought under. If there is none,"
        " say so: it then counts as bought outside agreements."
    )
    return _asked(request, invoice, form, _("Which agreement?"), intro)


@require_http_methods(["GET", "POST"])
@requires(Permission.SPEND_WRITE)
def choose_supplier_page(request: PageRequest, pk: int) -> HttpResponse:
    """Ask who sent an invoice, and settle it for all from that sender."""
    invoice = get_object_or_404(Invoice.owned_by(request.actor), pk=pk)
    begin = {"supplier": invoice.supplier_id}
    form = ChooseSupplierForm(request.actor, request.POST or None, initial=begin)
    if form.is_valid():
        said = form.cleaned_data
        try:
            count = choose_supplier(
                request.actor,
                invoice_id=invoice.pk,
                supplier_id=said["supplier"].pk,
                reason=said["reason"],
            )
        except Refused as refused:
            _tell(form, refused)
        else:
            return _settled(request, invoice, count)
    intro = _(
        "%(sender)s, %(number)s. What you choose holds for all invoices from this sender, those to"
        " come too. If the supplier is missing, add it to the catalogue first."
    )
    return _asked(request, invoice, form, _("Which supplier?"), intro)


@require_POST
@requires(Permission.SPEND_WRITE)
def match(request: PageRequest) -> HttpResponse:
    """Begin to hold all invoices against the register as it is now."""
    running = _matchings(request).filter(state__in=_UNDER_WAY).first()
    task = running or tasks.start(request.actor, _KIND, message=_("Matching again"))
    return go_to(request, "spend:matching", pk=task.pk)


@require_GET
@requires(Permission.SPEND_WRITE)
def matching(request: PageRequest, pk: int) -> HttpResponse:
    """Say how far matching has come."""
    task = _matchings(request).filter(pk=pk).first()
    if task is None:
        raise Http404
    context = {
        "task": task,
        "poll_url": reverse("spend:matching", args=[task.pk]),
        "done_url": reverse("spend:overview"),
        "done_label": _("See the spend"),
    }
    if wants_fragment(request):
        fragment = "kernel/tasks/fragments/_progress.html"
        status = 200 if task.state in _UNDER_WAY else 286  # tells htmx to stop asking
        return page(request, fragment, context, status=status)
    title = _("Matching invoices again")
    return page(request, "spend/matching.html", {**context, "heading": title})


def _matchings(request: PageRequest) -> QuerySet[Task]:
    return Task.owned_by(request.actor).filter(kind=_KIND)


def _tell(form: ChooseAgreementForm | ChooseSupplierForm, refused: Refused) -> None:
    for objection in refused.objections:
        form.add_error(objection.field or None, explain(objection))


def _settled(request: PageRequest, invoice: Invoice, count: int) -> HttpResponse:
    told = ngettext("%(n)d invoice is settled.", "%(n)d invoices are settled.", count)
    messages.success(request, told % {"n": count})
    return go_to(request, record_url(invoice))


def _asked(
    request: PageRequest,
    invoice: Invoice,
    form: ChooseAgreementForm | ChooseSupplierForm,
    title: str,
    intro: str,
) -> HttpResponse:
    facts = {"sender": invoice.supplier_name, "number": invoice.number}
    context = {
        "title": title,
        "intro": intro % facts,
        "form": form,
        "submit_label": _("Settle it"),
        "cancel_url": record_url(invoice),
        "breadcrumbs": [
            {"label": _("Spend"), "url": reverse("spend:overview")},
            {"label": invoice.name, "url": record_url(invoice)},
        ],
    }
    status = 422 if form.errors else 200
    return page(request, "kernel/forms/page.html", context, status=status)
