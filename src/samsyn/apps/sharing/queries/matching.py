"""Turn what a neighbour offers into values of a row of ours: links are matched by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Model

from samsyn.apps.sharing.queries.snapshots import field_of, label_of
from samsyn.domain.access.actor import Actor
from samsyn.kernel.tenancy.owned import Catalogue, Owned


@dataclass(slots=True)
class Matched:
    """Values for a form, and the links that name nothing of ours, told as (field, title)."""

    values: dict[str, Any] = field(default_factory=dict)
    unmatched: list[tuple[str, str]] = field(default_factory=list)


def matched(
    actor: Actor, model: type[Model], offered: Mapping[str, Any], names: Iterable[str]
) -> Matched:
    """Return what the named fields become here. A link of the catalogue stays the same row.

    A link to a row of theirs becomes the one row of ours with the same name, and is left out
    where there is none, or more than one. Costs a query per field that is a link.
    """
    found = Matched()
    for name in names:
        model_field = field_of(model, name)
        value = offered.get(name)
        if not model_field.is_relation:
            found.values[name] = value
        elif isinstance(value, Mapping | list):
            _match(actor, model_field, name, value, found)
    return found


def _match(
    actor: Actor,
    model_field: models.Field[Any, Any],
    name: str,
    value: Mapping[str, Any] | list[Mapping[str, Any]],
    found: Matched,
) -> None:
    links = value if isinstance(value, list) else [value]
    here = _rows_named(actor, model_field.related_model, links)
    ids = [pk for link in links if (pk := here.get(_key(link))) is not None]
    label = label_of(model_field.model, name)
    found.unmatched += [(label, str(link["title"])) for link in links if not here.get(_key(link))]
    if isinstance(value, list):
        found.values[name] = ids
    elif ids:
        found.values[name] = ids[0]


def _key(link: Mapping[str, Any]) -> str:
    return f"#{link['id']}" if "id" in link else str(link["title"]).casefold().strip()


def _rows_named(
    actor: Actor,
    target: Any,  # noqa: ANN401 - a model
    links: list[Mapping[str, Any]],
) -> dict[str, int | None]:
    """Return our row for each link; None where two of ours have the name."""
    if issubclass(target, Catalogue):
        wanted = [int(link["id"]) for link in links if "id" in link]
        known = target.visible_to(actor).filter(pk__in=wanted).values_list("pk", flat=True)
        return {f"#{pk}": pk for pk in known}
    if not issubclass(target, Owned):
        return {}
    named = getattr(target, "title_field", "name")
    same = models.Q(
        *[(f"{named}__iexact", str(link["title"]).strip()) for link in links],
        _connector=models.Q.OR,
    )
    here: dict[str, int | None] = {}
    rows = target.owned_by(actor).filter(same) if links else target.owned_by(actor).none()
    for pk, title in rows.values_list("pk", named):
        key = str(title).casefold().strip()
        here[key] = None if key in here else pk
    return here
