"""A list of answers is read as people write it, and all that is wrong with it is told at once."""

from __future__ import annotations

from decimal import Decimal

from samsyn.domain.federation.answer_list import Line, ListFlaw, Reading, read_answers
from samsyn.domain.federation.polling import Standing
from samsyn.domain.tabular.cells import CellValue

TOWNS = {1: "Åmåls kommun", 2: "Edskog", 3: "Oskarsvik", 4: "Håbo", 5: "Habo"}


def read(*rows: list[CellValue], towns: dict[int, str] | None = None) -> Reading:
    return read_answers(rows, towns or TOWNS, {Standing.JOIN: ["Ja, deltar"]})


def flaws(reading: Reading) -> list[tuple[str, int]]:
    return [(str(one.code), int(one.facts.get("line", 0))) for one in reading.objections]


def test_a_list_with_headings_in_any_order_and_language_is_read() -> None:
    reading = read(
        ["E-rådets intresseförfrågan", None],
        ["Svar", "Kommun", "Belopp", "Timmar", "Villkor"],
        ["Ja", "Åmål", "12 500,50", 40, "om priset håller"],
        ["NEJ", "Edskogs kommun", None, None, None],
        ["inte svarat", "Oskarsvik", None, None, None],
    )

    assert reading.objections == []
    assert reading.lines == [
        Line(
            number=3,
            member=1,
            choice=Standing.JOIN,
            hours=40,
            money=Decimal("12500.50"),
            condition="om priset håller",
        ),
        Line(number=4, member=2, choice=Standing.NO),
    ]


def test_a_list_without_headings_is_read_in_the_order_that_is_told() -> None:
    reading = read(["Edskog", "leder", "120", "", ""], [], ["Oskarsvik", "Ja, deltar"])

    assert [(one.number, one.member, one.choice, one.hours) for one in reading.lines] == [
        (1, 2, Standing.LEAD, 120),
        (3, 3, Standing.JOIN, None),
    ]


def test_everything_that_is_wrong_is_told_with_its_line() -> None:
    reading = read(
        ["kommun", "svar", "timmar"],
        ["Strömstad", "kanske", "många"],
        ["Edskog", "ja", -4],
        ["Oskarsvik", "ja", 3],
        ["OSKARSVIK", "nej", None],
    )

    assert flaws(reading) == [
        (ListFlaw.MEMBER_UNKNOWN, 2),
        (ListFlaw.ANSWER_UNKNOWN, 2),
        (ListFlaw.NUMBER_UNREADABLE, 2),
        (ListFlaw.NUMBER_UNREADABLE, 3),
        (ListFlaw.MEMBER_TWICE, 5),
    ]


def test_names_that_cannot_be_told_apart_are_nobodys() -> None:
    assert flaws(read(["Habo", "ja"])) == [(ListFlaw.MEMBER_UNKNOWN, 1)]


def test_somebodys_very_name_goes_before_a_spelling_of_anothers() -> None:
    reading = read(["Ed", "ja"], towns={1: "Ed", 2: "Ed kommun"})

    assert [one.member for one in reading.lines] == [1]


def test_an_empty_list_and_an_endless_one_are_refused() -> None:
    assert flaws(read([None], [])) == [(ListFlaw.LIST_EMPTY, 0)]
    long: list[list[CellValue]] = [["Edskog", "ja"] for _line in range(1001)]
    assert flaws(read(*long)) == [(ListFlaw.LIST_TOO_LONG, 0)]
