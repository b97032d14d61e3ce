"""All that rests on somebody or something that ends: read anew each time it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet

from samsyn.apps.council.public import (
    Action,
    AgendaItem,
    Decision,
    Forum,
    ForumMember,
    Meeting,
)
from samsyn.apps.federation.public import (
    Participant,
    Poll,
    PollAsked,
    SharedInitiative,
    TimeAgreement,
)
from samsyn.apps.organisation.public import responsibilities_of
from samsyn.apps.portfolio.public import Allocation, Initiative
from samsyn.apps.sharing.public import Taking
from samsyn.apps.together.models import MandateChange
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.together.mandate import Kind, Touched
from samsyn.kernel.asking import together
from samsyn.kernel.models import Access
from samsyn.kernel.records.declaration import record_of, record_of_table, url_of
from samsyn.kernel.templatetags.formats import day as in_words

_OPEN_ACTIONS = (Action.State.OPEN, Action.State.DOING)
_WAITING_ITEMS = (AgendaItem.State.BACKLOG, AgendaItem.State.PLANNED)
_COMING = (Meeting.State.PLANNED, Meeting.State.CALLED)
_OVER = (Initiative.State.CLOSED, Initiative.State.STOPPED)


@dataclass(frozen=True, slots=True)
class Thing:
    """One row that the change touches."""

    sort: Touched
    table: str
    row_id: int
    name: str
    note: str = ""
    row: Model | None = None


Part = tuple[Touched, QuerySet[Any, Any], Callable[[Any], str]]


def touched_by(actor: Actor, change: MandateChange) -> list[Thing]:
    """Return everything that the change touches and the actor may read, in order of sort.

    One round trip, and one more for what a person answers for.
    """
    parts: Sequence[Part] = {
        Kind.MEMBER: _by_member,
        Kind.LEADER: _by_leader,
        Kind.FUNDING: _by_funding,
        Kind.FORUM: _by_forum,
    }[Kind(change.what)](actor, change)
    parts = [part for part in parts if _may_read(actor, part[1].model)]
    answers = together([rows for _sort, rows, _note in parts])
    things = [
        _thing(sort, row, note(row))
        for (sort, _rows, note), found in zip(parts, answers, strict=True)
        for row in found
    ]
    if change.what == Kind.LEADER and change.person_id:
        things += _duties(actor, change.person_id, things)
    return things


def _may_read(actor: Actor, model: type[Model]) -> bool:
    record = record_of(model)
    return record is None or actor.may(record.read)


def _thing(sort: Touched, row: Any, note: str) -> Thing:  # noqa: ANN401 - any noun
    return Thing(sort, row._meta.db_table, row.pk, str(row), note, row)


def _still(since_after: date, field: str = "until") -> Q:
    """Keep what has no last day, or one after the change."""
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gt": since_after})


def _by_member(actor: Actor, change: MandateChange) -> list[Part]:
    member, day = change.member_id, change.ends_on
    seats = ForumMember.owned_by(actor).filter(_still(day), represents=member)
    people = seats.values("person")
    with_them = TimeAgreement.owned_by(actor).filter(partner=member, holds=True)
    return [
        (Touched.SEAT, seats.select_related("forum", "person"), _seat),
        (
            Touched.PARTICIPATION,
            Participant.owned_by(actor).filter(_still(day), member=member),
            lambda row: str(row.get_takes_part_display()),
        ),
        (
            Touched.POLL,
            PollAsked.owned_by(actor).filter(member=member, poll__state=Poll.State.ASKED),
            lambda row: str(row.get_choice_display()),
        ),
        (Touched.TIME, with_them.filter(until__gt=day, ended_on=None), _until),
        (
            Touched.ACTION,
            Action.owned_by(actor).filter(
                Q(responsible__in=people) | Q(who=change.member.name if change.member else ""),
                state__in=_OPEN_ACTIONS,
            ),
            _due,
        ),
        (Touched.TAKEN, Taking.owned_by(actor).filter(origin=member), lambda _row: ""),
        (Touched.ACCESS, _accesses(actor, people), lambda row: str(row.get_role_display())),
    ]


def _accesses(actor: Actor, people: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Accounts of those who sit for the member, for who may see accounts."""
    rows = Access.owned_by(actor).select_related("user")
    if not actor.may(Permission.ACCESS_MANAGE):
        return rows.none()
    return rows.filter(user__people__in=people).distinct()


def _by_leader(actor: Actor, change: MandateChange) -> list[Part]:
    seats = ForumMember.owned_by(actor).filter(_still(change.ends_on), person=change.person_id)
    return [(Touched.CHAIR, seats.select_related("forum", "person"), _seat)]


def _duties(actor: Actor, person_id: int, known: Iterable[Thing]) -> list[Thing]:
    """Return what the person answers for, beside the seats that are told already."""
    listed = {(thing.table, thing.row_id) for thing in known}
    return [
        Thing(Touched.DUTY, duty.model._meta.db_table, duty.pk, duty.title, duty.role)
        for duty in responsibilities_of(actor, person_id)
        if (duty.model._meta.db_table, duty.pk) not in listed and duty.model is not MandateChange
    ]


def _by_funding(actor: Actor, change: MandateChange) -> list[Part]:
    fund, day = change.fund_id, change.ends_on
    paid = Initiative.owned_by(actor).filter(fund=fund).exclude(state__in=_OVER)
    return [
        (Touched.INITIATIVE, paid, lambda row: str(row.get_state_display())),
        (
            Touched.PARTICIPATION,
            SharedInitiative.owned_by(actor).filter(initiative__in=paid.values("pk")),
            lambda _row: "",
        ),
        (
            Touched.MONEY,
            Allocation.owned_by(actor).filter(fund=fund, fiscal_year__gt=day.year),
            lambda row: str(row.fiscal_year),
        ),
        (
            Touched.FORUM,
            Forum.owned_by(actor).filter(
                funded_by__iexact=change.fund.name if change.fund else "", until=None
            ),
            lambda _row: "",
        ),
    ]


def _by_forum(actor: Actor, change: MandateChange) -> list[Part]:
    forum, day = change.forum_id, change.ends_on
    return [
        (
            Touched.MEETING,
            Meeting.owned_by(actor).filter(forum=forum, starts_at__date__gt=day, state__in=_COMING),
            lambda row: in_words(row.starts_at.date()),
        ),
        (
            Touched.BACKLOG,
            AgendaItem.owned_by(actor).filter(forum=forum, state__in=_WAITING_ITEMS),
            lambda row: str(row.get_type_display()),
        ),
        (
            Touched.ACTION,
            Action.owned_by(actor).filter(forum=forum, state__in=_OPEN_ACTIONS),
            _due,
        ),
        (
            Touched.DECISION,
            Decision.owned_by(actor).filter(
                _still(day, "expires_on"), forum=forum, superseded_by=None
            ),
            lambda row: str(row.number),
        ),
        (
            Touched.FORUM,
            Forum.owned_by(actor).filter(reports_to=forum, until=None),
            lambda _row: "",
        ),
        (
            Touched.SEAT,
            ForumMember.owned_by(actor)
            .filter(_still(day), forum=forum)
            .select_related("forum", "person"),
            _seat,
        ),
    ]


def _seat(row: ForumMember) -> str:
    return str(row.get_seat_display())


def _until(row: Any) -> str:  # noqa: ANN401 - whatever ends
    return in_words(row.until)


def _due(row: Action) -> str:
    return in_words(row.due_on)


def address_of(thing: Thing) -> str:
    """Return the page of a thing, or nothing where it has none."""
    record = record_of_table(thing.table)
    return url_of(record, thing.row_id) if record is not None else ""
