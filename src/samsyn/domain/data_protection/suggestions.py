"""What the register already tells of the screening's questions, and by which rows.

A suggestion is only that: a person answers. Where the register is silent, nothing is suggested.
Leaving the EEA is none of the nine criteria (it was struck from the final WP 248); without a
lawful basis it is still a reason to see a high risk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samsyn.domain.data_protection.screening import Question

_MANY = frozenset({"10000", "more"})
_FEW = frozenset({"10", "100"})
_WEAK_BASIS = frozenset({"", "derogation"})


@dataclass(frozen=True, slots=True)
class Group:
    """One group of people: what is known of its data; None where nobody has said."""

    name: str
    sensitive: bool | None
    offences: bool | None
    vulnerable: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the register knows of one activity; answers "yes", "no" or empty."""

    groups: tuple[Group, ...] = ()
    sensitive_assets: tuple[str, ...] = ()
    purposes_by_article_9: tuple[str, ...] = ()
    purposes_by_article_10: tuple[str, ...] = ()
    systems_with_ai: tuple[str, ...] = ()
    persons: str = ""
    automated_decisions: str = ""
    profiling: str = ""
    ai: str = ""
    third_country: str = ""
    transfer_basis: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer with the names of the rows it comes from; none where the activity itself says."""

    answer: bool
    because: tuple[str, ...] = ()


def suggestions(facts: Facts) -> Mapping[Question, Suggestion]:
    """Return what the register suggests, for the questions it knows something about."""
    found = {
        Question.SPECIAL_CATEGORIES: _people(
            facts.groups,
            [(g.name, g.sensitive) for g in facts.groups],
            (*facts.sensitive_assets, *facts.purposes_by_article_9),
        ),
        Question.OFFENCES: _people(
            facts.groups,
            [(g.name, g.offences) for g in facts.groups],
            facts.purposes_by_article_10,
        ),
        Question.VULNERABLE: _people(
            facts.groups, [(g.name, g.vulnerable) for g in facts.groups], ()
        ),
        Question.LARGE_SCALE: _scale(facts.persons),
        Question.AUTOMATED_DECISIONS: _said(facts.automated_decisions),
        Question.EVALUATION: Suggestion(answer=True) if facts.profiling == "yes" else None,
        Question.NEW_TECHNOLOGY: _new(facts),
        Question.OTHER_HIGH_RISK: _transfer(facts),
    }
    return {question: told for question, told in found.items() if told is not None}


def _people(
    groups: tuple[Group, ...],
    said: Iterable[tuple[str, bool | None]],
    others: tuple[str, ...],
) -> Suggestion | None:
    answers = list(said)
    yes = (*(name for name, answer in answers if answer), *others)
    if yes:
        return Suggestion(answer=True, because=yes)
    all_say_no = bool(groups) and all(answer is False for _name, answer in answers)
    return Suggestion(answer=False, because=tuple(n for n, _ in answers)) if all_say_no else None


def _scale(persons: str) -> Suggestion | None:
    if persons in _MANY:
        return Suggestion(answer=True)
    return Suggestion(answer=False) if persons in _FEW else None


def _said(answer: str) -> Suggestion | None:
    return Suggestion(answer=answer == "yes") if answer else None


def _new(facts: Facts) -> Suggestion | None:
    if facts.systems_with_ai:
        return Suggestion(answer=True, because=facts.systems_with_ai)
    return Suggestion(answer=True) if facts.ai == "yes" else None


def _transfer(facts: Facts) -> Suggestion | None:
    weak = facts.third_country == "yes" and facts.transfer_basis in _WEAK_BASIS
    return Suggestion(answer=True) if weak else None
