"""A world with a secret in every table of one town, and the strangers who must not learn it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from samsyn.apps.register.models import MapPlaces, System
from samsyn.apps.register.services.reckon_levels import reckon_levels
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.models import Access, Act, Document, DocumentPart, Import, SavedView
from samsyn.kernel.records.declaration import all_records, record_of
from samsyn.kernel.tenancy.owned import Owned
from tests.support.anything import anything
from tests.support.builders import Town

SECRET = "Hemligskatt"  # noqa: S105 - a word to look for
# Only made when two organisations have acted; who sees it is tried where that is told.
BETWEEN_TWO = {"federation.TimeGiven": "tests/apps/federation/test_pooled_time.py"}
SOME = 6  # ids tried where the address does not tell of which noun they are
CLOSED = "Slutenskatt"  # in rows that only named roles may read
# Who is signed out by trying it would go on as nobody.
THE_WAY_OUT = ("logout/", "sign-out/")
# What hangs on a noun and is found by its own number.
PARTS: dict[str, type[Model]] = {"/import/<": Import, "/views/<": SavedView}


@dataclass
class Visitor:
    """Somebody who knocks, and the words they must never read."""

    name: str
    client: Client
    home: str
    forbidden: tuple[str, ...]
    ways: tuple[str, ...] = ("get", "post")

    def is_known(self) -> bool:
        """Tell whether this visitor is signed in, as when the walk began."""
        return self.client.get(f"{self.home}/account/").status_code == HTTPStatus.OK

    def tries(self, *, new_kind: bool, new_route: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield where this visitor knocks, and how: at home, and at north's if need be.

        What keeps a door of others shut comes before the row, the noun and the way.
        """
        yield self.home, self.ways
        if self.home != "/north" and (new_kind or new_route):
            yield "/north", self.ways if new_route else ("get",)


@dataclass(frozen=True)
class Knock:
    """Who asked in which way for what, and all that was answered."""

    visitor: Visitor
    way: str
    address: str
    status: int
    text: str

    def __str__(self) -> str:
        return f"{self.visitor.name} {self.way} {self.address}"


def owned_models() -> list[type[Owned]]:
    """Return every owned table that a person's act fills."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Owned) and model.__module__.startswith("samsyn.")
    ]


def fill(town: Town) -> dict[type[Model], list[int]]:
    """Put one secret row, and one closed one, into every noun of a town; return their ids."""
    rows: dict[type[Model], list[int]] = {}
    with town.arranging():
        for record in all_records():
            if record.owned and record.model._meta.label not in BETWEEN_TWO:
                rows[record.model] = [
                    anything(record.model, SECRET).pk,
                    anything(record.model, CLOSED, SECRET, visibility="restricted").pk,
                ]
        rows[Document] = [_secret_file(rows).pk]
        importable = next(record.slug for record in all_records() if record.importable)
        for model in (Import, SavedView):
            rows[model] = [anything(model, SECRET, slug=importable).pk]
    reckon_levels(town.id)  # else the first visitor of a system's page has it done
    return rows


def _secret_file(rows: dict[type[Model], list[int]]) -> Document:
    """Lay a secret file with the closed row of the first noun there is."""
    model = next(iter(rows))
    document = Document.everything.create(
        visibility="restricted",
        table_name=model._meta.db_table,
        row_id=rows[model][1],
        name=f"{CLOSED} {SECRET}.txt",
        media_type="text/plain",
        size=len(SECRET),
        note=SECRET,
    )
    DocumentPart.everything.create(
        visibility="restricted", document=document, number=0, content=SECRET.encode()
    )
    return document


def visitors(north: Town, south: Town, far: Town) -> list[Visitor]:
    """Return everybody who must not learn north's secrets, and a reader who may learn half."""

    def signed_in(town: Town, role: AccessRole) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(town.user(role))
        return client

    admin = AccessRole.ADMINISTRATOR
    return [
        Visitor("nobody", Client(raise_request_exception=False), "", (SECRET, CLOSED)),
        # What a reader may write is that room's own test.
        Visitor("reader", signed_in(north, AccessRole.READER), "/north", (CLOSED,), ("get",)),
        Visitor("another administrator", signed_in(far, admin), "/far", (SECRET, CLOSED)),
        Visitor("a neighbour", signed_in(south, admin), "/south", (SECRET, CLOSED)),
    ]


def knocks(people: list[Visitor], found: Mapping[str, str]) -> Iterator[Knock]:
    """Have everybody ask for every address in every way; yield what each was answered.

    What a view does not take from one (405) it takes from nobody, whatever the row.
    """
    kinds, untaken = set[str](), set[tuple[str, str]]()
    routes = set[str]()
    for address, route in found.items():
        kind = re.sub(r"\d+", "#", address)
        for visitor in people:
            new = {"new_kind": kind not in kinds, "new_route": route not in routes}
            for door, ways in visitor.tries(**new):
                for way in ways:
                    if (kind, way) not in untaken:
                        answer = getattr(visitor.client, way)(door + address)
                        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                            untaken.add((kind, way))
                        status, text = answer.status_code, text_of(answer)
                        yield Knock(visitor, way, door + address, status, text)
        kinds.add(kind)
        routes.add(route)


def addresses(rows: dict[type[Model], list[int]]) -> dict[str, str]:
    """Return every address of the house, with north's ids wherever an id stands, and its route."""
    ids = sorted({pk for pks in rows.values() for pk in pks})
    return {
        f"/{filled}": route
        for route in _patterns(get_resolver(), "")
        if not route.endswith(THE_WAY_OUT)
        for filled in _fill_in(route, rows, ids)
    }


def _patterns(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern).lstrip("^").rstrip("$")
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from _patterns(entry, route)


def _fill_in(route: str, rows: dict[type[Model], list[int]], ids: list[int]) -> Iterator[str]:
    if "<record:slug>" in route:
        for record in all_records():
            here = route.replace("<record:slug>", record.slug)
            part = next((model for word, model in PARTS.items() if word in route), None)
            for pk in rows.get(part or record.model, [1]):
                filled = here.replace("<int:pk>", str(pk)).replace("<slug:form>", "json")
                yield _any_part(filled, rows.get(Document, [1])[0])
        return
    own = route.removeprefix("api/v1/")
    of_noun = [pks for model, pks in rows.items() if own.startswith(f"{_slug_of(model)}/")]
    tried = of_noun[0] if of_noun else ids[:SOME]
    for pk in tried if "<" in route else ids[:1]:
        yield _any_part(route, pk)


def _slug_of(model: type[Model]) -> str:
    record = record_of(model)
    return record.slug if record else ""


def _any_part(route: str, pk: int) -> str:
    out, rest = "", route
    while "<" in rest:
        before, _, after = rest.partition("<")
        kind, _, rest = after.partition(">")
        out += before + ("x" if kind.startswith(("slug", "str", "path", "uuid")) else str(pk))
    return out + rest


def fingerprint(town: Town) -> dict[str, tuple[int, str]]:
    """Return the number of rows and a digest of every owned table of a town."""
    found = {}
    with town.looking(), connection.cursor() as cursor:
        for model in owned_models():
            if model in (Access, Act, MapPlaces):
                continue  # grow with every visitor that the test lets in, and who looks at the map
            table = model._meta.db_table
            cursor.execute(
                f"SELECT count(*), md5(coalesce(string_agg(t::text, '|' ORDER BY id), ''))"  # noqa: S608 - our own table names
                f' FROM "{table}" t WHERE organisation_id = %s',
                [town.id],
            )
            count, digest = cursor.fetchone()
            found[table] = (count, digest)
    return found


def api_addresses(rows: dict[type[Model], list[int]]) -> Iterator[str]:
    """Yield the API's addresses of every noun and of every secret row."""
    for record in all_records():
        yield f"/api/v1/{record.slug}"
        for pk in rows.get(record.model, []):
            yield f"/api/v1/{record.slug}/{pk}"
    for pk in rows[System]:
        yield f"/api/v1/systems/{pk}/impact"


def text_of(answer: Any) -> str:
    """Return all that an answer says: body, streamed or not, and headers."""
    body = b"".join(answer) if answer.streaming else answer.content
    return body.decode(errors="replace") + str(dict(answer.headers))
