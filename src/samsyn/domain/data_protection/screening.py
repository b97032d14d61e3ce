"""Decide whether a data protection impact assessment is needed, by rules in order.

The law is GDPR Article 35; the nine criteria, and that two of them are enough as a rule, are those
of the European data protection authorities (WP 248 rev.01, endorsed by the EDPB). The first rule
that applies decides. Exceptions stand first: they speak although the risk may be high.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Question(StrEnum):
    """What must be known of a processing activity; each is answered yes, no or not yet."""

    ASSESSED_ALREADY = "assessed_already"
    ASSESSED_BY_LAW = "assessed_by_law"
    ON_EXEMPT_LIST = "on_exempt_list"
    EXTENSIVE_EVALUATION = "extensive_evaluation"
    SPECIAL_CATEGORIES = "special_categories"
    OFFENCES = "offences"
    LARGE_SCALE = "large_scale"
    PUBLIC_AREA = "public_area"
    ON_NATIONAL_LIST = "on_national_list"
    EVALUATION = "evaluation"
    AUTOMATED_DECISIONS = "automated_decisions"
    MONITORING = "monitoring"
    HIGHLY_PERSONAL = "highly_personal"
    MATCHING = "matching"
    VULNERABLE = "vulnerable"
    NEW_TECHNOLOGY = "new_technology"
    PREVENTS = "prevents"
    OTHER_HIGH_RISK = "other_high_risk"


class Verdict(StrEnum):
    """What came out; undecided means that an unanswered question could still change it."""

    NEEDED = "needed"
    NOT_NEEDED = "not_needed"
    UNDECIDED = "undecided"


class Deciding(StrEnum):
    """The rules, in the order they are asked."""

    ASSESSED_ALREADY = "assessed_already"
    ASSESSED_BY_LAW = "assessed_by_law"
    EXEMPT_LIST = "exempt_list"
    EXTENSIVE_EVALUATION = "extensive_evaluation"
    SENSITIVE_AT_SCALE = "sensitive_at_scale"
    PUBLIC_AREA = "public_area"
    NATIONAL_LIST = "national_list"
    TWO_CRITERIA = "two_criteria"
    OTHER_HIGH_RISK = "other_high_risk"
    ONE_CRITERION = "one_criterion"
    NOTHING_SPEAKS_FOR_IT = "nothing_speaks_for_it"


Q = Question
Answers = Mapping[Question, bool | None]
Known = bool | None
ENOUGH = 2  # criteria that make a high risk likely, "in most cases"


def _any(*parts: Known) -> Known:
    return True if True in parts else None if None in parts else False


def _both(*parts: Known) -> Known:
    return False if False in parts else None if None in parts else True


#: The nine criteria in WP 248's own order: what each is made of.
CRITERIA: tuple[tuple[str, tuple[Question, ...]], ...] = (
    ("evaluation", (Q.EVALUATION, Q.EXTENSIVE_EVALUATION)),
    ("automated_decisions", (Q.AUTOMATED_DECISIONS, Q.EXTENSIVE_EVALUATION)),
    ("monitoring", (Q.MONITORING, Q.PUBLIC_AREA)),
    ("sensitive", (Q.SPECIAL_CATEGORIES, Q.OFFENCES, Q.HIGHLY_PERSONAL)),
    ("large_scale", (Q.LARGE_SCALE,)),
    ("matching", (Q.MATCHING,)),
    ("vulnerable", (Q.VULNERABLE,)),
    ("new_technology", (Q.NEW_TECHNOLOGY,)),
    ("prevents", (Q.PREVENTS,)),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One rule as it came out: `fired` None where an open question could still change that.

    Rules after the one that decides are not `reached`.
    """

    rule: Deciding
    law: str
    says: Verdict
    fired: Known
    decides: bool = False
    reached: bool = True


@dataclass(frozen=True, slots=True)
class Screening:
    """The verdict, the rule that decided, every rule in order, and the criteria met."""

    verdict: Verdict
    decided_by: Deciding | None
    steps: tuple[Step, ...]
    criteria: tuple[str, ...]
    open_questions: tuple[Question, ...]


def criteria_met(answers: Answers) -> tuple[str, ...]:
    """Return the names of the criteria that are surely met."""
    return tuple(name for name, parts in CRITERIA if _any(*(answers.get(p) for p in parts)))


def _at_least(count: int, answers: Answers) -> Known:
    met = [_any(*(answers.get(part) for part in parts)) for _name, parts in CRITERIA]
    if met.count(True) >= count:
        return True
    return None if met.count(True) + met.count(None) >= count else False


_Rule = tuple[Deciding, str, Verdict, Callable[[Answers], Known]]
_RULES: tuple[_Rule, ...] = (
    (
        Deciding.ASSESSED_ALREADY,
        "GDPR 35(1)",
        Verdict.NOT_NEEDED,
        lambda a: a.get(Q.ASSESSED_ALREADY),
    ),
    (
        Deciding.ASSESSED_BY_LAW,
        "GDPR 35(10)",
        Verdict.NOT_NEEDED,
        lambda a: a.get(Q.ASSESSED_BY_LAW),
    ),
    (Deciding.EXEMPT_LIST, "GDPR 35(5)", Verdict.NOT_NEEDED, lambda a: a.get(Q.ON_EXEMPT_LIST)),
    (
        Deciding.EXTENSIVE_EVALUATION,
        "GDPR 35(3)(a)",
        Verdict.NEEDED,
        lambda a: a.get(Q.EXTENSIVE_EVALUATION),
    ),
    (
        Deciding.SENSITIVE_AT_SCALE,
        "GDPR 35(3)(b)",
        Verdict.NEEDED,
        lambda a: _both(_any(a.get(Q.SPECIAL_CATEGORIES), a.get(Q.OFFENCES)), a.get(Q.LARGE_SCALE)),
    ),
    (Deciding.PUBLIC_AREA, "GDPR 35(3)(c)", Verdict.NEEDED, lambda a: a.get(Q.PUBLIC_AREA)),
    (Deciding.NATIONAL_LIST, "GDPR 35(4)", Verdict.NEEDED, lambda a: a.get(Q.ON_NATIONAL_LIST)),
    (Deciding.TWO_CRITERIA, "WP 248 III.B", Verdict.NEEDED, lambda a: _at_least(ENOUGH, a)),
    (Deciding.OTHER_HIGH_RISK, "GDPR 35(1)", Verdict.NEEDED, lambda a: a.get(Q.OTHER_HIGH_RISK)),
    (Deciding.ONE_CRITERION, "WP 248 III.B", Verdict.NOT_NEEDED, lambda a: _at_least(1, a)),
    (Deciding.NOTHING_SPEAKS_FOR_IT, "GDPR 35(1)", Verdict.NOT_NEEDED, lambda _a: True),
)
_EXCEPTIONS = frozenset({Deciding.ASSESSED_ALREADY, Deciding.ASSESSED_BY_LAW, Deciding.EXEMPT_LIST})


def screen(answers: Answers) -> Screening:
    """Return whether an assessment is needed and which rule said so. Total.

    A question that nobody has answered never grants an exception. It does keep the answer open
    as long as a yes could make a rule fire that says the assessment is needed.
    """
    steps = tuple(_asked(answers))
    decides = _deciding(steps)
    return Screening(
        verdict=decides.says if decides else Verdict.UNDECIDED,
        decided_by=decides.rule if decides else None,
        steps=tuple(_told(steps, decides)),
        criteria=criteria_met(answers),
        open_questions=tuple(q for q in Question if answers.get(q) is None),
    )


def _told(steps: tuple[Step, ...], decides: Step | None) -> Iterator[Step]:
    reached = True
    for step in steps:
        falls_back = step.says is Verdict.NOT_NEEDED and step.rule not in _EXCEPTIONS
        open_still = decides is None and falls_back  # what is not answered could overturn it
        yield replace(
            step,
            fired=None if open_still else step.fired,
            decides=step is decides,
            reached=reached,
        )
        reached = reached and step is not decides


def _asked(answers: Answers) -> Iterator[Step]:
    for rule, law, says, applies in _RULES:
        yield Step(rule, law, says, applies(answers))


def _deciding(steps: tuple[Step, ...]) -> Step | None:
    could_be_needed = False
    for step in steps:
        if step.fired:
            settled = step.says is Verdict.NEEDED or step.rule in _EXCEPTIONS
            return step if settled or not could_be_needed else None
        could_be_needed |= step.fired is None and step.says is Verdict.NEEDED
    return None
