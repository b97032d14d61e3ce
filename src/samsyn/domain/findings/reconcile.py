"""Turn today's answers of the rules into changes to yesterday's findings.

A rule that crashed says nothing: its findings stay exactly as they were. Only a rule that ran to
its end, and no longer hits, may close a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Content = TypeVar("Content")
FindingKey = tuple[str, str, int]  # (rule code, table, id of the subject)


class Change(StrEnum):
    """What happened to one finding since the last run."""

    OPENED = "opened"
    REOPENED = "reopened"
    ALTERED = "altered"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Known(Generic[Content]):
    """A finding as it was left: whether it is open, and what it said."""

    is_open: bool
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(Generic[Content]):
    """One evaluation: which rules ran to their end, and what they hit."""

    completed_rules: frozenset[str]
    hits: Mapping[FindingKey, Content]


def reconcile(
    known: Mapping[FindingKey, Known[Content]], run: Run[Content]
) -> Iterator[tuple[FindingKey, Change]]:
    """Yield what changes, in a stable order; a finding that says the same as before is left alone.

    A hit of a rule that did not complete is no hit: half an answer is none.
    """
    for key in sorted(run.hits):
        if key[0] in run.completed_rules and (change := _seen(known.get(key), run.hits[key])):
            yield key, change
    for key, finding in sorted(known.items(), key=lambda entry: entry[0]):
        if finding.is_open and key[0] in run.completed_rules and key not in run.hits:
            yield key, Change.RESOLVED


def _seen(finding: Known[Content] | None, content: Content) -> Change | None:
    if finding is None:
        return Change.OPENED
    if not finding.is_open:
        return Change.REOPENED
    return Change.ALTERED if finding.content != content else None
