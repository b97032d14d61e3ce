"""Work out what every system must withstand, and keep it where lists can sort by it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import F

from samsyn.apps.register.models import (
    EffectiveLevel,
    InformationAsset,
    LevelReckoning,
    OutsideParty,
    Routine,
    System,
)
from samsyn.apps.register.queries.impact import SOURCES, landscape_of
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.scales import Aspect
from samsyn.domain.impact.landscape import Kind, Landscape, Step, Thing
from samsyn.kernel import clock
from samsyn.kernel.tenancy.owned import Visibility
from samsyn.kernel.tenancy.session import acting_for

TABLES = frozenset(model._meta.db_table for model in SOURCES)
_HIDEABLE = (*SOURCES, InformationAsset, OutsideParty, Routine)
_COLUMNS = (*(str(aspect) for aspect in Aspect), "ways", "worked_out")
_BATCH = 1000
Row = dict[str, Any]


def touch_levels(organisation_id: int) -> None:
    """Note that something has changed which may alter a level."""
    LevelReckoning.owned_by(samsyn_for(organisation_id)).update(edition=F("edition") + 1)


def reckon_levels(organisation_id: int) -> bool:
    """Work the levels out again if they wait for it; tells whether they did.

    What is committed meanwhile is not lost: it makes them wait once more.
    """
    samsyn = samsyn_for(organisation_id)
    with acting_for(samsyn), transaction.atomic():
        first = LevelReckoning(organisation_id=organisation_id)
        LevelReckoning.everything.bulk_create([first], ignore_conflicts=True)
        state = LevelReckoning.owned_by(samsyn).select_for_update().get()
        if state.reckoned == state.edition:
            return False
        _keep(samsyn)
        state.reckoned, state.reckoned_at = state.edition, clock.now()
        state.save(update_fields=["reckoned", "reckoned_at"])
    return True


def _keep(samsyn: Actor) -> None:
    systems = list(System.owned_by(samsyn).order_by("pk").values_list("pk", flat=True))
    hides = any(
        model.owned_by(samsyn).filter(visibility=Visibility.RESTRICTED).exists()
        for model in _HIDEABLE
    )
    without = samsyn.permissions - {Permission.RESTRICTED_READ}
    everybody = replace(samsyn, permissions=without) if hides else samsyn
    told = _rows(landscape_of(everybody), systems)
    _write(samsyn, Visibility.OWN, told)
    if hides:
        whole = _rows(landscape_of(samsyn), systems)
        told = {pk: row for pk, row in whole.items() if row != told[pk]}
    _write(samsyn, Visibility.RESTRICTED, told if hides else {})


def _rows(land: Landscape, systems: Collection[int]) -> dict[int, Row]:
    return {pk: _row(land, Thing(Kind.SYSTEM, pk)) for pk in systems}


def _row(land: Landscape, system: Thing) -> Row:
    """Return what is kept of one system."""
    levels = land.levels(system)
    ways, worked_out = {}, {}
    for aspect in levels:
        way = land.why(system, aspect)
        ways[str(aspect)] = [_step(step) for step in way]
        if len(way) == 1:  # people have decided it: a system has nothing by itself
            worked_out[str(aspect)] = land.worked_out(system, aspect)
    facts = {str(aspect): levels.get(aspect) for aspect in Aspect}
    return {**facts, "ways": ways, "worked_out": worked_out}


def _step(step: Step) -> list[str | int]:
    """Put a step into JSON: what it came by, the flow's id, what it came to, its id."""
    by, flow = (str(step.link.by), step.link.pk) if step.link else ("", 0)
    return [by, flow, str(step.thing.kind), step.thing.pk]


def _write(samsyn: Actor, visibility: Visibility, told: dict[int, Row]) -> None:
    """Write the rows that differ from what is kept, and remove those that are no longer told."""
    kept = EffectiveLevel.owned_by(samsyn).filter(visibility=visibility)
    before = {pk: dict(zip(_COLUMNS, row, strict=True)) for pk, *row in _values(kept)}
    kept.filter(system_id__in=before.keys() - told.keys()).delete()
    EffectiveLevel.everything.bulk_create(
        [
            EffectiveLevel(
                organisation_id=samsyn.organisation_id, system_id=pk, visibility=visibility, **row
            )
            for pk, row in told.items()
            if before.get(pk) != row
        ],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["organisation", "system", "visibility"],
        update_fields=list(_COLUMNS),
    )


def _values(kept: Any) -> Any:  # noqa: ANN401 - rows of a query
    return kept.values_list("system_id", *_COLUMNS)
