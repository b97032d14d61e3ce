"""Documents and findings of a believable town, in one line each."""

from __future__ import annotations

from typing import Any

from samsyn.apps.checks.models import Finding
from samsyn.apps.policy.public import SteeringDocument
from tests.support.builders import Town


def document(town: Town, name: str = "bad policy", **facts: Any) -> SteeringDocument:
    """Return a steering document of the town."""
    with town.arranging():
        return SteeringDocument.everything.create(name=name, **facts)


def rename(town: Town, row: SteeringDocument, name: str) -> None:
    """Give a document another name."""
    with town.arranging():
        SteeringDocument.everything.filter(pk=row.pk).update(name=name)


def findings(town: Town, **which: Any) -> list[Finding]:
    """Return the town's findings, the oldest first."""
    with town.looking():
        return list(Finding.owned_by(town.administrator).filter(**which).order_by("pk"))


def finding(town: Town, **which: Any) -> Finding:
    """Return the town's only finding."""
    (only,) = findings(town, **which)
    return only
