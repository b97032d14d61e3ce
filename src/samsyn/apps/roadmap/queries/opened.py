"""What everybody may read of an organisation's roadmap."""

from __future__ import annotations

from samsyn.apps.roadmap.models import OpenedRoadmap
from samsyn.domain.access.actor import Actor
from samsyn.kernel.models import Organisation
from samsyn.kernel.tenancy.owned import Visibility


def shown_now(actor: Actor) -> OpenedRoadmap | None:
    """Return what our own organisation shows everybody now."""
    rows = OpenedRoadmap.owned_by(actor).filter(withdrawn_on__isnull=True)
    return rows.select_related("version").first()


def shown_to_all(anybody: Actor, organisation: Organisation) -> OpenedRoadmap | None:
    """Return what an organisation shows, asked as nobody in particular."""
    rows = OpenedRoadmap.visible_to(anybody).filter(
        organisation=organisation, withdrawn_on__isnull=True, visibility=Visibility.PUBLIC
    )
    return rows.first()
