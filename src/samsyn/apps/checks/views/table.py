"""The list of findings as the shared table shows it: columns, rows and filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.apps.checks.models import Finding
from samsyn.apps.checks.queries.findings import (
    ACCEPTED,
    CLOSED,
    NOBODY,
    OPEN,
    FindingsState,
    counts_by_rule,
    people_with_findings,
)
from samsyn.apps.checks.queries.rules import RuleHere
from samsyn.apps.checks.wording import sentence
from samsyn.domain.access.actor import Actor
from samsyn.kernel.templatetags.formats import day

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters as they are shown, and the names that the rows need too."""

    shown: list[dict[str, object]]
    people: Mapping[int, str]


def filters(actor: Actor, state: FindingsState, rules: Mapping[str, RuleHere]) -> Narrowing:
    """Return the four filters with what can be chosen in them. Costs two queries."""
    people = people_with_findings(actor, state.state)
    counts = counts_by_rule(actor, state.state)
    titles = {code: str(rules[code].rule.title) if code in rules else code for code in counts}
    shown = [
        _filter("state", _("State"), state.state, _states(), any_word=""),
        _filter("severity", _("Severity"), state.severity, _severities()),
        _filter(
            "rule",
            _("Rule"),
            state.rule,
            [(code, f"{titles[code]} ({counts[code]})") for code in sorted(counts)],
        ),
        _filter(
            "who",
            _("Who can mend it"),
            state.who,
            [*((str(pk), name) for pk, name in people.items()), (NOBODY, _("Nobody yet"))],
        ),
    ]
    return Narrowing(shown, people)


def _states() -> Choices:
    return [(OPEN, _("Open")), (ACCEPTED, _("Accepted")), (CLOSED, _("Closed"))]


def _severities() -> Choices:
    return [(str(value), str(label)) for value, label in Finding.Grade.choices]


def _filter(
    name: str, label: str, chosen: str, choices: Choices, *, any_word: str | None = None
) -> dict[str, object]:
    everything = [("", _("All"))] if any_word is None else []
    return {
        "name": name,
        "label": label,
        "choices": [
            {"value": value, "label": words, "selected": value == chosen}
            for value, words in [*everything, *choices]
        ],
    }


def columns(state: FindingsState) -> list[dict[str, str]]:
    """Return the columns, with the way to order by each."""
    labels = {
        "title": _("About"),
        "severity": _("Severity"),
        "what": _("What"),
        "who": _("Who can mend it"),
        "since": _("Since"),
    }
    sortable = {"title", "severity", "since"}
    return [
        {
            "name": name,
            "label": label,
            "sort_url": _turned(state, name) if name in sortable else "",
            "sorted": {name: "asc", f"-{name}": "desc"}.get(state.sort, ""),
            "align": "",
        }
        for name, label in labels.items()
    ]


def _turned(state: FindingsState, name: str) -> str:
    return state.query(sort=f"-{name}" if state.sort == name else name)


def rows_shown(
    rules: Mapping[str, RuleHere], findings: Iterable[Finding], people: Mapping[int, str]
) -> list[dict[str, object]]:
    """Return the rows of one page."""
    rows = []
    for finding in findings:
        url = reverse("checks:finding", kwargs={"pk": finding.pk})
        grade = Finding.Grade(finding.severity)
        what = sentence(rules.get(finding.rule_code), finding.title, finding.facts)
        who = people.get(finding.who or 0, "")  # type: ignore[attr-defined]
        cells = [
            {"text": finding.title or _("Without a name"), "url": url, "kind": "text", "tone": ""},
            {"text": grade.label, "url": "", "kind": "severity", "tone": grade.value},
            {"text": what, "url": "", "kind": "text", "tone": ""},
            {"text": who, "url": "", "kind": "text", "tone": ""},
            {"text": day(finding.opened_at), "url": "", "kind": "date", "tone": ""},
        ]
        rows.append({"pk": finding.pk, "url": url, "cells": cells})
    return rows
