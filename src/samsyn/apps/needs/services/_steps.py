"""Steps that several acts on frictions share; run inside an act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from samsyn.apps.needs.models import FrictionReport, Need
from samsyn.apps.needs.models.friction import MOST_PEOPLE, WORKING_WEEK
from samsyn.apps.organisation.public import Unit
from samsyn.apps.register.public import System
from samsyn.domain.access.actor import Actor
from samsyn.domain.needs.objections import Obstacle
from samsyn.domain.needs.screening import personal_in
from samsyn.domain.shared.refusal import Objection, Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation

_LONGEST = {"name": 200, "text": 4000, "spot": 150, "words": 300}


def locked(actor: Actor, friction_id: int) -> FrictionReport:
    """Return one of our frictions, kept from others until the act is over."""
    rows = FrictionReport.owned_by(actor).select_for_update(of=("self",))
    return rows.get(pk=friction_id)


def locked_head(actor: Actor, friction_id: int) -> FrictionReport:
    """Return a friction, or the one it was merged into."""
    found = FrictionReport.owned_by(actor).values_list("merged_into_id", flat=True)
    head = found.get(pk=friction_id)
    return locked(actor, head or friction_id)


def locked_need(actor: Actor, need_id: int) -> Need:
    """Return one of our needs, kept from others until the act is over."""
    return Need.owned_by(actor).select_for_update(of=("self",)).get(pk=need_id)


def against_numbers(minutes: int, people: int = 1) -> Iterable[Objection]:
    """Say what is wrong with the figures of a report."""
    if not 1 <= minutes <= WORKING_WEEK:
        yield Objection(Obstacle.MINUTES, {"most": WORKING_WEEK}, "minutes")
    if not 1 <= people <= MOST_PEOPLE:
        yield Objection(Obstacle.PEOPLE, {"most": MOST_PEOPLE}, "people")


def against_texts(actor: Actor, texts: Mapping[str, str]) -> Iterable[Objection]:
    """Say what is wrong with the texts of a report: too long, or somebody's personal data."""
    for field, text in texts.items():
        if len(text) > _LONGEST[field]:
            yield Objection(Obstacle.TOO_LONG, {"most": _LONGEST[field]}, field)
    country = Organisation.objects.values_list("country", flat=True).get(pk=actor.organisation_id)
    for find in personal_in(texts, today=clock.today(), country=country):
        yield Objection(Obstacle.PERSONAL, {"kind": find.kind.value}, find.field)


def against_places(actor: Actor, unit_id: int | None, system_id: int | None) -> Iterable[Objection]:
    """Refuse a unit or a system that is not our own."""
    if unit_id is not None and not Unit.owned_by(actor).filter(pk=unit_id).exists():
        yield Objection(Obstacle.NOT_OURS, field="unit")
    if system_id is not None and not System.owned_by(actor).filter(pk=system_id).exists():
        yield Objection(Obstacle.NOT_OURS, field="system")


def must_stand_alone(friction: FrictionReport) -> None:
    """Refuse what was merged: the one it was merged into stands for it."""
    if friction.merged_into_id is not None:
        raise Refused([Objection(Obstacle.MERGED)])
