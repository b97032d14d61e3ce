"""Let parts be named after what they belong to, and be seen no further than that."""

from __future__ import annotations

from typing import Any

from django.db.models import ForeignKey, QuerySet

from samsyn.domain.access.actor import Actor
from samsyn.kernel.records.relations import relations_to
from samsyn.kernel.tenancy.part import Part


def parts_follow(actor: Actor, row: Any, created: bool) -> None:  # noqa: ANN401, FBT001 - as records call it
    """Let all parts of a changed row follow its name and its reach; part of a larger act."""
    if created:
        return
    for relation in relations_to(type(row)):
        model = relation.record.model
        if not issubclass(model, Part) or model._meta.app_label != "knowledge":
            continue
        if not isinstance(relation.field, ForeignKey):
            continue
        rows: QuerySet[Any] = model.owned_by(actor).filter(**{relation.field.name: row})
        for part in rows.select_related(relation.field.name):
            before = part.name, str(part.visibility)
            part.name_it()
            part.keep_close()
            if (part.name, str(part.visibility)) != before:
                part.save(update_fields=["name", "sort_key", "visibility"])
