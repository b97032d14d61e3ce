"""A stop rule is promised, kept, moved or decided on, and never quietly passed."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from samsyn.apps.organisation.models import Person
from samsyn.apps.portfolio.models import Initiative, StopRule
from samsyn.apps.portfolio.services.deliver_initiative import deliver_initiative
from samsyn.apps.portfolio.services.stop_initiative import stop_initiative
from samsyn.apps.portfolio.services.stop_rules import (
    decide_stop_rule,
    move_stop_rule,
    set_stop_rule,
    show_evidence,
)
from samsyn.domain.access.actor import Actor, NotAllowed
from samsyn.domain.access.permissions import AccessRole, Permission
from samsyn.domain.portfolio.stop_rules import Fate, Settlement
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Act
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.portfolio import arranging as a
from tests.apps.portfolio.test_rules import TODAY, hits, said, titles
from tests.support.builders import Town


def settlement(fate: Fate = Fate.SHOWN, **columns: object) -> Settlement:
    given = {"on": clock.today(), "by": "Us", "shown": "41 calls.", **columns}
    return Settlement(fate=fate, **given)  # type: ignore[arg-type]


def rule_now(town: Town, rule: StopRule) -> StopRule:
    with town.looking():
        return StopRule.owned_by(town.administrator).get(pk=rule.pk)


def test_once_its_day_is_over_only_to_stop_is_left(north: Town) -> None:
    row = a.initiative(north, state="running", started_on=clock.today())
    rule = a.stop_rule(row, north, days=-1)

    with pytest.raises(Refused, match="stop_rule_passed"):
        deliver_initiative(north.administrator, initiative_id=row.pk, on=clock.today())
    show_evidence(north.administrator, stop_rule_id=rule.pk, settlement=settlement())
    deliver_initiative(north.administrator, initiative_id=row.pk, on=clock.today())

    other = a.initiative(north, state="running")
    a.stop_rule(other, north, days=-1)
    stop_initiative(north.administrator, initiative_id=other.pk, on=clock.today(), reason="Late.")


def test_evidence_is_kept_with_what_was_seen_by_whom_and_when(north: Town) -> None:
    rule = a.stop_rule(a.initiative(north), north)
    boss = north.administrator

    with pytest.raises(Refused, match="nothing_seen"):
        show_evidence(boss, stop_rule_id=rule.pk, settlement=settlement(shown=" "))
    assert rule_now(north, rule).outcome == "waiting"
    show_evidence(boss, stop_rule_id=rule.pk, settlement=settlement())

    kept = rule_now(north, rule)
    assert (kept.outcome, kept.shown, kept.settled_by, kept.settled_on) == (
        *("shown", "41 calls.", "Us", clock.today()),
    )
    with pytest.raises(Refused, match="is_settled"):
        show_evidence(boss, stop_rule_id=rule.pk, settlement=settlement())
    later = clock.today() + timedelta(days=90)
    with pytest.raises(Refused, match="is_settled"):
        move_stop_rule(boss, stop_rule_id=rule.pk, by=later, reason="x")


def test_to_go_on_without_evidence_is_a_decision_of_who_may_decide(north: Town) -> None:
    rule = a.stop_rule(a.initiative(north), north, days=-5)
    writer = north.with_only(Permission.PORTFOLIO_WRITE)
    without = settlement(Fate.WENT_ON, shown="", reason="The figures come in May.")

    for deed in (show_evidence, decide_stop_rule):
        with pytest.raises(NotAllowed):
            deed(writer, stop_rule_id=rule.pk, settlement=without)
    assert rule_now(north, rule).outcome == "waiting"
    decide_stop_rule(
        north.administrator, stop_rule_id=rule.pk, settlement=without, reason=without.reason
    )

    with north.looking():
        act = Act.visible_to(north.administrator).latest("id")
    assert rule_now(north, rule).outcome == "went_on"
    assert (act.name, act.reason) == ("portfolio.decide_stop_rule", "The figures come in May.")


def test_to_stop_there_stops_the_initiative_in_the_same_act(north: Town) -> None:
    row = a.initiative(north, state="running")
    rule = a.stop_rule(row, north, days=-5)

    decide_stop_rule(
        north.administrator,
        stop_rule_id=rule.pk,
        settlement=settlement(Fate.STOPPED, reason="Nothing came of it."),
    )

    with north.looking():
        assert Initiative.owned_by(north.administrator).get(pk=row.pk).state == "stopped"


def test_another_day_is_given_for_a_reason_the_history_keeps(north: Town) -> None:
    rule = a.stop_rule(a.initiative(north), north, days=3)
    later = clock.today() + timedelta(days=60)
    boss = north.administrator

    for by, reason, code in (
        (later, " ", "why_missing"),
        (clock.today() - timedelta(days=1), "x", "into_the_past"),
        (rule.by, "x", "same_day"),
    ):
        with pytest.raises(Refused, match=code):
            move_stop_rule(boss, stop_rule_id=rule.pk, by=by, reason=reason)
    assert rule_now(north, rule).by == rule.by
    writer = north.with_only(Permission.PORTFOLIO_WRITE)
    with pytest.raises(NotAllowed):
        move_stop_rule(writer, stop_rule_id=rule.pk, by=later, reason="x")
    move_stop_rule(boss, stop_rule_id=rule.pk, by=later, reason="The supplier is late.")

    with north.looking():
        act = Act.visible_to(boss).latest("id")
    moved = rule_now(north, rule)
    assert moved.by == later
    assert f"{later:%Y-%m-%d}" in moved.name
    assert (act.name, act.reason) == ("portfolio.move_stop_rule", "The supplier is late.")


def test_a_new_rule_looks_ahead(north: Town) -> None:
    row = a.initiative(north)
    past = clock.today() - timedelta(days=1)

    with pytest.raises(Refused) as refusal:
        set_stop_rule(north.administrator, initiative_id=row.pk, evidence=" ", by=past)

    assert {str(o.code) for o in refusal.value.objections} == {"nothing_seen", "into_the_past"}


def test_a_rule_cannot_be_changed_or_deleted_by_hand(client: Client, north: Town) -> None:
    rule = a.stop_rule(a.initiative(north), north)
    client.force_login(north.user())

    for address in ("new/", f"{rule.pk}/edit/", f"{rule.pk}/delete/", "import/"):
        assert client.get(f"/north/stop-rules/{address}").status_code == 404, address


def test_the_pages_set_settle_and_move_and_say_what_is_wrong(client: Client, north: Town) -> None:
    row = a.initiative(north, "Portal", state="running")
    client.force_login(north.user())
    home = f"/north/initiatives/{row.pk}/"
    soon = clock.today() + timedelta(days=5)

    assert client.post(f"{home}stop-rule/", {"evidence": ""}).status_code == 422
    made = client.post(f"{home}stop-rule/", {"evidence": "Fewer calls.", "by": f"{soon}"})
    assert (made.status_code, made["Location"]) == (302, home)
    with north.looking():
        (rule,) = StopRule.owned_by(north.administrator)
    page = client.get(home).content.decode()
    assert "Fewer calls." in page
    assert f'href="/north/stop-rules/{rule.pk}/settle/"' in page

    settle, later = (f"/north/stop-rules/{rule.pk}/{end}/" for end in ("settle", "later"))
    given = {"on": f"{clock.today()}", "settled_by": "Us"}
    wrong = client.post(settle, {**given, "fate": "went_on"})
    assert wrong.status_code == 422
    assert "Say why. It is kept with the decision." in wrong.content.decode()
    assert client.post(later, {"by": f"{soon}", "reason": "x"}).status_code == 422
    done = client.post(settle, {**given, "fate": "shown", "shown": "41, it was 90."})
    assert (done.status_code, done["Location"]) == (302, home)
    assert rule_now(north, rule).outcome == "shown"


def test_neighbours_find_no_rule_and_a_reader_settles_none(
    client: Client, north: Town, south: Town
) -> None:
    rule = a.stop_rule(a.initiative(north), north)
    for user, town, status in (
        (south.user(), "south", 404),
        (north.user(AccessRole.READER), "north", 403),
    ):
        client.force_login(user)
        for end in ("settle", "later"):
            assert client.get(f"/{town}/stop-rules/{rule.pk}/{end}/").status_code == status
    for deed in (show_evidence, decide_stop_rule):
        with pytest.raises(StopRule.DoesNotExist):
            deed(south.administrator, stop_rule_id=rule.pk, settlement=settlement())


def test_the_board_is_red_where_a_rule_has_passed(client: Client, north: Town) -> None:
    for name, days, state in (
        ("Late", -1, "running"),
        ("In time", 0, "running"),
        ("Gone", -9, "stopped"),
    ):
        a.stop_rule(a.initiative(north, name, state=state), north, days=days)
    client.force_login(north.user())

    page = client.get("/north/portfolio/?state=").content.decode()

    assert page.count("Stop rule has passed") == 1
    card = page[page.index("Late") :]
    assert "Stop rule has passed" in card[: card.index("</li>")]


def test_the_check_speaks_the_day_after_and_only_of_what_goes_on(north: Town) -> None:
    anna = a.person(north)
    for name, by, more in (
        ("late", date(2026, 3, 1), {"decider": anna}),
        ("today", TODAY, {}),
        ("settled", date(2026, 2, 1), {"outcome": "shown"}),
    ):
        row = a.initiative(north, name, state="running")
        rule = a.stop_rule(row, north, evidence="41 calls.", **more)
        with north.arranging():
            StopRule.everything.filter(pk=rule.pk).update(by=by)
    ended = a.stop_rule(a.initiative(north, "ended", state="stopped"), north)
    with north.arranging():
        StopRule.everything.filter(pk=ended.pk).update(by=date(2026, 1, 1))

    assert [(hit.title, hit.responsible) for hit in hits(north, "POR-006")] == [("late", anna.pk)]
    assert said(north, "POR-006") == [
        "By 1 March 2026 this was to be seen, or decided on: 41 calls."
    ]


def test_a_complex_problem_is_tried_out_or_the_check_speaks(north: Town) -> None:
    a.initiative(north, "blind", state="running", cynefin="complex")
    tried = a.initiative(north, "tried", state="running", cynefin="complex")
    a.experiment(tried, north)
    a.initiative(north, "clear", state="running", cynefin="clear")
    a.initiative(north, "not yet", state="decided", cynefin="complex")

    assert titles(north, "POR-008") == {"blind"}


def test_who_decides_sees_it_coming_on_their_day(client: Client, north: Town) -> None:
    user = north.user()
    with north.arranging():
        me = Person.everything.create(name="Anna Berg", user=user)
    row = a.initiative(north, "Portal")
    for days, decider in ((5, me), (-1, me), (6, None), (200, me)):
        a.stop_rule(row, north, days=days, evidence=f"In {days}.", decider=decider)
    client.force_login(user)

    page = client.get("/north/my-day/").content.decode()

    assert re.findall(r"To be seen by then, or decided on: (.*?) ·", page) == ["In 5."]


def test_a_closed_initiative_keeps_its_rules_to_itself(north: Town) -> None:
    row = a.initiative(north, "Closed plan", visibility="restricted")
    rule = a.stop_rule(row, north)
    reader: Actor = north.person()

    assert rule.visibility == "restricted"
    with acting_for(reader):
        assert not StopRule.owned_by(reader).exists()
