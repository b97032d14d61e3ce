"""What stands in the way is found in parts of a large portfolio, and is as small as it is said."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.portfolios import portfolio
from hypothesis import assume, example, given, settings

from samsyn.domain.scheduling.conflict import Answer, Demand, What, conflicts_in, relaxed
from samsyn.domain.scheduling.outcome import Status
from samsyn.domain.scheduling.problem import Assignment, Initiative, Person, Phase, Problem
from samsyn.domain.scheduling.solve import solve
from samsyn.domain.scheduling.suspects import late_in, sets_around
from tests.support.scheduling import calendar, problems, team

PRESSED = Problem(
    calendar=calendar(20),
    **team(architect=100),  # type: ignore[arg-type]
    initiatives=tuple(
        Initiative(
            key=key, phases=(Phase(key=f"{key}.1", weeks=6, demand={"architect": 60}),), deadline=8
        )
        for key in ("a", "b")
    ),
)


@settings(max_examples=25, deadline=None)
@given(asked=problems(size=4, weeks=14))
@example(asked=PRESSED)
def test_a_conflict_found_in_parts_is_one_and_nothing_of_it_can_be_left_away(
    asked: Problem,
) -> None:
    assume(not asked.same_people)
    asked = replace(asked, exclusive=())
    whole, parts = conflicts_in(asked), conflicts_in(asked, large=0)

    assert Answer.UNKNOWN not in {whole.answer, parts.answer} or whole.answer == parts.answer
    assert parts.answer == whole.answer
    for conflict in parts.conflicts:
        assert conflict.proven
        assert not can_be_met(asked, set(conflict.demands))
        for demand in conflict.demands:
            assert can_be_met(asked, {*conflict.demands} - {demand})


def can_be_met(asked: Problem, demands: set[Demand]) -> bool:
    """Tell by a proven plan whether all of some demands can be met together."""
    freed = relaxed(asked, frozenset(demands), frozenset())
    found = solve(freed, seconds=10)
    met = not late_in(freed, found)
    assert met or found.status is Status.OPTIMAL
    return met


def test_two_of_a_thousand_that_one_specialist_cannot_both_do_are_named() -> None:
    drawn = portfolio(4)
    keys = ("wanted", "ordered")
    both = tuple(
        Initiative(
            key=key,
            phases=(Phase(key=f"{key}.1", weeks=12, demand={"jurist": 60}),),
            deadline=20,
            track="mandated",
        )
        for key in keys
    )
    pressed = replace(
        drawn,
        people=(*drawn.people, Person(key="the jurist")),
        assignments=(*drawn.assignments, Assignment(person="the jurist", role="jurist", share=100)),
        initiatives=(*drawn.initiatives, *both),
    )

    verdict = conflicts_in(pressed)

    assert verdict.answer is Answer.IMPOSSIBLE
    assert verdict.conflicts[0].proven
    assert set(verdict.conflicts[0].demands) == {
        Demand(What.PEOPLE, "jurist"),
        *(Demand(what, key) for what in (What.DONE, What.DEADLINE) for key in keys),
    }


def test_sets_begin_with_what_is_late_and_what_it_waits_for() -> None:
    drawn = portfolio(4)
    link = next(link for link in drawn.links if "." not in link.before)
    sets = list(sets_around(drawn, [link.after]))

    assert {link.before, link.after} <= sets[0][1]
    assert len(sets[0][1]) < 20
    assert [len(keys) for _around, keys in sets] == sorted(len(keys) for _around, keys in sets)
