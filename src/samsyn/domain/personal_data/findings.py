"""What is reported when a text holds personal data: where, what, and how sure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PersonalKind(StrEnum):
    """The kinds of personal data that are recognised by their form."""

    PERSONNUMMER = "se_personnummer"
    SAMORDNINGSNUMMER = "se_samordningsnummer"
    FODSELSNUMMER = "no_fodselsnummer"
    D_NUMMER = "no_d_nummer"
    CPR = "dk_cpr"
    HETU = "fi_hetu"
    EMAIL = "email"
    PHONE = "phone"


class Certainty(StrEnum):
    """How likely it is a person's: check digits and form, or the words around it."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNCERTAIN = "uncertain"


RANK = {Certainty.UNCERTAIN: 0, Certainty.LIKELY: 1, Certainty.CERTAIN: 2}


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One find: `text[start:end]` is the number; `artificial` means a range kept for tests."""

    start: int
    end: int
    kind: PersonalKind
    certainty: Certainty
    artificial: bool = False
