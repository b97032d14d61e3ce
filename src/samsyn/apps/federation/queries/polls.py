"""Where each member stands in each poll: its own answer first, else what was written down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    Expression,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, NullIf

from samsyn.apps.federation.models import Choice, Poll, PollAnswer, PollAsked
from samsyn.domain.access.actor import Actor
from samsyn.domain.federation.polling import Standing, Tally, is_late, tally
from samsyn.kernel import clock
from samsyn.kernel.models import Membership, Organisation
from samsyn.kernel.tenancy.owned import InCircle

OPEN_STATES = (Poll.State.ASKED, Poll.State.ENDED)
_YES = (Choice.LEAD, Choice.JOIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one member says in one poll; `told` where the federation wrote it down for it."""

    asked_id: int
    member_id: int
    member: str
    population: int | None
    standing: Standing
    hours: int | None = None
    money: Decimal | None = None
    seats: int | None = None
    condition: str = ""
    contact: str = ""
    mandate: str = ""
    who: str = ""
    on: date | None = None
    told: bool = False
    came_by: str = ""
    late: bool = False
    reminded_on: date | None = None


def answers_of(actor: Actor, polls: Collection[Poll]) -> dict[int, list[Said]]:
    """Return by poll where everybody who was asked stands, in order of name. Two queries."""
    asked = PollAsked.visible_to(actor).filter(poll__in=[poll.pk for poll in polls])
    own = {(a.organisation_id, a.poll_id): a for a in _own(actor, polls)}
    by_pk = {poll.pk: poll for poll in polls}
    found: dict[int, list[Said]] = {poll.pk: [] for poll in polls}
    for row in asked.select_related("member").order_by("member__name", "pk"):
        answer = own.get((row.member_id, row.poll_id))
        found[row.poll_id].append(_said(by_pk[row.poll_id], row, answer))
    return found


def standings(actor: Actor, polls: Collection[int]) -> dict[int, dict[int, str]]:
    """Return by poll and member where each stands, for pages that show no more. One query."""
    rows = with_standing(actor, PollAsked.visible_to(actor).filter(poll__in=polls))
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for poll, member, standing in rows.order_by().values_list("poll", "member", "standing"):
        found[poll][member] = standing
    return found


def with_standing(actor: Actor, asked: QuerySet[PollAsked]) -> QuerySet[Any]:
    """Add `standing` to each that is asked."""
    own = PollAnswer.visible_to(actor).filter(
        poll_id=OuterRef("poll_id"), organisation=OuterRef("member")
    )
    return asked.annotate(
        standing=Coalesce(
            Subquery(own.values("choice")[:1]),
            NullIf(F("choice"), Value("")),
            Value(Standing.WAITING.value),
            output_field=CharField(),
        )
    )


def counted(actor: Actor, *wanted: Standing) -> Expression:
    """Return how many of those asked stand so, or are asked at all, as a column of polls."""
    rows: QuerySet[Any] = PollAsked.visible_to(actor).filter(poll=OuterRef("pk"))
    if wanted:
        values = [one.value for one in wanted]
        rows = with_standing(actor, rows).filter(standing__in=values)
    number = rows.order_by().annotate(number=Func(F("pk"), function="count")).values("number")
    return Coalesce(Subquery(number), 0)


def tallies(actor: Actor, polls: Collection[int]) -> dict[int, Tally]:
    """Return the counts of each poll. One query."""
    found = standings(actor, polls)
    return {pk: tally(found.get(pk, {}).values()) for pk in polls}


def own_answer(actor: Actor, poll: Poll) -> PollAnswer | None:
    """Return what our own organisation has answered."""
    return PollAnswer.owned_by(actor).filter(poll_id=poll.pk).first()


def asked_of_us(actor: Actor, poll: Poll) -> PollAsked | None:
    """Return the line in which our organisation is asked, or None where it isn't."""
    rows = PollAsked.visible_to(actor).filter(poll=poll, member=actor.organisation_id)
    return rows.first()


def polls_to_answer(actor: Actor) -> QuerySet[Any]:
    """Return the polls that wait for our answer, the nearest deadline first.

    What was written down for us at the federation is an answer: nothing waits then.
    """
    asked = PollAsked.visible_to(actor).filter(
        poll=OuterRef("pk"), member=actor.organisation_id, choice=""
    )
    ours = PollAnswer.owned_by(actor).filter(poll_id=OuterRef("pk"))
    rows = Poll.visible_to(actor).filter(Exists(asked), ~Exists(ours), state__in=OPEN_STATES)
    told = asked.annotate(told_on=Func("asked_on", "reminded_on", function="greatest"))
    return (
        rows.annotate(told_on=Subquery(told.values("told_on")[:1]))
        .select_related("organisation")
        .order_by("deadline", "pk")
    )


def askable(actor: Actor) -> tuple[list[Organisation], list[Organisation]]:
    """Return our members now, and others we share a circle with, each in order of name."""
    today = clock.today()
    now = Membership.objects.filter(
        Q(since__isnull=True) | Q(since__lte=today),
        Q(until__isnull=True) | Q(until__gte=today),
        federation=actor.organisation_id,
    )
    circle = Organisation.objects.filter(InCircle(F("pk"))).exclude(pk=actor.organisation_id)
    rows = list(circle.exclude(kind=Organisation.Kind.FEDERATION).order_by("name", "pk"))
    members = set(now.values_list("member", flat=True))
    return (
        [row for row in rows if row.pk in members],
        [row for row in rows if row.pk not in members],
    )


def waiting_members(actor: Actor, polls: Iterable[Poll]) -> dict[int, list[int]]:
    """Return by poll the lines of those who have not answered."""
    rows = with_standing(actor, PollAsked.owned_by(actor).filter(poll__in=list(polls)))
    found: dict[int, list[int]] = defaultdict(list)
    waiting = rows.filter(standing=Standing.WAITING.value).order_by("pk")
    for poll, pk in waiting.values_list("poll", "pk"):
        found[poll].append(pk)
    return found


def count_open(actor: Actor) -> int:
    """Return how many polls wait for our answer."""
    return int(polls_to_answer(actor).aggregate(n=Count("pk"))["n"])


def _own(actor: Actor, polls: Collection[Poll]) -> QuerySet[PollAnswer]:
    return PollAnswer.visible_to(actor).filter(
        poll_id__in=[poll.pk for poll in polls],
        federation__in={poll.organisation_id for poll in polls},
    )


def _said(poll: Poll, asked: PollAsked, answer: PollAnswer | None) -> Said:
    common: Mapping[str, Any] = {
        "asked_id": asked.pk,
        "member_id": asked.member_id,
        "member": asked.member.name,
        "population": asked.member.population,
        "reminded_on": asked.reminded_on,
    }
    source: PollAnswer | PollAsked | None = answer or (asked if asked.choice else None)
    if source is None:
        return Said(**common, standing=Standing.WAITING)
    on = answer.answered_on if answer else asked.written_on
    return Said(
        **common,
        standing=Standing(source.choice),
        hours=source.hours,
        money=source.money,
        seats=source.seats,
        condition=source.condition,
        contact=source.contact,
        mandate=source.mandate,
        who=answer.answered_by if answer else asked.written_by,
        on=on,
        told=answer is None,
        came_by="" if answer else asked.came_by or PollAsked.Came.TOLD,
        late=on is not None and is_late(on, poll.deadline),
    )
