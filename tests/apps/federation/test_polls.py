"""The federation asks, each member answers for itself, and nobody outside learns of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO

import psycopg
import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.test import Client
from django.utils import translation

from samsyn.apps.federation.jobs import look_after
from samsyn.apps.federation.models import (
    Poll,
    PollAnswer,
    PollAsked,
)
from samsyn.apps.federation.queries.polls import answers_of, polls_to_answer, tallies
from samsyn.apps.federation.services.answer_poll import Answer, answer_poll, write_down_answer
from samsyn.apps.federation.services.ask_members import ask_members
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.federation.polling import PollFlaw
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Change, SearchEntry
from samsyn.kernel.records.declaration import record_of
from samsyn.kernel.records.documents.services import keep_document
from tests.apps.federation.poll_help import MANDATE, answer_of, over, poll_of
from tests.support.builders import Town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> object:
    """Speak English."""
    with translation.override("en"):
        yield


def flaws(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [str(one.code) for one in refused.value.objections]


def at(day: object) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(hours=9)  # type: ignore[arg-type]


def where(town: Town, poll: Poll) -> dict[str, str]:
    with town.looking():
        return {
            one.member: str(one.standing) for one in answers_of(town.administrator, [poll])[poll.pk]
        }


def test_members_answer_and_all_of_them_see_where_each_stands(
    alliance: Town, north: Town, south: Town
) -> None:
    poll = poll_of(alliance, asks=[north, south])
    answer_of(north, poll, "lead", hours=40)

    for town in (alliance, north, south):
        assert where(town, poll) == {"North": "lead", "South": "waiting"}
        with town.looking():
            counts = tallies(town.administrator, [poll.pk])[poll.pk]
        assert (counts.asked, counts.yes, counts.no, counts.waiting) == (2, 1, 0, 1)


def test_nobody_at_the_federation_can_write_a_members_answer(alliance: Town, north: Town) -> None:
    poll = poll_of(alliance, asks=[north])
    answer_of(north, poll, "no")

    with alliance.arranging(), pytest.raises(ProgrammingError), transaction.atomic():
        PollAnswer.everything.create(
            organisation_id=north.id, federation_id=alliance.id, poll_id=poll.pk, choice="lead",
            mandate="x", answered_by="x", answered_on=clock.today(),
        )  # fmt: skip
    with alliance.arranging():
        assert PollAnswer.everything.filter(poll_id=poll.pk).update(choice="lead") == 0
    assert where(alliance, poll) == {"North": "no"}


def test_who_is_not_asked_and_who_may_not_answer_are_refused(
    alliance: Town, north: Town, south: Town, far: Town
) -> None:
    poll = poll_of(alliance, asks=[north])

    with pytest.raises(Poll.DoesNotExist):
        answer_of(south, poll)
    with pytest.raises(Poll.DoesNotExist):
        answer_of(far, poll)
    with pytest.raises(NotAllowed):
        answer_poll(
            north.person(AccessRole.CONTRIBUTOR),
            poll_id=poll.pk,
            answer=Answer(choice="no", mandate=MANDATE),
        )


def test_everything_that_is_missing_is_said_at_once(alliance: Town, north: Town) -> None:
    poll = poll_of(alliance, asks=[north], asks_money=True)

    with pytest.raises(Refused) as refused:
        answer_of(north, poll, "join", hours=None, mandate=" ")
    assert flaws(refused) == [
        PollFlaw.MANDATE_MISSING,
        PollFlaw.HOURS_MISSING,
        PollFlaw.MONEY_MISSING,
    ]
    answer_of(north, poll, "no", hours=None)  # who says no puts nothing in


def test_an_answer_may_change_until_the_last_day_and_its_history_is_kept(
    alliance: Town, north: Town
) -> None:
    poll = poll_of(alliance, asks=[north])
    answer_of(north, poll, "no")
    with clock.stopped_at(at(poll.deadline)):
        answer_of(north, poll, "join")
    with clock.stopped_at(at(over(poll))), pytest.raises(Refused) as refused:
        answer_of(north, poll, "no")

    assert flaws(refused) == [PollFlaw.ANSWER_STANDS]
    with north.looking():
        rows = Change.visible_to(north.administrator).filter(table_name="federation_pollanswer")
        told = [(one.kind, (one.after or {}).get("choice")) for one in rows.order_by("pk")]
    assert told == [("insert", "no"), ("update", "join")]


def test_what_came_by_telephone_is_shown_as_such_and_gives_way_to_the_members_own(
    alliance: Town, north: Town
) -> None:
    poll = poll_of(alliance, asks=[north])
    with alliance.looking():
        asked = PollAsked.owned_by(alliance.administrator).get(poll=poll)
    said = Answer(choice="follow", mandate="Telefon med kommunchefen")
    write_down_answer(alliance.administrator, asked_id=asked.pk, answer=said)

    with north.looking():
        (one,) = answers_of(north.administrator, [poll])[poll.pk]
        assert (one.standing, one.told) == ("follow", True)
        assert list(polls_to_answer(north.administrator)) == []
    answer_of(north, poll, "join")
    with north.looking():
        (one,) = answers_of(north.administrator, [poll])[poll.pk]
        assert (one.standing, one.told) == ("join", False)
    with pytest.raises(Refused) as refused:
        write_down_answer(alliance.administrator, asked_id=asked.pk, answer=said)
    assert flaws(refused) == [PollFlaw.ANSWERED_ITSELF]


def test_asking_more_loses_no_answer(alliance: Town, north: Town, south: Town) -> None:
    poll = poll_of(alliance, asks=[north])
    answer_of(north, poll, "lead")
    with clock.stopped_at(at(over(poll))):
        look_after(alliance.id)
        later = over(poll) + timedelta(days=30)
        count = ask_members(
            alliance.administrator, poll_id=poll.pk, members=[north.id, south.id], deadline=later
        )

    assert count == 1
    assert where(alliance, poll) == {"North": "lead", "South": "waiting"}
    with alliance.looking():
        poll.refresh_from_db()
    assert (poll.state, poll.deadline) == (Poll.State.ASKED, later)


def test_only_those_who_share_a_federation_can_be_asked(alliance: Town, far: Town) -> None:
    poll = poll_of(alliance)

    with pytest.raises(Refused) as refused:
        ask_members(alliance.administrator, poll_id=poll.pk, members=[far.id])
    assert flaws(refused) == [PollFlaw.NOT_IN_CIRCLE]
    with pytest.raises(Refused) as refused:
        ask_members(
            alliance.administrator,
            poll_id=poll.pk,
            members=[],
            deadline=clock.today() - timedelta(1),
        )
    assert flaws(refused) == [PollFlaw.NOBODY_ASKED, PollFlaw.DEADLINE_PASSED]


def test_a_wider_circle_can_be_asked_without_being_members(
    db: None, as_owner: psycopg.Connection
) -> None:
    """Fourteen become forty-nine: the federation is itself in a larger one."""
    region = Town(as_owner, "region", kind="federation")
    district = Town(as_owner, "district", kind="federation")
    east, west = Town(as_owner, "east"), Town(as_owner, "west")
    for member, federation in ((district, region), (east, region), (west, district)):
        member.joins(federation)
    poll = poll_of(district, asks=[west])
    answer_of(west, poll, "join")
    ask_members(district.administrator, poll_id=poll.pk, members=[east.id])
    answer_of(east, poll, "follow", hours=None)

    assert where(district, poll) == {"West": "join", "East": "follow"}


def test_strangers_former_members_the_public_and_forum_members_see_nothing(
    alliance: Town, north: Town, far: Town, as_owner: psycopg.Connection
) -> None:
    former = Town(as_owner, "former")
    former.joins(alliance)
    until = "UPDATE kernel_membership SET until = {} WHERE member_id = %s"
    as_owner.execute(until.format("NULL"), [former.id])
    poll = poll_of(alliance, asks=[north, former], name="Hemlig fråga")
    answer_of(north, poll, "no", condition="Hemligt villkor")
    as_owner.execute(until.format("current_date - 1"), [former.id])
    addresses = [
        f"/polls/{poll.pk}/", "/polls/", "/who-is-in/", "/who-is-in.xlsx", "/polls/export.json",
        "/poll-members/", "/poll-members/export.json", "/search/?q=Hemlig",
        f"/polls/{poll.pk}/answer/",
    ]  # fmt: skip
    seen = []
    for town, role in (
        (far, AccessRole.ADMINISTRATOR),
        (former, AccessRole.ADMINISTRATOR),
        (north, AccessRole.MEMBER),
        (None, None),
    ):
        client = Client(raise_request_exception=False)
        if town is not None and role is not None:
            client.force_login(town.user(role))
        home = town.slug if town else north.slug
        for address in addresses:
            answer = client.get(f"/{home}{address}")
            body = b"".join(answer) if answer.streaming else answer.content
            assert answer.status_code < 500, address
            seen += [f"{home} {address}" for word in (b"Hemlig fr", b"Hemligt v") if word in body]
    assert seen == []
    for town in (far, former):
        assert rows_seen(town, poll) == 0


def told_by_sql(town: Town) -> list[str]:
    """Return the tables in which bare SQL shows this town anything of a poll."""
    tables = (
        "federation_poll", "federation_pollasked", "federation_pollanswer", "kernel_document",
        "kernel_documentpart",
    )  # fmt: skip
    with town.looking(), connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT 1 FROM {table}")  # noqa: S608 - our own tables
            found += [table] if cursor.fetchall() else []
    return found


def rows_seen(town: Town, poll: Poll) -> int:
    """Return how many rows of any kind tell this town of a poll."""
    actor = town.administrator
    with town.looking():
        return (
            Poll.visible_to(actor).count()
            + PollAsked.visible_to(actor).count()
            + PollAnswer.visible_to(actor).count()
            + Change.visible_to(actor).filter(table_name__startswith="federation_poll").count()
            + SearchEntry.everything.filter(title__icontains="Hemlig").count()
            + len(answers_of(actor, [poll])[poll.pk])
        )


def test_who_shares_the_federation_and_is_not_asked_sees_nothing_by_any_way(
    db: None, as_owner: psycopg.Connection
) -> None:
    """Neither a member that is not asked, nor one of a wider circle, nor a wider federation."""
    region, alliance = (Town(as_owner, slug, kind="federation") for slug in ("lan", "forbund"))
    north, south, west = (Town(as_owner, slug) for slug in ("ena", "tva", "tre"))
    for member, federation in (
        (north, alliance), (south, alliance), (alliance, region), (north, region), (west, region),
    ):  # fmt: skip
        member.joins(federation)
    poll = poll_of(alliance, asks=[north], name="Hemlig fråga")
    answer_of(north, poll, "no", condition="Hemligt villkor")
    record, content = record_of(Poll), b"Hemligt."
    assert record is not None
    with alliance.looking():
        keep_document(
            alliance.administrator, record, poll, BytesIO(content), name="Hemlig.txt", size=8
        )
    with alliance.looking():
        asked = PollAsked.owned_by(alliance.administrator).get()
    addresses = [
        f"/polls/{poll.pk}/", "/polls/", "/who-is-in/", "/who-is-in.xlsx", "/polls/export.json",
        "/poll-members/", "/poll-members/export.json", "/search/?q=Hemlig",
        f"/polls/{poll.pk}/answer/", f"/poll-members/{asked.pk}/", f"/polls/{poll.pk}/history/",
        f"/api/v1/polls/{poll.pk}", "/api/v1/polls", f"/api/v1/polls/{poll.pk}/answers",
        f"/poll-members/{asked.pk}/write-down/",
    ]  # fmt: skip
    for town in (south, west, region):
        client = Client(raise_request_exception=False)
        client.force_login(town.user(AccessRole.ADMINISTRATOR))
        for address in addresses:
            answer = client.get(f"/{town.slug}{address}")
            body = b"".join(answer) if answer.streaming else answer.content
            assert answer.status_code < 500, address
            told = [w for w in (b"Hemlig fr", b"Hemligt v", b"Hemlig.txt") if w in body]
            assert told == [], (town.slug, address)
        assert rows_seen(town, poll) == 0
        assert told_by_sql(town) == []
        with pytest.raises((Poll.DoesNotExist, NotAllowed)):
            answer_of(town, poll)
    assert rows_seen(north, poll) > 0


def test_nobody_lets_themselves_be_asked_of_another_federations_poll(
    alliance: Town, north: Town, south: Town
) -> None:
    poll = poll_of(alliance, asks=[north], name="Hemlig fråga")

    with pytest.raises(DatabaseError, match="Who asks is whose poll it is"), south.arranging():
        PollAsked.everything.bulk_create(
            [PollAsked(poll_id=poll.pk, member_id=south.id, name="x", visibility="federation")]
        )


def test_a_member_finds_the_question_and_reads_the_answers_by_every_way(
    alliance: Town, north: Town, south: Town
) -> None:
    """The walk above proves nothing unless members do see it."""
    poll = poll_of(alliance, asks=[north, south], name="Hemlig fråga")
    answer_of(north, poll, "no", condition="Hemligt villkor")
    client = Client()
    client.force_login(south.user(AccessRole.READER))

    page = client.get(f"/south/polls/{poll.pk}/").content.decode()
    assert "Hemlig fråga" in page
    assert "Hemligt villkor" in page
    assert rows_seen(south, poll) > 0
    assert "Hemlig fråga" in client.get("/south/who-is-in/").content.decode()
    assert client.get("/south/who-is-in.xlsx").status_code == 200


def test_a_draft_is_the_federations_own(alliance: Town, north: Town) -> None:
    poll = poll_of(alliance)
    client = Client()
    client.force_login(north.user())

    assert client.get(f"/north/polls/{poll.pk}/").status_code == 404
    with north.looking():
        assert not Poll.visible_to(north.administrator).exists()
