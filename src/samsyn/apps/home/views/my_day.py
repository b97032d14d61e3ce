"""My day: what needs me, by role I hold, each line with the one button that settles it."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.home.queries.beginning import first_steps
from samsyn.apps.home.queries.coming import coming
from samsyn.apps.home.queries.duties import my_roles, nobodys
from samsyn.apps.organisation.public import person_of
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.asking import alone, several
from samsyn.kernel.pages import PageRequest, go_to, page, requires


@require_GET
@requires(Permission.SIGNED_IN)
def my_day(request: PageRequest) -> HttpResponse:
    """Show what needs this person today; where nothing is recorded yet, what to do first."""
    if request.organisation is None:
        return go_to(request, "/")
    actor, me = request.actor, person_of(request.actor)
    roles, soon, unowned, steps = alone(
        several([my_roles(actor, me), coming(actor, me), nobodys(actor), first_steps(actor)])
    )
    return page(
        request,
        "home/my_day.html",
        {
            "title": _("My day"),
            "today": clock.today(),
            "name": actor.name,
            "roles": roles,
            "coming": soon,
            "count": len(soon) + sum(len(role.duties) for role in roles),
            "unowned": unowned,
            "unowned_url": f"{reverse('checks:findings')}?who=-",
            "steps": steps if any(not step.done for step in steps) else [],
        },
    )
