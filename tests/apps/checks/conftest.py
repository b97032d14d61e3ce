"""Rules made for a test, and gone after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from samsyn.apps.policy.public import SteeringDocument
from samsyn.kernel import rules
from samsyn.kernel.rules import Hit, Question, Rule, Severity, rule, rule_by_code

Declare = Callable[..., Rule]


@pytest.fixture
def only_rules() -> Iterator[None]:
    """No rules but those a test declares; the house has its own back afterwards."""
    kept = dict(rules._RULES)  # noqa: SLF001 - the registry is put back as it was
    rules._RULES.clear()  # noqa: SLF001
    yield
    rules._RULES.clear()  # noqa: SLF001
    rules._RULES.update(kept)  # noqa: SLF001


@pytest.fixture
def declare(only_rules: None) -> Declare:
    """Declare a rule that hits every steering document whose name contains "bad"."""

    def make(code: str = "TST-001", **declared: Any) -> Rule:
        defaults: dict[str, Any] = {
            "title": "A bad document",
            "severity": Severity.MEDIUM,
            "why": "Bad is bad.",
            "fix": "Make it good.",
            "watches": [SteeringDocument],
            "says": lambda facts: f"{facts['title']} is bad.",
        }
        answer = declared.pop("answer", bad_documents)
        rule(**{**defaults, **declared, "code": code})(answer)
        made = rule_by_code(code)
        assert made is not None
        return made

    return make


def bad_documents(question: Question) -> Iterable[Hit]:
    """Hit every document of our own whose name says that it is bad."""
    rows = SteeringDocument.owned_by(question.actor).filter(name__contains="bad")
    for pk, name, owner in rows.values_list("pk", "name", "owner_id"):
        yield Hit(model=SteeringDocument, pk=pk, title=name, responsible=owner)
