"""How each member stands: what it is in, what waits for it, how able it is; a few set questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Trim
from django.utils import timezone

from samsyn.apps.council.public import (
    Action,
    Adjustment,
    Attendance,
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
)
from samsyn.apps.sharing.public import Offer
from samsyn.domain.access.actor import Actor
from samsyn.kernel.asking import ready, together
from samsyn.kernel.models import Membership, Organisation

YEAR = timedelta(days=365)
_OPEN = (Action.State.OPEN, Action.State.DOING)
_SOON, _LATEST = 6, 12

Ids = Sequence[int]


@dataclass(slots=True)
class Standing:
    """One member of the federation, as the actor may see it, with the rows themselves."""

    member: Organisation
    waiting: list[PollAsked] = field(default_factory=list)
    takes_part: list[Participant] = field(default_factory=list)
    seats: list[ForumMember] = field(default_factory=list)
    present: int = 0
    called: int = 0
    actions: list[Action] = field(default_factory=list)
    levels: list[CapabilityAssessment] = field(default_factory=list)

    def overdue(self, today: date) -> list[Action]:
        """Actions whose day has passed."""
        return [a for a in self.actions if a.due_on and a.due_on < today]

    @property
    def mean_level(self) -> float | None:
        """The mean of its levels; None where nothing is assessed."""
        known = [a.level for a in self.levels]
        return sum(known) / len(known) if known else None

    @property
    def gaps(self) -> list[CapabilityAssessment]:
        """Capabilities below their target, the widest gap first."""
        behind = [a for a in self.levels if a.target is not None and a.level < a.target]
        return sorted(behind, key=lambda a: (a.level - (a.target or 0), a.name))


@dataclass(slots=True)
class Line:
    """One member in figures: what the coordinator's list of all members shows."""

    member: Organisation
    waiting: list[int] = field(default_factory=list)
    late_polls: int = 0
    takes_part: int = 0
    seats: int = 0
    present: int = 0
    called: int = 0
    actions: int = 0
    overdue: int = 0
    mean_level: float | None = None
    gaps: int = 0
    offers: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody in the federation's own house."""

    polls: list[tuple[Poll, list[int]]]
    more_polls: int
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


def lines_of(
    actor: Actor, federation_id: int, members: Iterable[Organisation], today: date
) -> list[Line]:
    """Return every member in figures, counted by the database; one round trip for all of them."""
    found = {member.pk: Line(member) for member in members}
    ids, federation = tuple(found), federation_id
    waits, parts, sits, came, actions, levels, offers = together(
        [
            ready(_silent, actor, ids, federation=federation),
            ready(_counted_parts, actor, ids, federation=federation, today=today),
            ready(_sitting, actor, ids, federation=federation, today=today),
            _came(actor, federation, ids, today),
            ready(_open_actions, actor, federation=federation),
            ready(levels_of, actor, ids),
            ready(_counted_offers, actor, ids),
        ]
    )
    for member, poll, deadline in waits:
        found[member].waiting.append(poll)
        found[member].late_polls += deadline < today
    for row in parts:
        found[row["member"]].takes_part = row["n"]
    for member, _person in sits:
        found[member].seats += 1
    for row in came:
        line = found[row["member__represents"]]
        line.called, line.present = row["called"], row["present"]
    for pk, due_on in _whose(found, sits, actions):
        found[pk].actions += 1
        found[pk].overdue += due_on is not None and due_on < today
    for row in levels:
        line = found[row["organisation"]]
        line.mean_level, line.gaps = row["mean"], row["gaps"]
    for row in offers:
        found[row["organisation"]].offers = row["n"]
    return list(found.values())


def standing_of(actor: Actor, federation_id: int, member: Organisation, today: date) -> Standing:
    """Return how one member stands with a federation; one round trip."""
    both = {"federation": federation_id, "member": member.pk}
    waiting, parts, sits, came, actions, levels = together(
        [
            ready(_waits_for, actor, **both),
            ready(_taken_part, actor, **both, today=today),
            ready(_seated, actor, **both, today=today),
            _came(actor, federation_id, [member.pk], today),
            ready(_asked_of, actor, **both, today=today, name=member.name),
            ready(_levels_now, actor, member=member.pk),
        ]
    )
    seen = came[0] if came else {"called": 0, "present": 0}
    return Standing(
        member,
        waiting=waiting,
        takes_part=parts,
        seats=sits,
        present=seen["present"],
        called=seen["called"],
        actions=actions,
        levels=levels,
    )


def _silent(actor: Actor, ids: Ids, *, federation: int) -> QuerySet[Any, Any]:
    rows = _waiting(actor, federation, ids)
    return rows.values_list("member_id", "poll_id", "poll__deadline")


def _counted_parts(actor: Actor, ids: Ids, *, federation: int, today: date) -> QuerySet[Any, Any]:
    return _parts(actor, federation, ids, today).values("member").annotate(n=Count("pk"))


def _sitting(actor: Actor, ids: Ids, *, federation: int, today: date) -> QuerySet[Any, Any]:
    rows = ForumMember.visible_to(actor).filter(_still(today), organisation=federation)
    seated = rows.filter(represents__in=ids).order_by("pk")
    return seated.values_list("represents_id", "person_id")


def _open_actions(actor: Actor, *, federation: int) -> QuerySet[Any, Any]:
    rows = Action.visible_to(actor).filter(organisation=federation, state__in=_OPEN)
    return rows.values_list("responsible_id", "who", "due_on")


def _counted_offers(actor: Actor, ids: Ids) -> QuerySet[Any, Any]:
    rows = Offer.visible_to(actor).filter(organisation__in=ids, withdrawn_on=None)
    return rows.order_by().values("organisation").annotate(n=Count("pk"))


def _waits_for(actor: Actor, *, federation: int, member: int) -> QuerySet[PollAsked]:
    return _waiting(actor, federation, [member]).select_related("poll")


def _taken_part(
    actor: Actor, *, federation: int, member: int, today: date
) -> QuerySet[Participant, Any]:
    return _parts(actor, federation, [member], today).select_related("shared")


def _seated(actor: Actor, *, federation: int, member: int, today: date) -> QuerySet[ForumMember]:
    rows = ForumMember.visible_to(actor).filter(_still(today), organisation=federation)
    return rows.filter(represents=member).order_by("pk").select_related("forum", "person")


def _asked_of(
    actor: Actor, *, federation: int, member: int, today: date, name: str
) -> QuerySet[Action]:
    """Return what waits for those who sit for the member, or for the member by its name."""
    everybody = ForumMember.visible_to(actor).filter(_still(today), organisation=federation)
    seats = everybody.filter(represents=member).order_by()
    other = everybody.filter(represents__isnull=False, person=OuterRef("responsible"))
    whose = Q(responsible__in=seats.values("person")) | (Q(named__iexact=name) & ~Exists(other))
    rows = Action.visible_to(actor).annotate(named=Trim("who"))
    found = rows.filter(whose, organisation=federation, state__in=_OPEN)
    return found.select_related("responsible").order_by("due_on", "pk")


def _levels_now(actor: Actor, *, member: int) -> QuerySet[CapabilityAssessment]:
    rows = CapabilityAssessment.visible_to(actor).filter(pk__in=_newest(actor, [member]))
    return rows.select_related("capability")


def levels_of(actor: Actor, ids: Ids) -> QuerySet[Any, Any]:
    """Return the mean level of each organisation now, and how many of its levels are too low."""
    behind = Count("pk", filter=Q(level__lt=F("target")))
    rows = CapabilityAssessment.visible_to(actor).filter(pk__in=_newest(actor, ids)).order_by()
    return rows.values("organisation").annotate(mean=Avg("level"), gaps=behind)


def _newest(actor: Actor, ids: Ids) -> QuerySet[Any, Any]:
    return (
        CapabilityAssessment.visible_to(actor)
        .filter(organisation__in=ids)
        .order_by("organisation", "capability", "-assessed_on")
        .distinct("organisation", "capability")
        .values("pk")
    )


def _still(today: date) -> Q:
    return Q(until__isnull=True) | Q(until__gte=today)


def _waiting(actor: Actor, federation_id: int, ids: Ids) -> QuerySet[PollAsked]:
    """Return who has said nothing in polls that are out, and of whom nothing is written down."""
    given = PollAnswer.visible_to(actor).filter(
        federation=federation_id, poll_id=OuterRef("poll_id"), organisation=OuterRef("member")
    )
    return PollAsked.visible_to(actor).filter(
        ~Exists(given),
        organisation=federation_id,
        member__in=ids,
        choice="",
        poll__state=Poll.State.ASKED,
    )


def _parts(actor: Actor, federation_id: int, ids: Ids, today: date) -> QuerySet[Participant, Any]:
    rows = Participant.visible_to(actor).filter(
        _still(today), organisation=federation_id, member__in=ids
    )
    return rows.exclude(takes_part=Choice.NO).order_by()


def _came(actor: Actor, federation_id: int, ids: Ids, today: date) -> QuerySet[Any, Any]:
    """Return how many of the year's meetings each was called to, and came to."""
    there = Count("pk", filter=Q(presence=Attendance.Presence.PRESENT))
    rows = Attendance.visible_to(actor).filter(
        organisation=federation_id,
        meeting__state=Meeting.State.ENDED,
        meeting__starts_at__gte=start_of(today - YEAR),
        member__represents__in=ids,
    )
    counted = rows.order_by().values("member__represents")
    return counted.annotate(called=Count("pk"), present=there)


def _whose(
    found: Mapping[int, Line],
    seats: Iterable[tuple[int, int]],
    actions: Iterable[tuple[int | None, str, date | None]],
) -> Iterator[tuple[int, date | None]]:
    """Yield the member whose person, or whose name, each open action names, and its day."""
    whose = {person: member for member, person in seats}
    named = {line.member.name.casefold(): pk for pk, line in found.items()}
    for responsible, who, due_on in actions:
        pk = whose.get(responsible or 0) or named.get(who.strip().casefold())
        if pk is not None:
            yield pk, due_on


def what_waits(actor: Actor, lines: Iterable[Line], today: date) -> Waiting:
    """Return what waits for whom in the federation's own house; one round trip.

    Of polls and actions the most urgent: there may be hundreds, and each list has all of its own.
    """
    waiting: dict[int, list[int]] = defaultdict(list)
    for line in lines:
        for poll_id in line.waiting:
            waiting[poll_id].append(line.member.pk)
    polls, adjusters, actions, calls = together(
        [
            Poll.owned_by(actor)
            .filter(state=Poll.State.ASKED, pk__in=list(waiting))
            .order_by("deadline", "pk")[:_LATEST],
            ready(_still_to_approve, actor),
            ready(_late_actions, actor, today=today),
            Meeting.owned_by(actor)
            .filter(state=Meeting.State.CALLED, starts_at__gte=start_of(today))
            .annotate(
                silent=Count("attendances", filter=Q(attendances__answer=Attendance.Answer.WAITING))
            )
            .filter(silent__gt=0)
            .order_by("starts_at")[:_SOON],
        ]
    )
    by_meeting: dict[int, list[Attendance]] = defaultdict(list)
    for person in adjusters:
        by_meeting[person.meeting_id].append(person)
    drafts = Minutes.owned_by(actor).filter(meeting__in=list(by_meeting)).select_related("meeting")
    return Waiting(
        polls=[(poll, waiting[poll.pk]) for poll in polls],
        more_polls=len(waiting) - len(polls),
        minutes=[(m, by_meeting[m.meeting_id]) for m in drafts] if by_meeting else [],
        actions=actions,
        late=actions[0].late if actions else 0,
        calls=[(meeting, meeting.silent) for meeting in calls],
    )


def _still_to_approve(actor: Actor) -> QuerySet[Attendance]:
    said = Adjustment.owned_by(actor).filter(
        minutes=OuterRef("meeting__minutes_of"),
        attendance=OuterRef("pk"),
        digest=OuterRef("meeting__minutes_of__digest"),
        approved_at__isnull=False,
    )
    rows = Attendance.owned_by(actor).filter(
        ~Exists(said), adjusts=True, meeting__minutes_of__state=Minutes.State.SENT
    )
    return rows.select_related("meeting")


def _late_actions(actor: Actor, *, today: date) -> QuerySet[Any, Any]:
    rows = Action.owned_by(actor).filter(state__in=_OPEN, due_on__lt=today)
    counted = rows.select_related("responsible").annotate(late=Window(Count("pk")))
    return counted.order_by("due_on", "pk")[:_LATEST]


def start_of(day: date) -> datetime:
    """Return when a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))
