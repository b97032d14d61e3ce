"""The worst case counts, and two people at one answer lose nothing."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.classification.decision import Fault
from samsyn.domain.classification.scales import REQUIRED, SCALES, Aspect, Perspective, Scale
from samsyn.domain.classification.workshop import NO_ANSWER, Answer, gaps, settle, worst

ANSWERS = st.builds(
    Answer, st.one_of(st.none(), st.integers(0, 4)), st.sampled_from(["", "x", "y\nz"])
)
CELLS = st.dictionaries(st.sampled_from(Perspective), ANSWERS)
WHOLE = st.dictionaries(st.sampled_from(Aspect), CELLS)


@given(CELLS)
def test_the_level_is_the_highest_and_named_are_those_who_have_it(
    cells: dict[Perspective, Answer],
) -> None:
    found = worst(cells)
    levels = [cell.level for cell in cells.values() if cell.level is not None]

    assert found.level == (max(levels) if levels else None)
    assert set(found.for_whom) == {
        who for who, cell in cells.items() if levels and cell.level == max(levels)
    }
    assert all(cells[who].reason.strip() == why != "" for who, why in found.reasons)


@given(CELLS, st.sampled_from(Perspective), st.integers(0, 4))
def test_one_more_answer_never_lowers_a_level(
    cells: dict[Perspective, Answer], who: Perspective, level: int
) -> None:
    before = worst({p: a for p, a in cells.items() if p != who}).level or 0

    after = worst({**cells, who: Answer(level)}).level

    assert after is not None
    assert after >= before
    assert after >= level


@given(ANSWERS, ANSWERS, ANSWERS)
def test_no_order_of_two_writers_loses_an_answer_unseen(
    saved: Answer, mine: Answer, yours: Answer
) -> None:
    for first, second in permutations((mine, yours)):
        one = settle(saved, saved.mark, first)
        assert one.kept in (first, saved)
        assert one.refused is None
        two = settle(one.kept, saved.mark, second)

        lost = {first, second} - {saved} - {two.kept, two.refused}
        assert lost <= ({first} if two.refused is None and two.kept == second else set())
        if first != saved and second not in (saved, first):
            assert (two.kept, two.refused) == (first, second)


@given(ANSWERS, ANSWERS)
def test_who_saw_the_latest_may_change_it(saved: Answer, mine: Answer) -> None:
    assert settle(saved, saved.mark, mine).kept == mine


@given(ANSWERS, ANSWERS)
def test_answers_have_one_mark_when_they_are_one(one: Answer, other: Answer) -> None:
    assert (one.mark == other.mark) == (one == other)


@given(WHOLE, st.sampled_from(list(SCALES.values())))
def test_every_question_that_counts_is_asked_for_once(
    answers: dict[Aspect, dict[Perspective, Answer]], scale: Scale
) -> None:
    asked = [objection.field for objection in gaps(answers, scale)]

    for aspect in Aspect:
        given_levels = {who: cell.level for who, cell in answers.get(aspect, {}).items()}
        begun = any(level is not None for level in given_levels.values())
        for who in Perspective:
            level = given_levels.get(who)
            good = level is not None and scale.holds(level)
            wanted = (aspect in REQUIRED or begun) and not good
            assert asked.count(f"{aspect}-{who}") == int(wanted)


def test_an_untouched_workshop_lacks_nine_answers() -> None:
    found = list(gaps({}, SCALES["consequence"]))

    assert {objection.code for objection in found} == {Fault.PERSPECTIVE_MISSING}
    assert len(found) == 9
    assert worst({Perspective.PERSON: NO_ANSWER}).level is None


@given(st.sampled_from(list(SCALES.values())), st.sampled_from(list(SCALES.values())))
def test_every_scale_stands_on_one_ladder(one: Scale, other: Scale) -> None:
    shared = set(one.levels) & set(other.levels)

    assert set(one.levels) | set(other.levels) <= set(range(5))
    assert shared == {level for level in range(5) if one.holds(level) and other.holds(level)}
