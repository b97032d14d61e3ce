"""A system is retired when nothing leans on it, and not a day before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samsyn.domain.register.lifecycle import Stage, out_of_order
from samsyn.domain.register.retirement import (
    Obstacle,
    RetirementCase,
    Successor,
    objections_to_retirement,
)

TODAY = date(2026, 11, 22)
FREE = RetirementCase(pk=1, stage=Stage.PHASE_OUT, on=TODAY, today=TODAY, nothing_replaces_it=True)


def codes(case: RetirementCase) -> list[str]:
    return [objection.code for objection in objections_to_retirement(case)]


def test_a_system_that_nothing_leans_on_may_go() -> None:
    assert codes(FREE) == []


def test_every_objection_is_told_at_once() -> None:
    case = RetirementCase(
        pk=1,
        stage=Stage.PRODUCTION,
        on=date(2026, 11, 23),
        today=TODAY,
        began_on=date(2026, 11, 24),
        running=("Licence", "DPA"),
        to_replace=("Old",),
        left=("Pupils",),
    )
    assert codes(case) == [
        Obstacle.NOT_YET,
        Obstacle.BEFORE_IT_BEGAN,
        Obstacle.AGREEMENT_RUNNING,
        Obstacle.AGREEMENT_RUNNING,
        Obstacle.MEANT_TO_REPLACE,
        Obstacle.REPLACED_BY_NOTHING,
        Obstacle.INFORMATION_LEFT,
    ]


def test_it_cannot_be_retired_twice() -> None:
    assert codes(replace(FREE, stage=Stage.RETIRED)) == [Obstacle.ALREADY_RETIRED]


def test_what_was_never_in_use_needs_no_successor() -> None:
    assert codes(replace(FREE, stage=Stage.PLANNED, nothing_replaces_it=False)) == []


def test_the_successor_must_be_another_system_that_is_in_use() -> None:
    def of(pk: int, stage: Stage) -> list[str]:
        return codes(replace(FREE, successor=Successor(pk=pk, title="New", stage=stage)))

    assert of(2, Stage.PRODUCTION) == []
    assert of(2, Stage.PLANNED) == [Obstacle.SUCCESSOR_NOT_IN_USE]
    assert of(2, Stage.RETIRED) == [Obstacle.SUCCESSOR_NOT_IN_USE]
    assert of(1, Stage.PRODUCTION) == [Obstacle.REPLACED_BY_ITSELF]


def test_information_may_go_where_somebody_says() -> None:
    assert codes(replace(FREE, left=("Pupils",), information_after="Archived")) == []


def test_stages_begin_in_their_order_and_may_be_unknown() -> None:
    entered = {Stage.PILOT: date(2020, 1, 1), Stage.PRODUCTION: None}
    assert out_of_order({**entered, Stage.RETIRED: date(2020, 1, 1)}) == []
    assert out_of_order({**entered, Stage.RETIRED: date(2019, 1, 1)}) == [
        (Stage.PILOT, Stage.RETIRED)
    ]
