"""Rename what is named after a row that got another name, and let it be seen no further."""

from __future__ import annotations

from typing import Any

from django.db.models import ForeignKey, QuerySet

from samsyn.apps.portfolio.models import Fund, Initiative
from samsyn.domain.access.actor import Actor
from samsyn.kernel.records.relations import relations_to
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.part import Part


def follow_initiative(actor: Actor, initiative: Initiative, created: bool) -> None:  # noqa: FBT001 - as records call it
    """Let all parts follow the name and the reach of their initiative; part of a larger act."""
    if not created:
        _follow(actor, initiative)


def follow_fund(actor: Actor, fund: Fund, created: bool) -> None:  # noqa: FBT001 - as records call it
    """Let allocations follow the name of their fund; part of a larger act."""
    if not created:
        _follow(actor, fund)


def _follow(actor: Actor, row: Any) -> None:  # noqa: ANN401 - an initiative or a fund
    for relation in relations_to(type(row)):
        model = relation.record.model
        if not issubclass(model, Noun) or model._meta.app_label != "portfolio":
            continue
        if not (hasattr(model, "name_it") and isinstance(relation.field, ForeignKey)):
            continue
        links = [f.name for f in model._meta.local_fields if isinstance(f, ForeignKey)]
        named = [name for name in links if name != "organisation"]
        rows: QuerySet[Any] = model.owned_by(actor).filter(**{relation.field.name: row})
        for part in rows.select_related(*named):
            before = part.name, str(part.visibility)
            part.name_it()
            if isinstance(part, Part):
                part.keep_close()
            if (part.name, str(part.visibility)) != before:
                part.save(update_fields=["name", "sort_key", "visibility"])
