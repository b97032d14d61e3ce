"""What a friction costs: the minutes of those who said so, and of the crowd they speak of.

A reporter says "twelve of us lose twenty minutes a week": a guess about eleven others. Each who
then says "me too" takes the place of one of the eleven with minutes of their own; only when more
have said so than were guessed does the figure grow. So nobody can make it grow by clicking.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WORKING_WEEKS = 44  # of a year: 52 less holidays, public holidays and leave; an assumption
MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One report: who (None without an account), where (None for unsaid), how much, how many."""

    report: int
    account: int | None
    place: int | None
    minutes: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeToo:
    """Somebody else's minutes, said about one of the reports."""

    report: int
    account: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """Minutes a week in all; how many said so, and how many are only guessed."""

    minutes: int
    voices: int
    guessed: int

    @property
    def people(self) -> int:
        """How many lose time."""
        return self.voices + self.guessed


def price(claims: Sequence[Claim], me_toos: Iterable[MeToo] = ()) -> Price:
    """Return what reports of the same friction cost together.

    An account counts once, with the most minutes it has said. People of one place are the same
    people whoever guesses their number: the largest guess counts.
    """
    heard = _heard(claims, me_toos)
    minutes = sum(said for said, _places in heard.values())
    guessed = 0
    for place in {claim.place for claim in claims}:
        here = sum(1 for _said, places in heard.values() if place in places)
        largest = max((c for c in claims if c.place == place), key=lambda c: (c.people, -c.minutes))
        unheard = max(0, largest.people - here)
        minutes += unheard * largest.minutes
        guessed += unheard
    return Price(minutes=minutes, voices=len(heard), guessed=guessed)


def hours_a_year(minutes_a_week: int) -> int:
    """Return whole hours of a working year."""
    return round(minutes_a_week * WORKING_WEEKS / MINUTES)


def _heard(
    claims: Iterable[Claim], me_toos: Iterable[MeToo]
) -> dict[tuple[str, int], tuple[int, frozenset[int | None]]]:
    """Return minutes and places of each who said so; one without an account is their report."""
    heard: dict[tuple[str, int], tuple[int, frozenset[int | None]]] = {}
    places = {}
    for claim in claims:
        places[claim.report] = claim.place
        known = claim.account is not None
        who = ("account", claim.account or 0) if known else ("report", claim.report)
        _note(heard, who, claim.minutes, claim.place)
    for said in me_toos:
        _note(heard, ("account", said.account), said.minutes, places.get(said.report))
    return heard


def _note(
    heard: dict[tuple[str, int], tuple[int, frozenset[int | None]]],
    who: tuple[str, int],
    minutes: int,
    place: int | None,
) -> None:
    before, places = heard.get(who, (0, frozenset()))
    heard[who] = (max(minutes, before), places | {place})
