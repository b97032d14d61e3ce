"""Rename what is named after a row that got another name: dependencies, costs, allocations."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from samsyn.apps.portfolio.models import Allocation, Cost, Dependency, Fund, Initiative
from samsyn.domain.access.actor import Actor


def follow_initiative(actor: Actor, initiative: Initiative, created: bool) -> None:  # noqa: FBT001 - as records call it
    """Let dependencies and costs follow the name of their initiative; part of a larger act."""
    if created:
        return
    ends = Q(before=initiative) | Q(after=initiative)
    _rename(Dependency.owned_by(actor).filter(ends).select_related("before", "after"))
    _rename(Cost.owned_by(actor).filter(initiative=initiative).select_related("initiative"))


def follow_fund(actor: Actor, fund: Fund, created: bool) -> None:  # noqa: FBT001 - as records call it
    """Let allocations follow the name of their fund; part of a larger act."""
    if not created:
        _rename(Allocation.owned_by(actor).filter(fund=fund).select_related("fund"))


def _rename(rows: Iterable[Allocation | Cost | Dependency]) -> None:
    for row in rows:
        before = row.name
        row.name_it()
        if row.name != before:
            row.save(update_fields=["name", "sort_key"])
