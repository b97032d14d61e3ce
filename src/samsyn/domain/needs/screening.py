"""Find personal data in what somebody writes about friction, before others read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from samsyn.domain.personal_data.finding import find_contact_details, find_identity_numbers
from samsyn.domain.personal_data.findings import Certainty, PersonalKind


@dataclass(frozen=True, slots=True)
class Find:
    """In which text, and what it is; never the find itself."""

    field: str
    kind: PersonalKind


def personal_in(texts: Mapping[str, str], *, today: date, country: str) -> tuple[Find, ...]:
    """Return each kind of personal data in each text once: identity numbers, mail and phone."""
    return tuple(dict.fromkeys(_found(texts, today, country)))


def _found(texts: Mapping[str, str], today: date, country: str) -> Iterator[Find]:
    for field, text in texts.items():
        for number in find_identity_numbers(text, today=today, country=country):
            if number.certainty is not Certainty.UNCERTAIN:
                yield Find(field, number.kind)
        for detail in find_contact_details(text):
            yield Find(field, detail.kind)
