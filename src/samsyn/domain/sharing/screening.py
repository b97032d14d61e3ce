"""Find personal data in everything that is about to leave the organisation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from samsyn.domain.personal_data.finding import find_contact_details, find_identity_numbers, masked
from samsyn.domain.personal_data.findings import PersonalKind

_AROUND = 25


@dataclass(frozen=True, slots=True)
class Place:
    """One find: in which text, what it is, and the words around it with the find itself hidden.

    `key` is the same as long as the find and its field are the same: what somebody has confirmed
    stays confirmed, and nothing else does.
    """

    field: str
    kind: PersonalKind
    shown: str
    key: str


def screen(texts: Mapping[str, str], *, today: date, country: str) -> tuple[Place, ...]:
    """Return every likely identity number, e-mail address and phone number, in order."""
    return tuple(
        place
        for field, text in texts.items()
        for place in _places(field, text, today=today, country=country)
    )


def not_confirmed(places: Iterable[Place], confirmed: Iterable[str]) -> tuple[Place, ...]:
    """Return the finds that nobody has said are no personal data."""
    known = frozenset(confirmed)
    return tuple(place for place in places if place.key not in known)


def _places(field: str, text: str, *, today: date, country: str) -> Iterator[Place]:
    finds = [
        *find_identity_numbers(text, today=today, country=country),
        *find_contact_details(text),
    ]
    hidden = masked(text, finds)
    for find in sorted(finds, key=lambda found: found.start):
        begin, end = max(0, find.start - _AROUND), find.end + _AROUND
        said = f"{field}\x00{find.kind}\x00{text[find.start : find.end]}"
        yield Place(
            field=field,
            kind=find.kind,
            shown=" ".join(hidden[begin:end].split()),
            key=hashlib.sha256(said.encode()).hexdigest()[:20],
        )
