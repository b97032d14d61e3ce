"""Keep the parts of an activity in step with it: who sees them, what they are named after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import F, QuerySet

from samsyn.apps.data_protection.models import (
    ActivitySubjects,
    DpiaScreening,
    Oversight,
    ProcessingActivity,
    ProcessorTerms,
    Purpose,
    ServedController,
)
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.data_protection.grounds import Grounds, read_grounds
from samsyn.domain.register.validity import add_months
from samsyn.kernel.use_case import use_case

_PARTS = (Purpose, ActivitySubjects, ServedController, DpiaScreening)
Part = Purpose | ActivitySubjects | ServedController | DpiaScreening


def follow_activities(actor: Actor, rows: Sequence[ProcessingActivity], created: bool) -> None:  # noqa: FBT001 - as records call it
    """Show the parts to exactly those who see their activity; give each a first purpose.

    Part of a larger act: a form, an import, a row taken from a neighbour.
    """
    purposes = Purpose.owned_by(actor).filter(activity__in=rows)
    known = set() if created else set(purposes.values_list("activity", flat=True))
    for activity in rows:
        if activity.grounds_given and activity.pk not in known:
            _first_purpose(activity)
    if created:
        return
    for model in _PARTS:
        parts = model.owned_by(actor).filter(activity__in=rows)
        reach = F("activity__visibility")
        _show(parts.exclude(visibility=reach).select_related("activity"))
    _rename(DpiaScreening.owned_by(actor).filter(activity__in=rows).select_related("activity"))


def follow_parts(actor: Actor, rows: Sequence[Part], created: bool) -> None:  # noqa: ARG001, FBT001 - as records call it
    """Show parts to exactly those who see their activity."""
    _show(part for part in rows if part.visibility != part.activity.visibility)


def _show(parts: Iterable[Part]) -> None:
    for part in parts:
        part.visibility = part.activity.visibility
        part.save(update_fields=["visibility"])


@use_case(Permission.DATA_PROTECTION_WRITE)
def follow_agreements(actor: Actor) -> None:
    """Name processor terms as their agreements are named now."""
    _rename(_misnamed(actor))


def any_misnamed(actor: Actor) -> bool:
    """Tell whether an agreement got another name than its terms still have."""
    return _misnamed(actor).exists()


def _misnamed(actor: Actor) -> QuerySet[ProcessorTerms]:
    terms = ProcessorTerms.owned_by(actor).exclude(name=F("agreement__name"))
    return terms.select_related("agreement")


def plan_next_oversight(actor: Actor, rows: Sequence[Oversight], created: bool) -> None:  # noqa: ARG001, FBT001 - as records call it
    """Let what was done today decide when the next oversight is due, by the agreed interval."""
    done: dict[int, date] = {}
    for one in rows:
        if one.done_on and one.agreement_id:
            done[one.agreement_id] = max(one.done_on, done.get(one.agreement_id, one.done_on))
    terms = ProcessorTerms.owned_by(actor).filter(agreement__in=done)
    for term in terms.exclude(oversight_months=None).select_related("agreement"):
        due = add_months(done[term.agreement_id], term.oversight_months or 0)
        if term.next_oversight_on is None or term.next_oversight_on < due:
            term.next_oversight_on = due
            term.save(update_fields=["next_oversight_on"])


def _first_purpose(activity: ProcessingActivity) -> None:
    grounds = read_grounds(activity.grounds_given)
    Purpose(
        organisation_id=activity.organisation_id,
        visibility=activity.visibility,
        activity=activity,
        text=activity.description or activity.name,
        **_columns(grounds),
    ).save()


def _columns(grounds: Grounds) -> dict[str, object]:
    return {
        "article_6": list(grounds.article_6),
        "article_9": list(grounds.article_9),
        "article_10": grounds.article_10,
        "law": "\n".join(grounds.laws),
    }


def _rename(rows: Iterable[DpiaScreening | ProcessorTerms]) -> None:
    for row in rows:
        before = row.name
        row.name_it()
        if row.name != before:
            row.save(update_fields=["name", "sort_key"])
