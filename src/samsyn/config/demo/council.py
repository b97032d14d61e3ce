"""Let Fjordbygden's e-council meet, Barmark's council get ready, and a network find its people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.utils import timezone

from samsyn.apps.council.models import AgendaItem, Attendance, CallSent, Forum, ForumMember, Meeting
from samsyn.apps.council.public import (
    Plan,
    agenda_of,
    begin_meeting,
    digest_of,
    moves_told,
    number_lines,
)
from samsyn.apps.organisation.models import Person
from samsyn.apps.portfolio.models import Initiative
from samsyn.config.demo import sheets
from samsyn.config.demo.names import address_of
from samsyn.config.demo.people import Staff
from samsyn.config.demo.places import FEDERATION
from samsyn.config.demo.site import Site
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock
from samsyn.kernel.models import Access, Organisation, User

_SHEET = "council"
_COMES_IN = 12  # days
_SATURDAY = 5
_LAST = "14"  # days ago: the meeting that ran out of time
#: Who sits there with an account of their own: the strategists one can be in the demonstration.
_KNOWN = {"edskog": "maja.ekblad@edskog.example", "oskarsvik": "josefin.hellgren@oskarsvik.example"}
#: Absent three times with nobody in their place; absent twice; and away once with a substitute.
_AWAY, _NEARLY, _STOOD_IN_FOR = "kvarnheda", "algnas", "granmo"
_CHAIR = "oskarsvik"


@dataclass
class Council:
    """The federation's council in the demonstration, for those who tell more of it."""

    site: Site
    forum: Forum
    members: dict[str, ForumMember] = field(default_factory=dict)
    substitutes: dict[str, ForumMember] = field(default_factory=dict)
    held: Sequence[Meeting] = ()
    coming: Meeting | None = None

    @property
    def last(self) -> Meeting:
        """The meeting of nine items that was held two weeks ago."""
        return self.held[-1]


def meet(sites: Mapping[str, Site], staffs: Mapping[str, Staff]) -> Council:
    """Found the councils and the network; return the federation's council as it stands now."""
    site, staff = sites[FEDERATION], staffs[FEDERATION]
    with site.making("council"):
        council = Council(site, _forum(site))
        _seat(council, sites, staff)
        council.held = [_hold(council, row) for row in sheets.read(_SHEET)["Held"]]
        council.coming = _call(council)
        _wait(site, council.forum, "Backlog")
        _network(council, staff)
    _at_barmark(sites["barmark"], staffs["barmark"])
    return council


def _forum(site: Site) -> Forum:
    return Forum.everything.create(
        organisation_id=site.id,
        name="Fjordbygdens e-råd",
        short_name="E-rådet",
        kind=Forum.Kind.E_COUNCIL,
        purpose="Det som fjorton kommuner gör bättre tillsammans än var för sig.",
        mandate=(
            "Rådet beslutar om gemensamma insatser, i vilken ordning de görs, och om"
            " Samverkanspotten. Varje kommun beslutar själv om sitt deltagande."
        ),
        asks_above="Insatser som binder en kommun längre än avtalet går till Förbundsdirektionen.",
        decides_up_to=500_000,
        quorum=Forum.Quorum.HALF,
        usual_place="Rådhuset i Oskarsvik, Stora salen",
        usual_start=time(9),
        usual_minutes=180,
        since=site.today - timedelta(days=900),
    )


def _seat(council: Council, sites: Mapping[str, Site], staff: Staff) -> None:
    towns = Organisation.objects.filter(memberships__federation=council.site.id).order_by("name")
    since = council.site.today - timedelta(days=700)
    for town in towns:
        if town.slug not in sites:
            continue
        is_chair = town.slug == _CHAIR
        seat = ForumMember.Seat.CHAIR if is_chair else ForumMember.Seat.MEMBER
        known = _KNOWN.get(town.slug, "")
        person = _person(council.site, town.slug, "Digitaliseringsansvarig", known)
        member = _sits(council.forum, person, town, seat=seat, since=since)
        stand_in = _person(council.site, town.slug, "Verksamhetsutvecklare")
        council.members[town.slug] = member
        council.substitutes[town.slug] = _sits(
            council.forum, stand_in, town, seat=ForumMember.Seat.SUBSTITUTE, since=since
        )
    secretary = staff.person("sa")
    if secretary:
        writes = {"seat": ForumMember.Seat.SECRETARY, "right": ForumMember.Right.SPEAK}
        _sits(council.forum, secretary, None, since=since, **writes)


def _person(site: Site, slug: str, title: str, known: str = "") -> Person:
    """Return somebody of a municipality as the federation writes them down."""
    user = User.objects.filter(email=known).first() if known else None
    name = user.name if user else site.names.invent()
    if user:
        entry = {"organisation_id": site.id, "user": user, "role": AccessRole.MEMBER}
        if not Access.owned_by(site.samsyn).filter(user=user).exists():
            Access.everything.create(**entry)
    return Person.everything.create(
        organisation_id=site.id,
        name=name,
        email=known or address_of(name, slug),
        job_title=title,
        user=user,
        confirmed_on=site.today - timedelta(days=30),
    )


def _sits(
    forum: Forum, person: Person, town: Organisation | None, **columns: object
) -> ForumMember:
    return ForumMember.everything.create(
        organisation_id=forum.organisation_id,
        forum=forum,
        person=person,
        represents=town,
        **columns,
    )


def _at(site: Site, days: int, hour: int = 9) -> datetime:
    """Return an hour so many days from now; nobody is called to a Saturday or a Sunday."""
    day = site.today + timedelta(days=days)
    if days > 0 and day.weekday() >= _SATURDAY:
        day += timedelta(days=7 - day.weekday())
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _hold(council: Council, row: sheets.Row) -> Meeting:
    """Write down one meeting that was held, who was there, and what it dealt with."""
    site = council.site
    begins = _at(site, -int(row["days"]))
    plan = Plan(
        starts_at=begins, ends_at=begins + timedelta(hours=3), place=council.forum.usual_place
    )
    meeting = begin_meeting(site.samsyn, council.forum, plan)
    known = {item["key"]: item for item in sheets.read(_SHEET)["Items"]}
    items = [_item(site, council.forum, known[key]) for key in row["items"].split()]
    for item in items:
        item.meeting, item.state = meeting, AgendaItem.State.DONE
    number_lines(items)
    meeting.state = Meeting.State.ENDED
    meeting.opened_at, meeting.closed_at = begins, begins + timedelta(minutes=165)
    meeting.save()
    _come(council, meeting, int(row["days"]))
    if row["days"] == _LAST:
        _postpone(council, [items[-2], items[-3]])
    return meeting


def _come(council: Council, meeting: Meeting, days: int) -> None:
    rows = list(Attendance.owned_by(council.site.samsyn).filter(meeting=meeting))
    slugs = {member.pk: slug for slug, member in council.members.items()}
    away = {_AWAY, _STOOD_IN_FOR} | (set() if days == int(_LAST) else {_NEARLY})
    for row in rows:
        here = slugs.get(row.member_id or 0) not in away
        row.presence = Attendance.Presence.PRESENT if here else Attendance.Presence.ABSENT
        row.answer = Attendance.Answer.COMES if here else Attendance.Answer.DECLINES
    Attendance.everything.bulk_update(rows, ["presence", "answer"])
    absent = next(row for row in rows if slugs.get(row.member_id or 0) == _STOOD_IN_FOR)
    stand_in = council.substitutes[_STOOD_IN_FOR]
    Attendance.everything.create(
        organisation_id=council.site.id,
        meeting=meeting,
        member=stand_in,
        person=stand_in.person,
        who=stand_in.person.name,
        email=stand_in.person.email,
        represents=absent.represents,
        part=Attendance.Part.SUBSTITUTE,
        substitutes=absent,
        answer=Attendance.Answer.COMES,
        presence=Attendance.Presence.PRESENT,
    )


def _postpone(council: Council, items: Sequence[AgendaItem]) -> None:
    """Let time run out: both wait, and one of them will be forgotten on the next agenda."""
    for item in items:
        item.state = AgendaItem.State.POSTPONED
        item.save()
        AgendaItem.everything.create(
            organisation_id=council.site.id,
            forum=council.forum,
            name=item.name,
            type=item.type,
            minutes=item.minutes,
            description=item.description,
            initiative=item.initiative,
            proposed_on=item.proposed_on,
            postponed_from=item,
        )


def _call(council: Council) -> Meeting:
    """Plan the next meeting with one postponed item left out; its call went out last week."""
    site = council.site
    begins = _at(site, _COMES_IN)
    plan = Plan(
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        place=council.forum.usual_place,
        link="https://mote.fjordbygden.example/e-radet",
        to_members="Läs underlaget till punkt 4 innan. Fika finns från halv nio.",
    )
    meeting = begin_meeting(site.samsyn, council.forum, plan)
    postponed = list(AgendaItem.owned_by(site.samsyn).filter(meeting=meeting).order_by("order"))
    forgotten = postponed.pop()
    forgotten.meeting, forgotten.state = None, AgendaItem.State.BACKLOG
    forgotten.order, forgotten.number = 0, ""
    forgotten.save()
    first, *rest = [_item(site, council.forum, row) for row in sheets.read(_SHEET)["Coming"]]
    lines = [first, *postponed, *rest]
    for item in lines:
        item.meeting, item.state = meeting, AgendaItem.State.PLANNED
    number_lines(lines)
    meeting.state = Meeting.State.CALLED
    agenda = agenda_of(site.samsyn, meeting)
    moves = moves_told(site.samsyn, agenda.items)
    meeting.called_digest = digest_of(meeting, agenda, moves)
    meeting.save()
    _answer(site, meeting)
    return meeting


def _answer(site: Site, meeting: Meeting) -> None:
    """Let the call have gone out a week ago, and most have answered."""
    rows = list(Attendance.owned_by(site.samsyn).filter(meeting=meeting).order_by("pk"))
    sent_at = clock.now() - timedelta(days=6)
    CallSent.everything.bulk_create(
        CallSent(
            organisation_id=site.id,
            forum_id=meeting.forum_id,
            visibility=row.visibility,
            attendance=row,
            method=CallSent.Method.REQUEST,
            sequence=0,
            agenda_digest=meeting.called_digest,
            sent_at=sent_at,
        )
        for row in rows
    )
    said = ["comes", "comes", "maybe", "comes", "waiting", "comes", "comes"]
    for nth, row in enumerate(rows):
        row.answer = said[nth % len(said)]
        row.answered_at = sent_at + timedelta(hours=nth) if row.answer != "waiting" else None
    Attendance.everything.bulk_update(rows, ["answer", "answered_at"])


def _item(site: Site, forum: Forum, row: sheets.Row) -> AgendaItem:
    initiative = row.get("initiative")
    mine = Initiative.owned_by(site.samsyn).filter(name=initiative).first() if initiative else None
    return AgendaItem(
        organisation_id=site.id,
        forum=forum,
        name=row["name"],
        type=row["type"],
        minutes=int(row["minutes"]),
        presenter=Person.owned_by(site.samsyn).filter(name=row.get("presenter") or "-").first(),
        description=row["about"],
        proposal=row.get("proposal", ""),
        basis=row.get("basis", ""),
        consequences=row.get("consequences", ""),
        initiative=mine,
        is_break=row["name"] == "Paus",
        proposed_on=None if row["name"] == "Paus" else site.today - timedelta(days=20),
    )


def _wait(site: Site, forum: Forum, heading: str) -> None:
    for row in sheets.read(_SHEET)[heading]:
        _item(site, forum, row).save()


def _network(council: Council, staff: Staff) -> None:
    """Let those who keep information safe meet across the municipalities."""
    site = council.site
    forum = Forum.everything.create(
        organisation_id=site.id,
        name="Nätverket för informationssäkerhet",
        kind=Forum.Kind.NETWORK,
        purpose="Fråga, dela och slippa uppfinna samma rutin fjorton gånger.",
        quorum=Forum.Quorum.NONE,
        decides_by=Forum.DecidesBy.CONSENSUS,
        since=site.today - timedelta(days=300),
    )
    leader = staff.person("is2")
    if leader:
        _sits(forum, leader, None, seat=ForumMember.Seat.CHAIR)
    for slug in ("edskog", "tjarnas", "granmo", "vassmyra", "fjordkoping"):
        member = council.members[slug]
        town = member.represents
        _sits(forum, _person(site, slug, "Informationssäkerhetssamordnare"), town)
    begins = _at(site, 20, 13)
    plan = Plan(starts_at=begins, ends_at=begins + timedelta(hours=1))
    begin_meeting(site.samsyn, forum, plan)


def _at_barmark(site: Site, staff: Staff) -> None:
    """Found Barmark's council of digitalisation among its own people."""
    with site.making("council"):
        forum = Forum.everything.create(
            organisation_id=site.id,
            name="Digitaliseringsrådet",
            short_name="DR",
            kind=Forum.Kind.DIGITALISATION,
            mandate="Prioriterer porteføljen og deler ut digitaliseringsmidlene.",
            asks_above="Satsinger over fem millioner går til kommunedirektøren.",
            decides_up_to=5_000_000,
            decides_by=Forum.DecidesBy.CHAIR,
        )
        for nth, person in enumerate(list(staff.people.values())[:7]):
            seat = (ForumMember.Seat.CHAIR, ForumMember.Seat.SECRETARY)
            as_what = seat[nth] if nth < len(seat) else ForumMember.Seat.MEMBER
            _sits(forum, person, None, seat=as_what)
        begins = _at(site, 9, 12)
        plan = Plan(starts_at=begins, ends_at=begins + timedelta(hours=2), place="Rådhuset")
        begin_meeting(site.samsyn, forum, plan)
        _wait(site, forum, "Barmark")
