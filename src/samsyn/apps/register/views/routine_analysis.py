"""The information analysis of a routine: read, and changed line by line in its place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.apps.register.models import InformationFlow, Routine
from samsyn.apps.register.services.requirements import (
    accept_requirements,
    refuse_requirement,
    renew_requirements,
)
from samsyn.apps.register.views.analysis_lines import FACTS, LineKind, kind_or_404, line_form
from samsyn.apps.register.views.analysis_showing import Open, analysis_context, section_context
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, page, requires, wants_fragment
from samsyn.kernel.records import services
from samsyn.kernel.records.forms import NounForm
from samsyn.kernel.records.wording import explain

_BOTH = ["GET", "POST"]
_PAGE, _SECTION = "register/analysis.html", "register/fragments/_analysis_answer.html"


@require_GET
@requires(Permission.REGISTER_READ)
def routine_analysis(request: PageRequest, pk: int) -> HttpResponse:
    """Show the whole analysis, or the one section that htmx asks for."""
    routine = _routine(request, pk)
    section = request.GET.get("section", "")
    if wants_fragment(request) and section:
        context = section_context(request.actor, routine, kind_or_404(section))
        return page(request, _SECTION, context)
    return page(request, _PAGE, analysis_context(request.actor, routine))


@require_http_methods(_BOTH)
@requires(Permission.REGISTER_WRITE)
def line_new(request: PageRequest, pk: int, kind: str) -> HttpResponse:
    """Ask for one more line, and keep it."""
    line = kind_or_404(kind)
    if line is FACTS:
        raise Http404
    return _line(request, _routine(request, pk), line, None)


@require_http_methods(_BOTH)
@requires(Permission.REGISTER_WRITE)
def line_edit(request: PageRequest, pk: int, kind: str, line: int) -> HttpResponse:
    """Show one line to be changed, and keep the change."""
    routine, of_kind = _routine(request, pk), kind_or_404(kind)
    return _line(request, routine, of_kind, _row(request, routine, of_kind, line))


@require_POST
@requires(Permission.REGISTER_WRITE)
def line_remove(request: PageRequest, pk: int, kind: str, line: int) -> HttpResponse:
    """Take one line away; the history keeps what it said."""
    routine, of_kind = _routine(request, pk), kind_or_404(kind)
    if of_kind is FACTS:
        raise Http404
    row = _row(request, routine, of_kind, line)
    try:
        services.delete_record(request.actor, of_kind.record, row)
    except Refused as refusal:
        messages.error(request, " ".join(explain(objection) for objection in refusal.objections))
    return _after(request, routine, of_kind)


@require_POST
@requires(Permission.REGISTER_WRITE)
def routine_requirements(request: PageRequest, pk: int) -> HttpResponse:
    """Accept what follows, say why something is not needed, or bring all up to date."""
    routine = _routine(request, pk)
    code, do = request.POST.get("code", ""), request.POST.get("do", "")
    reason = request.POST.get("reason", "").replace("\x00", "").strip()[:300]
    if do == "accept_all":
        accept_requirements(request.actor, routine_id=routine.pk)
    elif do == "accept":
        accept_requirements(request.actor, routine_id=routine.pk, codes=[code])
    elif do == "renew":
        renew_requirements(request.actor, routine_id=routine.pk, lapsed_too=True)
    elif do == "refuse" and reason:
        refuse_requirement(request.actor, routine_id=routine.pk, code=code, reason=reason)
    else:
        messages.warning(request, _("Say why it is not needed; that is what others will read."))
    return _after(request, routine, kind_or_404("requirements"))


def _line(request: PageRequest, routine: Routine, kind: LineKind, row: Any) -> HttpResponse:  # noqa: ANN401 - of the kind
    posted = request.POST if request.method == "POST" else None
    form = line_form(request.actor, kind, routine, row, posted)
    if posted is not None and form.is_valid() and _kept(request, kind, form):
        renew_requirements(request.actor, routine_id=routine.pk)
        return _after(request, _routine(request, routine.pk), kind)
    opened = Open(kind, row.pk if row is not None else None, form)
    status = 422 if form.errors else 200
    if wants_fragment(request):
        context = section_context(request.actor, routine, kind, opened)
        return page(request, _SECTION, context, status=status)
    context = analysis_context(request.actor, routine, opened)
    return page(request, _PAGE, context, status=status)


def _kept(request: PageRequest, kind: LineKind, form: NounForm) -> bool:
    try:
        services.save_record(request.actor, kind.record, form)
    except Refused as refusal:
        form.add_error(None, [explain(objection) for objection in refusal.objections])
        now = kind.model.owned_by(request.actor).filter(pk=form.instance.pk).first()
        if now is not None:  # saving again keeps what was typed
            sent = form.data.copy()  # type: ignore[attr-defined]
            sent["revision"] = str(now.revision)
            form.data = sent
        return False
    return True


def _after(request: PageRequest, routine: Routine, kind: LineKind) -> HttpResponse:
    """Show the section as it now is, and the requirements that may have changed with it."""
    if wants_fragment(request):
        context = section_context(request.actor, routine, kind, changed=True)
        return page(request, _SECTION, context)
    address = reverse("register:routine_analysis", args=[routine.pk])
    answer = HttpResponse(status=302)
    answer["Location"] = f"{address}#section-{kind.code}"
    return answer


def _routine(request: PageRequest, pk: int) -> Routine:
    rows = Routine.owned_by(request.actor).select_related("owner", "unit", "known_by")
    return get_object_or_404(rows, pk=pk)


def _row(request: PageRequest, routine: Routine, kind: LineKind, pk: int) -> Any:  # noqa: ANN401 - of the kind
    """Return a line of this routine, or answer 404 for one of another."""
    rows = kind.model.owned_by(request.actor)
    if kind is FACTS:
        return get_object_or_404(rows, pk=pk if pk == routine.pk else 0)
    if kind.model is InformationFlow:
        side = "target" if kind.code == "incoming" else "source"
        return get_object_or_404(rows, pk=pk, **{f"{side}_routine": routine})
    return get_object_or_404(rows, pk=pk, routine=routine)
