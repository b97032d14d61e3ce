"""Cells in local forms become values, and a refusal says what is wrong with the cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.cells import Broken, CellValue, Unreadable
from samsyn.domain.tabular.columns import Value, column_reader
from samsyn.domain.tabular.faults import Fault
from samsyn.domain.tabular.targets import Choice, Kind, Target

LEVELS = (
    Choice("high", ("Hög", "Høy", "Høj", "High")),
    Choice("medium", ("Medel", "Middels", "Middel", "Medium")),
    Choice("low", ("Låg", "Lav", "Low")),
    Choice("production", ("I drift", "Produksjon", "Produktion", "Production")),
    Choice("none", ("Ingen", "None")),
)
TILL = date(2024, 12, 31)
MOMENT = datetime.fromisoformat("2024-03-01 12:30")


def read(
    kind: Kind, *values: CellValue, language: str = "sv", unit: str = "", **more: object
) -> list[Value | Fault]:
    """Read a column; a refusal is given as its code."""
    target = Target(name="field", label="Field", kind=kind, **more)  # type: ignore[arg-type]
    column = column_reader(target, values, language=language, unit=unit)
    readings = [column.read(value) for value in values]
    return [Fault(r.code) if isinstance(r, Objection) else r for r in readings]


def one(kind: Kind, value: CellValue, **more: object) -> Value | Fault:
    return read(kind, value, **more)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    "value",
    [
        None,
        "-",
        "\u2013",
        "N/A",
        "n.a.",
        "Okänt",
        "ukjent",
        "UKENDT",
        "?",
        "??",
        "...",
        "vet ej",
        "i.u.",
    ],
)
def test_cells_that_say_we_do_not_know_are_empty(kind: Kind, value: CellValue) -> None:
    assert one(kind, value) is None


@pytest.mark.parametrize("value", ["x", "✓", "0", "Naverisk", "Ingenjör", "Nasa", "+"])
def test_short_answers_are_not_empty(value: str) -> None:
    assert one(Kind.TEXT, value) == value


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("1 234,50", "1234.50"),
        ("1\u00a0234,50 kr", "1234.50"),
        ("1\u202f234\u202f567", "1234567.00"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234.567", "1234567.00"),
        ("1.234", "1234.00"),
        ("12,5", "12.50"),
        (",5", "0.50"),
        ("1200:-", "1200.00"),
        ("1.200,-", "1200.00"),
        ("SEK 1 200", "1200.00"),
        ("kr 1 200,00 ", "1200.00"),
        ("€ 99.95", "99.95"),
        ("120 tkr", "120000.00"),
        ("120 tkr/år", "120000.00"),
        ("2,5 mkr", "2500000.00"),
        ("1,2 mnkr", "1200000.00"),
        ("3 MSEK", "3000000.00"),
        ("ca 10 000 kr exkl. moms", "10000.00"),
        ("\u2212300", "-300.00"),
        ("-300 kr", "-300.00"),
        ("(300)", "-300.00"),
        ("300-", "-300.00"),
        ("kr -300", "-300.00"),
        (1234.5, "1234.50"),
        (0.1 + 0.2, "0.30"),
        (1200, "1200.00"),
        ("0", "0.00"),
    ],
)
def test_money_is_read_in_every_local_form(value: CellValue, amount: str) -> None:
    assert one(Kind.MONEY, value) == Decimal(amount)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("fri", Fault.NOT_A_NUMBER),
        ("12 34 kr", Fault.NOT_A_NUMBER),
        ("1.23.456", Fault.NOT_A_NUMBER),
        ("100 äpplen", Fault.NOT_A_NUMBER),
        ("10-20 tkr", Fault.SEVERAL_NUMBERS),
        ("100 + 200", Fault.SEVERAL_NUMBERS),
        ("1 500 kr/mån", Fault.NOT_PER_YEAR),
        ("900 per kvartal", Fault.NOT_PER_YEAR),
        (1e300, Fault.OUT_OF_RANGE),
        (float("nan"), Fault.OUT_OF_RANGE),
        (True, Fault.NOT_A_NUMBER),
        (date(2024, 1, 1), Fault.NOT_A_NUMBER),
        (Unreadable(Broken.FORMULA_ERROR, "#REF!"), Fault.FORMULA_ERROR),
        (Unreadable(Broken.FORMULA_NOT_SAVED, "="), Fault.FORMULA_NOT_SAVED),
        ("9" * 5000, Fault.NOT_A_NUMBER),
    ],
)
def test_what_is_no_amount_is_refused_with_a_reason(value: CellValue, why: Fault) -> None:
    assert one(Kind.MONEY, value) == why


def test_the_column_decides_what_a_lone_separator_means() -> None:
    assert read(Kind.NUMBER, "1.234", "0.5") == [Decimal("1.234"), Decimal("0.5")]
    assert read(Kind.NUMBER, "1.234", "0,5") == [Decimal(1234), Decimal("0.5")]
    assert read(Kind.NUMBER, "1.234", language="en") == [Decimal("1.234")]
    assert read(Kind.NUMBER, "1,234", language="sv") == [Decimal("1.234")]


def test_a_column_with_both_habits_refuses_only_what_is_unclear() -> None:
    assert read(Kind.MONEY, "1.5", "2,5", "1.234") == [
        *(Decimal("1.50"), Decimal("2.50")),
        Fault.AMBIGUOUS_NUMBER,
    ]


def test_three_decimals_among_crowns_are_questioned() -> None:
    assert read(Kind.MONEY, "99,50", "1,234")[1] == Fault.AMBIGUOUS_NUMBER


def test_the_heading_s_unit_multiplies_unless_the_cell_says_otherwise() -> None:
    assert read(Kind.MONEY, 120, "95,5", "120 kr", "2 mkr", unit="tkr/år") == [
        *(Decimal("120000.00"), Decimal("95500.00"), Decimal("120.00"), Decimal("2000000.00"))
    ]


def test_another_currency_is_refused_and_a_bare_crown_is_the_own() -> None:
    assert one(Kind.MONEY, "100 EUR", currency="SEK") == Fault.OTHER_CURRENCY
    assert one(Kind.MONEY, "100 kr", currency="SEK") == Decimal("100.00")
    assert one(Kind.MONEY, 100, currency="SEK", unit="EUR") == Fault.OTHER_CURRENCY


@pytest.mark.parametrize(
    ("value", "number"),
    [
        *(("1 234", 1234), ("1.234", 1234), ("1,234", 1234), (12.0, 12), ("250 st", 250)),
        *(("ca 40", 40), ("300 användare", 300), ("12,0", 12), ("-", None)),
    ],
)
def test_counts_are_whole(value: CellValue, number: int | None) -> None:
    assert one(Kind.INTEGER, value) == number


def test_half_a_user_is_refused() -> None:
    assert one(Kind.INTEGER, "12,5") == Fault.NOT_WHOLE


@pytest.mark.parametrize(
    ("column", "percent"),
    [
        (["80 %", "100%"], ["80", "100"]),
        ([0.8, 1, 0.25], ["80", "100", "25"]),
        (["0,8", "80 %"], ["80", "80"]),
        ([80, 100, 0.5], ["80", "100", "0.5"]),
        (["12,5 procent"], ["12.5"]),
        ([1.2, 0.9], ["120", "90"]),
    ],
)
def test_shares_are_per_cent_however_the_column_writes_them(
    column: Sequence[CellValue], percent: list[str]
) -> None:
    assert read(Kind.PERCENT, *column) == [Decimal(share) for share in percent]


@pytest.mark.parametrize(
    "value",
    [
        *("2024-03-01", "2024/03/01", "2024.03.01", "20240301", "240301", "1.3.2024", "01.03.24"),
        *("01/03-24", "1/3 2024".replace(" ", "-"), "1-3-2024", "1 mars 2024", "1. mars 2024"),
        *("1 marts 2024", "den 1 mars 2024", "1. maaliskuuta 2024", "March 1, 2024", "1 mar -24"),
        *("fredag 1 mars 2024", "2024-03-01 00:00:00", "2024-03-01T08:30:00Z", "1:a mars 2024"),
        *(45352, 45352.0, "45352", 20240301, date(2024, 3, 1), MOMENT),
        *("mars 2024", "2024-03", "03/2024", "202403", "mar-24"),
    ],
)
def test_dates_are_read_in_every_local_form(value: CellValue) -> None:
    assert one(Kind.DATE, value, language="nb") == date(2024, 3, 1)
    assert one(Kind.MONTH, value, language="nb") == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", date(2024, 1, 1), TILL),
        (2024, date(2024, 1, 1), TILL),
        ("Q4 2024", date(2024, 10, 1), TILL),
        ("kvartal 4 2024", date(2024, 10, 1), TILL),
        ("4. kvartal 2024", date(2024, 10, 1), TILL),
        ("december 2024", date(2024, 12, 1), TILL),
        ("feb 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("v. 1 2025", date(2024, 12, 30), date(2025, 1, 5)),
        ("2025-W01", date(2024, 12, 30), date(2025, 1, 5)),
    ],
)
def test_a_longer_time_begins_or_ends_as_the_field_asks(
    value: CellValue, first: date, last: date
) -> None:
    assert one(Kind.DATE, value) == first
    assert one(Kind.DATE, value, until=True) == last


@pytest.mark.parametrize("value", ["tills vidare", "Tv", "løpende", "2999-12-31", "9999-12-31"])
def test_no_end_is_an_empty_date(value: str) -> None:
    assert one(Kind.DATE, value) is None


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("31.02.2024", Fault.NO_SUCH_DAY),
        ("2024-13-01", Fault.NO_SUCH_DAY),
        ("snart", Fault.NOT_A_DATE),
        ("vår 2024", Fault.NOT_A_DATE),
        ("1.-5. mars 2024", Fault.NOT_A_DATE),
        ("v. 54 2024", Fault.NOT_A_DATE),
        ("1024-03-01", Fault.UNLIKELY_YEAR),
        ("0000", Fault.NOT_A_DATE),
        (12.5, Fault.NOT_A_DATE),
        (-1, Fault.NOT_A_DATE),
        (float("inf"), Fault.NOT_A_DATE),
        (True, Fault.NOT_A_DATE),
        (time(3), Fault.NOT_A_DATE),
        (timedelta(hours=30), Fault.NOT_A_DATE),
        ("9" * 5000, Fault.NOT_A_DATE),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(value: CellValue, why: Fault) -> None:
    assert one(Kind.DATE, value) == why


def test_the_whole_column_tells_days_from_months() -> None:
    assert read(Kind.DATE, "03/04/2024", "12/25/2024") == [date(2024, 3, 4), date(2024, 12, 25)]
    assert read(Kind.DATE, "03/04/2024", "25/12/2024") == [date(2024, 4, 3), date(2024, 12, 25)]
    assert read(Kind.DATE, "03/04/2024", language="en") == [date(2024, 4, 3)]


def test_two_digit_years_come_first_where_the_column_shows_it() -> None:
    assert read(Kind.DATE, "24-03-01", "24-12-31") == [date(2024, 3, 1), TILL]
    assert read(Kind.DATE, "01-03-24", "31-12-24", language="nb") == [date(2024, 3, 1), TILL]
    assert read(Kind.DATE, "01-03-24", "31-12-99")[0] == date(2024, 3, 1)
    assert one(Kind.DATE, "05-04-03", language="sv") == date(2005, 4, 3)
    assert one(Kind.DATE, "05-04-03", language="nb") == date(2003, 4, 5)


def test_a_column_with_two_orders_refuses_only_what_is_unclear() -> None:
    assert read(Kind.DATE, "25/12/2024", "12/25/2024", "03/04/2024", "05/05/2024") == [
        *(date(2024, 12, 25), date(2024, 12, 25)),
        Fault.AMBIGUOUS_DATE,
        date(2024, 5, 5),
    ]


def test_one_slip_among_many_dates_does_not_make_the_others_unclear() -> None:
    column = [f"{day}/3/2024" for day in range(1, 29)] + ["3/25/2024"]

    readings = read(Kind.DATE, *column)

    assert readings[2] == date(2024, 3, 3)
    assert readings[-1] == Fault.NO_SUCH_DAY


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.sampled_from(["%d.%m.%Y", "%Y-%m-%d"]))
def test_any_day_is_read_back(day: date, form: str) -> None:
    assert one(Kind.DATE, day.strftime(form)) == day


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from([" ", ".", "\u00a0", ""]))
def test_any_amount_is_read_back(amount: Decimal, group: str) -> None:
    text = f"{amount:,.2f}".replace(",", "g").replace(".", ",").replace("g", group)

    assert one(Kind.MONEY, text) == amount


@pytest.mark.parametrize(
    "value", ["Ja", "JA", "j", "Yes", "x", "X", "✓", "✔", 1, 1.0, True, "sant", "kyllä"]
)
def test_yes(value: CellValue) -> None:
    assert one(Kind.BOOLEAN, value) is True


@pytest.mark.parametrize(
    "value", ["Nej", "nei", "no", "n", "0", 0, False, "ei", "✗", "Saknas", "Ingen"]
)
def test_no(value: CellValue) -> None:
    assert one(Kind.BOOLEAN, value) is False


def test_perhaps_is_refused() -> None:
    assert one(Kind.BOOLEAN, "delvis") == Fault.NOT_YES_OR_NO
    assert one(Kind.BOOLEAN, 2) == Fault.NOT_YES_OR_NO


@pytest.mark.parametrize(
    ("value", "code"),
    [
        *(("Hög", "high"), ("hog", "high"), ("HØY", "high"), ("high", "high")),
        *(("I drift", "production"), ("Produkson", "production"), ("low - lav", "low")),
        *(("Ingen", "none"), ("Middles", "medium")),
    ],
)
def test_a_choice_is_known_in_four_languages_and_with_a_slip(value: str, code: str) -> None:
    assert one(Kind.CHOICE, value, choices=LEVELS) == code


def test_codes_that_are_figures_are_known_alone_or_before_their_name() -> None:
    scale = tuple(Choice(str(n), (label,)) for n, label in enumerate(("Liten", "Måttlig", "Stor")))

    assert read(Kind.CHOICE, 1, 2.0, "0 - ingen alls", "2: Stor", choices=scale) == [*"1202"]


def test_an_unknown_choice_names_the_nearest() -> None:
    target = Target(name="level", label="Level", kind=Kind.CHOICE, choices=LEVELS)

    refusal = column_reader(target, [], language="sv").read("Högst")

    assert isinstance(refusal, Objection)
    assert refusal.code == Fault.NOT_A_CHOICE
    assert refusal.facts["nearest"] == "Hög"
    assert refusal.facts["allowed"] == "Hög, Medel, Låg, I drift, Ingen"


@pytest.mark.parametrize(
    ("value", "language", "number"),
    [
        ("212000-1355", "sv", "212000-1355"),
        ("2120001355", "sv", "212000-1355"),
        (2120001355.0, "sv", "212000-1355"),
        ("16212000-1355", "sv", "212000-1355"),
        ("SE212000135501", "sv", "212000-1355"),
        ("Org.nr: 212000-1355", "nb", "212000-1355"),
        ("938 587 418", "nb", "938587418"),
        ("NO 938 587 418 MVA", "sv", "938587418"),
        ("29189846", "da", "29189846"),
        ("DK-29189846", "sv", "29189846"),
        ("0201256-6", "fi", "0201256-6"),
        ("FI02012566", "sv", "0201256-6"),
    ],
)
def test_organisation_numbers_are_written_as_their_country_does(
    value: CellValue, language: str, number: str
) -> None:
    assert one(Kind.ORG_NUMBER, value, language=language) == number


def test_wrong_and_personal_organisation_numbers_are_refused() -> None:
    assert one(Kind.ORG_NUMBER, "212000-1356") == Fault.NOT_AN_ORG_NUMBER
    assert one(Kind.ORG_NUMBER, "Fjordbygden") == Fault.NOT_AN_ORG_NUMBER
    assert one(Kind.ORG_NUMBER, "900101-9802") == Fault.PERSONAL_NUMBER


def test_one_address_is_taken_out_of_what_surrounds_it() -> None:
    assert one(Kind.EMAIL, "Kari Nordmann <Kari@By.example>;") == "kari@by.example"
    assert one(Kind.EMAIL, "mailto:kari@by.example") == "kari@by.example"
    assert one(Kind.EMAIL, "a@by.example, b@by.example") == Fault.SEVERAL_VALUES
    assert one(Kind.EMAIL, "kari(a)by.example") == Fault.NOT_AN_EMAIL


def test_several_values_in_one_cell_become_several_where_the_field_takes_them() -> None:
    assert one(Kind.REFERENCE, "SGU, Kungliga biblioteket;\n SGU ; -", many=True) == (
        *("SGU", "Kungliga biblioteket"),
    )


def test_texts_are_tidied_and_not_cut() -> None:
    assert one(Kind.TEXT, " två   ord \n ny rad ") == "två ord\nny rad"
    assert one(Kind.TEXT, 5566778899.0) == "5566778899"
    assert one(Kind.TEXT, MOMENT) == "2024-03-01 12:30"
    assert one(Kind.TEXT, "för lång", longest=5) == Fault.TOO_LONG


CELLS = st.one_of(
    *(st.none(), st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.dates()),
    *(st.datetimes(), st.times(), st.timedeltas(), st.text("0123456789 .,-/%kr", max_size=15)),
)


@given(
    st.sampled_from(Kind), st.lists(CELLS, max_size=6), st.sampled_from(["sv", "nb", "da", "en"])
)
def test_no_column_whatever_it_holds_makes_reading_fail(
    kind: Kind, cells: list[CellValue], language: str
) -> None:
    assert len(read(kind, *cells, language=language, choices=LEVELS)) == len(cells)
