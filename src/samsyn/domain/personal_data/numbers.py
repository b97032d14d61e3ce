"""Judge a digit sequence as each Nordic country's identity number.

Sources: Skatteverket SKV 704 and 707; Skatteetaten, fødselsnummer and its 2032 extension
(https://skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032/);
CPR-kontoret, "Personnummeret i CPR" (no check digit since 2007); DVV, henkilötunnus (2023 signs).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from samsyn.domain.personal_data.births import birth, birth_in_any_century
from samsyn.domain.personal_data.findings import Certainty, PersonalKind

_COORDINATION = 60  # added to the day in a samordningsnummer
_D_NUMBER = 40  # added to the day in a D-nummer
_TEST_MONTHS = (80, 65, 40)  # Skatteetaten's and NAV's invented people, and H-nummer
_SWEDISH_TESTS = range(980, 1000)
_FINNISH_TESTS = range(900, 1000)
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_EXTENDED = frozenset({0, 1, 2, 3})  # remainders allowed for numbers given from 2032
_DANISH = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_FINNISH_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_FINNISH_CENTURY = {"+": 1800, **dict.fromkeys("-YXWVU", 1900), **dict.fromkeys("ABCDEF", 2000)}


class Reading(NamedTuple):
    """A digit sequence read as one country's number, before the words around it are weighed.

    `checked` is False where no check digit spoke for it.
    """

    kind: PersonalKind
    certainty: Certainty
    artificial: bool
    checked: bool = True


def swedish(digits: str, mark: str, today: date) -> Reading | None:
    """Read 10 or 12 digits; the mark is "-", "+" (over a hundred years old), a space or nothing."""
    short, month, day = digits[-10:], int(digits[-8:-6]), int(digits[-6:-4])
    coordinated = day > _COORDINATION
    day -= _COORDINATION if coordinated else 0
    if not _luhn(short):
        return None
    if len(digits) == 12:  # noqa: PLR2004
        born = birth(int(digits[:4]), month, day, today)
    else:
        born = birth_in_any_century(int(short[:2]), month, day, today)
    if born is None:
        return None
    kind = PersonalKind.SAMORDNINGSNUMMER if coordinated else PersonalKind.PERSONNUMMER
    sure = mark in {"-", "+"} or len(digits) == 12  # noqa: PLR2004
    certainty = Certainty.CERTAIN if sure else Certainty.UNCERTAIN
    if len(digits) == 12 and _is_moment(digits, born, today):  # noqa: PLR2004
        certainty = Certainty.UNCERTAIN
    return Reading(kind, certainty, int(short[6:9]) in _SWEDISH_TESTS)


def _is_moment(digits: str, born: date, today: date) -> bool:
    """Tell 20240301-1200, which is also how files and cases are stamped with date and time."""
    clock = digits[-4:]
    return (today - born).days < 3 * 365 and clock[:2] < "24" and clock[2:] < "60"


def norwegian(digits: str, today: date) -> Reading | None:
    """Read 11 digits: fødselsnummer, D-nummer, H-nummer and the tax authority's test people."""
    numbers = [int(digit) for digit in digits]
    first = sum(map(int.__mul__, numbers, _FIRST)) % 11
    if first not in _EXTENDED or sum(map(int.__mul__, numbers, _SECOND)) % 11:
        return None
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    foreign = day > _D_NUMBER
    day -= _D_NUMBER if foreign else 0
    added = next((extra for extra in _TEST_MONTHS if extra < month <= extra + 12), 0)
    if birth_in_any_century(year, month - added, day, today) is None:
        return None
    kind = PersonalKind.D_NUMMER if foreign else PersonalKind.FODSELSNUMMER
    # One bank account in nine hundred passes by chance; twice that before 2032's numbers exist.
    certainty = Certainty.CERTAIN if first == 0 else Certainty.LIKELY
    return Reading(kind, certainty, added in {80, 65})


def danish(digits: str, mark: str, today: date) -> Reading | None:
    """Read 10 digits; nothing but the date can be checked, so a CPR number is never certain."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    century = _danish_century(int(digits[6]), year)
    if mark == "+" or century is None or birth(century + year, month, day, today) is None:
        return None
    old = sum(map(int.__mul__, map(int, digits), _DANISH)) % 11 == 0
    certainty = Certainty.LIKELY if old and mark == "-" else Certainty.UNCERTAIN
    return Reading(PersonalKind.CPR, certainty, artificial=False, checked=old)


def _danish_century(seventh: int, year: int) -> int | None:
    """Return the century that the seventh digit and the year stand for; None for the 1800s."""
    if seventh <= 3:  # noqa: PLR2004
        return 1900
    if seventh in {4, 9}:
        return 2000 if year <= 36 else 1900  # noqa: PLR2004
    return 2000 if year <= 57 else None  # noqa: PLR2004


def finnish(code: str, today: date) -> Reading | None:
    """Read DDMMYYCZZZQ; the last sign checks the nine digits modulo 31."""
    code = code.upper()
    date_part, sign, individual, check = code[:6], code[6], code[7:10], code[10]
    if _FINNISH_CHECK[int(date_part + individual) % 31] != check:
        return None
    year = _FINNISH_CENTURY[sign] + int(date_part[4:6])
    if birth(year, int(date_part[2:4]), int(date_part[:2]), today) is None or int(individual) < 2:  # noqa: PLR2004
        return None
    return Reading(PersonalKind.HETU, Certainty.CERTAIN, int(individual) in _FINNISH_TESTS)


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * 2 for digit in digits[0::2]]
    return (sum(n - 9 if n > 9 else n for n in doubled) + sum(map(int, digits[1::2]))) % 10 == 0  # noqa: PLR2004
