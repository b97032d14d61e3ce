"""Which version of an agreement's template holds on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from samsyn.apps.register.models import AgreementTemplate, TemplateVersion
from samsyn.domain.access.actor import Actor


@dataclass(frozen=True, slots=True)
class Current:
    """The version that holds, and since when; the day may be unknown."""

    version: str
    since: date | None


def current_versions(actor: Actor, day: date) -> dict[int, Current]:
    """Return by template what holds that day; two queries.

    That is the newest version written down that has begun, unless the template itself names one
    that began later; a version that begins in the future waits for its day.
    """
    found = {
        pk: Current(version, since)
        for pk, version, since in AgreementTemplate.visible_to(actor).values_list(
            "pk", "current_version", "current_since"
        )
    }
    begun = TemplateVersion.visible_to(actor).filter(since__lte=day)
    rows = begun.order_by(F("since").asc(), "pk").values_list("template_id", "version", "since")
    for template, version, since in rows:
        named = found[template].since
        if named is None or since is None or since >= named:
            found[template] = Current(version, since)
    return found
