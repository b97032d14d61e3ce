"""Assess ourselves: levels, how we know, targets and plans; earlier days are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samsyn.apps.federation.models import CapabilityAssessment, RoleShown
from samsyn.apps.federation.queries.capability import holders_here, our_latest
from samsyn.apps.organisation.public import Role, person_of
from samsyn.apps.portfolio.public import Initiative
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.maturity import MOST, AbilityFlaw
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What we say of one capability."""

    level: int | None = None
    target: int | None = None
    target_by: date | None = None
    evidence: str = ""
    initiative_id: int | None = None

    @property
    def says_something(self) -> bool:
        """Whether anything is filled in."""
        return self != Answer()


@use_case(Permission.CAPABILITY_ASSESS)
def assess(actor: Actor, *, answers: Mapping[int, Answer], all_anew: bool = False) -> int:
    """Keep what differs from what we said last as of today, or all of it; return how many rows.

    What is left empty is not assessed, and stays as it was. Raises Refused with everything wrong.
    """
    said = {pk: answer for pk, answer in answers.items() if answer.says_something}
    initiatives = {one.initiative_id for one in said.values() if one.initiative_id is not None}
    ours = set(Initiative.owned_by(actor).filter(pk__in=initiatives).values_list("pk", flat=True))
    refuse_if(flaw for pk, one in said.items() for flaw in _flaws(pk, one, ours))
    today, who = clock.today(), person_of(actor)
    last = {row.capability_id: row for row in our_latest(actor).filter(capability__in=said)}
    kept = 0
    for pk, answer in said.items():
        before = last.get(pk)
        if before is not None and _said(before) == answer and not all_anew:
            continue
        row = before if before is not None and before.assessed_on == today else None
        row = row or CapabilityAssessment(capability_id=pk, assessed_on=today)
        if answer.level is None:  # refused above
            continue
        row.level, row.target, row.target_by = answer.level, answer.target, answer.target_by
        row.evidence, row.initiative_id = answer.evidence, answer.initiative_id
        row.assessed_by = who
        row.save()
        kept += 1
    return kept


@use_case(Permission.TIME_POOL)
def show_roles(actor: Actor, *, role_ids: Sequence[int], contact: str) -> int:
    """Tell the federation how many of us hold these roles, and whom to ask; returns how many.

    No names are told. A role that is left out is shown no more.
    """
    today = clock.today()
    counts = holders_here(actor, role_ids, today)
    known = {row.role_id: row for row in RoleShown.owned_by(actor)}
    for role_id, row in known.items():
        if role_id not in role_ids:
            row.delete()
    for role in Role.visible_to(actor).filter(pk__in=role_ids):
        row = known.get(role.pk) or RoleShown(role=role)
        row.people, row.contact, row.told_on = counts.get(role.pk, 0), contact.strip(), today
        row.save()
    return len(role_ids)


def _said(row: CapabilityAssessment) -> Answer:
    return Answer(
        level=row.level,
        target=row.target,
        target_by=row.target_by,
        evidence=row.evidence,
        initiative_id=row.initiative_id,
    )


def _flaws(pk: int, answer: Answer, ours: set[int]) -> list[Objection]:
    found = []
    if answer.level is None:
        found.append(Objection(AbilityFlaw.LEVEL_MISSING, field=f"l{pk}"))
    elif not 0 <= answer.level <= MOST:
        found.append(Objection(AbilityFlaw.LEVEL_WRONG, field=f"l{pk}"))
    if answer.target is not None:
        if not 0 <= answer.target <= MOST:
            found.append(Objection(AbilityFlaw.TARGET_WRONG, field=f"t{pk}"))
        elif answer.level is not None and answer.target < answer.level:
            found.append(Objection(AbilityFlaw.TARGET_BELOW, field=f"t{pk}"))
    if answer.initiative_id is not None and answer.initiative_id not in ours:
        found.append(Objection(AbilityFlaw.NO_SUCH_INITIATIVE, field=f"i{pk}"))
    return found
