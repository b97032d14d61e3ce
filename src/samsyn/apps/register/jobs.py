"""The register's background work."""

from __future__ import annotations

from procrastinate.contrib.django import app

from samsyn.apps.register.models import SupplierNotice
from samsyn.apps.register.queries.map import register_map
from samsyn.apps.register.services.keep_map_places import DRAW, places_of
from samsyn.apps.register.services.queue_reckoning import RECKON, queue_reckoning
from samsyn.apps.register.services.reckon_levels import reckon_levels, touch_levels
from samsyn.apps.register.services.supplier_incident import TELL
from samsyn.apps.register.services.tell_neighbours import tell_neighbours
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.access.permissions import Permission
from samsyn.domain.impact.starting import warm_up_soon
from samsyn.domain.register.map import Grouping
from samsyn.kernel.models import Organisation
from samsyn.kernel.tasks import Progress, background
from samsyn.kernel.tenancy.session import acting_for


@app.task(name=RECKON)
def reckon(organisation_id: int) -> None:
    """Work out what an organisation's systems must withstand, unless that is known already."""
    warm_up_soon()
    reckon_levels(organisation_id)


@app.periodic(cron="50 0 * * *")
@app.task(name="samsyn.register.nightly", queueing_lock="register-nightly")
def nightly(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate says when it was due
    """Work all levels out once a day, whatever was missed when a process died."""
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        with acting_for(samsyn_for(organisation_id)):
            touch_levels(organisation_id)
        queue_reckoning(organisation_id)


@background(DRAW)
def draw_map(progress: Progress, actor: Actor) -> dict[str, object]:
    """Find a place for everything on the map, for all who open it from now on."""
    actor.must(Permission.REGISTER_READ)
    grouping = list(Grouping)[progress.task.about_id or 0]
    places_of(actor, register_map(actor), grouping)
    return {}


@background(TELL)
def tell_of_incident(progress: Progress, actor: Actor) -> dict[str, object]:
    """Tell neighbours of a supplier's incident; what it met is told to nobody."""
    actor.must(Permission.SUPPLIER_INCIDENT)
    notices = SupplierNotice.owned_by(actor).select_related("supplier")
    notice = notices.filter(pk=progress.task.about_id or 0).first()
    if notice is not None:
        tell_neighbours(actor, notice)
    return {}
