"""What a classification must say before it can be decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samsyn.domain.classification.scales import REQUIRED, Aspect, Scale
from samsyn.domain.shared.refusal import Objection


class Fault(StrEnum):
    """Why a classification cannot be decided as it stands."""

    LEVEL_MISSING = "level_missing"
    PERSPECTIVE_MISSING = "perspective_missing"
    NOT_ON_THE_SCALE = "not_on_the_scale"
    REASON_MISSING = "reason_missing"
    DECIDED_LATER = "decided_later"
    REVIEW_TOO_EARLY = "review_too_early"
    NOBODY_TOOK_PART = "nobody_took_part"
    ALREADY_DECIDED = "already_decided"
    NO_SUCH_SCALE = "no_such_scale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A classification before it is decided: levels and reasons by aspect, and two days."""

    scale: Scale
    levels: Mapping[Aspect, int]
    reasons: Mapping[Aspect, str] = field(default_factory=dict)
    decided_on: date
    next_review: date


def objections_to(proposal: Proposal, today: date) -> Iterator[Objection]:
    """Yield everything that is wrong; a level from the scale's `reason_from` must say why."""
    for aspect in Aspect:
        yield from _about(proposal, aspect)
    if proposal.decided_on > today:
        yield Objection(Fault.DECIDED_LATER, field="decided_on")
    if proposal.next_review <= proposal.decided_on:
        yield Objection(Fault.REVIEW_TOO_EARLY, field="next_review")


def _about(proposal: Proposal, aspect: Aspect) -> Iterator[Objection]:
    level, scale = proposal.levels.get(aspect), proposal.scale
    if level is None:
        if aspect in REQUIRED:
            yield Objection(Fault.LEVEL_MISSING, {"aspect": aspect}, field=aspect)
        return
    if not scale.holds(level):
        facts: dict[str, int | str] = {
            "aspect": aspect,
            "lowest": scale.lowest,
            "highest": scale.highest,
        }
        yield Objection(Fault.NOT_ON_THE_SCALE, facts, field=aspect)
    elif level >= scale.reason_from and not proposal.reasons.get(aspect, "").strip():
        yield Objection(Fault.REASON_MISSING, {"aspect": aspect}, field=f"{aspect}_reason")
