"""What things are called and where their pages are: only those the actor may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import CharField, F, Model, QuerySet, Value

from samsyn.apps.organisation.public import Unit
from samsyn.apps.register.models import (
    InformationAsset,
    InformationFlow,
    OutsideParty,
    Routine,
    Site,
    System,
)
from samsyn.domain.access.actor import Actor
from samsyn.domain.impact.landscape import Kind, Thing
from samsyn.kernel.asking import Asking, alone
from samsyn.kernel.records.declaration import record_of, url_of
from samsyn.kernel.tenancy.owned import Noun

FLOW = "flow"
MODELS: Mapping[str, type[Noun]] = {
    Kind.ASSET: InformationAsset,
    Kind.SYSTEM: System,
    Kind.ROUTINE: Routine,
    Kind.UNIT: Unit,
    Kind.PARTY: OutsideParty,
    Kind.SITE: Site,
    FLOW: InformationFlow,
}
Key = tuple[str, int] | Thing


@dataclass(frozen=True, slots=True)
class Named:
    """What a thing is called, and the address of its page."""

    text: str
    url: str


def names_of(actor: Actor, keys: Iterable[Key]) -> dict[tuple[str, int], Named]:
    """Return the names of things given as (kind, id), in one query."""
    return alone(names_asked(actor, keys))


def names_asked(actor: Actor, keys: Iterable[Key]) -> Asking[dict[tuple[str, int], Named]]:
    """Ask for the names of things given as (kind, id): one question."""
    wanted: dict[str, set[int]] = {}
    for kind, pk in keys:
        if kind in MODELS:
            wanted.setdefault(str(kind), set()).add(pk)
    queries = [_names(actor, kind, pks) for kind, pks in sorted(wanted.items())]
    if not queries:
        return {}
    (rows,) = yield [queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0]]
    return {(kind, pk): Named(name, _address(MODELS[kind], pk)) for kind, pk, name in rows}


def _names(actor: Actor, kind: str, pks: set[int]) -> QuerySet[Noun, tuple[str, int, str]]:
    rows: QuerySet[Noun, tuple[str, int, str]] = (
        MODELS[kind]
        .visible_to(actor)
        .filter(pk__in=pks)
        .values_list(Value(kind, CharField()), F("pk"), F("name"))
    )
    return rows


def _address(model: type[Model], pk: int) -> str:
    record = record_of(model)
    return url_of(record, pk) if record else ""
