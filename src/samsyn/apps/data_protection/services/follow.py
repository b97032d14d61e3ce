"""Keep the parts of an activity in step with it: who sees them, what they are named after."""

from __future__ import annotations

from collections.abc import Iterable

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


def follow_activity(actor: Actor, activity: ProcessingActivity, created: bool) -> None:  # noqa: FBT001 - as records call it
    """Show the parts to exactly those who see the activity; give it a first purpose.

    Part of a larger act: a form, an import, a row taken from a neighbour.
    """
    if activity.grounds_given and (
        created or not Purpose.owned_by(actor).filter(activity=activity).exists()
    ):
        _first_purpose(activity)
    if created:
        return
    for model in _PARTS:
        parts = model.owned_by(actor).filter(activity=activity)
        parts.exclude(visibility=activity.visibility).update(visibility=activity.visibility)
    _rename(DpiaScreening.owned_by(actor).filter(activity=activity).select_related("activity"))


def follow_part(actor: Actor, part: Part, created: bool) -> None:  # noqa: ARG001, FBT001 - as records call it
    """Show a part to exactly those who see its activity."""
    if part.visibility != part.activity.visibility:
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


def plan_next_oversight(actor: Actor, oversight: Oversight, created: bool) -> None:  # noqa: ARG001, FBT001 - as records call it
    """Let what was done today decide when the next oversight is due, by the agreed interval."""
    if oversight.done_on is None or oversight.agreement_id is None:
        return
    terms = ProcessorTerms.owned_by(actor).filter(agreement_id=oversight.agreement_id)
    for one in terms.exclude(oversight_months=None).select_related("agreement"):
        due = add_months(oversight.done_on, one.oversight_months or 0)
        if one.next_oversight_on is None or one.next_oversight_on < due:
            one.next_oversight_on = due
            one.save(update_fields=["next_oversight_on"])


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
