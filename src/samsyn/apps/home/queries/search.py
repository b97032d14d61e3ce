"""Find any row by a few of its letters: own first, typing errors forgiven, Nordic words stemmed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from samsyn.domain.access.actor import Actor
from samsyn.kernel.models import Document, Organisation, SearchEntry
from samsyn.kernel.records.declaration import Record, all_records, url_of

_FILES = "kernel_document"
_STEMS = {"sv": "swedish", "nb": "norwegian", "da": "danish", "fi": "finnish"}
_ALIKE = 0.5  # word similarity from which another spelling counts as the same word
_LONGEST = 100
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: what it is called, what it is, where it is, and whose, unless it is ours."""

    title: str
    kind: str
    url: str
    shared_by: str


def search_entries(actor: Actor, q: str, language: str) -> QuerySet[SearchEntry]:
    """Return the entries that match, ours first and the best first.

    Every word must be found, at the beginning of a word or as a form of it; a title that is
    spelled nearly so is found as well. Only kinds of record that the actor may read.
    """
    tables = [record.model._meta.db_table for record in readable(actor)]
    words = q[:_LONGEST]
    queries = [SearchQuery(words, config=_STEMS.get(language, "simple"), search_type="websearch")]
    if (beginning := prefix_query(words)) is not None:
        queries.append(beginning)
    matches = Q(likeness__gte=_ALIKE)
    for query in queries:
        matches |= Q(words=query)
    ranks = [SearchRank(F("words"), query) for query in queries]
    ours = Case(
        When(organisation_id=actor.organisation_id, then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )
    return (
        SearchEntry.visible_to(actor)
        .filter(Q(table_name__in=tables) | _documents(actor, tables))
        .annotate(likeness=TrigramWordSimilarity(words, "title"), ours=ours)
        .filter(matches)
        .annotate(score=sum(ranks[1:], ranks[0]) + F("likeness"))
        .order_by("-ours", "-score", Length("title"), "pk")
    )


def _documents(actor: Actor, tables: list[str]) -> Q:
    """Return the entries of files that lie with rows of these tables."""
    files = Document.visible_to(actor).filter(table_name__in=tables).values("pk")
    return Q(table_name=_FILES, row_id__in=files)


def prefix_query(q: str) -> SearchQuery | None:
    """Return a query for rows in which every typed word begins a word, or None without words."""
    words = re.findall(r"\w+", q[:_LONGEST])[:_MOST_WORDS]
    if not words:
        return None
    return SearchQuery(
        " & ".join(f"{word}:*" for word in words), config="simple", search_type="raw"
    )


def readable(actor: Actor) -> list[Record]:
    """Return the kinds of record whose pages the actor may open."""
    return [record for record in all_records() if actor.may(record.read)]


def as_found(actor: Actor, entries: list[SearchEntry]) -> list[Found]:
    """Return the hits of one page; the neighbours' names cost one query together."""
    records = {record.model._meta.db_table: record for record in readable(actor)}
    files = {e.row_id for e in entries if e.table_name == _FILES}
    places = (
        Document.visible_to(actor).filter(pk__in=files).values_list("pk", "table_name", "row_id")
    )
    where = {pk: (records[table], row) for pk, table, row in places} if files else {}
    others = {e.organisation_id for e in entries} - {actor.organisation_id, None}
    names = dict(Organisation.objects.filter(pk__in=others).values_list("pk", "name"))
    return [
        Found(
            title=entry.title,
            kind=_("document") if entry.table_name == _FILES else records[entry.table_name].title,
            url=_address(entry, records, where),
            shared_by=names.get(entry.organisation_id or 0, ""),
        )
        for entry in entries
        if entry.table_name != _FILES or entry.row_id in where
    ]


def _address(
    entry: SearchEntry,
    records: Mapping[str, Record],
    where: Mapping[int, tuple[Record, int]],
) -> str:
    """Return the page of a hit: a file's is that of the row it lies with."""
    if entry.table_name == _FILES:
        return url_of(*where[entry.row_id])
    return url_of(records[entry.table_name], entry.row_id)
