"""A classification says why, on a scale that is data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samsyn.domain.classification.decision import Fault, Proposal, objections_to
from samsyn.domain.classification.scales import REQUIRED, SCALES, Aspect

TODAY = date(2026, 11, 22)
C, I, A, T = Aspect  # noqa: E741 - what everybody calls them
SOUND = Proposal(
    scale=SCALES["consequence"],
    levels={C: 3, I: 1, A: 0},
    reasons={C: "Pupils would be hurt", I: "Wrong grades"},
    decided_on=TODAY,
    next_review=date(2026, 11, 23),
)


def faults(proposal: Proposal) -> list[tuple[str, str]]:
    return [(o.code, o.field) for o in objections_to(proposal, TODAY)]


def test_a_level_without_harm_needs_no_reason() -> None:
    assert faults(SOUND) == []


def test_everything_wrong_is_told_at_once_with_its_field() -> None:
    proposal = replace(
        SOUND,
        levels={C: 5, I: 2, T: 1},
        reasons={I: "  "},
        decided_on=date(2026, 11, 23),
    )
    assert faults(proposal) == [
        (Fault.NOT_ON_THE_SCALE, "confidentiality"),
        (Fault.REASON_MISSING, "integrity_reason"),
        (Fault.LEVEL_MISSING, "availability"),
        (Fault.REASON_MISSING, "traceability_reason"),
        (Fault.DECIDED_LATER, "decided_on"),
        (Fault.REVIEW_TOO_EARLY, "next_review"),
    ]


def test_a_scale_is_data() -> None:
    three = replace(SOUND, scale=SCALES["three_steps"])
    assert faults(three) == [(Fault.NOT_ON_THE_SCALE, "availability")]
    four = replace(SOUND, scale=SCALES["three_steps"], levels={C: 4, I: 1, A: 1})
    assert faults(four) == [(Fault.NOT_ON_THE_SCALE, "confidentiality")]


def test_three_aspects_are_always_judged() -> None:
    assert REQUIRED == (C, I, A)
