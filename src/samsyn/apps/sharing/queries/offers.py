"""Find what neighbours offer: by words, kind, municipality and product, the most used first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.core.cache import cache
from django.db.models import (
    CharField,
    Count,
    Expression,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import JSONObject

from samsyn.apps.sharing.models import Offer, OfferCount, Taking
from samsyn.domain.access.actor import Actor
from samsyn.kernel.models import Organisation, SearchEntry
from samsyn.kernel.records.declaration import record_of_table

SORTS = {
    "use": ("-counts__takings", "-counts__offer_id"),
    "new": ("-latest", "-pk"),
    "name": ("sort_key", "pk"),
}
_STEMS = ("swedish", "norwegian", "danish", "finnish")
_LONGEST, _MOST_WORDS = 100, 8
_MOST_TOPICS = 100
_NEIGHBOURS_SHOWN = 4
_MANY, _SECONDS_KEPT = 2_000, 300
Ways = dict[str, list[tuple[str, str, int]]]
OUR_OFFER, A_NEIGHBOURS, OUR_TAKING = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody looks for; every part may be empty."""

    q: str = ""
    kind: str = ""
    by: str = ""
    about: str = ""
    sort: str = "use"


def topic(row: Any) -> str:  # noqa: ANN401 - a row of the catalogue
    """Return what an offer calls a row of the catalogue that it is about."""
    return f"{row._meta.db_table}:{row.pk}"


def neighbours_offers(actor: Actor) -> QuerySet[Offer]:
    """Return everything that others offer us now."""
    offers = Offer.visible_to(actor).filter(withdrawn_on__isnull=True)
    return offers.exclude(organisation_id=actor.organisation_id)


def found(actor: Actor, wanted: Wanted) -> QuerySet[Offer]:
    """Return the offers that fit, in the order wanted, with `used`, `adopted` and `thanks`."""
    offers = neighbours_offers(actor)
    if wanted.kind:
        offers = offers.filter(kind=wanted.kind)
    if wanted.by.isdecimal():
        offers = offers.filter(organisation_id=int(wanted.by[:18]))
    if wanted.about:
        offers = offers.filter(about__contains=[wanted.about])
    if wanted.q:
        offers = offers.filter(pk__in=_with_words(actor, wanted.q))
    offers = offers.filter(counts__isnull=False).annotate(  # every offer has: an inner join
        used=F("counts__takings"),
        adopted=F("counts__adoptions"),
        thanks=F("counts__thanks"),
        latest=Func(F("offered_on"), F("renewed_on"), function="greatest"),
    )
    return offers.order_by(*SORTS.get(wanted.sort, SORTS["use"]))


def _with_words(actor: Actor, q: str) -> QuerySet[SearchEntry, Any]:
    """Return the ids of offers with all words: as typed, begun, or in another form of any tongue.

    Each row is stemmed in its own organisation's language, so the question is asked in each.
    """
    words = re.findall(r"\w+", q[:_LONGEST])[:_MOST_WORDS]
    begun = " & ".join(f"{word}:*" for word in words) or "''"
    wanted: Any = SearchQuery(begun, config="simple", search_type="raw")
    for stems in _STEMS:  # one question made of all, so that each row is looked at once
        wanted |= SearchQuery(" ".join(words), config=stems, search_type="plain")
    entries = SearchEntry.visible_to(actor).filter(table_name=Offer._meta.db_table)
    return entries.filter(words=wanted).values("row_id")


def narrowing(actor: Actor, count: int) -> Ways:
    """Return what one may narrow by, with counts: (value, name, count) for each choice.

    `count` tells how many offers there are at all: counting many thousands is not done anew for
    every look, and may be some minutes old.
    """
    if count < _MANY:
        return _narrowing(actor)
    key = f"sharing-ways:{actor.organisation_id}"
    known: Ways | None = cache.get(key)
    if known is None:
        known = _narrowing(actor)
        cache.set(key, known, _SECONDS_KEPT)
    return known


def _narrowing(actor: Actor) -> Ways:
    offers = neighbours_offers(actor).order_by()
    kinds = offers.values_list("kind").annotate(n=Count("pk")).order_by("-n")
    whose = offers.values_list("organisation_id").annotate(n=Count("pk"))
    names = dict(Organisation.objects.values_list("pk", "name"))
    topics = (
        offers.annotate(one=Func(F("about"), function="unnest", output_field=CharField()))
        .values_list("one")
        .annotate(n=Count("pk"))
        .order_by("-n")[:_MOST_TOPICS]
    )
    return {
        "kinds": [(kind, kind, n) for kind, n in kinds],
        "by": sorted(((str(pk), names.get(pk, ""), n) for pk, n in whose), key=lambda w: w[1]),
        "about": _named(actor, list(topics)),
    }


def _named(actor: Actor, topics: list[tuple[str, int]]) -> list[tuple[str, str, int]]:
    counts = dict(topics)
    named = [(key, name, counts[key]) for key, name in topic_names(actor, list(counts)).items()]
    return sorted(named, key=lambda one: one[1].casefold())


def topic_names(actor: Actor, topics: list[str]) -> dict[str, str]:
    """Return what the rows of the catalogue are called; one query per table."""
    by_table: dict[str, list[int]] = {}
    for key in topics:
        table, _colon, pk = key.partition(":")
        if pk.isdecimal():
            by_table.setdefault(table, []).append(int(pk[:18]))
    named: dict[str, str] = {}
    for table, pks in by_table.items():
        record = record_of_table(table)
        if record is not None and not record.owned:
            title = getattr(record.model, "title_field", "name")
            rows = record.model.visible_to(actor).filter(pk__in=pks).values_list("pk", title)
            named |= {f"{table}:{pk}": str(name) for pk, name in rows}
    return named


def counts_of(actor: Actor, offer: Offer) -> OfferCount:
    """Return how many have taken, adopted and thanked for an offer."""
    return OfferCount.visible_to(actor).filter(offer=offer).first() or OfferCount(offer=offer)


def known_takers(actor: Actor, offer: Offer) -> list[str]:
    """Return the names of those who let us see that they took it, us among them."""
    takings = Taking.visible_to(actor).filter(offer_id=offer.pk)
    names = takings.exclude(state=Taking.State.DECLINED)
    return sorted(names.values_list("organisation__name", flat=True))


def used(actor: Actor, column: str) -> Expression:
    """Return a count for a query over offers."""
    counts = OfferCount.visible_to(actor).filter(offer=OuterRef("pk"))
    found = Subquery(counts.values(column)[:1])
    return ExpressionWrapper(found, output_field=IntegerField())


def marks(
    actor: Actor, kind: str, row_id: int, name: str, about: list[str]
) -> list[dict[str, Any]]:
    """Return all that a record's page should tell of sharing, in one query.

    Each fact has `what`: our offer of the row, a neighbour's of the like, or what we took for it.
    """
    offers = Offer.visible_to(actor).filter(withdrawn_on__isnull=True)
    ours = offers.filter(organisation_id=actor.organisation_id, kind=kind, row_id=row_id)
    like = (
        Q(kind=kind, name__iexact=name) | Q(about__overlap=about)
        if about
        else Q(kind=kind, name__iexact=name)
    )
    theirs = offers.filter(like).exclude(organisation_id=actor.organisation_id)
    taken = Taking.owned_by(actor).filter(kind=kind, row_id=row_id)
    now = offers.filter(pk=OuterRef("offer_id"))
    queries = [
        _facts(OUR_OFFER, ours, id="pk", edition="edition", used="counts__takings"),
        _facts(
            A_NEIGHBOURS,
            theirs.order_by("-counts__takings", "pk")[:_NEIGHBOURS_SHOWN],
            id="pk", name="name", kind="kind", who="organisation__name", used="counts__takings",
        ),
        _facts(
            OUR_TAKING,
            taken.annotate(now=Subquery(now.values("edition")[:1])),
            id="pk", who="origin__name", state="state", taken_on="taken_on",
            decided_on="decided_on", edition="edition", now="now",
        ),
    ]  # fmt: skip
    rows = queries[0].union(*queries[1:], all=True)
    return [{"what": what, **facts} for what, facts in rows]


def _facts(what: int, rows: QuerySet[Any], **columns: str) -> QuerySet[Any, Any]:
    told = rows.annotate(
        what=Value(what, output_field=IntegerField()),
        facts=JSONObject(**{name: F(column) for name, column in columns.items()}),
    )
    kept: QuerySet[Any, Any] = told.values_list("what", "facts")
    return kept
