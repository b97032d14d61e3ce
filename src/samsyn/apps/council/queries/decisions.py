"""The register of decisions: what holds, what has ended, what was replaced, and what each moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from samsyn.apps.council.models import AgendaItem, Decision, DecisionEffect, Forum
from samsyn.apps.portfolio.public import Gate
from samsyn.domain.access.actor import Actor
from samsyn.domain.council.standing import Standing
from samsyn.kernel.tenancy.owned import Visibility

_MOST = 50
_DECIDED = AgendaItem.Type.DECISION


def decisions_here(actor: Actor) -> QuerySet[Decision]:
    """Return our own decisions that the actor may read, the latest first."""
    newer = Decision.owned_by(actor).filter(supersedes=OuterRef("pk"))
    rows = Decision.owned_by(actor).select_related("forum").annotate(is_replaced=Exists(newer))
    return rows.order_by("-decided_on", "-pk")


def in_standing(standing: Standing, today: date) -> Q:
    """Return which decisions stand so today; `is_replaced` is annotated by `decisions_here`."""
    replaced = Q(is_replaced=True)
    ended = Q(expires_on__lt=today)
    said_yes = Q(outcome=Decision.Outcome.APPROVED)
    coming = Q(effective_on__gt=today)
    match standing:
        case Standing.REPLACED:
            return replaced
        case Standing.ENDED:
            return ~replaced & ended
        case Standing.TO_REVIEW:
            return ~replaced & (Q(expires_on=None) | ~ended) & Q(review_on__lte=today)
        case Standing.COMING:
            return ~replaced & said_yes & coming
        case Standing.NO:
            return ~replaced & ~said_yes
        case _:
            over = Q(expires_on__isnull=False) & ended
            begun = Q(effective_on=None) | Q(effective_on__lte=today)
            return ~replaced & said_yes & ~over & begun


def years_decided(actor: Actor) -> list[int]:
    """Return the years anything was decided in, the latest first."""
    days = Decision.owned_by(actor).order_by().dates("decided_on", "year", order="DESC")
    return [day.year for day in days]


def forums_deciding(actor: Actor) -> list[Forum]:
    """Return the forums that have decided something the actor may read."""
    ids = Decision.owned_by(actor).order_by().values("forum_id")
    return list(Forum.owned_by(actor).filter(pk__in=ids).order_by("sort_key"))


def effects_of(actor: Actor, decision_id: int) -> QuerySet[DecisionEffect]:
    """Return what a decision moved, in the order it was planned."""
    rows = DecisionEffect.owned_by(actor).filter(decision=decision_id)
    return rows.select_related("initiative", "poll", "plan", "fund").order_by("pk")


def planned_on(actor: Actor, items: Sequence[AgendaItem]) -> QuerySet[DecisionEffect]:
    """Return what is planned to happen when these items are decided, for the call to tell."""
    rows = DecisionEffect.owned_by(actor).filter(item__in=items, decision=None)
    return rows.select_related("initiative", "poll", "plan", "fund").order_by("item_id", "pk")


def moves_told(actor: Actor, items: Sequence[AgendaItem]) -> list[DecisionEffect]:
    """Return what a call tells beforehand: nothing behind closed doors, nothing kept to few."""
    asked = [item for item in items if item.type == _DECIDED and not item.closed_doors]
    rows = planned_on(actor, asked) if asked else ()
    about = ("initiative", "poll", "plan", "fund")
    return [
        row
        for row in rows
        if not any(
            (thing := getattr(row, name)) is not None and thing.visibility == Visibility.RESTRICTED
            for name in about
        )
    ]


def gates_in(actor: Actor, effects: Sequence[DecisionEffect]) -> Mapping[int, Gate]:
    """Return the gates that effects speak of, by id."""
    ids = {int(e.parameters["gate"]) for e in effects if e.parameters.get("gate")}
    return Gate.owned_by(actor).in_bulk(ids) if ids else {}


def moved_by(actor: Actor, **about: int) -> QuerySet[DecisionEffect]:
    """Return what decisions did to one thing, the latest first: `initiative=7`, `poll=3`."""
    rows = DecisionEffect.owned_by(actor).filter(decision__isnull=False, **about)
    seen = Decision.owned_by(actor).filter(pk=OuterRef("decision_id"))
    told = rows.filter(Exists(seen)).select_related("decision", "decision__forum")
    return told.order_by("-decision__decided_on", "-pk")[:_MOST]


def decided_about(actor: Actor, initiative: int) -> QuerySet[Decision]:
    """Return the decisions on items about an initiative, and those that moved it."""
    moved = DecisionEffect.owned_by(actor).filter(initiative=initiative, decision=OuterRef("pk"))
    rows = Decision.owned_by(actor).select_related("forum")
    return rows.filter(Exists(moved) | Q(item__initiative=initiative)).order_by(
        "-decided_on", "-pk"
    )[:_MOST]
