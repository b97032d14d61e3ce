"""Ranking, map and meetings: what initiatives are compared by, and that it is said why."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.apps.needs.public import Need
from samsyn.apps.organisation.public import Unit
from samsyn.apps.portfolio.models import (
    CriterionScore,
    Dependency,
    Initiative,
    InitiativeNeed,
    InitiativeUnit,
    MeetingLetBe,
    RankingCriterion,
)
from samsyn.apps.portfolio.services.answer_needs import answer_needs, begin_from_need
from samsyn.apps.portfolio.services.judge_initiative import (
    Judged,
    judge_initiative,
    take_usual_criteria,
)
from samsyn.apps.portfolio.services.settle_meeting import coordinate, let_meet
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.portfolio.overlap import MeetingFlaw
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from tests.apps.portfolio import arranging as a
from tests.apps.portfolio.test_rules import said, titles
from tests.support.builders import Town

NOON = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
MOST_QUERIES = 16
MOST_BYTES = 100_000


def order(page: str) -> list[str]:
    """Return the names of the ranking's rows, from first to last."""
    return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', page)


def shown(client: Client, town: Town, path: str) -> str:
    with clock.stopped_at(NOON):
        answer = client.get(f"/{town.slug}/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def need(town: Town, name: str, **columns: object) -> Need:
    with town.arranging():
        return Need.everything.create(name=name, **columns)


def test_the_usual_criteria_are_taken_once(north: Town) -> None:
    assert take_usual_criteria(north.administrator) == 6
    assert take_usual_criteria(north.administrator) == 0

    with north.looking():
        weights = RankingCriterion.owned_by(north.administrator).values_list("weight", flat=True)
        assert sum(weights) == 100


def test_the_ranking_says_why_and_what_nobody_knows(client: Client, north: Town) -> None:
    take_usual_criteria(north.administrator)
    worth = a.initiative(north, "Worth much", yearly_benefit=900_000, risk="high")
    a.initiative(north, "Urgent", yearly_benefit=100_000, risk="low", deadline=date(2026, 3, 30))
    a.initiative(north, "Stopped", state="stopped", yearly_benefit=9_000_000)
    client.force_login(north.user())

    page = shown(client, north, "portfolio/ranking/")

    assert order(page) == ["Worth much", "Urgent"] or order(page) == ["Urgent", "Worth much"]
    assert "Stopped" not in page
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Worth 25" in text
    assert "Not known: Urgent, Can be done, Costs little" in text
    with north.looking():
        can = RankingCriterion.owned_by(north.administrator).get(name="Can be done")
    judge_initiative(
        north.administrator, initiative_id=worth.pk, judged={can.pk: Judged(5, "Done in the south")}
    )
    assert "Can be done 15" in shown(client, north, "portfolio/ranking/")


def test_other_weights_are_tried_without_being_kept(client: Client, north: Town) -> None:
    with north.arranging():
        gives = RankingCriterion.everything.create(name="Gives", source="benefit", weight=50)
        takes = RankingCriterion.everything.create(name="Takes", source="cost", weight=40)
    a.initiative(north, "Large", yearly_benefit=900_000, one_off_cost=800_000)
    a.initiative(north, "Small", yearly_benefit=90_000, one_off_cost=10_000)
    client.force_login(north.user())

    assert order(shown(client, north, "portfolio/ranking/")) == ["Large", "Small"]
    tried = f"portfolio/ranking/?w{gives.pk}=10&w{takes.pk}=90"
    page = shown(client, north, tried)
    assert order(page) == ["Small", "Large"]
    assert "↑ 1" in page
    assert order(shown(client, north, "portfolio/ranking/?w1=x&w2=9999999")) == ["Large", "Small"]


def test_a_mark_is_changed_and_taken_back(north: Town) -> None:
    row = a.initiative(north)
    with north.arranging():
        judged = RankingCriterion.everything.create(name="Fit", weight=5)
        read = RankingCriterion.everything.create(name="Worth", source="benefit", weight=5)
    marks = {judged.pk: Judged(3, "So so"), read.pk: Judged(5, "Cheating")}

    assert judge_initiative(north.administrator, initiative_id=row.pk, judged=marks) == 1
    assert (
        judge_initiative(
            north.administrator, initiative_id=row.pk, judged={judged.pk: Judged(None)}
        )
        == 0
    )
    with north.looking():
        assert not CriterionScore.owned_by(north.administrator).exists()


def test_the_judging_page_asks_for_reasons(client: Client, north: Town) -> None:
    row = a.initiative(north, "School")
    with north.arranging():
        fit = RankingCriterion.everything.create(name="Fit", weight=5, meaning="0 to 5")
    client.force_login(north.user())
    url = f"/{north.slug}/initiatives/{row.pk}/judge/"

    assert "0 to 5" in client.get(url).content.decode()
    wrong = client.post(url, {f"score-{fit.pk}": "6"})
    assert wrong.status_code == 422
    right = client.post(url, {f"score-{fit.pk}": "4", f"reason-{fit.pk}": "As our architecture"})
    assert right.status_code == 302
    with north.looking():
        score = CriterionScore.owned_by(north.administrator).get()
        assert (score.score, score.reason) == (4, "As our architecture")


def test_pages_of_comparison_stay_light(client: Client, north: Town) -> None:
    take_usual_criteria(north.administrator)
    lead = a.role(north)
    for number in range(60):
        row = a.initiative(north, f"Initiative {number}", yearly_benefit=number * 1000)
        a.phase(row, north, number + 1, {lead: 50})
    client.force_login(north.user())

    for path in ("portfolio/ranking/", "portfolio/map/", "portfolio/meetings/"):
        with CaptureQueriesContext(connection) as queries:
            page = shown(client, north, path)
        assert len(queries) <= MOST_QUERIES, path
        assert len(page) <= MOST_BYTES, path


def test_the_map_has_its_figures_in_a_table_too(client: Client, north: Town) -> None:
    lead = a.role(north)
    row = a.initiative(north, "School", track="challenge", yearly_benefit=500_000, risk="high")
    a.phase(row, north, 10, {lead: 50})
    client.force_login(north.user(AccessRole.READER))

    page = shown(client, north, "portfolio/map/")

    assert 'class="spot track-challenge risk-high"' in page
    (line,) = re.findall(r"<tr>\s*<td class=\"end\"[^>]*>1</td>.*?</tr>", page, re.DOTALL)
    words = " ".join(re.sub(r"<[^>]+>", " ", line).split())
    assert words.startswith("1 School Challenge 5.0 SEK")
    assert words.endswith("High")


def test_units_too_are_where_initiatives_meet(client: Client, north: Town) -> None:
    one, other = a.initiative(north, "One"), a.initiative(north, "Other")
    with north.arranging():
        unit = Unit.everything.create(name="Schools")
        for row in (one, other):
            InitiativeUnit.everything.create(initiative=row, unit=unit)

    assert titles(north, "POR-007") == {"One", "Other"}
    assert "In the same unit at the same time: Other (Schools)." in said(north, "POR-007")
    client.force_login(north.user())
    page = " ".join(re.sub(r"<[^>]+>", " ", shown(client, north, "portfolio/meetings/")).split())
    assert "One \N{EN DASH} Other unit Schools" in page


def test_a_meeting_is_coordinated_or_let_be_with_a_reason_and_is_then_settled(north: Town) -> None:
    rows = [a.initiative(north, name) for name in ("One", "Two", "Three")]
    system = a.system(north, "Journal")
    for row in rows:
        a.touches(north, row, system)
    one, two, three = (row.pk for row in rows)

    coordinate(north.administrator, first=two, second=one, note="Anna sees to it")
    with pytest.raises(Refused) as refusal:
        let_meet(north.administrator, first=one, second=two, reason=" ")
    assert {objection.code for objection in refusal.value.objections} == {
        MeetingFlaw.NO_REASON,
        MeetingFlaw.SETTLED_ALREADY,
    }
    let_meet(north.administrator, first=three, second=one, reason="Only reads")

    assert titles(north, "POR-007") == {"Two", "Three"}
    with north.looking():
        tie = Dependency.owned_by(north.administrator).get()
        assert (tie.kind, tie.before_id, tie.note) == ("coordinate", one, "Anna sees to it")
        assert MeetingLetBe.owned_by(north.administrator).get().first_id == one


def test_a_meeting_with_a_neighbours_initiative_is_refused(north: Town, south: Town) -> None:
    ours, theirs = a.initiative(north), a.initiative(south)

    with pytest.raises(Refused) as refusal:
        coordinate(north.administrator, first=ours.pk, second=theirs.pk)
    assert [objection.code for objection in refusal.value.objections] == [MeetingFlaw.NOT_TWO]


def test_the_page_of_meetings_settles_and_says_what_is_wrong(client: Client, north: Town) -> None:
    one, two = a.initiative(north, "One"), a.initiative(north, "Two")
    system = a.system(north)
    for row in (one, two):
        a.touches(north, row, system)
    client.force_login(north.user())
    url = f"/{north.slug}/portfolio/meetings/"
    pair = {"first": one.pk, "second": two.pk}

    wrong = client.post(url, {**pair, "do": "let"})
    assert wrong.status_code == 422
    assert "Say why they need no coordination" in wrong.content.decode()
    assert client.post(url, {**pair, "do": "let", "reason": "Reads only"}).status_code == 302
    page = client.get(url).content.decode()
    assert "None meet without knowing of each other." in page
    assert "Reads only" in page
    assert client.post(url, {**pair, "do": "again"}).status_code == 302
    page = client.get(url).content.decode()
    assert "None meet without knowing of each other." not in page
    assert client.post(url, {**pair, "do": "tie", "reason": "Anna"}).status_code == 302
    page = client.get(url).content.decode()
    assert "None meet without knowing of each other." in page
    assert "Anna" in page
    client.force_login(north.user(AccessRole.READER))
    assert "<form" not in client.get(url).content.decode().partition("<h1")[2]


def test_many_needs_lead_to_one_initiative_and_are_let_go_again(north: Town) -> None:
    row, second = a.initiative(north, "School"), a.initiative(north, "Other")
    keys, doors = need(north, "Get a key"), need(north, "Open doors")
    actor = north.administrator

    assert answer_needs(actor, initiative_id=row.pk, need_ids=[keys.pk, doors.pk]) == 2
    assert answer_needs(actor, initiative_id=second.pk, need_ids=[doors.pk]) == 1
    assert answer_needs(actor, initiative_id=row.pk, need_ids=[]) == 0

    with north.looking():
        keys.refresh_from_db()
        doors.refresh_from_db()
        assert (keys.state, doors.state) == (Need.State.TRIAGED, Need.State.TAKEN_UP)
        assert InitiativeNeed.owned_by(actor).get().name == "Open doors → Other"


def test_a_neighbours_need_is_not_answered(north: Town, south: Town) -> None:
    row, theirs = a.initiative(north), need(south, "Theirs")

    assert answer_needs(north.administrator, initiative_id=row.pk, need_ids=[theirs.pk]) == 0
    with pytest.raises(Need.DoesNotExist):
        begin_from_need(north.administrator, need_id=theirs.pk)
    with north.looking():
        assert Initiative.owned_by(north.administrator).count() == 1


def test_an_initiative_is_begun_from_a_need_on_its_page(client: Client, north: Town) -> None:
    keys = need(north, "Get a key", felt_by="Caretakers", today="They wait an hour.")
    client.force_login(north.user())

    page = client.get(f"/{north.slug}/needs/{keys.pk}/").content.decode()
    assert f"/needs/{keys.pk}/take-up/" in page
    assert client.post(f"/{north.slug}/needs/{keys.pk}/take-up/").status_code == 302

    with north.looking():
        begun = Initiative.owned_by(north.administrator).get()
        assert (begun.track, begun.state, begun.name) == ("challenge", "idea", "Get a key")
        assert begun.problem == "Caretakers\n\nThey wait an hour."
    shown_again = client.get(f"/{north.slug}/needs/{keys.pk}/").content.decode()
    assert "take-up" not in shown_again


def test_a_reader_may_see_the_order_and_not_change_it(client: Client, north: Town) -> None:
    row = a.initiative(north)
    client.force_login(north.user(AccessRole.READER))

    assert client.get(f"/{north.slug}/portfolio/ranking/").status_code == 200
    for path in ("portfolio/meetings/", f"initiatives/{row.pk}/judge/", "portfolio/ranking/usual/"):
        assert client.post(f"/{north.slug}/{path}").status_code == 403
