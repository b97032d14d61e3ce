"""A rule that crashed must never look like a problem that went away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.findings.reconcile import Change, FindingKey, Known, Run, reconcile

OLD: FindingKey = ("REG-001", "register_system", 7)
NEW: FindingKey = ("REG-001", "register_system", 9)
OPEN = Known(is_open=True, content="owner")
CLOSED = Known(is_open=False, content="owner")


def changes(known: dict[FindingKey, Known[str]], run: Run[str]) -> dict[FindingKey, Change]:
    return dict(reconcile(known, run))


def run(*completed: str, **hits: str) -> Run[str]:
    found = {"old": OLD, "new": NEW}
    return Run(
        completed_rules=frozenset(completed),
        hits={found[name]: said for name, said in hits.items()},
    )


def test_a_crashed_rule_leaves_its_findings_alone() -> None:
    assert changes({OLD: OPEN}, run()) == {}


def test_half_an_answer_opens_nothing() -> None:
    assert changes({}, run(new="owner")) == {}


def test_a_rule_that_ran_and_missed_resolves_its_finding() -> None:
    assert changes({OLD: OPEN}, run("REG-001")) == {OLD: Change.RESOLVED}


def test_new_and_returning_hits_are_told_apart() -> None:
    said = changes({OLD: CLOSED}, run("REG-001", old="owner", new="owner"))
    assert said == {OLD: Change.REOPENED, NEW: Change.OPENED}


def test_a_finding_that_says_the_same_keeps_its_age_untouched() -> None:
    assert changes({OLD: OPEN}, run("REG-001", old="owner")) == {}


def test_a_finding_that_says_something_else_is_altered_and_not_opened_anew() -> None:
    assert changes({OLD: OPEN}, run("REG-001", old="administrator")) == {OLD: Change.ALTERED}


def test_another_rule_closes_nothing() -> None:
    assert changes({OLD: OPEN}, run("REG-002")) == {}


keys = st.tuples(st.sampled_from(["A", "B"]), st.just("t"), st.integers(1, 4))
states = st.builds(Known, is_open=st.booleans(), content=st.sampled_from("xy"))
runs = st.builds(
    lambda done, hits: Run(completed_rules=done, hits=hits),
    st.frozensets(st.sampled_from(["A", "B"])),
    st.dictionaries(keys, st.sampled_from("xy")),
)


@given(st.dictionaries(keys, states), runs)
def test_after_a_run_exactly_the_hits_of_completed_rules_are_open(
    known: dict[FindingKey, Known[str]], evaluation: Run[str]
) -> None:
    after = {key: finding.is_open for key, finding in known.items()}
    for key, change in reconcile(known, evaluation):
        after[key] = change is not Change.RESOLVED
    for key, is_open in after.items():
        if key[0] in evaluation.completed_rules:
            assert is_open == (key in evaluation.hits)
        else:
            assert is_open == known[key].is_open


@given(st.dictionaries(keys, states), runs)
def test_asking_again_changes_nothing(
    known: dict[FindingKey, Known[str]], evaluation: Run[str]
) -> None:
    after = dict(known)
    for key, change in reconcile(known, evaluation):
        said = evaluation.hits.get(key) or known[key].content
        after[key] = Known(is_open=change is not Change.RESOLVED, content=said)
    assert list(reconcile(after, evaluation)) == []
