"""How a room declares what of a noun may be offered to other organisations.

The engine that offers, takes and compares lives in `apps/sharing`; the declaration is here so that
every room of the street can have something to share. People, phone numbers and notes are never
among the fields: what is offered leaves the organisation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Model
from django_stubs_ext import StrOrPromise

from samsyn.domain.access.actor import Actor
from samsyn.kernel.asking import Asking
from samsyn.kernel.records.declaration import Record, record_of
from samsyn.kernel.records.forms import editable_fields
from samsyn.kernel.tenancy.owned import Catalogue, Owned


class Comes(StrEnum):
    """When a part of what is offered becomes the taker's own."""

    TAKEN = "taken"  # with the draft
    DECIDED = "decided"  # it is a decision: not before the taker decides the same


@dataclass(frozen=True, kw_only=True)
class Part:
    """Rows that belong to the offered one and come along: purposes of a processing activity.

    link    the part's field that points at the row
    fields  what of each part is offered
    key     the fields that tell two parts of one row apart; the first of `fields` unless said
    order   how they are ordered; with `only` the first alone is offered
    make    (actor, row, values, reason) makes a part of `Comes.DECIDED` as a decision of today,
            inside the act; raises Refused where the taker could not decide so
    """

    model: type[Owned]
    link: str
    fields: tuple[str, ...]
    label: StrOrPromise
    key: tuple[str, ...] = ()
    comes: Comes = Comes.TAKEN
    order: tuple[str, ...] = ("pk",)
    only: int | None = None
    make: Callable[[Actor, Any, Mapping[str, Any], str], object] | None = None


def _assesses_nothing(_snapshot: Mapping[str, Any]) -> bool:
    return False


def _about_nothing(_actor: Actor, _row: Any) -> Asking[list[Catalogue]]:  # noqa: ANN401 - any noun
    yield from ()
    return []


@dataclass(frozen=True, kw_only=True)
class Shareable:
    """What of one noun may leave the organisation.

    fields    offered always; links into the catalogue stay, links to own rows are matched by name
    optional  offered where somebody chooses to: costs, for instance
    draft     values of a new draft that are never the neighbour's: a system begins as planned
    about     the rows of the catalogue that neighbours recognise it by: a system's product
    sorts     the field whose choices the catalogue tells apart: an article that is a checklist
    assesses  whether an offer with this snapshot judges what it is about: how much a product's
              information must be protected, on what ground it may be used
    """

    model: type[Owned]
    fields: tuple[str, ...]
    optional: tuple[str, ...] = ()
    draft: Mapping[str, Any] = field(default_factory=dict)
    parts: Sequence[Part] = ()
    about: Callable[[Actor, Any], Asking[list[Catalogue]]] = _about_nothing
    sorts: str = ""
    assesses: Callable[[Mapping[str, Any]], bool] = _assesses_nothing

    @property
    def record(self) -> Record:
        """How the noun itself is declared."""
        found = record_of(self.model)
        if found is None:
            raise LookupError(self.model)
        return found

    @property
    def usual(self) -> tuple[str, ...]:
        """The fields offered always, as far as the noun's own form takes them."""
        return _typed(self.record, self.fields)

    @property
    def choosable(self) -> tuple[str, ...]:
        """The fields offered where somebody chooses to."""
        return _typed(self.record, self.optional)

    def in_order(self, names: Iterable[str]) -> list[str]:
        """Return those of the names that may be offered, in declared order: JSON keeps none."""
        wanted = set(names)
        return [name for name in (*self.usual, *self.choosable) if name in wanted]

    @property
    def kind(self) -> str:
        """What an offer calls it: the address of the noun's list."""
        return self.record.slug


def _typed(record: Record, names: tuple[str, ...]) -> tuple[str, ...]:
    known = set(editable_fields(record))
    return tuple(name for name in names if name in known)


_BY_MODEL: dict[type[Model], Shareable] = {}


def shareable(*declared: Shareable) -> None:
    """Make known what of a room's nouns may be offered; called once, when the room is ready."""
    for declaration in declared:
        _BY_MODEL[declaration.model] = declaration


def all_shareables() -> tuple[Shareable, ...]:
    """Return everything that may be offered and has pages of its own."""
    return tuple(found for model, found in _BY_MODEL.items() if record_of(model))


def assessing_kinds() -> tuple[str, ...]:
    """Return the kinds of offers that may judge what they are about."""
    return tuple(
        found.kind for found in all_shareables() if found.assesses is not _assesses_nothing
    )


def shareable_of(model: type[Model]) -> Shareable | None:
    """Return what of this noun may be offered, or None where nothing may."""
    return _BY_MODEL.get(model)


def shareable_of_kind(kind: str) -> Shareable | None:
    """Return the declaration that an offer of this kind follows, or None for an unknown kind."""
    return next((found for found in all_shareables() if found.kind == kind), None)
