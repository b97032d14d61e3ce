"""Whether an impact assessment is needed: the law's rules in order, and what must never happen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.data_protection.screening import (
    CRITERIA,
    Deciding,
    Question,
    Verdict,
    criteria_met,
    screen,
)

Q = Question
NO = dict.fromkeys(Question, False)
EXCEPTIONS = (Q.ASSESSED_ALREADY, Q.ASSESSED_BY_LAW, Q.ON_EXEMPT_LIST)
anything = st.fixed_dictionaries({q: st.sampled_from([True, False, None]) for q in Question})
complete = st.fixed_dictionaries({q: st.booleans() for q in Question})


def saying_yes(*questions: Question) -> dict[Question, bool]:
    return {**NO, **dict.fromkeys(questions, True)}


@pytest.mark.parametrize(
    ("yes", "rule"),
    [
        ((Q.EXTENSIVE_EVALUATION,), Deciding.EXTENSIVE_EVALUATION),
        ((Q.SPECIAL_CATEGORIES, Q.LARGE_SCALE), Deciding.SENSITIVE_AT_SCALE),
        ((Q.OFFENCES, Q.LARGE_SCALE), Deciding.SENSITIVE_AT_SCALE),
        ((Q.PUBLIC_AREA,), Deciding.PUBLIC_AREA),
        ((Q.ON_NATIONAL_LIST,), Deciding.NATIONAL_LIST),
        ((Q.VULNERABLE, Q.MATCHING), Deciding.TWO_CRITERIA),
        ((Q.HIGHLY_PERSONAL, Q.LARGE_SCALE), Deciding.TWO_CRITERIA),
        ((Q.OTHER_HIGH_RISK,), Deciding.OTHER_HIGH_RISK),
    ],
)
def test_each_case_of_the_law_makes_an_assessment_needed(
    yes: tuple[Question, ...], rule: Deciding
) -> None:
    screening = screen(saying_yes(*yes))

    assert (screening.verdict, screening.decided_by) == (Verdict.NEEDED, rule)


@pytest.mark.parametrize(
    ("yes", "rule"),
    [
        ((), Deciding.NOTHING_SPEAKS_FOR_IT),
        ((Q.VULNERABLE,), Deciding.ONE_CRITERION),
        ((Q.SPECIAL_CATEGORIES,), Deciding.ONE_CRITERION),
        ((Q.LARGE_SCALE,), Deciding.ONE_CRITERION),
        ((Q.SPECIAL_CATEGORIES, Q.OFFENCES, Q.HIGHLY_PERSONAL), Deciding.ONE_CRITERION),
    ],
)
def test_a_near_miss_is_not_needed_and_says_why(yes: tuple[Question, ...], rule: Deciding) -> None:
    screening = screen(saying_yes(*yes))

    assert (screening.verdict, screening.decided_by) == (Verdict.NOT_NEEDED, rule)


@pytest.mark.parametrize("exception", EXCEPTIONS)
def test_an_exception_speaks_first_whatever_the_risk(exception: Question) -> None:
    risky = saying_yes(Q.PUBLIC_AREA, Q.ON_NATIONAL_LIST, Q.VULNERABLE, Q.LARGE_SCALE)

    screening = screen({**risky, exception: True})

    assert screening.verdict is Verdict.NOT_NEEDED
    assert screening.steps[EXCEPTIONS.index(exception)].decides


@given(anything)
def test_the_deciding_rule_is_the_first_that_applies(answers: dict[Question, bool | None]) -> None:
    screening = screen(answers)

    fired = [step for step in screening.steps if step.fired and step.reached]
    deciding = [step for step in screening.steps if step.decides]
    assert deciding == fired[:1]
    assert (deciding == []) == (screening.verdict is Verdict.UNDECIDED)
    reached = [step.reached for step in screening.steps]
    assert reached == sorted(reached, reverse=True)
    assert all(step.reached for step in deciding)
    assert [step.rule for step in screening.steps] == list(Deciding)


@given(complete)
def test_when_all_is_answered_a_verdict_is_always_given(answers: dict[Question, bool]) -> None:
    assert screen(answers).verdict is not Verdict.UNDECIDED


@given(complete)
def test_two_criteria_are_enough_unless_an_exception_speaks(answers: dict[Question, bool]) -> None:
    screening = screen(answers)

    if any(answers[q] for q in EXCEPTIONS):
        assert screening.verdict is Verdict.NOT_NEEDED
    elif len(criteria_met(answers)) >= 2:
        assert screening.verdict is Verdict.NEEDED


@given(anything, st.sampled_from([q for q in Question if q not in EXCEPTIONS]))
def test_one_more_risk_never_makes_an_assessment_needless(
    answers: dict[Question, bool | None], risk: Question
) -> None:
    before, after = screen(answers), screen({**answers, risk: True})

    if before.verdict is Verdict.NEEDED:
        assert after.verdict is Verdict.NEEDED


@given(anything)
def test_what_is_not_answered_can_never_overturn_a_verdict_but_by_an_exception(
    answers: dict[Question, bool | None],
) -> None:
    verdict = screen(answers).verdict
    for guess in (True, False):
        filled = {
            q: (guess if a is None and q not in EXCEPTIONS else bool(a)) for q, a in answers.items()
        }
        if verdict is not Verdict.UNDECIDED:
            assert screen(filled).verdict is verdict


def test_nothing_answered_is_undecided_and_names_every_question() -> None:
    screening = screen({})

    assert screening.verdict is Verdict.UNDECIDED
    assert screening.open_questions == tuple(Question)


def test_an_unanswered_exception_is_no_exception() -> None:
    answers = {**saying_yes(Q.PUBLIC_AREA), Q.ASSESSED_ALREADY: None}

    assert screen(answers).verdict is Verdict.NEEDED


def test_there_are_nine_criteria_and_each_can_be_the_second() -> None:
    assert len(CRITERIA) == 9
    for name, parts in CRITERIA:
        other = Q.MATCHING if name != "matching" else Q.VULNERABLE
        assert name in criteria_met(saying_yes(parts[0]))
        assert screen(saying_yes(parts[0], other)).verdict is Verdict.NEEDED
