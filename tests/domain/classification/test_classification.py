"""A classification says why, and a system withstands the most that anything in it demands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.classification.decision import Fault, Proposal, objections_to
from samsyn.domain.classification.highest import Held, highest
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


def test_the_highest_level_names_what_caused_it() -> None:
    pupils, maps, new = (
        Held("Pupils", {C: 3, I: 2}, 1),
        Held("Maps", {C: 1, I: 2, A: 0}, 2),
        Held("New", {}, 3),
    )
    found = {
        h.aspect: (h.level, [x.title for x in h.because_of]) for h in highest([pupils, maps, new])
    }
    assert found == {
        C: (3, ["Pupils"]),
        I: (2, ["Pupils", "Maps"]),
        A: (0, ["Maps"]),
        T: (None, []),
    }


LEVELS = st.dictionaries(st.sampled_from(list(Aspect)), st.integers(0, 4))


@given(st.lists(LEVELS, max_size=8))
def test_nothing_held_demands_more_than_the_highest(held: list[dict[Aspect, int]]) -> None:
    assets = [Held(str(number), levels) for number, levels in enumerate(held)]
    for found in highest(assets):
        given_levels = [levels[found.aspect] for levels in held if found.aspect in levels]
        assert found.level == max(given_levels, default=None)
        assert all(a.levels[found.aspect] == found.level for a in found.because_of)
        assert bool(found.because_of) == bool(given_levels)


def test_three_aspects_are_always_judged() -> None:
    assert REQUIRED == (C, I, A)
