"""What the register knows about systems: who else uses a product, what a retirement meets."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from samsyn.apps.register.models import (
    Agreement,
    AgreementSystem,
    InformationAsset,
    Product,
    System,
    SystemInformation,
)
from samsyn.apps.register.queries.agreements import in_force_on
from samsyn.domain.access.actor import Actor
from samsyn.domain.register.lifecycle import IN_USE, Stage
from samsyn.domain.register.retirement import RetirementCase, Successor
from samsyn.kernel import clock


def systems_elsewhere(actor: Actor, product: Product) -> QuerySet[System]:
    """Return how others use a product: exactly the systems they let us see."""
    others = System.visible_to(actor).exclude(organisation_id=actor.organisation_id)
    shown = others.filter(product=product).select_related("organisation")
    return shown.order_by("organisation__name", "sort_key", "pk")


def systems_in_use(actor: Actor) -> QuerySet[System]:
    """Return our systems that people work in: pilot, production, being phased out."""
    return System.owned_by(actor).filter(stage__in=IN_USE)


def systems_over(_today: date) -> Q:
    """Return the condition of systems that nobody works in any more."""
    return Q(stage=System.Stage.RETIRED)


def retirement_case(
    actor: Actor,
    system: System,
    *,
    on: date,
    successor: System | None,
    nothing_replaces_it: bool,
    information_after: str,
) -> RetirementCase:
    """Gather what the domain must know to decide on a retirement that day."""
    return RetirementCase(
        pk=system.pk,
        stage=Stage(system.stage),
        on=on,
        today=clock.today(),
        began_on=system.production_on or system.pilot_on or system.planned_on,
        running=_only_for(actor, system, on),
        to_replace=_names(systems_in_use(actor).filter(replaced_by=system).exclude(pk=system.pk)),
        left=_left_alone(actor, system),
        successor=_successor(successor) if successor else None,
        nothing_replaces_it=nothing_replaces_it,
        information_after=information_after,
    )


def _successor(system: System) -> Successor:
    return Successor(pk=system.pk, title=system.name, stage=Stage(system.stage))


def _only_for(actor: Actor, system: System, on: date) -> tuple[str, ...]:
    links = AgreementSystem.owned_by(actor).filter(agreement=OuterRef("pk"))
    others_in_use = links.exclude(system=system).filter(system__stage__in=IN_USE)
    covering = Agreement.owned_by(actor).filter(systems=system)
    alone = covering.filter(~Exists(others_in_use), pk__in=in_force_on(actor, on))
    return _names(alone)


def _left_alone(actor: Actor, system: System) -> tuple[str, ...]:
    links = SystemInformation.owned_by(actor).filter(asset=OuterRef("pk"))
    elsewhere = links.exclude(system=system).filter(system__stage__in=IN_USE)
    held = InformationAsset.owned_by(actor).filter(systems=system)
    return _names(held.filter(~Exists(elsewhere)))


def _names(
    rows: QuerySet[System] | QuerySet[Agreement] | QuerySet[InformationAsset],
) -> tuple[str, ...]:
    return tuple(rows.order_by("sort_key", "pk").values_list("name", flat=True))
