"""The three-track board: what is steered how, what it takes, where each initiative is."""

from __future__ import annotations

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.apps.portfolio.models import Cost, Initiative, TrackPolicy
from samsyn.domain.access.permissions import AccessRole
from tests.apps.portfolio import arranging as a
from tests.support.builders import Town


def board(client: Client, town: Town, query: str = "") -> str:
    return client.get(f"/{town.slug}/portfolio/{query}").content.decode()


def column(page: str, track: str) -> str:
    """Return one column's part of the page, as plain text."""
    parts = re.split(r'<section class="board-column"', page)
    (found,) = (part for part in parts if f'id="track-{track}"' in part)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_each_track_shows_its_card_its_share_and_its_initiatives(
    client: Client, north: Town
) -> None:
    lead = a.role(north)
    wide = a.initiative(north, "Staff who stay", track="challenge", yearly_benefit=900_000)
    a.phase(wide, north, 10, {lead: 75}, cost=200_000)
    small = a.initiative(north, "Identity numbers", track="mandated", one_off_cost=50_000)
    a.phase(small, north, 10, {lead: 25})
    a.initiative(north, "Long gone", track="mandated", state="closed")
    with north.arranging():
        TrackPolicy.everything.create(track="mandated", next_decision="Ambition for 2027")
    client.force_login(north.user())

    page = board(client, north)

    challenge, mandated = column(page, "challenge"), column(page, "mandated")
    assert "Staff who stay" in challenge
    assert "75 % of the planned work: 8 person-weeks" in challenge
    assert "SEK 200k" in challenge
    assert "SEK 900k" in challenge
    assert "Ambition for 2027" in mandated
    assert "SEK 50k" in mandated
    assert "Identity numbers" in mandated
    assert "Long gone" not in page


def test_filters_live_in_the_address(client: Client, north: Town) -> None:
    anna = a.person(north, "Anna Berg")
    a.initiative(north, "Hers", owner=anna)
    a.initiative(north, "Nobody's")
    a.initiative(north, "Ended", state="stopped")
    client.force_login(north.user())

    hers = column(board(client, north, f"?owner={anna.pk}"), "prerequisite")
    nobodys = column(board(client, north, "?owner=-"), "prerequisite")
    ended = column(board(client, north, "?state=stopped"), "prerequisite")

    assert "Hers" in hers
    assert "Nobody's" not in hers
    assert "Nobody&#x27;s" in nobodys
    assert "Ended" in ended


def test_a_swap_gets_the_columns_alone_and_a_visit_the_page(client: Client, north: Town) -> None:
    a.initiative(north, "One")
    client.force_login(north.user())

    swap = client.get("/north/portfolio/", headers={"HX-Request": "true"}).content.decode()

    assert swap.lstrip().startswith('<div id="board"')
    assert "<html" in board(client, north)


def test_the_number_of_queries_does_not_grow(client: Client, north: Town) -> None:
    client.force_login(north.user())
    lead, anna = a.role(north), a.person(north)
    for number in range(40):
        row = a.initiative(north, owner=anna, track=("challenge", "mandated")[number % 2])
        a.phase(row, north, 3, {lead: 10})

    with CaptureQueriesContext(
        connection,
    ) as few:
        board(client, north)

    assert len(few) <= 12


def test_a_reader_sees_the_board_and_moves_nothing(client: Client, north: Town) -> None:
    row = a.initiative(north, "One")
    client.force_login(north.user(AccessRole.READER))

    assert f"/initiatives/{row.pk}/track/" not in board(client, north)
    assert client.get(f"/north/initiatives/{row.pk}/track/").status_code == 403


def test_moving_leads_through_a_form_that_asks_why(client: Client, north: Town) -> None:
    row = a.initiative(north, "One", track="mandated")
    client.force_login(north.user())
    address = f"/north/initiatives/{row.pk}/track/"

    refused = client.post(address, {"track": "challenge", "reason": ""})
    moved = client.post(address, {"track": "challenge", "reason": "It solves one."})

    assert refused.status_code == 422
    assert "Say why it moves." in refused.content.decode()
    assert (moved.status_code, moved["Location"]) == (302, "/north/portfolio/")
    assert "One" in column(board(client, north), "challenge")


def test_neighbours_see_nothing_of_each_other(client: Client, north: Town, south: Town) -> None:
    row = a.initiative(north, "Secret plan")
    client.force_login(south.user())

    assert "Secret plan" not in board(client, south)
    for address in ("", "work/", "track/", "decide/", "stop/"):
        assert client.get(f"/south/initiatives/{row.pk}/{address}").status_code == 404


def test_the_page_of_an_initiative_tells_all_and_costs_few_queries(
    client: Client, north: Town
) -> None:
    lead, anna = a.role(north, "Project lead"), a.person(north, "Anna Berg")
    row, other = a.initiative(north, "Portal", owner=anna), a.initiative(north, "Archive")
    a.phase(row, north, 4, {lead: 50}, name="Build")
    a.follows(north, other, row, note="It reads from it")
    a.touches(north, row, a.system(north, "Treserva"))
    a.benefit(row, north, name="Fewer calls")
    with north.arranging():
        Cost.everything.create(initiative=row, fiscal_year=2027, amount=125_000)
    client.force_login(north.user())
    client.get(f"/north/initiatives/{row.pk}/")

    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"/north/initiatives/{row.pk}/").content.decode()

    for told in ("Anna Berg", "Build", "50 %", "Archive", "It reads from it", "Treserva"):
        assert told in page
    assert "Fewer calls" in page
    assert "Portal 2027: 125\N{NO-BREAK SPACE}000" in page
    assert len(asked) <= 12, [query["sql"][:90] for query in asked]


def test_initiatives_may_not_end_up_waiting_for_themselves(client: Client, north: Town) -> None:
    first, second, third = (a.initiative(north, name) for name in ("First", "Second", "Third"))
    a.follows(north, first, second)
    a.follows(north, second, third)
    client.force_login(north.user())

    answer = client.post(
        "/north/dependencies/new/",
        {
            "before": third.pk,
            "after": first.pk,
            "kind": "finish_to_start",
            "lag_weeks": "0",
            "visibility": "own",
        },
    )

    assert answer.status_code == 422
    said = "They would wait for each other: First → Second → Third → First."
    assert said in answer.content.decode()


def test_track_and_state_are_typed_once_and_then_changed_by_acts(
    client: Client, north: Town
) -> None:
    row = a.initiative(north, "Portal", track="mandated", state="idea")
    link = a.follows(north, row, a.initiative(north, "Archive"))
    client.force_login(north.user())

    client.post(
        f"/north/initiatives/{row.pk}/edit/",
        {
            "name": "Portal for all",
            "track": "challenge",
            "state": "closed",
            "origin": "local",
            "lateness_weight": "1",
            "one_off_cost": "0",
            "yearly_cost": "0",
            "yearly_benefit": "0",
            "visibility": "own",
            "revision": "1",
        },
    )

    with north.looking():
        saved = Initiative.owned_by(north.administrator).get(pk=row.pk)
        link.refresh_from_db()
    assert (saved.name, saved.track, saved.state) == ("Portal for all", "mandated", "idea")
    assert link.name == "Portal for all → Archive"
