"""Find what neighbours offer: by words, kind, municipality and product, the most used first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from django.core.cache import cache
from django.db import connection
from django.db.models import (
    BooleanField,
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
from samsyn.kernel.asking import Asking, ready
from samsyn.kernel.models import Organisation
from samsyn.kernel.records.declaration import record_of_table
from samsyn.kernel.sharing import shareable_of_kind

SORTS = {
    "use": ("-takings", "-offer_id"),
    "new": ("-latest", "-pk"),
    "name": ("sort_key", "pk"),
}
_STEMS = ("swedish", "norwegian", "danish", "finnish")
_LATEST = {"latest": Func(F("offered_on"), F("renewed_on"), function="greatest")}
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


class Fitting(Sequence[Offer]):
    """The offers that fit, in the order wanted: counted and cut into pages without reading all.

    The order is worked out from one narrow table where that is possible, and only a page's own
    offers are read, with `used`, `adopted`, `thanks`, `latest` and who offers them.
    """

    def __init__(self, actor: Actor, wanted: Wanted) -> None:
        self._actor = actor
        by_use = wanted.sort not in SORTS or wanted.sort == "use"
        self._order = SORTS["use" if by_use else wanted.sort]
        self._key = "offer_id" if by_use else "pk"
        self._rows: QuerySet[Any] = _counted(actor) if by_use else neighbours_offers(actor)
        offer = "offer__" if by_use else ""
        if wanted.kind:
            self._rows = self._rows.filter(_of_kind(wanted.kind, offer))
        if wanted.by.isdecimal():
            self._rows = self._rows.filter(organisation_id=int(wanted.by[:18]))
        if wanted.about:
            self._rows = self._rows.filter(**{f"{offer}about__contains": [wanted.about]})
        if wanted.q:
            self._rows = self._rows.filter(_Among(F(self._key), ids=_with_words(wanted.q)))

    def __len__(self) -> int:
        """Count them."""
        return self._rows.count()

    def __iter__(self) -> Iterator[Offer]:
        """Read them all."""
        return iter(self[:])

    @overload
    def __getitem__(self, part: int) -> Offer: ...
    @overload
    def __getitem__(self, part: slice) -> list[Offer]: ...
    def __getitem__(self, part: int | slice) -> Offer | list[Offer]:
        """Return one page of them, or the one in a place."""
        return self._page(part) if isinstance(part, slice) else self._page(slice(part, part + 1))[0]

    def _page(self, part: slice) -> list[Offer]:
        rows = self._rows.annotate(**_LATEST) if self._order == SORTS["new"] else self._rows
        keys = list(rows.order_by(*self._order).values_list(self._key, flat=True)[part])
        offers = neighbours_offers(self._actor).filter(pk__in=keys, counts__isnull=False)
        told = offers.select_related("organisation").annotate(
            used=F("counts__takings"),
            adopted=F("counts__adoptions"),
            thanks=F("counts__thanks"),
            **_LATEST,
        )
        place = {key: number for number, key in enumerate(keys)}
        return sorted(told, key=lambda offer: place[offer.pk])


class _Among(Func):
    """Whether an id is one of many: written as one array, which PostgreSQL looks up by hashing."""

    template = "%(expressions)s = ANY ('{%(ids)s}'::bigint[])"
    output_field = BooleanField()

    def __init__(self, expression: F, *, ids: Sequence[int]) -> None:
        super().__init__(expression, ids=",".join(str(int(one)) for one in ids))


def _counted(actor: Actor) -> QuerySet[OfferCount]:
    """Return the counts of what others offer us now: one row for each offer, as visible as it."""
    return OfferCount.visible_to(actor).exclude(organisation_id=actor.organisation_id)


def _with_words(q: str) -> list[int]:
    """Return the ids of offers with all words: as typed, begun, or in another form of any tongue.

    Each row is stemmed in its own organisation's language, so the question is asked in each.
    `sharing_offers_saying` (models/finding.py) stands behind the same wall as the offers.
    """
    words = re.findall(r"\w+", q[:_LONGEST])[:_MOST_WORDS]
    begun = " & ".join(f"{word}:*" for word in words) or "''"
    stems = " || ".join("plainto_tsquery(%s::regconfig, %s)" for _tongue in _STEMS)
    said = [value for tongue in _STEMS for value in (tongue, " ".join(words))]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(pk) FROM sharing_offers_saying("  # noqa: S608 - a fixed text
            f"to_tsquery('simple', %s) || {stems}) AS pk",
            [begun, *said],
        )
        row = cursor.fetchone()
    return list(row[0] or []) if row else []


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
    counted = offers.values_list("kind").annotate(n=Count("pk")).order_by("-n")
    whose = offers.values_list("organisation_id").annotate(n=Count("pk"))
    names = dict(Organisation.objects.values_list("pk", "name"))
    topics = (
        offers.annotate(one=Func(F("about"), function="unnest", output_field=CharField()))
        .values_list("one")
        .annotate(n=Count("pk"))
        .order_by("-n")[:_MOST_TOPICS]
    )
    return {
        "kinds": [way for kind, n in counted for way in _and_sorts(offers, kind, n)],
        "by": sorted(((str(pk), names.get(pk, ""), n) for pk, n in whose), key=lambda w: w[1]),
        "about": _named(actor, list(topics)),
    }


def _and_sorts(offers: QuerySet[Offer], kind: str, n: int) -> Iterator[tuple[str, str, int]]:
    """Yield a kind, and each sort of it there is: all articles, and those that are checklists."""
    yield kind, kind, n
    declared = shareable_of_kind(kind)
    if declared is not None and declared.sorts:
        rows = offers.filter(kind=kind).values_list(f"snapshot__fields__{declared.sorts}")
        for sort, count in rows.annotate(n=Count("pk")).order_by("-n"):
            if sort:
                yield f"{kind}:{sort}", kind, count


def _of_kind(wanted: str, offer: str) -> Q:
    """Return what keeps one kind, or one sort of it; `offer` leads to the offer."""
    kind, _colon, sort = wanted.partition(":")
    declared = shareable_of_kind(kind)
    kept = Q(**{f"{offer}kind": kind})
    if sort and declared is not None and declared.sorts:
        kept &= Q(**{f"{offer}snapshot__fields__{declared.sorts}": sort})
    return kept


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
) -> Asking[list[dict[str, Any]]]:
    """Ask for all that a record's page should tell of sharing: one question.

    Each fact has `what`: our offer of the row, a neighbour's of the like, or what we took for it.
    """
    topics = {f"about_{nth}": one for nth, one in enumerate(about)}
    (rows,) = yield [ready(_marks, actor, kind, row_id=row_id, name=name, **topics)]
    return [{"what": what, **facts} for what, facts in rows]


def _marks(actor: Actor, kind: str, *, row_id: int, name: str, **about: str) -> QuerySet[Any, Any]:
    offers = Offer.visible_to(actor).filter(withdrawn_on__isnull=True)
    ours = offers.filter(organisation_id=actor.organisation_id, kind=kind, row_id=row_id)
    like = (
        Q(kind=kind, name__iexact=name) | Q(about__overlap=list(about.values()))
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
            sources="sources",
        ),
    ]  # fmt: skip
    return queries[0].union(*queries[1:], all=True)


def _facts(what: int, rows: QuerySet[Any], **columns: str) -> QuerySet[Any, Any]:
    told = rows.annotate(
        what=Value(what, output_field=IntegerField()),
        facts=JSONObject(**{name: F(column) for name, column in columns.items()}),
    )
    kept: QuerySet[Any, Any] = told.values_list("what", "facts")
    return kept
