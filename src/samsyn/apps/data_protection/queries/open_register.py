"""What everybody may read of an organisation's processing, asked as nobody in particular."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samsyn.apps.data_protection.models import ControllerDetails, ProcessingActivity, Purpose
from samsyn.domain.access.actor import Actor
from samsyn.kernel.models import Organisation
from samsyn.kernel.tenancy.owned import Visibility


@dataclass(frozen=True, slots=True)
class Opened:
    """One activity as everybody may read it."""

    pk: int
    name: str
    summary: str
    purposes: tuple[Purpose, ...]
    storage: str


def opened_register(
    anybody: Actor, organisation: Organisation
) -> tuple[Sequence[Opened], Sequence[ControllerDetails]]:
    """Return the activities an organisation shows to everybody, and its public controllers."""
    rows = ProcessingActivity.visible_to(anybody).filter(
        organisation=organisation, visibility=Visibility.PUBLIC
    )
    shown = list(rows.exclude(public_summary="").order_by("sort_key", "pk"))
    purposes: dict[int, list[Purpose]] = {}
    for purpose in (
        Purpose.visible_to(anybody)
        .filter(activity_id__in=[row.pk for row in shown], visibility=Visibility.PUBLIC)
        .order_by("pk")
    ):
        purposes.setdefault(purpose.activity_id, []).append(purpose)
    controllers = ControllerDetails.visible_to(anybody).filter(
        organisation=organisation, visibility=Visibility.PUBLIC
    )
    opened = [
        Opened(row.pk, row.name, row.public_summary, tuple(purposes.get(row.pk, ())), row.storage)
        for row in shown
    ]
    return opened, list(controllers.order_by("sort_key", "pk"))
