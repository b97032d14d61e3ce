"""When somebody leaves or money ends: all that it touches, what is decided, and what goes along."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from samsyn.apps.council.models import Action, AgendaItem, Decision, Forum, ForumMember
from samsyn.apps.federation.models import Participant
from samsyn.apps.organisation.public import Person
from samsyn.apps.portfolio.models import Allocation, Fund, Initiative
from samsyn.apps.together.models import MandateChange, MandateMatter
from samsyn.apps.together.queries.touched import touched_by
from samsyn.apps.together.services.settle_mandate import decide_matters, settle_change
from samsyn.domain.access.permissions import AccessRole, Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.domain.together.mandate import Fault
from samsyn.kernel import clock
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.together.arranging import part_of, poll_of, seat_for
from tests.support.builders import Town


def change_of(town: Town, what: str, **about: object) -> MandateChange:
    with town.arranging():
        return MandateChange.everything.create(
            name="It ends", what=what, ends_on=clock.today() + timedelta(days=30), **about
        )


def sorts_of(town: Town, change: MandateChange) -> list[tuple[str, str]]:
    actor = town.administrator
    with acting_for(actor):
        return sorted((thing.sort.value, thing.name) for thing in touched_by(actor, change))


def test_a_member_that_leaves_touches_seats_parts_polls_and_promises(
    alliance: Town, north: Town, south: Town
) -> None:
    with alliance.arranging():
        forum = Forum.everything.create(name="E-council")
        seat = seat_for(north, forum)
        seat_for(south, forum, "Sam")
        ended = seat_for(north, forum, "Long gone")
        ended.until = clock.today() - timedelta(days=1)
        ended.save()
        poll_of(north, south)
        part_of(north, south)
        Action.everything.create(forum=forum, name="Write it", responsible=seat.person)
    change = change_of(alliance, "member", member=north.row)

    assert sorts_of(alliance, change) == [
        ("action", "Write it"),
        ("participation", f"{north.row.name} · Joint handbook"),
        ("poll", f"{north.row.name} · Who joins?"),
        ("seat", "Mia Lund · E-council"),
    ]


def test_a_leader_that_leaves_touches_seats_and_all_the_person_answers_for(north: Town) -> None:
    with north.arranging():
        leader = Person.everything.create(name="Lena")
        network = Forum.everything.create(name="Developers", kind="network")
        ForumMember.everything.create(forum=network, person=leader, seat="chair")
        Initiative.everything.create(name="Handbook", track="challenge", owner=leader)
    change = change_of(north, "leader", person=leader, responsible=leader)

    assert sorts_of(north, change) == [("chair", "Lena · Developers"), ("duty", "Handbook")]


def test_funding_that_ends_touches_what_it_pays_and_the_years_to_come(north: Town) -> None:
    with north.arranging():
        fund = Fund.everything.create(name="Development money")
        Initiative.everything.create(name="Handbook", track="challenge", fund=fund)
        Initiative.everything.create(name="Over", track="challenge", fund=fund, state="closed")
        later = clock.today().year + 2
        Allocation.everything.create(fund=fund, fiscal_year=later, one_off=1)
        Forum.everything.create(name="E-council", funded_by="development MONEY")
    change = change_of(north, "funding", fund=fund)

    told = sorts_of(north, change)
    assert [sort for sort, _name in told] == ["forum", "initiative", "money"]
    assert ("initiative", "Handbook") in told


def test_a_forum_that_ends_touches_what_it_decided_and_what_waits_for_it(north: Town) -> None:
    with north.arranging():
        forum = Forum.everything.create(name="E-council")
        Forum.everything.create(name="Steering group", reports_to=forum)
        AgendaItem.everything.create(forum=forum, name="Next", state="backlog")
        AgendaItem.everything.create(forum=forum, name="Past", state="done")
        Decision.everything.create(forum=forum, name="Holds", text="Yes", decided_on=clock.today())
        Decision.everything.create(
            forum=forum,
            name="Ran out",
            text="Yes",
            decided_on=clock.today(),
            expires_on=clock.today(),
        )
    change = change_of(north, "forum", forum=forum)

    assert sorts_of(north, change) == [
        ("backlog", "Next"),
        ("decision", "Holds"),
        ("forum", "Steering group"),
    ]


def test_something_must_be_said_of_everything_before_it_is_settled(
    alliance: Town, north: Town
) -> None:
    with alliance.arranging():
        seat = seat_for(north, Forum.everything.create(name="E-council"))
        part = part_of(north).participants.get()
    change = change_of(alliance, "member", member=north.row)
    actor = alliance.administrator
    seat_key = (ForumMember._meta.db_table, seat.pk)

    with pytest.raises(Refused) as refusal:
        settle_change(actor, change_id=change.pk)
    assert refusal.value.objections[0].facts == {"count": 2}

    decide_matters(
        actor, change_id=change.pk, keys=[seat_key], decision="The seat ends", end_it=True
    )
    decide_matters(
        actor,
        change_id=change.pk,
        keys=[(Participant._meta.db_table, part.pk)],
        decision="South takes over",
    )
    settle_change(actor, change_id=change.pk)

    with acting_for(actor):
        assert ForumMember.owned_by(actor).get(pk=seat.pk).until == change.ends_on
        assert Participant.owned_by(actor).get(pk=part.pk).until is None
        assert MandateChange.owned_by(actor).get().settled_on == clock.today()
        assert (
            MandateMatter.owned_by(actor)
            .get(table_name=ForumMember._meta.db_table, row_id=seat.pk)
            .carried_out
        )
    with pytest.raises(Refused) as refusal:
        decide_matters(actor, change_id=change.pk, keys=[seat_key], decision="No, it stays")
    assert Fault.IS_SETTLED in [o.code for o in refusal.value.objections]


def test_what_the_change_does_not_touch_is_not_ended_by_it(
    alliance: Town, north: Town, south: Town
) -> None:
    with alliance.arranging():
        other = seat_for(south, Forum.everything.create(name="E-council"))
    change = change_of(alliance, "member", member=north.row)

    with pytest.raises(Refused) as refusal:
        decide_matters(
            alliance.administrator,
            change_id=change.pk,
            keys=[(ForumMember._meta.db_table, other.pk)],
            decision="Out with them",
            end_it=True,
        )
    assert [o.code for o in refusal.value.objections] == [Fault.NOT_TOUCHED]
    with acting_for(alliance.administrator):
        assert ForumMember.owned_by(alliance.administrator).get(pk=other.pk).until is None


def test_who_may_not_write_of_forums_ends_no_seat_by_this_way(alliance: Town, north: Town) -> None:
    with alliance.arranging():
        seat = seat_for(north, Forum.everything.create(name="E-council"))
    change = change_of(alliance, "member", member=north.row)
    settler = alliance.with_only(
        Permission.TOGETHER_SETTLE, Permission.COUNCIL_READ, Permission.FEDERATION_READ
    )

    with pytest.raises(Refused) as refusal:
        decide_matters(
            settler,
            change_id=change.pk,
            keys=[(ForumMember._meta.db_table, seat.pk)],
            decision="",
            end_it=True,
        )
    assert {o.code for o in refusal.value.objections} == {
        Fault.CANNOT_BE_ENDED,
        Fault.NO_DECISION,
    }


def test_a_change_says_who_or_what_it_is_about(north: Town) -> None:
    with pytest.raises(ValidationError) as wrong:
        MandateChange(name="It ends", what="funding", ends_on=clock.today()).clean()
    assert list(wrong.value.message_dict) == ["fund"]


def archive_at(client: Client, path: str) -> zipfile.ZipFile:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return zipfile.ZipFile(io.BytesIO(answer.getvalue()))


def test_who_leaves_gets_what_is_about_them_and_nothing_of_others(
    alliance: Town, north: Town, south: Town, client: Client
) -> None:
    with alliance.arranging():
        forum = Forum.everything.create(name="E-council")
        seat_for(north, forum, "Mia of the north")
        seat_for(south, forum, "Sam of the south")
        part_of(north, south)
    change = change_of(alliance, "member", member=north.row)
    client.force_login(alliance.user(AccessRole.ADMINISTRATOR))

    archive = archive_at(client, f"/{alliance.slug}/mandate-changes/{change.pk}/everything.zip")
    seats = json.loads(archive.read("forum-members.json"))
    whole = b"".join(archive.read(name) for name in archive.namelist()).decode()

    assert archive.testzip() is None
    assert [seat["title"] for seat in seats] == ["Mia of the north · E-council"]
    assert "Sam of the south" not in whole
    assert json.loads(archive.read("contents.json"))["about"] == "It ends"


def test_a_member_takes_everything_of_its_own_and_nothing_of_a_neighbours(
    north: Town, south: Town, client: Client
) -> None:
    with north.arranging():
        Initiative.everything.create(name="Ours", track="challenge")
    with south.arranging():
        Initiative.everything.create(name="Theirs", track="challenge", visibility="public")
    client.force_login(north.user(AccessRole.STRATEGIST))

    archive = archive_at(client, f"/{north.slug}/together/everything.zip")

    assert [i["name"] for i in json.loads(archive.read("initiatives.json"))] == ["Ours"]


@pytest.mark.parametrize("role", [AccessRole.READER, AccessRole.MEMBER, AccessRole.SECURITY])
def test_only_who_settles_mandates_takes_anything_along(
    alliance: Town, north: Town, client: Client, role: AccessRole
) -> None:
    change = change_of(alliance, "member", member=north.row)
    client.force_login(alliance.user(role))

    for path in ("touches/", "everything.zip"):
        answer = client.get(f"/{alliance.slug}/mandate-changes/{change.pk}/{path}")
        assert answer.status_code == 403


def test_the_page_asks_about_each_and_keeps_what_was_typed(
    alliance: Town, north: Town, client: Client
) -> None:
    with alliance.arranging():
        seat = seat_for(north, Forum.everything.create(name="E-council"))
    change = change_of(alliance, "member", member=north.row)
    client.force_login(alliance.user(AccessRole.ADMINISTRATOR))
    path = f"/{alliance.slug}/mandate-changes/{change.pk}/touches/"
    row = {"sort": "seat", "things": f"{ForumMember._meta.db_table}:{seat.pk}"}
    other = {**row, "things": f"{ForumMember._meta.db_table}:{seat.pk + 1000}"}

    assert "Mia Lund" in client.get(path).content.decode()
    assert client.post(path, {**row, "decision": ""}).status_code == 422
    assert client.post(path, {**other, "decision": "Out"}).status_code == 422
    assert client.post(path, {"sort": "seat", "decision": "Which?"}).status_code == 422
    assert client.post(path, {**row, "decision": "Ends", "end_it": "on"}).status_code == 302
    told = client.get(path).content.decode()
    assert "Ends" in told
    assert client.post(f"/{alliance.slug}/mandate-changes/{change.pk}/settle/").status_code == 302
    assert "Settled" in client.get(path).content.decode()


def test_many_are_decided_at_once_and_shown_a_few_of_each_sort(
    alliance: Town, north: Town, client: Client
) -> None:
    with alliance.arranging():
        for nth in range(120):
            poll_of(north, name=f"Question {nth:03}")
    change = change_of(alliance, "member", member=north.row)
    client.force_login(alliance.user(AccessRole.ADMINISTRATOR))
    path = f"/{alliance.slug}/mandate-changes/{change.pk}/touches/"

    whole = client.get(path).content.decode()
    last = client.get(f"{path}poll/?page=2").content.decode()
    assert "Question 024" in whole
    assert "Question 025" not in whole
    assert "Question 119" in last
    assert "Question 099" not in last

    answer = client.post(
        f"{path}poll/", {"sort": "poll", "all_of_them": "on", "decision": "No longer asked"}
    )
    assert answer.status_code == 302
    with acting_for(alliance.administrator):
        assert MandateMatter.owned_by(alliance.administrator).count() == 120
    assert client.get(f"{path}nothing/").status_code == 404


def test_a_change_is_written_down_on_its_form(alliance: Town, north: Town, client: Client) -> None:
    client.force_login(alliance.user(AccessRole.ADMINISTRATOR))
    path = f"/{alliance.slug}/mandate-changes/new/"

    assert north.row.name in client.get(path).content.decode()
    sent = {"name": "North leaves", "what": "member", "member": north.id, "ends_on": "2030-01-31"}
    assert client.post(path, {**sent, "visibility": "own"}).status_code == 302
    with acting_for(alliance.administrator):
        assert MandateChange.owned_by(alliance.administrator).get().member_id == north.id
