"""Let parts that are named after a row follow its name, and be seen no further than it."""

from __future__ import annotations

from typing import Any

from django.db.models import ForeignKey, QuerySet

from samsyn.apps.register.models import AgreementParty, FollowUp, PriceLine
from samsyn.domain.access.actor import Actor
from samsyn.kernel.records.relations import relations_to
from samsyn.kernel.tenancy.owned import Noun

#: Parts with names of their own, that are seen no further than what they are part of.
_UNNAMED_PARTS = (AgreementParty, PriceLine, FollowUp)


def parts_follow(actor: Actor, row: Any, _created: bool = False) -> None:  # noqa: ANN401, FBT001, FBT002 - the kernel's signature
    """Rename what is named after a row that was changed, inside the act that changed it."""
    for relation in relations_to(type(row)):
        model = relation.record.model
        if not (issubclass(model, Noun) and (hasattr(model, "name_it") or model in _UNNAMED_PARTS)):
            continue
        if model._meta.app_label != "register" or not isinstance(relation.field, ForeignKey):
            continue
        links = [f.name for f in model._meta.local_fields if isinstance(f, ForeignKey)]
        named = [name for name in links if name != "organisation"]
        rows: QuerySet[Any] = model.owned_by(actor).filter(**{relation.field.name: row})
        for part in rows.select_related(*named):
            before = part.name, part.visibility
            if hasattr(part, "name_it"):
                part.name_it()
            if (part.name, row.visibility) != before:
                part.save()
