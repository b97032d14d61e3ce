"""Whom to ask whether two texts are one, which needs name a solution, and what is personal."""

from __future__ import annotations

from datetime import date

import pytest

from samsyn.domain.needs.likeness import MOST, Candidate, is_alike, most_alike
from samsyn.domain.needs.screening import personal_in
from samsyn.domain.needs.solutions import Kind, solutions_in
from samsyn.domain.personal_data.findings import PersonalKind

TODAY = date(2026, 11, 22)


def test_less_likeness_will_do_in_one_system() -> None:
    assert is_alike(Candidate(pk=1, likeness=0.25, same_system=True))
    assert not is_alike(Candidate(pk=1, likeness=0.25))
    assert not is_alike(Candidate(pk=1, likeness=0.19, same_system=True))


def test_the_same_system_comes_first_and_another_one_last() -> None:
    found = most_alike(
        [
            Candidate(pk=1, likeness=0.5, other_system=True),
            Candidate(pk=2, likeness=0.45),
            Candidate(pk=3, likeness=0.4, same_system=True, same_place=True),
            Candidate(pk=4, likeness=0.1),
        ]
    )

    assert found == [3, 2, 1]


def test_only_a_few_are_asked_about() -> None:
    many = [Candidate(pk=n, likeness=0.9) for n in range(20)]

    assert most_alike(many) == list(range(MOST))


@pytest.mark.parametrize(
    "text",
    [
        "Vi behöver ett nytt bokningssystem",
        "Köpa in en app för frånvaro",
        "Upphandla en ny plattform",
        "Vi trenger et nytt fagsystem",
        "Vi har brug for en ny platform",
        "We need a new booking system",
        "En chattbot på webben",
        "Ett nytt verksamhetssystem",
    ],
)
def test_a_title_that_names_a_solution_is_noticed(text: str) -> None:
    assert [hint.kind for hint in solutions_in({"name": text}, [])] == [Kind.WANTED]


@pytest.mark.parametrize(
    "text",
    [
        "Vårdnadshavare ska nå en människa samma dag",
        "Lärare måste se frånvaron innan lektionen",
        "Handläggare ska slippa skriva samma uppgift två gånger",
        "Ansatte må finne gjeldende rutine på ett minutt",
        "Staff must find the routine in force",
    ],
)
def test_a_need_is_left_alone(text: str) -> None:
    assert solutions_in({"name": text}, ["Ekot", "Heroma"]) == ()


def test_what_happens_today_may_name_the_systems_there_are() -> None:
    today = "Samma uppgift skrivs i två system, och i Heroma."

    assert solutions_in({"name": "En uppgift en gång", "today": today}, ["Heroma"]) == ()
    wanted = solutions_in({"name": "En gång", "today": "Vi vill ha ett nytt system."}, [])
    assert [(hint.field, hint.kind) for hint in wanted] == [("today", Kind.WANTED)]


def test_a_product_in_the_title_is_noticed_as_a_word_of_its_own() -> None:
    (hint,) = solutions_in({"name": "Frånvaro i Skolfri för alla"}, ["Skolfri", "Skol"])

    assert (hint.kind, hint.words) == (Kind.PRODUCT, "Skolfri")
    assert solutions_in({"name": "Skolfritt på fredagar"}, ["Skolfri"]) == ()


def test_personal_data_is_told_by_kind_and_field_and_never_repeated() -> None:
    texts = {"name": "Ring 0555-123 45 67", "text": "Skriv till anna@example.org, 811218-9876"}

    found = personal_in(texts, today=TODAY, country="SE")

    assert {(f.field, f.kind) for f in found} == {
        ("name", PersonalKind.PHONE),
        ("text", PersonalKind.EMAIL),
        ("text", PersonalKind.PERSONNUMMER),
    }
    assert personal_in({"name": "Skrivaren 2 är trasig"}, today=TODAY, country="SE") == ()
