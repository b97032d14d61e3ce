"""A newcomer walks the tutorial as it is written, and every step of it works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker
from tools.tutorial_worksheet import make

from samsyn.config.environment import PROJECT
from tests.support.database import copied_demo, django_at, server
from tests.support.demo import load_demo
from tests.support.worker import worker

FOLDER = PROJECT / "docs" / "tutorial"
WORKSHEET = FOLDER / "systems.xlsx"
TEXT = " ".join((FOLDER / "README.md").read_text(encoding="utf-8").split())
NEW = ("Fixarlistan", "Hygienronden", "Nyckelskåpet", "Provsvaret")


class Reader:
    """Somebody who does what stands in bold, and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.main = page.locator("main")

    def label(self, words: str) -> str:
        """Return a label that the tutorial names in bold."""
        assert f"**{words}**" in TEXT, words
        return words

    def choose(self, words: str) -> None:
        """Press the button or follow the link of that name."""
        name = re.compile(rf"^\s*{re.escape(self.label(words))}\b")
        found = self.main.get_by_role("button", name=name)
        found.or_(self.main.get_by_role("link", name=name)).first.click()

    def field(self, words: str) -> Locator:
        """Return the field under that label."""
        return self.main.get_by_label(self.label(words)).and_(
            self.main.locator("input:not([type=search]), select, textarea")
        )

    def open(self, section: str, line: str) -> None:
        """Open a line of the menu, its section first where that is closed."""
        menu = self.page.get_by_role("navigation", name="Main menu")
        link = menu.get_by_role("link", name=self.label(line), exact=True)
        if not link.is_visible():
            menu.locator("summary").filter(has_text=self.label(section)).click()
        link.click()


@pytest.fixture
def reader(
    live_server: LiveServer,
    settings: LazySettings,
    page: Page,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Reader]:
    """A newcomer before a demonstration of their own, with a worker behind it."""
    settings.SAMSYN_DEMO = True
    with (
        django_db_blocker.unblock(),
        server() as admin,
        copied_demo(admin, load_demo, "walk") as doors,
        django_at(doors.app),
        worker(),
    ):
        page.goto(f"{live_server.url}/demo/")
        yield Reader(page)
        page.goto("about:blank")  # nobody asks any more when the database goes


def test_the_worksheet_beside_the_tutorial_is_the_one_the_script_makes() -> None:
    def cells(book: Any) -> list[list[object]]:
        return [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]

    shipped, made = (
        [[str(v)[:10] for v in row] for row in cells(b)] for b in (load_workbook(WORKSHEET), make())
    )
    assert shipped == made


def test_the_tutorial_can_be_walked_from_the_spreadsheet_to_the_published_roadmap(
    reader: Reader,
) -> None:
    _sign_in(reader)
    _bring_in_the_spreadsheet(reader)
    _look_before_anything_is_written(reader)
    _see_what_the_checks_say(reader)
    _mend_one(reader)
    _make_it_an_initiative(reader)
    _lay_out_the_roadmap(reader)
    _ask_why(reader)
    _publish(reader)


def _sign_in(reader: Reader) -> None:
    reader.page.get_by_role("button", name=reader.label("English")).click()
    reader.main.get_by_role("button", name=reader.label("Maja Ekblad")).click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(reader.label("My day"))


def _bring_in_the_spreadsheet(reader: Reader) -> None:
    reader.open("Register", "Systems")
    reader.choose("Import")
    reader.field("The spreadsheet").set_input_files(WORKSHEET)
    reader.choose("Read the file")
    chosen = reader.main.get_by_label("IT-system").locator("option:checked")
    expect(chosen).to_have_text("Name")
    began = reader.main.get_by_label("Driftstart").locator("option:checked")
    expect(began).to_have_text("In production since")
    reader.choose("See what will happen")


def _look_before_anything_is_written(reader: Reader) -> None:
    expect(reader.main.get_by_role("button", name=reader.label("Write 5 rows"))).to_be_visible()
    for words, count in (("New", 4), ("Changed", 1), ("Repeated", 1), ("Refused", 2)):
        tile = reader.main.get_by_role("link", name=re.compile(rf"^\s*{words}"))
        expect(tile).to_have_text(re.compile(rf"{words}\s*{count}"))
    reader.choose("Refused")
    expect(reader.main).to_contain_text("“Ska bort” is not one of")
    expect(reader.main).to_contain_text("“31/2 2022” is not a date")
    reader.choose("Write 5 rows")
    expect(reader.main.get_by_text(reader.label("Undo the whole import"))).to_be_visible()
    expect(reader.main.get_by_text(reader.label("Fetch the refused rows"))).to_be_visible()


def _see_what_the_checks_say(reader: Reader) -> None:
    reader.open("Checks", "Findings")
    for _patience in range(80):  # the checks are asked beside the page
        if all(reader.main.get_by_role("link", name=n).count() for n in NEW):
            break
        reader.page.wait_for_timeout(250)
        reader.page.reload()
    for name in NEW:
        expect(reader.main.get_by_role("link", name=name).first).to_be_visible()


def _mend_one(reader: Reader) -> None:
    reader.open("Register", "Systems")
    reader.choose("Fixarlistan")
    without = reader.main.get_by_text("no agreement covers it")
    expect(without).to_be_visible()
    reader.choose("Edit")
    reader.field("No agreement needed, because").fill("Made and run by the schools themselves.")
    reader.choose("Save")
    expect(reader.main).to_contain_text("Made and run by the schools themselves.")
    for _patience in range(80):
        if not without.count():
            break
        reader.page.wait_for_timeout(250)
        reader.page.reload()
    expect(without).to_have_count(0)


def _make_it_an_initiative(reader: Reader) -> None:
    reader.open("Portfolio", "Three tracks")
    reader.choose("New initiative")
    reader.main.get_by_role("textbox", name=reader.label("Name")).fill("One place to report faults")
    problem = reader.main.get_by_role("textbox", name=reader.label("Problem"))
    problem.fill("Schools report faults in a list that only one person reads.")
    reader.field("Track").select_option("Prerequisite")
    reader.field("State").select_option("Proposed")
    reader.main.get_by_role("group", name=reader.label("Affected systems")).get_by_label(
        "Fixarlistan"
    ).check()
    reader.choose("Save")
    reader.choose("Plan the work")
    reader.main.get_by_label(reader.label("Role"), exact=True).select_option("IT-tekniker")
    reader.choose("Add the role")
    reader.main.get_by_label("IT-tekniker, phase 1").fill("30")  # there once the role is added
    reader.main.get_by_label("Phase, phase 1").fill("Try in one school")
    reader.main.get_by_label("Weeks, phase 1").fill("6")
    reader.choose("Save")
    expect(reader.main).to_contain_text("Try in one school")


def _lay_out_the_roadmap(reader: Reader) -> None:
    reader.open("Roadmap", "Roadmap")
    reader.choose("Plan again")
    bar = reader.main.get_by_role("link", name="One place to report faults").first
    expect(bar).to_be_visible()


def _ask_why(reader: Reader) -> None:
    reader.choose("One place to report faults")
    expect(reader.main).to_contain_text(f"{reader.label('Why these dates')}: One place to report")


def _publish(reader: Reader) -> None:
    reader.choose("Publish")
    reader.field("Decided by").fill("The management group")
    reader.field("Why").fill("The ambition is taken up at the next meeting.")
    reader.choose("Publish")
    expect(reader.page.get_by_text("version 2", exact=False).first).to_be_visible()
