"""The Article 30 register: who is controller of what, and how far each part has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q

from samsyn.apps.data_protection.models import ControllerDetails, ProcessingActivity
from samsyn.apps.data_protection.queries.known import Known, known_of
from samsyn.domain.access.actor import Actor
from samsyn.kernel.models import Organisation

ITSELF = "0"  # how an address says "the organisation itself" where a board's number may stand


@dataclass
class Part:
    """The activities of one controller; `name` is how it is called."""

    name: str
    details: ControllerDetails | None
    activities: list[Known] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many activities a controller has of one kind, and how many are ready."""

    controller: str
    name: str
    kind: str
    all: int
    ready: int


def register_of(
    actor: Actor, organisation: Organisation, *, kind: str = "", controller: str = ""
) -> list[Part]:
    """Return the register, or a part of it, by controller: the organisation first, then boards.

    kind        30_1 or 30_2; empty for both
    controller  a unit's id, or ITSELF; empty for all
    """
    rows = ProcessingActivity.owned_by(actor).select_related(
        "controller", "unit", "responsible", "organisation"
    )
    rows = rows.filter(_chosen(kind, controller)).order_by("kind", "sort_key", "pk")
    return _by_controller(known_of(actor, rows).values(), organisation)


def count_of(actor: Actor, *, kind: str = "", controller: str = "") -> int:
    """Return how many activities such a part of the register has."""
    return ProcessingActivity.owned_by(actor).filter(_chosen(kind, controller)).count()


def counts_of(actor: Actor, organisation: Organisation) -> list[Tally]:
    """Return how many activities each controller has, of each kind; one query."""
    described = {c.unit_id: c.name for c in ControllerDetails.owned_by(actor)}
    rows = (
        ProcessingActivity.owned_by(actor)
        .values("controller_id", "controller__name", "kind")
        .annotate(all=Count("pk"), ready=Count("pk", filter=Q(status="ready")))
        .order_by("controller__sort_key", "kind")
    )
    found = [
        Tally(
            controller=str(row["controller_id"] or ITSELF),
            name=described.get(row["controller_id"])
            or row["controller__name"]
            or organisation.name,
            kind=row["kind"],
            all=row["all"],
            ready=row["ready"],
        )
        for row in rows
    ]
    return sorted(found, key=lambda count: count.controller != ITSELF)


def _chosen(kind: str, controller: str) -> Q:
    chosen = Q(kind=kind) if kind else Q()
    if controller == ITSELF:
        return chosen & Q(controller=None)
    return chosen & Q(controller=controller) if controller else chosen


def _by_controller(known: Iterable[Known], organisation: Organisation) -> list[Part]:
    parts: dict[int, Part] = {}
    for one in known:
        unit = one.activity.controller
        name = one.controller.name if one.controller else unit.name if unit else organisation.name
        part = parts.setdefault(unit.pk if unit else 0, Part(name, one.controller))
        part.activities.append(one)
    return [parts[key] for key in sorted(parts, key=lambda key: (key != 0, parts[key].name))]
