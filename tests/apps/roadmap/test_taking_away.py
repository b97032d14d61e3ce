"""A roadmap goes into calendars, workbooks and project programs, and reads back as it was."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from openpyxl import load_workbook

from samsyn.apps.organisation.public import Role
from samsyn.apps.portfolio.models import Allocation, Fund
from samsyn.apps.portfolio.public import Track
from samsyn.apps.roadmap.models import Plan, PlanRun
from samsyn.apps.roadmap.services.publish_roadmap import publish_roadmap
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.roadmap.mspdi import NAMESPACE
from tests.apps.portfolio import arranging as a
from tests.apps.roadmap.arranging import plan
from tests.support.builders import Town

DAY, MONDAY, FRIDAY = (
    datetime.combine(day, time())
    for day in (date(2026, 6, 26), date(2026, 6, 29), date(2026, 7, 3))
)
#: The order in which the schema of MSPDI wants what we write of a task and an assignment.
TASK = ["UID", "ID", "Name", "Active", "Manual", "Type", "WBS", "OutlineNumber", "OutlineLevel",
        "Start", "Finish", "Duration", "DurationFormat", "Milestone", "Summary", "ConstraintType",
        "CalendarUID", "ConstraintDate", "Deadline", "PredecessorLink"]  # fmt: skip
PROJECT = ["SaveVersion", "Name", "Title", "CreationDate", "ScheduleFromStart", "StartDate",
           "CalendarUID", "DefaultStartTime", "DefaultFinishTime", "MinutesPerDay",
           "MinutesPerWeek", "DaysPerMonth", "DurationFormat", "NewTasksAreManual", "Calendars",
           "Tasks", "Resources", "Assignments"]  # fmt: skip
ASSIGNMENT = ["UID", "TaskUID", "ResourceUID", "Finish", "Start", "Units", "Work"]


@pytest.fixture
def ours(north: Town, lead: Role) -> Plan:
    """Two initiatives with money; the second waits for the first."""
    with north.arranging():
        fund = Fund.everything.create(name="Pot")
        Allocation.everything.create(fund=fund, fiscal_year=2026, one_off=900, running=500)
    first = a.initiative(north, "Portal", fund=fund, yearly_cost=120)
    a.phase(first, north, 4, {lead: 40}, name="Build", cost=300)
    a.phase(first, north, 2, {lead: 80}, name="=Teach, and learn")
    then = a.initiative(north, "Archive", deadline=date(2026, 6, 26), legal_ground="The law")
    a.phase(then, north, 3, {lead: 80}, name="Move")
    a.follows(north, first, then)
    made = plan(north, closed_from=28, closed_until=31)
    run = solve_plan(north.administrator, plan_id=made.pk)
    for _time in range(2):
        publish_roadmap(
            north.administrator,
            plan_id=made.pk,
            run_id=run.pk,
            decided_by="The council",
            decided_on=date(2026, 1, 7),
        )
    return made


def taken(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    return bytes(answer.content)


def events(text: str) -> dict[str, dict[str, str]]:
    """Read a calendar file as RFC 5545 says: unfold, then a name, parameters and a value a line."""
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found: dict[str, dict[str, str]] = {}
    event: dict[str, str] = {}
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            found[event["UID"]] = event
        else:
            event[name.partition(";")[0]] = value
    return found


def test_phases_and_deadlines_are_days_of_a_calendar_that_later_versions_move(
    client: Client, north: Town, ours: Plan
) -> None:
    client.force_login(north.user())

    plan_now = events(taken(client, f"/north/roadmap/{ours.pk}/roadmap.ics").decode())
    first, second = (
        events(taken(client, f"/north/roadmap/versions/{n}/roadmap.ics").decode()) for n in (1, 2)
    )

    assert plan_now.keys() == first.keys() == second.keys()
    assert len(plan_now) == 4
    assert {one["SEQUENCE"] for one in first.values()} == {"1"}
    assert {one["SEQUENCE"] for one in second.values()} == {"2"}
    titles = {one["SUMMARY"]: (one["DTSTART"], one["DTEND"]) for one in second.values()}
    assert titles["Portal: Build"] == ("20260105", "20260202")
    assert titles["\N{BLACK FLAG} Archive"] == ("20260626", "20260627")
    assert "Portal: =Teach\\, and learn" in titles


def test_a_workbook_has_the_plan_peoples_time_and_the_money(
    client: Client, north: Town, ours: Plan
) -> None:
    client.force_login(north.user())

    book = load_workbook(io.BytesIO(taken(client, f"/north/roadmap/{ours.pk}/roadmap.xlsx")))

    assert book.sheetnames == ["Plan", "Capacity", "Money"]
    rows = list(book["Plan"].iter_rows(min_row=2, values_only=True))
    assert rows[0][:2] == ("Portal", "Build")
    assert rows[0][5] == 4
    assert rows[1][1] == "'=Teach, and learn"
    lanes = list(book["Capacity"].iter_rows(min_row=2, values_only=True))
    assert (lanes[0][0], lanes[0][3], lanes[1][3]) == ("Project lead", 80, 40)
    (money, *_rest) = book["Money"].iter_rows(min_row=2, values_only=True)
    assert money[:5] == ("Pot", 2026, 300, 900, 600)
    assert isinstance(money[5], int)
    assert 0 < money[5] < 120
    assert money[6:8] == (500, 500 - money[5])


def test_a_workbook_says_what_is_left_out_and_why_in_the_readers_language(
    client: Client, north: Town, ours: Plan, security: Role
) -> None:
    lost = a.initiative(north, "Lost", deadline=date(2026, 6, 26), legal_ground="The law")
    a.phase(lost, north, 2, {security: 90})
    solve_plan(north.administrator, plan_id=ours.pk)
    client.force_login(north.user())

    book = load_workbook(io.BytesIO(taken(client, f"/north/roadmap/{ours.pk}/roadmap.xlsx")))

    (left,) = book["Left out"].iter_rows(min_row=2, values_only=True)
    assert (left[0], left[2], left[3]) == ("Lost", DAY, "The law")
    assert "90 %" in str(left[1])
    assert {row[2] for row in book["Plan"].iter_rows(min_row=2, values_only=True)} == {
        str(Track.PREREQUISITE.label)
    }


def test_work_that_ends_before_the_closed_weeks_does_not_last_through_them(
    client: Client, north: Town, lead: Role
) -> None:
    row = a.initiative(north, "Before July", earliest_start=date(2026, 6, 29))
    a.phase(row, north, 1, {lead: 80}, name="Close")
    made = plan(north, closed_from=28, closed_until=31)
    solve_plan(north.administrator, plan_id=made.pk)
    client.force_login(north.user())

    (event,) = events(taken(client, f"/north/roadmap/{made.pk}/roadmap.ics").decode()).values()
    book = load_workbook(io.BytesIO(taken(client, f"/north/roadmap/{made.pk}/roadmap.xlsx")))
    why = client.get(f"/north/roadmap/{made.pk}/why/{row.pk}/").content.decode()
    page = client.get("/north/roadmap/").content.decode()

    assert (event["DTSTART"], event["DTEND"]) == ("20260629", "20260706")
    (phase,) = book["Plan"].iter_rows(min_row=2, values_only=True)
    assert phase[3:5] == (MONDAY, FRIDAY)
    words = " ".join(why.replace("\xa0", " ").split())
    assert "29 Jun 2026 \N{EN DASH} 3 Jul 2026" in words
    assert "Money that the plan takes" not in page


def test_the_page_shows_what_the_plan_takes_of_each_fund_and_what_is_left(
    client: Client, north: Town, ours: Plan
) -> None:
    client.force_login(north.user())

    page = client.get("/north/roadmap/").content.decode()

    card = page.partition('id="purses-heading"')[2].partition("</section>")[0]
    words = " ".join(re.sub(r"<[^>]+>", " ", card).replace("\xa0", " ").split())
    assert re.search(r"Pot 2026 One-off \D*300\D* 900\D* 600", words)


def test_a_project_file_has_tasks_links_resources_and_assignments_in_the_schemas_order(
    client: Client, north: Town, ours: Plan
) -> None:
    client.force_login(north.user())

    project = ET.fromstring(taken(client, f"/north/roadmap/{ours.pk}/roadmap.xml"))  # noqa: S314 - our own

    at = {"p": NAMESPACE}
    tasks = project.findall("p:Tasks/p:Task", at)
    assert [one.findtext("p:Name", namespaces=at) for one in tasks] == [
        "Portal",
        "Build",
        "=Teach, and learn",
        "Archive",
        "Move",
    ]
    by_name = {one.findtext("p:Name", namespaces=at): one for one in tasks}
    build, teach = by_name["Build"], by_name["=Teach, and learn"]
    assert build.findtext("p:Duration", namespaces=at) == "PT160H0M0S"
    assert build.findtext("p:Start", namespaces=at) == "2026-01-05T08:00:00"
    assert build.findtext("p:Finish", namespaces=at) == "2026-01-30T17:00:00"
    link = teach.findtext("p:PredecessorLink/p:PredecessorUID", namespaces=at)
    assert link == build.findtext("p:UID", namespaces=at)
    waits = by_name["Archive"].findtext("p:PredecessorLink/p:PredecessorUID", namespaces=at)
    assert waits == by_name["Portal"].findtext("p:UID", namespaces=at)
    assert by_name["Archive"].findtext("p:Deadline", namespaces=at) == "2026-06-26T17:00:00"
    work = [
        one.findtext("p:Work", namespaces=at)
        for one in project.findall("p:Assignments/p:Assignment", at)
    ]
    assert work == ["PT64H0M0S", "PT64H0M0S", "PT96H0M0S"]
    july = project.findall("p:Calendars/p:Calendar/p:Exceptions/p:Exception", at)
    assert len(july) >= 4
    for task in tasks:
        names = [child.tag.partition("}")[2] for child in task]
        assert names == sorted(names, key=TASK.index)
    for one in project.findall("p:Assignments/p:Assignment", at):
        assert [child.tag.partition("}")[2] for child in one] == ASSIGNMENT


def test_a_project_file_counts_in_weeks_of_work_and_each_role_follows_the_standard_calendar(
    client: Client, north: Town, ours: Plan
) -> None:
    client.force_login(north.user())

    project = ET.fromstring(taken(client, f"/north/roadmap/{ours.pk}/roadmap.xml"))  # noqa: S314 - our own

    at = {"p": NAMESPACE}
    shown_in = {one.text for one in project.findall("p:Tasks/p:Task/p:DurationFormat", at)}
    assert shown_in == {"9"}  # weeks of work; 10 is weeks on the wall
    (resource,) = project.findall("p:Resources/p:Resource", at)
    standard, own = project.findall("p:Calendars/p:Calendar", at)
    told = ("p:UID", "p:IsBaseCalendar", "p:BaseCalendarUID")
    assert [standard.findtext(name, namespaces=at) for name in told] == ["1", "1", "-1"]
    assert [own.findtext(name, namespaces=at) for name in told] == ["2", "0", "1"]
    assert resource.findtext("p:CalendarUID", namespaces=at) == "2"
    assert resource.findtext("p:MaxUnits", namespaces=at) == "0.80"
    assert [child.tag.partition("}")[2] for child in project] == PROJECT
    uids = [one.findtext("p:UID", namespaces=at) for one in project.findall("p:Tasks/p:Task", at)]
    assert len(set(uids)) == len(uids)
    links = project.findall("p:Tasks/p:Task/p:PredecessorLink", at)
    assert {link.findtext("p:LinkLag", namespaces=at) for link in links} == {"0"}


def test_who_may_not_take_records_out_takes_no_roadmap(
    client: Client, north: Town, south: Town, ours: Plan
) -> None:
    for form in ("ics", "xlsx", "xml"):
        client.force_login(south.user())
        assert client.get(f"/south/roadmap/{ours.pk}/roadmap.{form}").status_code == 404
        assert client.get(f"/south/roadmap/versions/1/roadmap.{form}").status_code == 404
    client.force_login(north.user(AccessRole.READER))
    assert client.get(f"/north/roadmap/{ours.pk}/roadmap.pdf").status_code == 404
    with north.looking():
        PlanRun.owned_by(north.administrator).delete()
    assert client.get(f"/north/roadmap/{ours.pk}/roadmap.ics").status_code == 404
