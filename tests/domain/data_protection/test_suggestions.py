"""What the register suggests of a screening: what it knows, by which rows, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samsyn.domain.data_protection.screening import Question
from samsyn.domain.data_protection.suggestions import Facts, Group, suggestions

Q = Question
SILENT = Facts()
PUPILS = Group("Pupils", sensitive=False, offences=None, vulnerable=None)


def answers(facts: Facts) -> dict[Question, bool]:
    return {question: told.answer for question, told in suggestions(facts).items()}


def test_a_silent_register_suggests_nothing() -> None:
    assert answers(SILENT) == {}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"persons": "more"}, {Q.LARGE_SCALE: True}),
        ({"persons": "10000"}, {Q.LARGE_SCALE: True}),
        ({"persons": "1000"}, {}),
        ({"persons": "100"}, {Q.LARGE_SCALE: False}),
        ({"profiling": "yes"}, {Q.EVALUATION: True}),
        ({"profiling": "no"}, {}),
        ({"automated_decisions": "yes"}, {Q.AUTOMATED_DECISIONS: True}),
        ({"automated_decisions": "no"}, {Q.AUTOMATED_DECISIONS: False}),
        ({"ai": "yes"}, {Q.NEW_TECHNOLOGY: True}),
        ({"ai": "no"}, {}),
        ({"third_country": "yes"}, {Q.OTHER_HIGH_RISK: True}),
        ({"third_country": "yes", "transfer_basis": "derogation"}, {Q.OTHER_HIGH_RISK: True}),
        ({"third_country": "yes", "transfer_basis": "adequacy"}, {}),
        ({"third_country": "no"}, {}),
        ({"sensitive_assets": ("Files",)}, {Q.SPECIAL_CATEGORIES: True}),
        ({"purposes_by_article_10": ("Trial",)}, {Q.OFFENCES: True}),
        ({"systems_with_ai": ("Ekot",)}, {Q.NEW_TECHNOLOGY: True}),
    ],
)
def test_each_fact_speaks_for_its_own_question(
    facts: dict[str, object], said: dict[Question, bool]
) -> None:
    assert answers(replace(SILENT, **facts)) == said  # type: ignore[arg-type]


def test_people_say_no_only_when_all_of_them_do() -> None:
    silent = replace(PUPILS, name="Parents", sensitive=None)

    assert answers(replace(SILENT, groups=(PUPILS,))) == {Q.SPECIAL_CATEGORIES: False}
    assert answers(replace(SILENT, groups=(PUPILS, silent))) == {}


def test_one_group_is_enough_for_a_yes_and_is_named() -> None:
    ill = replace(PUPILS, name="Patients", sensitive=True, vulnerable=True)
    found = suggestions(replace(SILENT, groups=(PUPILS, ill), sensitive_assets=("Files",)))

    assert found[Q.SPECIAL_CATEGORIES].because == ("Patients", "Files")
    assert found[Q.VULNERABLE].because == ("Patients",)
