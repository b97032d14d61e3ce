"""Actions: mine, overdue, of a forum, by meeting and by what they came of."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, QuerySet

from samsyn.apps.council.models import Action, CommunicationActivity
from samsyn.domain.access.actor import Actor

OPEN = (Action.State.OPEN, Action.State.DOING)
_MOST = 100


def actions_here(actor: Actor) -> QuerySet[Action]:
    """Return our own actions that the actor may read, the first due first."""
    rows = Action.owned_by(actor).select_related(
        "forum", "responsible", "meeting", "decision", "initiative"
    )
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def open_actions(actor: Actor, forum_id: int) -> QuerySet[Action]:
    """Return what a forum waits for: its next agenda opens with it."""
    return actions_here(actor).filter(forum=forum_id, state__in=OPEN)


def overdue(today: date) -> Q:
    """Return which actions are open after their day."""
    return Q(state__in=OPEN, due_on__lt=today)


def my_open_actions(actor: Actor, person: int) -> QuerySet[Action]:
    """Return what one person has promised and not done."""
    return actions_here(actor).filter(responsible=person, state__in=OPEN)[:_MOST]


def my_messages(actor: Actor, person: int, latest: date) -> QuerySet[CommunicationActivity]:
    """Return whom one person is to tell something until a day."""
    rows = CommunicationActivity.owned_by(actor).filter(
        responsible=person, done_on=None, planned_on__lte=latest
    )
    return rows.select_related("initiative").order_by("planned_on", "pk")[:_MOST]


def messages_of(actor: Actor, initiative: int) -> QuerySet[CommunicationActivity]:
    """Return an initiative's communication plan, in order of days."""
    rows = CommunicationActivity.owned_by(actor).filter(initiative=initiative)
    return rows.select_related("responsible").order_by(F("planned_on").asc(nulls_last=True), "pk")[
        :_MOST
    ]


def actions_about(actor: Actor, initiative: int) -> QuerySet[Action]:
    """Return what was promised about an initiative, open ones first."""
    return (
        actions_here(actor)
        .filter(initiative=initiative)
        .order_by(F("done_on").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk")[
            :_MOST
        ]
    )
