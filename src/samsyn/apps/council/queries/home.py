"""What the first pages of the council ask: meetings to come, what is open, what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from samsyn.apps.council.models import (
    Action,
    Attendance,
    Decision,
    Forum,
    ForumMember,
    Meeting,
    NetworkArticle,
)
from samsyn.apps.council.queries.forums import holds_on
from samsyn.domain.access.actor import Actor
from samsyn.kernel.models import Access

_SHOWN = 10


def coming(actor: Actor, forums: Sequence[int]) -> list[dict[str, object]]:
    """Return the meetings to come of these forums, with what the actor has answered."""
    states = [Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.SITTING]
    rows = Meeting.owned_by(actor).filter(forum__in=forums, state__in=states)
    meetings = list(rows.select_related("forum").order_by("starts_at")[:_SHOWN])
    mine = Attendance.owned_by(actor).filter(meeting__in=meetings, person__user=actor.user_id)
    answers = {row.meeting_id: row for row in mine}
    return [{"row": meeting, "mine": answers.get(meeting.pk)} for meeting in meetings]


def leaders_of(actor: Actor, forums: Sequence[Forum], on: date) -> Mapping[int, str]:
    """Return who leads each forum, by its id."""
    chairs = ForumMember.owned_by(actor).filter(
        holds_on(on), forum__in=[f.pk for f in forums], seat=ForumMember.Seat.CHAIR
    )
    return dict(chairs.values_list("forum_id", "person__name"))


def open_actions(actor: Actor, forum_id: int) -> QuerySet[Action]:
    """Return what a forum has asked for and waits for, the first due first."""
    rows = Action.owned_by(actor).filter(
        forum=forum_id, state__in=[Action.State.OPEN, Action.State.DOING]
    )
    return rows.select_related("responsible").order_by("due_on", "pk")[:_SHOWN]


def latest_decisions(actor: Actor, forum_id: int) -> QuerySet[Decision]:
    """Return a forum's latest decisions."""
    return Decision.owned_by(actor).filter(forum=forum_id).order_by("-decided_on", "-pk")[:_SHOWN]


def access_of(actor: Actor, members: Iterable[ForumMember]) -> Mapping[int, str]:
    """Return how far each person's way in is: `in`, `invited` or nothing, by the person's id."""
    people = {m.person_id: m.person for m in members}
    users = [p.user_id for p in people.values() if p.user_id]
    held = (
        Access.owned_by(actor).filter(Q(user__in=users)).values_list("user_id", "user__last_login")
    )
    seen = dict(held)
    return {
        pk: ("in" if seen[p.user_id] else "invited")
        for pk, p in people.items()
        if p.user_id in seen
    }


def articles_of(actor: Actor, forum_id: int) -> list[NetworkArticle]:
    """Return the articles on a forum's page, in order of name."""
    rows = NetworkArticle.owned_by(actor).filter(forum=forum_id).select_related("article")
    return list(rows.order_by("article__sort_key"))
