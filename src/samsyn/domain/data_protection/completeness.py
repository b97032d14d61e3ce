"""What a processing activity lacks, and which article asks for it.

Article 30(1) and (2) say what the register must contain; the rest is what makes the processing
lawful and what its people must be told. An answer "none" is an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from samsyn.domain.data_protection.grounds import Grounds


class Missing(StrEnum):
    """One thing that the law asks for and the description does not have."""

    CONTROLLER = "controller"
    DPO = "dpo"
    SERVED = "served"
    PURPOSE = "purpose"
    LEGAL_BASIS = "legal_basis"
    SUPPLEMENTARY_LAW = "supplementary_law"
    SPECIAL_BASIS = "special_basis"
    OFFENCES_BASIS = "offences_basis"
    SUBJECTS = "subjects"
    RECIPIENTS = "recipients"
    THIRD_COUNTRY = "third_country"
    TRANSFER_BASIS = "transfer_basis"
    STORAGE = "storage"
    MEASURES = "measures"
    INFORMATION = "information"
    CONSENT = "consent"
    AUTOMATION = "automation"
    CONSIDERED_GROUNDS = "considered_grounds"


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing, the article that asks for it, and the purposes it is missing for."""

    what: Missing
    law: str
    purposes: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """One purpose: its name and grounds."""

    name: str
    grounds: Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What is known of one activity; texts empty where nobody has said anything."""

    as_processor: bool = False
    controller: bool = False
    officer: bool = False
    purposes: tuple[Use, ...] = ()
    subjects: bool = False
    has_special: bool = False
    has_offences: bool = False
    recipients: str = ""
    third_country: str = ""
    countries: str = ""
    transfer_basis: str = ""
    storage: str = ""
    measures: str = ""
    informed: str = ""
    consent: bool = False
    consent_how: str = ""
    automated: bool = False
    automation: str = ""
    served: int = 0
    given: Grounds = field(default_factory=Grounds)


def lacks(known: Described) -> list[Lack]:
    """Return what is missing, in the order of the law. Total."""
    if known.as_processor:
        return [*_who(known, "30(2)(a)"), *_served(known), *_transfer(known, "30(2)(c)"),
                *_measures(known, "30(2)(d)")]  # fmt: skip
    return [
        *_who(known, "30(1)(a)"),
        *_purposes(known),
        *_people(known),
        *_transfer(known, "30(1)(e)"),
        *_keeping(known),
        *_fair(known),
        *_source(known),
    ]


def _who(known: Described, law: str) -> Iterator[Lack]:
    if not known.controller:
        yield Lack(Missing.CONTROLLER, law)
    if not known.officer:
        yield Lack(Missing.DPO, law)


def _served(known: Described) -> Iterator[Lack]:
    if not known.served:
        yield Lack(Missing.SERVED, "30(2)(a)")


def _purposes(known: Described) -> Iterator[Lack]:
    if not known.purposes:
        yield Lack(Missing.PURPOSE, "30(1)(b)")
        return
    without = _names(u for u in known.purposes if not u.grounds.article_6)
    if without:
        yield Lack(Missing.LEGAL_BASIS, "6(1)", without)
    lawless = _names(
        u for u in known.purposes if {"c", "e"} & set(u.grounds.article_6) and not u.grounds.laws
    )
    if lawless:
        yield Lack(Missing.SUPPLEMENTARY_LAW, "6(3)", lawless)
    if known.has_special and not any(u.grounds.article_9 for u in known.purposes):
        yield Lack(Missing.SPECIAL_BASIS, "9(2)")
    if known.has_offences and not any(u.grounds.article_10 for u in known.purposes):
        yield Lack(Missing.OFFENCES_BASIS, "10")


def _people(known: Described) -> Iterator[Lack]:
    if not known.subjects:
        yield Lack(Missing.SUBJECTS, "30(1)(c)")
    if not known.recipients:
        yield Lack(Missing.RECIPIENTS, "30(1)(d)")


def _transfer(known: Described, law: str) -> Iterator[Lack]:
    if not known.third_country or (known.third_country == "yes" and not known.countries):
        yield Lack(Missing.THIRD_COUNTRY, law)
    if known.third_country == "yes" and not known.transfer_basis:
        yield Lack(Missing.TRANSFER_BASIS, "44")


def _keeping(known: Described) -> Iterator[Lack]:
    if not known.storage:
        yield Lack(Missing.STORAGE, "30(1)(f)")
    yield from _measures(known, "30(1)(g)")


def _measures(known: Described, law: str) -> Iterator[Lack]:
    if not known.measures:
        yield Lack(Missing.MEASURES, law)


def _fair(known: Described) -> Iterator[Lack]:
    if not known.informed:
        yield Lack(Missing.INFORMATION, "13, 14")
    by_consent = any("a" in u.grounds.article_6 + u.grounds.article_9 for u in known.purposes)
    if (known.consent or by_consent) and not known.consent_how:
        yield Lack(Missing.CONSENT, "7(1)")
    if known.automated and not known.automation:
        yield Lack(Missing.AUTOMATION, "22")


def _source(known: Described) -> Iterator[Lack]:
    has = [use.grounds for use in known.purposes]
    lost = [
        *(f"6(1)({x})" for x in known.given.article_6 if not any(x in g.article_6 for g in has)),
        *(f"9(2)({x})" for x in known.given.article_9 if not any(x in g.article_9 for g in has)),
        *(x for x in known.given.laws if not any(x in law for g in has for law in g.laws)),
    ]
    if known.purposes and lost:
        yield Lack(Missing.CONSIDERED_GROUNDS, "5(2)", codes=tuple(lost))


def _names(uses: Iterable[Use]) -> tuple[str, ...]:
    return tuple(use.name for use in uses)
