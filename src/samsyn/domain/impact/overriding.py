"""When people may decide a level themselves, against what was worked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.domain.classification.scales import HIGHEST
from samsyn.domain.shared.refusal import Objection


class Ground(StrEnum):
    """The two grounds that count: only a part is here, or so much is."""

    DISTRIBUTION = "distribution"
    ACCUMULATION = "accumulation"


class Contradiction(StrEnum):
    """Why a decision about a level is refused."""

    NOTHING_WORKED_OUT = "nothing_worked_out"
    SAME_LEVEL = "same_level"
    DISTRIBUTION_RAISES = "distribution_raises"
    ACCUMULATION_LOWERS = "accumulation_lowers"
    NO_SUCH_LEVEL = "no_such_level"
    NO_REASON = "no_reason"
    REVIEW_PASSED = "review_passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A level somebody wants to set, beside what was worked out (None: nothing is known)."""

    level: int
    worked_out: int | None
    ground: Ground
    reason: str
    next_review: date


def objections_to(decision: Decision, today: date) -> Iterator[Objection]:
    """Yield everything that is wrong with a decision."""
    yield from _about_the_level(decision)
    if not decision.reason.strip():
        yield Objection(Contradiction.NO_REASON, field="reason")
    if decision.next_review <= today:
        yield Objection(Contradiction.REVIEW_PASSED, field="next_review")


def _about_the_level(decision: Decision) -> Iterator[Objection]:
    level, worked_out = decision.level, decision.worked_out
    if not 0 <= level <= HIGHEST:
        yield Objection(Contradiction.NO_SUCH_LEVEL, {"highest": HIGHEST}, field="level")
    elif worked_out is None:
        yield Objection(Contradiction.NOTHING_WORKED_OUT, field="level")
    elif level == worked_out:
        yield Objection(Contradiction.SAME_LEVEL, {"level": level}, field="level")
    elif decision.ground is Ground.DISTRIBUTION and level > worked_out:
        facts: dict[str, int | str] = {"worked_out": worked_out}
        yield Objection(Contradiction.DISTRIBUTION_RAISES, facts, field="ground")
    elif decision.ground is Ground.ACCUMULATION and level < worked_out:
        facts = {"worked_out": worked_out}
        yield Objection(Contradiction.ACCUMULATION_LOWERS, facts, field="ground")
