"""What to do first in an organisation that has just begun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.apps.checks.public import was_asked
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.asking import Asking, ready
from samsyn.kernel.models import Organisation
from samsyn.kernel.records.declaration import Record, all_records, record_at
from samsyn.kernel.tenancy.owned import Owned


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the beginning: what it gives, and where it is taken."""

    title: str
    text: str
    url: str
    label: str
    done: bool


def first_steps(actor: Actor) -> Asking[list[Step]]:
    """Ask how far the steps from nothing to a first plan have been taken."""
    records = {record.slug: record for record in all_records()}
    asked: dict[str, Record] = {
        slug: records[slug] for slug in ("people", "systems", "initiatives") if slug in records
    }
    (rows,) = yield [ready(_filled, actor, *asked)]
    filled: dict[str, bool] = rows[0] if rows else {}
    steps = [
        _importing(
            records.get("systems"),
            _("Bring in your systems"),
            _("From the spreadsheet you have, whatever it looks like."),
            done=filled.get("systems", False),
        ),
        _importing(
            records.get("people"),
            _("Bring in your people"),
            _("Names and units are enough; findings then reach the right person."),
            done=filled.get("people", False),
        ),
        _checking(actor, done=filled.get("asked", False)),
        _importing(
            records.get("initiatives"),
            _("Plan what you want to change"),
            _("Write down an initiative, who owns it and what it takes."),
            done=filled.get("initiatives", False),
            to_import=False,
        ),
    ]
    return [step for step in steps if step and step.url]


def _filled(actor: Actor, *slugs: str) -> QuerySet[Organisation, dict[str, Any]]:
    models = {slug: record_at(slug).model for slug in slugs}
    exists = {
        slug: Exists(model.owned_by(actor))
        for slug, model in models.items()
        if issubclass(model, Owned)
    }
    here = Organisation.objects.filter(pk=actor.organisation_id)
    told: QuerySet[Organisation, dict[str, Any]] = here.annotate(
        **exists, asked=was_asked(actor)
    ).values(*exists, "asked")
    return told


def _importing(
    record: Record | None, title: str, text: str, *, done: bool, to_import: bool = True
) -> Step | None:
    if record is None:
        return None
    address = reverse("records:list", kwargs={"slug": record.slug})
    return Step(
        title=title,
        text=text,
        url=f"{address}import/"
        if to_import
        else reverse("records:new", kwargs={"slug": record.slug}),
        label=_("Import") if to_import else _("Begin"),
        done=done,
    )


def _checking(actor: Actor, *, done: bool) -> Step:
    return Step(
        title=_("See what the checks find"),
        text=_("They are asked by themselves after every change; here is what they say."),
        url=reverse("checks:findings") if actor.may(Permission.CHECKS_READ) else "",
        label=_("See the findings"),
        done=done,
    )
