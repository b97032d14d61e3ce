"""Settle where two initiatives meet: they coordinate, or somebody says why they need not."""

from __future__ import annotations

from samsyn.apps.portfolio.models import Dependency, Initiative, MeetingLetBe
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.overlap import MeetingFlaw
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.PORTFOLIO_WRITE)
def coordinate(actor: Actor, *, first: int, second: int, note: str = "") -> Dependency:
    """Tie two initiatives together as coordinated. Raises Refused where they are tied already."""
    one, other = _two(actor, first, second)
    tie = Dependency(
        before=one, after=other, kind=Dependency.Kind.COORDINATE, note=note.strip()[:300]
    )
    tie.save()
    return tie


@use_case(Permission.PORTFOLIO_WRITE)
def let_meet(actor: Actor, *, first: int, second: int, reason: str) -> MeetingLetBe:
    """Say why two initiatives that meet need no coordination. Raises Refused without a reason."""
    one, other = _two(actor, first, second, reason=reason)
    said = MeetingLetBe(
        first=one, second=other, reason=reason.strip()[:500], decided_on=clock.today()
    )
    said.save()
    return said


@use_case(Permission.PORTFOLIO_WRITE)
def raise_again(actor: Actor, *, first: int, second: int) -> int:
    """Take back that two need no coordination; they are proposed again where they still meet."""
    rows = MeetingLetBe.owned_by(actor).filter(
        first_id=min(first, second), second_id=max(first, second)
    )
    gone, _by_table = rows.delete()
    return gone


def _two(
    actor: Actor, first: int, second: int, *, reason: str | None = None
) -> tuple[Initiative, Initiative]:
    """Return the two by age, as their meeting is kept; refuses all that is wrong at once."""
    rows = {row.pk: row for row in Initiative.owned_by(actor).filter(pk__in=(first, second))}
    one, other = min(first, second), max(first, second)
    wrong = []
    if len(rows) != 2:  # noqa: PLR2004 - a pair
        wrong.append(Objection(MeetingFlaw.NOT_TWO))
    if reason is not None and not reason.strip():
        wrong.append(Objection(MeetingFlaw.NO_REASON, field="reason"))
    tied = Dependency.owned_by(actor).filter(before_id__in=(one, other), after_id__in=(one, other))
    let_be = MeetingLetBe.owned_by(actor).filter(first_id=one, second_id=other)
    if tied.exists() or let_be.exists():
        wrong.append(Objection(MeetingFlaw.SETTLED_ALREADY))
    refuse_if(wrong)
    return rows[one], rows[other]
