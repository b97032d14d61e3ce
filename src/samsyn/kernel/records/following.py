"""Let parts be named after what they belong to, and be seen no further than that."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db.models import ForeignKey, Model, QuerySet

from samsyn.domain.access.actor import Actor
from samsyn.kernel.records.relations import relations_to
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.reach import narrowest


def parts_follow(
    actor: Actor,
    rows: Sequence[Model],
    created: bool,  # noqa: FBT001 - as records call it
    *,
    also: Collection[type[Model]] = (),
) -> None:
    """Let all parts of changed rows follow their names and their reach; part of a larger act.

    Parts are the nouns of the same room that have names made of the row's, and `also` these.
    What just came into being has no parts yet.
    """
    if created or not rows:
        return
    for part, whole in _parts(actor, rows, also):
        before = part.name, str(part.visibility)
        if hasattr(part, "name_it"):
            part.name_it()
        if (part.name, narrowest(before[1], whole)) != before:
            part.save(update_fields=["name", "sort_key", "visibility"])


def _parts(
    actor: Actor, rows: Sequence[Model], also: Collection[type[Model]]
) -> Iterator[tuple[Any, Any]]:
    for relation in relations_to(type(rows[0])):
        model, link = relation.record.model, relation.field
        if not issubclass(model, Noun) or model._meta.app_label != rows[0]._meta.app_label:
            continue
        if not isinstance(link, ForeignKey) or not (hasattr(model, "name_it") or model in also):
            continue
        named = [f.name for f in model._meta.local_fields if isinstance(f, ForeignKey)]
        parts: QuerySet[Any] = model.owned_by(actor).filter(**{f"{link.name}__in": rows})
        for part in parts.select_related(*(name for name in named if name != "organisation")):
            yield part, getattr(part, link.name)
