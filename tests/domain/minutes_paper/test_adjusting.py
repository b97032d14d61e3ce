"""An approval counts for the text it was given to, and for no other."""

from __future__ import annotations

from datetime import UTC, datetime

from samsyn.domain.minutes_paper.adjusting import (
    Adjuster,
    Obstacle,
    Said,
    Word,
    all_approve,
    objections_to_sending,
    standings,
)

AT = datetime(2026, 3, 5, 9, tzinfo=UTC)


def adjuster(number: int, *, chair: bool = False) -> Adjuster:
    return Adjuster(number, f"No {number}", chair=chair, present=True, signs_in=True)


def test_a_later_text_breaks_the_approval_and_an_objection_is_no_approval() -> None:
    people = [adjuster(1, chair=True), adjuster(2), adjuster(3), adjuster(4)]
    said = [Said(1, "new", AT), Said(2, "old", AT), Said(3, "new", None, "No.")]

    standing = standings(people, said, "new")

    assert [one.word for one in standing] == [
        Word.APPROVED,
        Word.BROKEN,
        Word.OBJECTED,
        Word.WAITING,
    ]
    assert not all_approve(standing)


def test_minutes_that_nobody_is_to_approve_never_lock() -> None:
    assert not all_approve(())
    assert all_approve(standings([adjuster(1)], [Said(1, "new", AT)], "new"))


def test_without_a_chair_one_more_adjuster_is_wanted() -> None:
    with_chair = objections_to_sending([adjuster(1, chair=True), adjuster(2)], wanted=1, held=True)
    without = objections_to_sending([adjuster(2)], wanted=1, held=True)

    assert list(with_chair) == []
    assert [(one.code, dict(one.facts)) for one in without] == [
        (Obstacle.TOO_FEW_ADJUSTERS, {"wanted": 2, "chosen": 1})
    ]
