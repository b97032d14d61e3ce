"""Ask every rule now, and watch how far that has come."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samsyn.domain.access.permissions import Permission
from samsyn.kernel import tasks
from samsyn.kernel.models import Task
from samsyn.kernel.pages import PageRequest, go_to, page, requires, wants_fragment

_ENDED = 286  # tells htmx to stop asking


@require_POST
@requires(Permission.CHECKS_CONFIGURE)
def run_now(request: PageRequest) -> HttpResponse:
    """Begin to ask every rule, and go where one sees how far it has come."""
    task = tasks.start(request.actor, "checks.run", message=_("Asking every rule"))
    return go_to(request, "checks:running", pk=task.pk)


@require_GET
@requires(Permission.CHECKS_READ)
def watch_run(request: PageRequest, pk: int) -> HttpResponse:
    """Show how far the asking has come."""
    task = get_object_or_404(Task.owned_by(request.actor).filter(kind="checks.run"), pk=pk)
    over = task.finished_at is not None
    return page(
        request,
        "kernel/tasks/page.html",
        {
            "title": _("Asking every rule"),
            "task": task,
            "poll_url": reverse("checks:running", kwargs={"pk": task.pk}),
            "done_url": reverse("checks:findings"),
            "done_label": _("See the findings"),
        },
        fragment="kernel/tasks/fragments/_progress.html",
        status=_ENDED if over and wants_fragment(request) else 200,
    )
