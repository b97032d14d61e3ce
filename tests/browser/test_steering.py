"""One challenge goes its whole way: idea, gate, experiment, stop rule, hand-over; seen by axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samsyn.apps.portfolio.models import Initiative, StopRule
from samsyn.apps.portfolio.services.start_from_method import start_from_method
from samsyn.kernel import clock
from tests.apps.portfolio import arranging as a
from tests.support.builders import Town

See = Callable[[Page], list[str]]


class Walk:
    """Somebody on the page of one initiative, who is told wherever axe finds something wrong."""

    def __init__(self, page: Page, home: str, see: See) -> None:
        self.page, self.home, self.see = page, home, see

    def follow(self, words: str) -> None:
        """Follow a link of the page, and look where it leads."""
        self.page.locator("main").get_by_role("link", name=words).first.click()
        self.look()

    def fill(self, **typed: str) -> None:
        """Write into the fields, by their names in the form."""
        for name, text in typed.items():
            self.page.locator(f"[name={name}]:not([type=radio])").fill(text)

    def press(self, words: str) -> None:
        """Press the button, and look at what comes."""
        self.page.locator("form button[type=submit]").get_by_text(words, exact=True).click()
        self.look()

    def step(self, words: str, on: date | None = None) -> None:
        """Take a step from the initiative's page."""
        self.page.goto(self.home)
        self.follow(words)
        if on:
            self.fill(on=f"{on}")
        self.press(words)

    def look(self) -> None:
        """Ask axe."""
        assert self.see(self.page) == [], self.page.url


@pytest.fixture
def walk(
    transactional_db: None,
    north: Town,
    page: Page,
    live_server: LiveServer,
    settings: LazySettings,
    violations: See,
) -> Iterator[Walk]:
    """A complex challenge that is still an idea, and somebody who may decide."""
    start_from_method(north.administrator)
    boss = a.person(north, "Anna Berg")
    row = a.initiative(
        north,
        "More time with people",
        track="challenge",
        state="idea",
        cynefin="complex",
        owner=boss,
        owner_level="executive",
        line_owner=boss,
    )
    a.benefit(row, north, name="Time with people")
    a.phase(row, north, 4, {a.role(north, "Project lead"): 50}, name="Sprint")
    client = Client()
    client.force_login(north.user())
    client.get(f"/north/initiatives/{row.pk}/")  # else the browser waits while all is imported
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    address = str(live_server.url)
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    yield Walk(page, f"{address}/north/initiatives/{row.pk}/", violations)
    page.goto("about:blank")


def test_a_challenge_goes_its_whole_way(walk: Walk, north: Town) -> None:
    walk.page.goto(walk.home)
    walk.look()
    walk.step("Propose")
    _promise_to_look(walk)
    _go_through_the_gate(walk, north)
    walk.step("Decide")
    walk.step("Start")
    _try_something_out(walk)
    _show_the_evidence(walk, north)
    _say_it_delivers(walk, north)
    walk.step("Deliver")
    _hand_it_over(walk)

    with north.looking():
        row = Initiative.owned_by(north.administrator).get()
    assert (row.state, row.accepted_yearly_cost, row.handed_over_on) == (
        *("handed_over", 12_000, clock.today()),
    )


def _promise_to_look(walk: Walk) -> None:
    walk.page.goto(walk.home)
    walk.follow("Add a stop rule")
    walk.fill(evidence="People are seen for 56 per cent of the day.", by=f"{clock.today()}")
    walk.press("Save")
    expect(walk.page.locator("main")).to_contain_text("56 per cent")


def _as_written_down(town: Town, words: str) -> str:
    """Return words of the method as the organisation has them: in its own language."""
    with translation.override(town.row.language):
        return gettext(words)


def _go_through_the_gate(walk: Walk, north: Town) -> None:
    walk.page.goto(walk.home)
    walk.follow("Decide")
    gate = _as_written_down(north, "Take it on")
    expect(walk.page.locator("main")).to_contain_text(f"“{gate}” stands before this")
    walk.follow("To the gate")
    walk.follow("Answer the questions")
    for choice in walk.page.locator("main select").all():
        choice.select_option("yes")
    walk.press("Save")
    expect(walk.page.locator("main")).to_contain_text("7 of 7 in place")
    walk.follow("To the gate")
    expect(walk.page.locator("main")).to_contain_text("Nothing is missing.")
    walk.page.get_by_role("radio", name="Go on", exact=True).check()
    for box in walk.page.locator("main input[name=ticked]").all():
        box.check()
    walk.fill(decided_by="The board", basis="The checklist.")
    walk.press("Decide")


def _try_something_out(walk: Walk) -> None:
    walk.page.goto(walk.home)
    walk.follow("New experiment")
    soon = clock.today() + timedelta(days=14)
    walk.fill(hypothesis="Dictating saves time.", measure="Minutes of writing a day")
    walk.fill(begins=f"{clock.today()}", until=f"{soon}")
    walk.press("Save")
    walk.follow("End it")
    walk.page.get_by_role("radio", name="Go on", exact=True).check()
    walk.fill(result="38 minutes, it was 55", learned="It works in cars.")
    walk.press("End it")
    expect(walk.page.locator("main")).to_contain_text("38 minutes, it was 55")


def _show_the_evidence(walk: Walk, north: Town) -> None:
    with north.arranging():
        yesterday = clock.today() - timedelta(days=1)
        StopRule.everything.filter(organisation_id=north.id).update(by=yesterday)
    walk.page.goto(walk.home)
    expect(walk.page.locator("main")).to_contain_text("Stop rule has passed")
    walk.follow("Deliver")
    expect(walk.page.locator("main")).to_contain_text("has passed: “People are seen")
    walk.follow("Settle")
    walk.page.get_by_role("radio", name="The evidence was shown").check()
    walk.fill(shown="57 per cent, measured in two groups.")
    walk.press("Save")
    expect(walk.page.locator("main")).not_to_contain_text("Stop rule has passed")


def _say_it_delivers(walk: Walk, north: Town) -> None:
    walk.page.goto(walk.home)
    walk.follow("To the gate")
    expect(walk.page.locator("h1")).to_have_text(_as_written_down(north, "Does it deliver?"))
    walk.page.get_by_role("radio", name="Go on, changed").check()
    walk.fill(basis="Two groups.", conditions="The third group begins in May.")
    walk.press("Decide")


def _hand_it_over(walk: Walk) -> None:
    walk.page.goto(walk.home)
    walk.follow("Hand over")
    walk.press("Hand over")
    expect(walk.page.locator("main")).to_contain_text("Say which running cost they have accepted.")
    walk.fill(accepted_yearly_cost="12000")
    walk.press("Hand over")
    expect(walk.page.locator("h1")).to_contain_text("Handed over")
