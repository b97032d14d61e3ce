"""How a room declares a check: one question to one organisation's whole register.

The engine that asks, keeps findings and closes them lives in `apps/checks`; the declaration is
here so that every room of the street can have rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Model
from django_stubs_ext import StrOrPromise

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission


class Severity(StrEnum):
    """How much a finding matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Law:
    """A place in a law: GDPR 28(3). Organisations add clauses of their own."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A threshold an organisation may change, in whole numbers of `unit`."""

    name: str
    label: StrOrPromise
    default: int
    unit: StrOrPromise = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Who asks, what day it is, and the organisation's thresholds."""

    actor: Actor
    today: date
    parameters: Mapping[str, int] = field(default_factory=dict)

    def threshold(self, name: str) -> int:
        """Return one threshold as it holds in this organisation."""
        return self.parameters[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One row that the rule has something to say about.

    `facts` fill the rule's sentence and are plain JSON; `responsible` is the id of the person
    (organisation.Person) who can mend it; `severity` overrides the rule's for this row.
    """

    model: type[Model]
    pk: int
    title: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    responsible: int | None = None
    severity: Severity | None = None


Answer = Callable[[Question], Iterable[Hit]]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A check as everybody knows it. The code is stable for ever and never reused.

    `says` puts one hit's facts (and `title`) into a sentence in the reader's language; `fix` says
    what to do; `fix_url` leads to where it is done, for a subject's id.
    """

    code: str
    title: StrOrPromise
    severity: Severity
    why: StrOrPromise
    fix: StrOrPromise
    watches: Sequence[type[Model]]
    says: Callable[[Mapping[str, Any]], str]
    answer: Answer
    basis: Sequence[Law] = ()
    parameters: Sequence[Parameter] = ()
    fix_url: Callable[[Hit | Any], str] | None = None
    #: What one must be allowed to see what it finds, beyond findings at large.
    reads: Permission | None = None
    #: Whether the answer changes as days pass, so that the nightly run must ask again.
    minds_the_date: bool = True


_RULES: dict[str, Rule] = {}


def rule(**declared: Any) -> Callable[[Answer], Answer]:  # noqa: ANN401 - the fields of Rule
    """Register a function as a rule; the keyword arguments are the fields of `Rule`."""

    def register(answer: Answer) -> Answer:
        made = Rule(answer=answer, **declared)
        if made.code in _RULES and _RULES[made.code].answer is not answer:
            raise ValueError(made.code)
        _RULES[made.code] = made
        return answer

    return register


def watch_too(code: str, *models: type[Model]) -> None:
    """Let a rule of a room below be asked again when rows of ours change: they bear on it."""
    known = _RULES[code]
    new = [model for model in models if model not in known.watches]
    _RULES[code] = replace(known, watches=[*known.watches, *new])


def all_rules() -> list[Rule]:
    """Return every rule of the house, in order of code."""
    return [_RULES[code] for code in sorted(_RULES)]


def rule_by_code(code: str) -> Rule | None:
    """Return one rule, or None for a code nobody declared."""
    return _RULES.get(code)
