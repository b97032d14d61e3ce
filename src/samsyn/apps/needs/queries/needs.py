"""What is known of needs: what waits for triage, what each costs, which are alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, Greatest

from samsyn.apps.needs.models import FrictionReport, Need, NeedFriction, TriageDecision
from samsyn.apps.needs.queries.frictions import hours
from samsyn.apps.register.public import Product
from samsyn.domain.access.actor import Actor
from samsyn.domain.needs.course import COSTING, NeedState
from samsyn.domain.needs.likeness import LEAST, SHORTEST, Candidate, most_alike
from samsyn.domain.needs.solutions import Hint, solutions_in
from samsyn.kernel.asking import Asking

_LOOKED_AT = 20
_NO_CHOICE = (NeedState.SOLVED, NeedState.NOT_NOW)


def hours_of_need(actor: Actor) -> Coalesce:
    """Return, for a query of needs, the hours a year of the friction each rests on.

    What was merged counts through the one that stands for it, and that one once.
    """
    links = (
        NeedFriction.owned_by(actor)
        .filter(need=OuterRef(OuterRef("pk")))
        .annotate(head=Coalesce("friction__merged_into_id", "friction_id"))
        .filter(head=OuterRef("pk"))
    )
    rested = FrictionReport.owned_by(actor).filter(Exists(links), state__in=COSTING)
    total = (
        rested.order_by()
        .annotate(all=Value(1))
        .values("all")
        .annotate(total=hours(Sum("weekly_minutes")))
        .values("total")
    )
    return Coalesce(Subquery(total), 0, output_field=IntegerField())


def untriaged(actor: Actor) -> QuerySet[Need]:
    """Return the needs nobody has decided about, those that cost most first."""
    rows = Need.owned_by(actor).filter(state=NeedState.COLLECTED).select_related("unit", "owner")
    return rows.annotate(hours=hours_of_need(actor)).order_by("-hours", "collected_on", "pk")


def count_untriaged(actor: Actor) -> int:
    """Return how many needs wait for triage."""
    return Need.owned_by(actor).filter(state=NeedState.COLLECTED).count()


def similar_needs(
    actor: Actor, text: str, *, unit_id: int | None = None, but: Iterable[int] = ()
) -> list[Need]:
    """Return the few needs that may be the same, whatever became of them; one query."""
    said = " ".join(text.replace("\x00", "").split())[:200]
    if len(said) < SHORTEST:
        return []
    likeness = Greatest(
        TrigramSimilarity("name", said), TrigramWordSimilarity(said, "name") * Value(0.85)
    )
    rows = Need.owned_by(actor).exclude(pk__in=list(but)).annotate(likeness=likeness)
    near = rows.filter(likeness__gte=LEAST).order_by("-likeness", "pk")[:_LOOKED_AT]
    by_pk = {one.pk: one for one in near}
    chosen = most_alike(
        Candidate(
            pk=one.pk,
            likeness=one.likeness,
            same_place=unit_id is not None and one.unit_id == unit_id,
        )
        for one in by_pk.values()
    )
    return [by_pk[pk] for pk in chosen]


def frictions_of(actor: Actor, need: int) -> QuerySet[FrictionReport]:
    """Return the friction a need rests on, the costliest first."""
    links = NeedFriction.owned_by(actor).filter(need=need)
    named = Q(pk__in=links.values("friction"))
    stands = Q(pk__in=links.values("friction__merged_into"))
    rows = FrictionReport.owned_by(actor).filter(named | stands, merged_into=None)
    return rows.annotate(hours=hours()).order_by("-weekly_minutes", "pk")


def decisions_of(actor: Actor, need: int) -> QuerySet[TriageDecision]:
    """Return what was decided about a need, the latest first."""
    rows = TriageDecision.owned_by(actor).filter(need=need)
    return rows.order_by("-decided_on", "-pk")


def hints_of(actor: Actor, need: Need) -> Asking[tuple[Hint, ...]]:
    """Ask for where a need already names a solution, by the products' names."""
    named = Product.visible_to(actor).filter(_in_title(need.name))
    (products,) = yield [named.values_list("name", flat=True)]
    texts = {"name": need.name, "today": need.today, "consequence": need.consequence}
    return solutions_in(texts, products)


def _in_title(title: str) -> Q:
    words = {word.strip(".,:;()!?") for word in title.split()}
    wanted = [word for word in words if len(word) > 3]  # noqa: PLR2004 - the shortest name
    found = Q(pk__in=[])
    for word in wanted:
        found |= Q(name__startswith=word)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedCard:
    """A need as a room above shows it in few words."""

    pk: int
    name: str
    felt_by: str
    state: str
    category: str
    cynefin: str
    goal: str
    hours: int
    frictions: int
    row: Need


def need_cards(actor: Actor, needs: QuerySet[Need]) -> list[NeedCard]:
    """Return needs as cards, those that cost most first; one query."""
    return [need_card(row) for row in needs_in_hours(actor, needs)]


def needs_in_hours(actor: Actor, needs: QuerySet[Need]) -> QuerySet[Need]:
    """Return needs with what their cards tell, those that cost most first."""
    hours, rests = hours_of_need(actor), Count("rests_on", distinct=True)
    return needs.annotate(hours=hours, rests=rests).order_by("-hours", "sort_key", "pk")


def need_card(row: Any) -> NeedCard:  # noqa: ANN401 - a need with its hours
    """Return one of `needs_in_hours` as a card."""
    return NeedCard(
        pk=row.pk,
        name=row.name,
        felt_by=row.felt_by,
        state=row.state,
        category=row.category,
        cynefin=row.cynefin,
        goal=row.goal,
        hours=row.hours,
        frictions=row.rests,
        row=row,
    )


def needs_for_choice(actor: Actor) -> QuerySet[Need]:
    """Return the needs an initiative may take up: all but those that were answered otherwise."""
    return Need.owned_by(actor).exclude(state__in=_NO_CHOICE).order_by("sort_key", "pk")
