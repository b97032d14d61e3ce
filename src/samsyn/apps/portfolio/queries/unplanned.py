"""What a roadmap is silent about: initiatives of which nobody has said how much work they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from samsyn.apps.portfolio.models import Dependency, Initiative, Phase
from samsyn.apps.portfolio.queries.planning import PLANNABLE
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplanned:
    """One initiative that has no place in any plan."""

    pk: int
    name: str
    is_idea: bool
    deadline: date | None
    legal_ground: str
    waited_for_by: tuple[str, ...] = ()
    """Initiatives that do have a place, and wait for it."""


def unplanned(actor: Actor) -> list[Unplanned]:
    """Return what a plan would be expected to hold and cannot, the earliest deadline first.

    That is what is proposed, decided or running without phases, and ideas with a deadline or with
    something planned that waits for them. Two queries.
    """
    waiting = _waiting(actor)
    has_phases = Exists(Phase.owned_by(actor).filter(initiative=OuterRef("pk")))
    expected = Q(deadline__isnull=False) | Q(pk__in=waiting)
    rows = (
        Initiative.owned_by(actor)
        .filter(Q(~has_phases, state__in=PLANNABLE) | Q(expected, state=State.IDEA))
        .order_by(F("deadline").asc(nulls_last=True), "sort_key", "pk")
    )
    return [
        Unplanned(
            pk=pk,
            name=name,
            is_idea=state == State.IDEA,
            deadline=deadline,
            legal_ground=legal_ground,
            waited_for_by=waiting.get(pk, ()),
        )
        for pk, name, state, deadline, legal_ground in rows.values_list(
            "pk", "name", "state", "deadline", "legal_ground"
        )
    ]


def _waiting(actor: Actor) -> Mapping[int, tuple[str, ...]]:
    """Name by initiative those with a place in a plan that wait for it while it has none."""
    in_plan = Exists(Phase.owned_by(actor).filter(initiative=OuterRef("after")))
    rows = (
        Dependency.owned_by(actor)
        .filter(
            in_plan,
            kind=Dependency.Kind.FINISH_TO_START,
            after__state__in=PLANNABLE,
            before__state__in=[*PLANNABLE, State.IDEA],
        )
        .order_by("after__sort_key", "pk")
    )
    found: dict[int, list[str]] = defaultdict(list)
    for before, after in rows.values_list("before_id", "after__name"):
        found[before].append(after)
    return {before: tuple(names) for before, names in found.items()}
