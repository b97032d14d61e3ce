"""How each member stands: what it is in, what waits for it, how able it is; a few set questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum, Window
from django.utils import timezone

from samsyn.apps.council.public import (
    Action,
    Adjustment,
    Attendance,
    Decision,
    ForumMember,
    Meeting,
    Minutes,
)
from samsyn.apps.federation.public import (
    CapabilityAssessment,
    Choice,
    Participant,
    Poll,
    PollAnswer,
    PollAsked,
    TimeAgreement,
    TimeGiven,
)
from samsyn.apps.sharing.public import Offer
from samsyn.domain.access.actor import Actor
from samsyn.kernel.asking import together
from samsyn.kernel.models import Membership, Organisation

YEAR = timedelta(days=365)
_OPEN = (Action.State.OPEN, Action.State.DOING)
_SOON, _LATEST = 6, 12


@dataclass(slots=True)
class Standing:
    """One member of the federation, as the actor may see it."""

    member: Organisation
    waiting: list[PollAsked] = field(default_factory=list)
    answered: int = 0
    takes_part: list[Participant] = field(default_factory=list)
    seats: list[ForumMember] = field(default_factory=list)
    present: int = 0
    called: int = 0
    actions: list[Action] = field(default_factory=list)
    levels: dict[int, CapabilityAssessment] = field(default_factory=dict)
    offers: int = 0

    def overdue(self, today: date) -> list[Action]:
        """Actions whose day has passed."""
        return [a for a in self.actions if a.due_on and a.due_on < today]

    @property
    def mean_level(self) -> float | None:
        """The mean of its levels; None where nothing is assessed."""
        known = [a.level for a in self.levels.values()]
        return sum(known) / len(known) if known else None

    @property
    def gaps(self) -> list[CapabilityAssessment]:
        """Capabilities below their target, the widest gap first."""
        behind = [a for a in self.levels.values() if a.target is not None and a.level < a.target]
        return sorted(behind, key=lambda a: (a.level - (a.target or 0), a.name))


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody in the federation's own house."""

    polls: list[tuple[Poll, list[PollAsked]]]
    minutes: list[tuple[Minutes, list[Attendance]]]
    actions: list[Action]
    late: int
    calls: list[tuple[Meeting, int]]


def members_of(federation_id: int, today: date) -> list[Organisation]:
    """Return who is a member today, in order of name."""
    now = Membership.objects.filter(
        Q(since__isnull=True) | Q(since__lte=today),
        Q(until__isnull=True) | Q(until__gte=today),
        federation=federation_id,
    )
    return sorted(
        (m.member for m in now.select_related("member")), key=lambda member: member.name.casefold()
    )


def federations_of(member_id: int, today: date) -> list[Organisation]:
    """Return the federations that an organisation is a member of today."""
    now = Membership.objects.filter(
        Q(since__isnull=True) | Q(since__lte=today),
        Q(until__isnull=True) | Q(until__gte=today),
        member=member_id,
    )
    return sorted(
        (m.federation for m in now.select_related("federation")), key=lambda one: one.name
    )


def standings(
    actor: Actor, federation_id: int, members: Iterable[Organisation], today: date
) -> list[Standing]:
    """Return how these members stand with a federation; one round trip for all of them."""
    found = {member.pk: Standing(member) for member in members}
    asked, answers, parts, sits, came, actions, levels, offers = together(
        [
            *_work_of(actor, federation_id, list(found), today),
            *_sights(actor, federation_id, list(found), today),
        ]
    )
    _polls(found, asked, answers)
    for part in parts:
        found[part.member_id].takes_part.append(part)
    for seat in sits:
        found[seat.represents_id].seats.append(seat)
    for row in came:
        standing = found[row["member__represents"]]
        standing.called, standing.present = row["called"], row["present"]
    _actions(found, sits, actions)
    for level in levels:
        found[level.organisation_id].levels[level.capability_id] = level
    for row in offers:
        found[row["organisation"]].offers = row["n"]
    return list(found.values())


def _work_of(
    actor: Actor, federation_id: int, ids: list[int], today: date
) -> list[QuerySet[Any, Any]]:
    """Return what to ask of polls and shared work."""
    own, still = Q(organisation=federation_id), Q(until__isnull=True) | Q(until__gte=today)
    return [
        PollAsked.visible_to(actor)
        .filter(own, member__in=ids, poll__state=Poll.State.ASKED)
        .select_related("poll"),
        PollAnswer.visible_to(actor).filter(organisation__in=ids, federation=federation_id),
        Participant.visible_to(actor)
        .filter(own, still, member__in=ids)
        .exclude(takes_part=Choice.NO)
        .select_related("shared", "shared__initiative"),
    ]


def _sights(
    actor: Actor, federation_id: int, ids: list[int], today: date
) -> list[QuerySet[Any, Any]]:
    """Return what to ask of forums, promises, abilities and offers."""
    own, still = Q(organisation=federation_id), Q(until__isnull=True) | Q(until__gte=today)
    there = Count("pk", filter=Q(presence=Attendance.Presence.PRESENT))
    return [
        ForumMember.visible_to(actor)
        .filter(own, still, represents__in=ids)
        .select_related("forum", "person"),
        Attendance.visible_to(actor)
        .filter(
            own,
            meeting__state=Meeting.State.ENDED,
            meeting__starts_at__gte=_start_of(today - YEAR),
            member__represents__in=ids,
        )
        .values("member__represents")
        .annotate(called=Count("pk"), present=there),
        Action.visible_to(actor)
        .filter(own, state__in=_OPEN)
        .select_related("responsible", "forum"),
        CapabilityAssessment.visible_to(actor)
        .filter(organisation__in=ids)
        .order_by("organisation", "capability", "-assessed_on")
        .distinct("organisation", "capability"),
        Offer.visible_to(actor)
        .filter(organisation__in=ids, withdrawn_on=None)
        .order_by()
        .values("organisation")
        .annotate(n=Count("pk")),
    ]


def _polls(
    found: dict[int, Standing], asked: Iterable[PollAsked], answers: Iterable[PollAnswer]
) -> None:
    given = {(a.organisation_id, a.poll_id) for a in answers}
    for one in asked:
        standing = found[one.member_id]
        if one.choice or (one.member_id, one.poll_id) in given:
            standing.answered += 1
        else:
            standing.waiting.append(one)


def _actions(
    found: dict[int, Standing], seats: Iterable[ForumMember], actions: Iterable[Action]
) -> None:
    """Give each open action to the member whose person, or whose name, it names."""
    whose = {seat.person_id: seat.represents_id for seat in seats}
    named = {standing.member.name.casefold(): pk for pk, standing in found.items()}
    for action in actions:
        pk = whose.get(action.responsible_id or 0) or named.get(action.who.strip().casefold())
        if pk in found:
            found[pk].actions.append(action)


def what_waits(actor: Actor, members: Iterable[Standing], today: date) -> Waiting:
    """Return what waits for whom in the federation's own house; one round trip."""
    said = Adjustment.owned_by(actor).filter(
        minutes=OuterRef("meeting__minutes_of"),
        attendance=OuterRef("pk"),
        digest=OuterRef("meeting__minutes_of__digest"),
        approved_at__isnull=False,
    )
    polls, adjusters, actions, calls = together(
        [
            Poll.owned_by(actor).filter(state=Poll.State.ASKED).order_by("deadline", "pk"),
            Attendance.owned_by(actor)
            .filter(adjusts=True, meeting__minutes_of__state=Minutes.State.SENT)
            .filter(~Exists(said))
            .select_related("meeting"),
            Action.owned_by(actor)
            .filter(state__in=_OPEN, due_on__lt=today)
            .select_related("responsible")
            .annotate(late=Window(Count("pk")))
            .order_by("due_on", "pk")[:_LATEST],
            Meeting.owned_by(actor)
            .filter(state=Meeting.State.CALLED, starts_at__gte=_start_of(today))
            .annotate(
                silent=Count("attendances", filter=Q(attendances__answer=Attendance.Answer.WAITING))
            )
            .filter(silent__gt=0)
            .order_by("starts_at")[:_SOON],
        ]
    )
    waiting: dict[int, list[PollAsked]] = defaultdict(list)
    for standing in members:
        for one in standing.waiting:
            waiting[one.poll_id].append(one)
    by_meeting: dict[int, list[Attendance]] = defaultdict(list)
    for person in adjusters:
        by_meeting[person.meeting_id].append(person)
    drafts = Minutes.owned_by(actor).filter(meeting__in=list(by_meeting)).select_related("meeting")
    return Waiting(
        polls=[(poll, waiting[poll.pk]) for poll in polls if waiting[poll.pk]],
        minutes=[(m, by_meeting[m.meeting_id]) for m in drafts] if by_meeting else [],
        actions=actions,
        late=actions[0].late if actions else 0,
        calls=[(meeting, meeting.silent) for meeting in calls],
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a member's one page says beside its standing."""

    decisions: list[Decision]
    meetings: list[Meeting]
    agreements: list[TimeAgreement]
    given: dict[int, float]


def sheet_of(actor: Actor, federation_id: int, member_id: int, today: date) -> Sheet:
    """Return what was decided lately, what meets next and what time is shared; one round trip."""
    decisions, meetings, agreements, given = together(
        [
            Decision.visible_to(actor)
            .filter(
                organisation=federation_id,
                decided_on__gte=today - timedelta(days=120),
                closed_doors=False,
            )
            .order_by("-decided_on", "-pk")[:12],
            Meeting.visible_to(actor)
            .filter(
                organisation=federation_id,
                starts_at__gte=_start_of(today),
                state__in=(Meeting.State.PLANNED, Meeting.State.CALLED),
            )
            .order_by("starts_at")[:_SOON],
            TimeAgreement.visible_to(actor)
            .filter(organisation=member_id, holds=True, until__gte=today)
            .select_related("role", "partner"),
            TimeGiven.visible_to(actor)
            .filter(Q(organisation=member_id) | Q(partner=member_id), month__gte=today - YEAR)
            .order_by()
            .values("agreement__key")
            .annotate(hours=Sum("hours")),
        ]
    )
    hours = {row["agreement__key"]: row["hours"] for row in given}
    return Sheet(decisions, meetings, agreements, {a.pk: hours.get(a.key, 0) for a in agreements})


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
