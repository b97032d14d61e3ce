"""The pages of decisions and actions: who sees them, what they say, and what strangers get."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from samsyn.apps.council.models import Action, CommunicationActivity, Decision, DecisionEffect
from samsyn.apps.council.services.follow_up import (
    Promise,
    begin_action,
    drop_action,
    finish_action,
    promise_action,
)
from samsyn.apps.council.services.plan_effect import plan_effect
from samsyn.apps.organisation.public import Person
from samsyn.apps.portfolio.models import Fund
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.council.following import Slip
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import User
from tests.apps.council.deciding import Chamber, planned
from tests.apps.council.test_decisions import codes, of
from tests.apps.portfolio import arranging as a
from tests.support.builders import Town


@pytest.fixture
def chamber(north: Town) -> Chamber:
    cache.clear()
    return Chamber(north)


def client_of(town: Town, role: AccessRole = AccessRole.ADMINISTRATOR) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(town.user(role))
    return client


def as_member(chamber: Chamber, seat: str = "member") -> tuple[Client, Any]:
    actor = chamber.account(seat)
    client = Client(headers={"accept-language": "en"})
    user = User.objects.get(pk=actor.user_id)
    User.objects.filter(pk=user.pk).update(language="en")
    client.force_login(user)
    return client, actor


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(f"/north{address}")
    assert response.status_code == status, address
    return str(response.content.decode())


def promised(chamber: Chamber, name: str = "Write to the supplier", **said: Any) -> Action:
    given = {"who": "Algnäs", **said}
    return promise_action(
        chamber.boss, forum_id=chamber.forum.pk, promise=Promise(name=name, **given)
    )


def test_the_register_tells_what_holds_and_finds_it_by_forum_year_and_standing(
    north: Town, chamber: Chamber
) -> None:
    today = clock.today()
    old = chamber.decide(chamber.item(name="The old way"))
    chamber.decide(chamber.item(name="The new way"), replaces_id=old.pk)
    chamber.decide(
        chamber.item(name="For a while"),
        decided_on=today - timedelta(days=9),
        expires_on=today - timedelta(days=1),
    )
    chamber.decide(chamber.item(name="Look again"), review_on=today)
    other = Chamber(north, name="IT council", short_name="IT")
    other.decide(other.item(name="Elsewhere"))
    client = client_of(north)

    whole = text_of(client, "/council/decisions/")
    for name in ("The old way", "The new way", "For a while", "Look again", "Elsewhere"):
        assert name in whole

    def found(query: str) -> set[str]:
        page = text_of(client, f"/council/decisions/?{query}")
        names = ("The old way", "The new way", "For a while", "Look again", "Elsewhere")
        return {name for name in names if f">{name}<" in page}

    assert found("stands=replaced") == {"The old way"}
    assert found("stands=ended") == {"For a while"}
    assert found("stands=to_review") == {"Look again"}
    assert found("stands=holds") == {"The new way", "Look again", "Elsewhere"}
    assert found(f"forum={other.forum.pk}") == {"Elsewhere"}
    assert found("year=1999") == set()
    assert found("forum=²&year=x&stands=what&page=-7") >= {"Elsewhere"}


def test_a_decisions_page_says_what_it_moved_and_the_thing_says_it_too(
    north: Town, chamber: Chamber
) -> None:
    row = a.initiative(north, name="Portal")
    with north.arranging():
        pot = Fund.everything.create(name="Digital pot")
    item = chamber.item(name="Begin the portal", consequences="It costs.")
    for effect in (
        planned("track", initiative=row.pk, track="challenge"),
        planned("money", fund=pot.pk, amount=Decimal(500), year=2026),
    ):
        plan_effect(chamber.boss, item_id=item.pk, planned=effect)
    client = client_of(north)
    before = text_of(client, f"/council/items/{item.pk}/")
    assert "Portal moves to the track" in before
    made = chamber.decide(item)

    page = text_of(client, f"/council/decisions/{made.pk}/")
    for words in ("Moves an initiative to another track: Portal", "It costs.", made.number):
        assert words in page
    for address in (f"/initiatives/{row.pk}/", f"/funds/{pot.pk}/"):
        told = text_of(client, address)
        assert made.number in told
        assert f"/north/council/decisions/{made.pk}/" in told
    assert text_of(client, f"/decisions/{made.pk}/")
    exported = client.get("/north/decisions/export.csv").getvalue()
    assert made.number in exported.decode()


def test_an_item_is_decided_on_its_page_once_though_sent_twice(
    north: Town, chamber: Chamber
) -> None:
    item, client = chamber.item(name="A thing", proposal="Do it."), client_of(north)
    address = f"/north/council/items/{item.pk}/decide/"
    assert "Do it." in client.get(address).content.decode()
    said = {"outcome": "approved", "text": "We do it.", "client_id": "one"}

    answers = [client.post(address, said) for _nth in range(2)]

    assert [r.status_code for r in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    stale = client.post(address, {**said, "client_id": "two"})
    assert stale.status_code == 422
    assert "decided already" in stale.content.decode()


def test_what_is_above_the_mandate_is_one_click_from_the_forum_above(
    north: Town, chamber: Chamber
) -> None:
    above = Chamber(north, name="The executive", short_name="KS")
    with north.arranging():
        of(north, type(chamber.forum)).filter(pk=chamber.forum.pk).update(
            reports_to=above.forum, decides_up_to=Decimal(1)
        )
        pot = Fund.everything.create(name="Pot")
    item, client = chamber.item(name="Dear"), client_of(north)
    plan_effect(
        chamber.boss,
        item_id=item.pk,
        planned=planned("money", fund=pot.pk, amount=Decimal(2), year=2026),
    )

    refused = client.post(
        f"/north/council/items/{item.pk}/decide/", {"outcome": "approved", "text": "Yes."}
    )

    assert refused.status_code == 422
    page = refused.content.decode()
    assert "It must ask The executive" in page
    assert f"/north/council/items/{item.pk}/above/" in page
    moved = client.post(f"/north/council/items/{item.pk}/above/", follow=True)
    assert "waits in the backlog of The executive" in moved.content.decode()


def test_effects_are_planned_and_taken_back_on_their_page(north: Town, chamber: Chamber) -> None:
    row, client, item = a.initiative(north, name="Portal"), client_of(north), chamber.item()
    here = f"/north/council/items/{item.pk}/effects/"
    for kind in DecisionEffect.Kind.values:
        assert client.get(f"{here}?kind={kind}").status_code == 200
    empty = client.post(f"{here}?kind=track", {})
    assert empty.status_code == 422
    for words in ("Say which initiative", "Say to which track"):
        assert words in empty.content.decode()

    client.post(f"{here}?kind=track", {"initiative": row.pk, "track": "challenge"})

    with north.looking():
        effect = of(north, DecisionEffect).get()
    assert "Portal moves to the track" in client.get(here).content.decode()
    client.post(f"/north/council/effects/{effect.pk}/drop/")
    with north.looking():
        assert not of(north, DecisionEffect).exists()


def test_what_would_be_refused_is_said_when_it_is_planned_and_not_first_at_the_meeting(
    north: Town, chamber: Chamber
) -> None:
    row, client, item = a.initiative(north, name="Portal"), client_of(north), chamber.item()
    here = f"/north/council/items/{item.pk}/effects/?kind=track"

    told = client.post(here, {"initiative": row.pk, "track": row.track}, follow=True)

    page = told.content.decode()
    assert "As things are now it would be refused. Moves an initiative to another track" in page
    assert "Portal moves to the track" in page


def test_between_meetings_the_answers_are_asked_member_by_member(
    north: Town, chamber: Chamber
) -> None:
    client, today = client_of(north), clock.today().isoformat()
    address = f"/north/council/forums/{chamber.forum.pk}/decide/"
    said = {"outcome": "approved", "text": "Buy it.", "decided_on": today}
    nobody = client.post(address, said)
    assert nobody.status_code == 422
    assert "Say who decided." in nobody.content.decode()
    answers = {f"answer_{member.pk}": "for" for member in chamber.members}

    made = client.post(address, {**said, **answers}, follow=True)

    page = made.content.decode()
    assert "3 for, 0 against, 0 abstained" in page
    assert chamber.members[0].person.name in page


def test_a_member_reads_the_own_forums_decisions_and_actions_and_no_others(
    north: Town, chamber: Chamber
) -> None:
    mine = chamber.decide(chamber.item(name="Ours to read"))
    other = Chamber(north, name="Secret board", short_name="SB")
    theirs = other.decide(other.item(name="Theirs alone"))
    our_action, their_action = promised(chamber, "Ours"), promised(other, "Hidden")
    client, mia = as_member(chamber)

    register = text_of(client, "/council/decisions/")
    assert "Ours to read" in register
    assert "Theirs alone" not in register
    assert "Secret board" not in register
    text_of(client, f"/council/decisions/{mine.pk}/")
    listed = text_of(client, "/council/actions/?show=open")
    assert "Ours" in listed
    assert "Hidden" not in listed
    text_of(client, f"/council/actions/{our_action.pk}/end/")
    for address in (
        f"/council/decisions/{theirs.pk}/",
        f"/council/actions/{their_action.pk}/end/",
        f"/council/decisions/?forum={other.forum.pk}&stands=holds",
    ):
        response = client.get(f"/north{address}")
        assert response.status_code == 404 or "Theirs" not in response.content.decode()
    for address in (
        *(f"/decisions/{mine.pk}/", "/decisions/", f"/actions/{our_action.pk}/"),
        *("/decisions/export.csv", f"/council/items/{mine.item_id}/effects/"),
        *(f"/council/items/{mine.item_id}/decide/", "/council/actions/new/"),
        f"/council/forums/{chamber.forum.pk}/decide/",
    ):
        assert client.get(f"/north{address}").status_code == 403, address
    assert client.post(f"/north/council/items/{mine.item_id}/above/").status_code == 403
    with pytest.raises(NotAllowed):
        promise_action(mia, forum_id=chamber.forum.pk, promise=Promise(name="X", who="Y"))


def test_a_neighbour_and_a_guess_find_nothing(north: Town, south: Town, chamber: Chamber) -> None:
    made, action = chamber.decide(chamber.item()), promised(chamber)
    stranger = client_of(south)
    for prefix in ("/north", "/south"):
        for address in (
            f"/council/decisions/{made.pk}/",
            f"/council/actions/{action.pk}/end/",
            f"/council/items/{made.item_id}/decide/",
            f"/council/items/{made.item_id}/effects/",
            f"/council/actions/new/?decision={made.pk}",
            f"/council/forums/{chamber.forum.pk}/decide/",
        ):
            assert stranger.get(prefix + address).status_code in {302, 403, 404}, address
    with pytest.raises(Action.DoesNotExist):
        finish_action(south.administrator, action_id=action.pk, note="Ha.")


def test_an_action_is_told_of_by_who_promised_it_or_the_secretary(
    north: Town, chamber: Chamber
) -> None:
    _client, mia = as_member(chamber)
    _other, zoe = as_member(chamber)
    with north.looking():
        me = Person.owned_by(north.administrator).get(user=mia.user_id)
    action = promised(chamber, responsible_id=me.pk, who="")

    with pytest.raises(Refused) as refusal:
        finish_action(zoe, action_id=action.pk, note="")
    assert codes(refusal) == [Slip.NOT_YOURS, Slip.NO_RESULT]
    assert begin_action(mia, action_id=action.pk).state == "doing"
    done = finish_action(mia, action_id=action.pk, note="They answered.")
    assert (done.state, done.note, done.done_on) == ("done", "They answered.", clock.today())
    with pytest.raises(Refused, match="has_ended"):
        drop_action(north.administrator, action_id=action.pk, note="No.")
    late = promised(chamber, "Another")
    _client, writes = as_member(chamber, "secretary")
    assert drop_action(writes, action_id=late.pk, note="Too dear.").state == "dropped"


def test_an_action_lacks_what_it_lacks_and_is_written_once(north: Town, chamber: Chamber) -> None:
    def act(**said: Any) -> Action:
        return promise_action(
            chamber.boss, forum_id=chamber.forum.pk, promise=Promise(**said), client_id="page"
        )

    with pytest.raises(Refused) as refusal:
        act(name=" ")
    assert codes(refusal) == [Slip.NOTHING, Slip.NOBODY]
    other = Chamber(north, name="Other", short_name="O")
    made = other.decide(other.item())
    with pytest.raises(Refused) as refusal:
        act(name="Do", who="X", decision_id=made.pk)
    assert codes(refusal) == [Slip.NOT_OF_THE_FORUM]
    assert act(name="Do", who="X").pk == act(name="Do", who="X").pk


@pytest.mark.parametrize("show", ["mine", "overdue", "open", "meeting", "source", "ended", "?"])
def test_actions_are_seen_from_every_side(north: Town, chamber: Chamber, show: str) -> None:
    yesterday = clock.today() - timedelta(days=1)
    made = chamber.decide(chamber.item(name="The reason"))
    promised(chamber, "Late one", due_on=yesterday, decision_id=made.pk)
    ended = promised(chamber, "Ended one")
    finish_action(chamber.boss, action_id=ended.pk, note="It came out well.")

    page = text_of(client_of(north), f"/council/actions/?show={show}")

    shown: Mapping[str, tuple[bool, bool]] = {"ended": (False, True)}
    late, done = shown.get(show, (show not in {"mine", "?"}, False))
    assert (">Late one<" in page, ">Ended one<" in page) == (late, done)
    assert ("The reason" in page) == (show == "source")


def test_my_day_tells_members_too_what_they_promised(north: Town, chamber: Chamber) -> None:
    client, mia = as_member(chamber)
    row = a.initiative(north, name="Portal")
    reader = north.user(AccessRole.READER)
    with north.arranging():
        me = Person.everything.get(user=mia.user_id)
        them = Person.everything.create(name="Rea", user=reader)
        CommunicationActivity.everything.create(
            initiative=row,
            name="It closes on Monday",
            audience="All schools",
            responsible=them,
            planned_on=clock.today() - timedelta(days=2),
        )
    yesterday = clock.today() - timedelta(days=1)
    promised(chamber, "Ask the suppliers", responsible_id=me.pk, who="", due_on=yesterday)

    mine = text_of(client, "/my-day/")
    assert "Ask the suppliers" in mine
    assert "its day is over" in mine
    theirs = Client(headers={"accept-language": "en"})
    theirs.force_login(reader)
    assert "tell All schools about Portal" in text_of(theirs, "/my-day/")
    assert "Ask the suppliers" not in text_of(theirs, "/my-day/")


def test_pages_ask_no_more_for_many_rows_than_for_one(north: Town, chamber: Chamber) -> None:
    client = client_of(north)

    def asked(address: str) -> int:
        client.get(f"/north{address}")
        with CaptureQueriesContext(connection) as seen:
            text_of(client, address)
        return len(seen)

    def all_of(made: Decision) -> list[int]:
        here = (
            "/council/decisions/",
            f"/council/decisions/{made.pk}/",
            "/council/actions/?show=open",
        )
        return [asked(address) for address in here]

    first = chamber.decide(chamber.item())
    promised(chamber, decision_id=first.pk)
    few = all_of(first)
    for _nth in range(6):
        made = chamber.decide(chamber.item())
        promised(chamber, decision_id=made.pk)
        promised(chamber, decision_id=first.pk)

    assert all_of(first) == few
    with translation.override("en"):
        assert max(few) <= 24


def test_where_nobody_meets_one_is_led_to_the_first_forum(
    north: Town, south: Town, client: Client
) -> None:
    client.force_login(north.user(AccessRole.STRATEGIST))
    led = client.get(f"/{north.slug}/council/actions/new/")
    assert (led.status_code, led["Location"]) == (302, f"/{north.slug}/council/")

    client.force_login(south.user(AccessRole.READER))
    assert client.get(f"/{south.slug}/council/actions/new/").status_code == 403
