"""The page that retires a system, or says everything that is in the way."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.register.forms import RetireSystemForm
from samsyn.apps.register.models import System
from samsyn.apps.register.services.retire_system import retire_system
from samsyn.apps.register.wording import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url


@require_http_methods(["GET", "POST"])
@requires(Permission.SYSTEM_RETIRE)
def system_retire(request: PageRequest, pk: int) -> HttpResponse:
    """Ask when, why and what takes over; then retire the system, or explain why not."""
    system = get_object_or_404(System.owned_by(request.actor), pk=pk)
    begin = {
        "on": clock.today(),
        "replaced_by": system.replaced_by_id,
        "information_after": system.information_after,
    }
    form = RetireSystemForm(request.actor, system, request.POST or None, initial=begin)
    if form.is_valid() and _retired(request, system, form):
        messages.success(request, _("%(name)s is retired.") % {"name": system.name})
        return go_to(request, record_url(system))
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("Retire %(name)s") % {"name": system.name},
            "intro": _(
                "A retired system stays in the register with all that is known about it. Its"
                " agreements must have ended, and somebody must know where its information went."
            ),
            "form": form,
            "submit_label": _("Retire"),
            "cancel_url": record_url(system),
        },
        status=422 if form.errors else 200,
    )


def _retired(request: PageRequest, system: System, form: RetireSystemForm) -> bool:
    said = form.cleaned_data
    successor = said.pop("replaced_by")
    try:
        retire_system(
            request.actor,
            system_id=system.pk,
            replaced_by_id=successor.pk if successor else None,
            **said,
        )
    except Refused as refusal:
        for objection in refusal.objections:
            form.add_error(objection.field or None, explain(objection))
        return False
    return True
