"""Accept what a routine's information demands, or say why it is not needed; keep it up to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samsyn.apps.register.models import Routine, RoutineRequirement
from samsyn.apps.register.queries.routines import Analysis, analysis_of
from samsyn.apps.register.wording.demands import because_in_words, demand_in_words
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.demands import Demand, demands
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@dataclass(frozen=True, slots=True)
class Standing:
    """How a routine's requirements stand against what its analysis says now."""

    proposed: list[Demand]  # nobody has said anything about them
    accepted: list[tuple[RoutineRequirement, Demand]]
    refused: list[tuple[RoutineRequirement, Demand]]
    lapsed: list[RoutineRequirement]  # accepted or refused once; they no longer follow
    own: list[RoutineRequirement]  # written by people


def standing_of(analysis: Analysis) -> Standing:
    """Compare what follows with what is kept; no query."""
    follows = {demand.code: demand for demand in demands(analysis.found)}
    kept = {row.code: row for row in analysis.requirements if row.code}
    both = [(kept[code], demand) for code, demand in follows.items() if code in kept]
    return Standing(
        proposed=[demand for code, demand in follows.items() if code not in kept],
        accepted=[(row, demand) for row, demand in both if not row.not_needed_because],
        refused=[(row, demand) for row, demand in both if row.not_needed_because],
        lapsed=[row for code, row in kept.items() if code not in follows],
        own=[row for row in analysis.requirements if not row.code],
    )


@use_case(Permission.REGISTER_WRITE)
def accept_requirements(
    actor: Actor, *, routine_id: int, codes: Iterable[str] | None = None
) -> list[RoutineRequirement]:
    """Keep requirements that follow from the analysis: all that are proposed, or these.

    One that was turned down and is accepted now loses its “not needed because”.
    """
    routine, standing = _locked(actor, routine_id)
    wanted = set(codes) if codes is not None else {d.code for d in standing.proposed}
    kept = [
        RoutineRequirement.everything.create(**_facts(actor, routine, demand))
        for demand in standing.proposed
        if demand.code in wanted
    ]
    for row, _demand in standing.refused:
        if row.code in wanted:
            row.not_needed_because = ""
            row.save()
            kept.append(row)
    return kept


@use_case(Permission.REGISTER_WRITE)
def refuse_requirement(actor: Actor, *, routine_id: int, code: str, reason: str) -> None:
    """Say why a requirement is not needed here; it stays to be read."""
    routine, standing = _locked(actor, routine_id)
    for demand in standing.proposed:
        if demand.code == code:
            facts = _facts(actor, routine, demand)
            RoutineRequirement.everything.create(**facts, not_needed_because=reason)
    for row, _demand in (*standing.accepted, *standing.refused):
        if row.code == code:
            row.not_needed_because = reason
            row.save()


@use_case(Permission.REGISTER_WRITE)
def renew_requirements(actor: Actor, *, routine_id: int, lapsed_too: bool = False) -> int:
    """Bring kept requirements up to date with the analysis: their weight, and because of what.

    Those that no longer follow are taken away only when asked to. What is new is proposed, and not
    accepted by itself. Returns the number of rows that changed.
    """
    _routine, standing = _locked(actor, routine_id)
    gone = standing.lapsed if lapsed_too else []
    for row in gone:
        row.delete()
    changed = len(gone)
    for row, demand in (*standing.accepted, *standing.refused):
        now = {"because": because_in_words(demand), "weight": str(demand.weight)}
        if any(getattr(row, name) != value for name, value in now.items()):
            row.because, row.weight = now["because"], now["weight"]
            row.save()
            changed += 1
    return changed


def _locked(actor: Actor, routine_id: int) -> tuple[Routine, Standing]:
    routine = Routine.owned_by(actor).select_for_update().get(pk=routine_id)
    return routine, standing_of(analysis_of(actor, routine, clock.today()))


def _facts(actor: Actor, routine: Routine, demand: Demand) -> Mapping[str, object]:
    return {
        "organisation_id": actor.organisation_id,
        "visibility": routine.visibility,
        "routine": routine,
        "code": demand.code,
        "name": demand_in_words(demand.code),
        "weight": str(demand.weight),
        "because": because_in_words(demand),
    }
