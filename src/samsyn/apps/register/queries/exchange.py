"""Two systems of an exchange side by side, and all that still hangs on the old one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samsyn.apps.register.models import System
from samsyn.apps.register.queries.systems import retirement_case
from samsyn.domain.access.actor import Actor
from samsyn.domain.register.lifecycle import Stage
from samsyn.domain.register.retirement import RetirementCase
from samsyn.kernel import clock
from samsyn.kernel.asking import alone
from samsyn.kernel.records.declaration import record_of
from samsyn.kernel.records.relations import related_rows

#: What is told elsewhere on the page, or stays with the old system for ever.
_TOLD = frozenset(
    {"systems", "system-costs", "cost-shares", "standards-in-systems", "routine-systems"}
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """The old system, what replaces it, what hangs on each, and what retiring it would meet."""

    old: System
    new: System | None
    hanging: list[dict[str, Any]]
    moved: dict[str, int]
    left: list[str]
    case: RetirementCase


def exchange_of(actor: Actor, old: System) -> Exchange:
    """Gather an exchange.

    `hanging` is every noun that points at the old system, of any room, and has not had its day;
    `moved` how many of the same kind point at the new one; `left` the information that only the
    old one has.
    """
    record = record_of(System)
    assert record is not None  # noqa: S101 - the room declares it
    new = old.replaced_by
    today = clock.today()
    moved = alone(related_rows(record, new, actor, _TOLD, today)) if new else []
    held_by_new = {asset.pk for asset in new.assets.all()} if new else set()
    hanging = alone(related_rows(record, old, actor, _TOLD, today))
    left = [str(asset) for asset in old.assets.all() if asset.pk not in held_by_new]
    counted = {str(row["label"]): int(str(row["count"])) for row in moved}
    return Exchange(old, new, hanging, counted, left, _case(actor, old, new))


def _case(actor: Actor, old: System, new: System | None) -> RetirementCase:
    today = clock.today()
    return retirement_case(
        actor,
        old,
        on=max(old.cut_over_on or today, today),
        successor=new if new and new.stage != Stage.RETIRED else None,
        nothing_replaces_it=False,
        information_after=old.information_after,
    )
