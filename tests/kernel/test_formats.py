"""Dates, numbers and money read as the reader writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from samsyn.kernel.templatetags import formats

NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("sv", "2026-11-22"),
        ("nb", "22.11.2026"),
        ("da", "22.11.2026"),
        ("en", f"22{NB}Nov{NB}2026"),
    ],
)
def test_a_day_is_written_as_in_the_readers_country(language: str, written: str) -> None:
    with translation.override(language):
        assert formats.day(date(2026, 11, 22)) == written


@pytest.mark.parametrize(
    ("language", "currency", "written"),
    [
        ("sv", "", f"1{NB}250{NB}000{NB}kr"),
        ("sv", "NOK", f"1{NB}250{NB}000{NB}NOK"),
        ("nb", "", f"1{NB}250{NB}000{NB}kr"),
        ("da", "", f"1.250.000{NB}kr."),
        ("en", "SEK", f"SEK{NB}1,250,000"),
    ],
)
def test_money_carries_the_sign_of_its_country(language: str, currency: str, written: str) -> None:
    with translation.override(language):
        assert formats.money(1_250_000, currency) == written


@pytest.mark.parametrize(
    ("language", "amount", "written"),
    [
        ("sv", 1_340_000, f"1,3{NB}mnkr"),
        ("sv", 840_000, f"840{NB}tkr"),
        ("sv", 950, f"950{NB}kr"),
        ("sv", 250_000_000, f"250{NB}mnkr"),
        ("nb", 1_340_000, f"1,3{NB}mill. kr"),
        ("da", 1_340_000, f"1,3{NB}mio. kr."),
        ("en", 1_340_000, f"SEK{NB}1.3M"),
    ],
)
def test_a_budget_is_written_in_thousands_and_millions(
    language: str, amount: int, written: str
) -> None:
    with translation.override(language):
        assert formats.money_short(amount) == written


def test_less_than_nothing_is_written_with_a_true_minus() -> None:
    with translation.override("sv"):
        assert formats.number(-1500) == f"\N{MINUS SIGN}1{NB}500"
        assert formats.number(Decimal("0.5")) == "0,5"


def test_a_share_is_a_percentage() -> None:
    with translation.override("sv"):
        assert formats.percent(Decimal("0.8")) == f"80{NB}%"
    with translation.override("en"):
        assert formats.percent(0.125, 1) == "12.5%"


@pytest.mark.parametrize(
    ("since", "told"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 21), "1 day"),
        (date(2026, 11, 9), "13 days"),
        (date(2026, 11, 8), "2 weeks"),
        (date(2026, 8, 14), "3 months"),
        (date(2024, 1, 1), "2 years"),
    ],
)
def test_an_age_is_told_in_the_unit_people_use(since: date, told: str) -> None:
    with translation.override("en"):
        assert formats.age(since, date(2026, 11, 22)) == told


def test_a_moment_is_told_in_local_time() -> None:
    at = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    with translation.override("sv"):
        assert formats.moment(at) == "2026-07-02 00:30"
    with translation.override("da"):
        assert formats.moment(at) == "02.07.2026 00.30"


@pytest.mark.parametrize(
    "write",
    [
        *(formats.day, formats.long_day, formats.moment, formats.age, formats.number),
        *(formats.percent, formats.money, formats.money_short),
    ],
)
def test_what_is_not_known_is_written_as_nothing(write: object) -> None:
    assert callable(write)
    assert write(None) == ""
