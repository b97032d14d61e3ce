"""The three tracks of a portfolio, each with a logic of its own, and what each asks of ownership.

Challenges are hard on results and free in solutions; mandated solutions are hard on the solution
and free in ambition; prerequisites keep things under control so that the other two give value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from samsyn.domain.shared.refusal import Objection


class Track(StrEnum):
    """By which logic an initiative is steered."""

    CHALLENGE = "challenge"
    MANDATED = "mandated"
    PREREQUISITE = "prerequisite"


class OwnerLevel(StrEnum):
    """At which level of the organisation an initiative is owned."""

    POLITICAL = "political"
    EXECUTIVE = "executive"
    DEPARTMENT = "department"
    IT = "it"


#: Who may own what. A prerequisite may be owned anywhere.
OWNERS: dict[Track, frozenset[OwnerLevel]] = {
    Track.CHALLENGE: frozenset({OwnerLevel.POLITICAL, OwnerLevel.EXECUTIVE}),
    Track.MANDATED: frozenset(OwnerLevel) - {OwnerLevel.IT},
    Track.PREREQUISITE: frozenset(OwnerLevel),
}


class Misfit(StrEnum):
    """What keeps an initiative from being decided in its track."""

    NOBODY_OWNS_IT = "nobody_owns_it"
    OWNED_TOO_LOW = "owned_too_low"
    OWNED_BY_IT = "owned_by_it"
    AMBITION_UNDECIDED = "ambition_undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """What a track asks about: who owns the initiative, and how far it is meant to go."""

    track: Track
    has_owner: bool
    owner_level: OwnerLevel | None
    ambition_decided: bool


def is_owned_too_low(track: Track, level: OwnerLevel | None) -> bool:
    """Tell whether a track's initiative needs an owner at another level than it has."""
    return level not in OWNERS[track] and not (track is Track.PREREQUISITE and level is None)


def misfits(footing: Footing) -> Iterator[Objection]:
    """Name everything that the track asks for and the initiative lacks."""
    if not footing.has_owner:
        yield Objection(Misfit.NOBODY_OWNS_IT, field="owner")
    if is_owned_too_low(footing.track, footing.owner_level):
        by_it = footing.owner_level is OwnerLevel.IT and footing.track is Track.MANDATED
        code = Misfit.OWNED_BY_IT if by_it else Misfit.OWNED_TOO_LOW
        yield Objection(code, {"track": footing.track.value}, field="owner_level")
    if footing.track is Track.MANDATED and not footing.ambition_decided:
        yield Objection(Misfit.AMBITION_UNDECIDED, field="ambition")
