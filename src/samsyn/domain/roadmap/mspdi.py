"""A roadmap as Microsoft Project XML (MSPDI), which Project and its kin open.

Initiatives are summary tasks, phases tasks that must start on their day, roles resources of the
work kind, and effort assignments. A working day has eight hours, a week five days. The order and
the codes are those of Microsoft's published schema (mspdi_pj12).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree as ET

from samsyn.domain.roadmap.picture import Picture, Piece, Placed
from samsyn.domain.shared.xml_text import xml_text

NAMESPACE = "http://schemas.microsoft.com/project"
HOURS_A_DAY, DAYS_A_WEEK, HOURS_A_WEEK = 8, 5, 40
MINUTES_A_DAY = 480
_MORNING, _EVENING = time(8), time(17)
_MONDAY, _FRIDAY = 2, 6
_FINISH_TO_START = 1
_MUST_START_ON = 2
_WEEKS = 9  # the unit in which durations and lags are shown; 10 would be elapsed weeks
_STANDARD = 1
_TENTHS_A_WEEK = 10 * 60 * HOURS_A_WEEK  # lags are counted in tenths of a minute


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A task or resource with its two numbers."""

    uid: int
    row: int


def mspdi(picture: Picture, *, title: str, made_at: datetime) -> bytes:
    """Return the roadmap as a project file, UTF-8 with its declaration."""
    project = ET.Element("Project", xmlns=NAMESPACE)
    starts = (0, *(placed.start for placed in picture.placed))
    _texts(
        project,
        SaveVersion=14,
        Name=title,
        Title=title,
        CreationDate=f"{made_at:%Y-%m-%dT%H:%M:%S}",
        ScheduleFromStart=1,
        StartDate=_moment(picture.calendar.date_of(min(starts)), _MORNING),
        CalendarUID=_STANDARD,
        DefaultStartTime="08:00:00",
        DefaultFinishTime="17:00:00",
        MinutesPerDay=MINUTES_A_DAY,
        MinutesPerWeek=DAYS_A_WEEK * MINUTES_A_DAY,
        DaysPerMonth=20,
        DurationFormat=7,
        NewTasksAreManual=1,
    )
    resources = _numbered_roles(picture)
    _calendars(project, picture, resources)
    tasks = _tasks(project, picture)
    _resources(project, picture, resources)
    _assignments(project, picture, tasks, resources)
    ET.indent(project)
    return bytes(ET.tostring(project, encoding="utf-8", xml_declaration=True))


def _texts(parent: ET.Element, **values: object) -> None:
    """Add one element per value, in the order in which the schema wants them."""
    for name, value in values.items():
        ET.SubElement(parent, name).text = xml_text(value)


def _calendars(project: ET.Element, picture: Picture, resources: dict[str, _Numbered]) -> None:
    """Write the week that all work by, and a calendar of each role's own that follows it."""
    calendars = ET.SubElement(project, "Calendars")
    calendar = ET.SubElement(calendars, "Calendar")
    _texts(calendar, UID=_STANDARD, Name="Standard", IsBaseCalendar=1, BaseCalendarUID=-1)
    days = ET.SubElement(calendar, "WeekDays")
    for number in range(1, 8):
        day = ET.SubElement(days, "WeekDay")
        works = _MONDAY <= number <= _FRIDAY
        _texts(day, DayType=number, DayWorking=int(works))
        if works:
            times = ET.SubElement(day, "WorkingTimes")
            for begin, end in (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")):
                _texts(ET.SubElement(times, "WorkingTime"), FromTime=begin, ToTime=end)
    shut = [day for day in picture.closed if day >= picture.start]
    if shut:
        exceptions = ET.SubElement(calendar, "Exceptions")
        for monday in sorted(shut):
            _exception(exceptions, date.fromisoformat(monday))
    for role, resource in resources.items():
        _texts(
            ET.SubElement(calendars, "Calendar"),
            UID=_own_calendar(resource),
            Name=picture.names.get(role, role),
            IsBaseCalendar=0,
            BaseCalendarUID=_STANDARD,
        )


def _own_calendar(resource: _Numbered) -> int:
    return _STANDARD + resource.uid


def _exception(parent: ET.Element, monday: date) -> None:
    exception = ET.SubElement(parent, "Exception")
    _texts(exception, EnteredByOccurrences=0)
    _texts(
        ET.SubElement(exception, "TimePeriod"),
        FromDate=f"{monday:%Y-%m-%d}T00:00:00",
        ToDate=f"{monday + timedelta(days=6):%Y-%m-%d}T23:59:00",
    )
    _texts(exception, Occurrences=7, Name="-", Type=1, DayWorking=0)


def _tasks(project: ET.Element, picture: Picture) -> dict[int, _Numbered]:
    """Write initiatives with their phases under them; return the numbers of the phases."""
    parent = ET.SubElement(project, "Tasks")
    summaries: dict[int, _Numbered] = {}
    phases: dict[int, _Numbered] = {}
    row = 0
    for placed in picture.placed:
        row += 1
        summaries[placed.key] = _Numbered(row, row)
        for piece in placed.pieces:
            row += 1
            phases[piece.key] = _Numbered(row, row)
    for outline, placed in enumerate(picture.placed, 1):
        _summary(parent, picture, placed, summaries, outline)
        before = None
        for number, piece in enumerate(placed.pieces, 1):
            _phase(parent, picture, piece, before, phases, f"{outline}.{number}")
            before = piece
    return phases


def _summary(
    parent: ET.Element,
    picture: Picture,
    placed: Placed,
    summaries: dict[int, _Numbered],
    outline: int,
) -> None:
    task = ET.SubElement(parent, "Task")
    end = max(piece.end for piece in placed.pieces)
    number = summaries[placed.key]
    _texts(
        task,
        UID=number.uid,
        ID=number.row,
        Name=placed.name,
        Active=1,
        Manual=0,
        Type=1,
        WBS=outline,
        OutlineNumber=outline,
        OutlineLevel=1,
        Start=_moment(picture.calendar.date_of(placed.start), _MORNING),
        Finish=_moment(picture.last_day(end), _EVENING),
        Summary=1,
    )
    if placed.deadline:
        _texts(task, Deadline=f"{placed.deadline}T17:00:00")
    waited = (one for one in picture.placed if one.key in placed.waits_for)
    for before in waited:
        gone = max(piece.end for piece in before.pieces)
        _link(task, summaries[before.key].uid, min(0, placed.start - gone))


def _phase(
    parent: ET.Element,
    picture: Picture,
    piece: Piece,
    before: Piece | None,
    phases: dict[int, _Numbered],
    outline: str,
) -> None:
    task = ET.SubElement(parent, "Task")
    number = phases[piece.key]
    start = _moment(picture.calendar.date_of(piece.start), _MORNING)
    hours = piece.weeks * HOURS_A_WEEK
    _texts(
        task,
        UID=number.uid,
        ID=number.row,
        Name=piece.name,
        Active=1,
        Manual=0,
        Type=1,
        WBS=outline,
        OutlineNumber=outline,
        OutlineLevel=2,
        Start=start,
        Finish=_moment(picture.last_day(piece.end), _EVENING),
        Duration=f"PT{hours}H0M0S",
        DurationFormat=_WEEKS,
        Milestone=0,
        Summary=0,
        ConstraintType=_MUST_START_ON,
        CalendarUID=_STANDARD,
        ConstraintDate=start,
    )
    if before is not None and before.end <= piece.start:
        _link(task, phases[before.key].uid, 0)


def _link(task: ET.Element, before: int, lag: int) -> None:
    """Tie a task to what comes before it, by so many weeks; below zero they overlap."""
    link = ET.SubElement(task, "PredecessorLink")
    _texts(link, PredecessorUID=before, Type=_FINISH_TO_START, CrossProject=0)
    _texts(link, LinkLag=lag * _TENTHS_A_WEEK, LagFormat=_WEEKS)


def _numbered_roles(picture: Picture) -> dict[str, _Numbered]:
    used = {role for placed in picture.placed for piece in placed.pieces for role in piece.shares}
    return {role: _Numbered(row, row) for row, role in enumerate(sorted(used), 1)}


def _resources(project: ET.Element, picture: Picture, resources: dict[str, _Numbered]) -> None:
    parent = ET.SubElement(project, "Resources")
    most = {lane.key: max(lane.has, default=0) for lane in picture.lanes}
    for role, number in resources.items():
        _texts(
            ET.SubElement(parent, "Resource"),
            UID=number.uid,
            ID=number.row,
            Name=picture.names.get(role, role),
            Type=1,
            MaxUnits=f"{most.get(role, 0) / 100:.2f}",
            CalendarUID=_own_calendar(number),
        )


def _assignments(
    project: ET.Element,
    picture: Picture,
    tasks: dict[int, _Numbered],
    resources: dict[str, _Numbered],
) -> None:
    parent = ET.SubElement(project, "Assignments")
    uid = 0
    for placed in picture.placed:
        for piece in placed.pieces:
            for role, share in sorted(piece.shares.items()):
                uid += 1
                minutes = piece.weeks * HOURS_A_WEEK * 60 * share // 100
                _texts(
                    ET.SubElement(parent, "Assignment"),
                    UID=uid,
                    TaskUID=tasks[piece.key].uid,
                    ResourceUID=resources[role].uid,
                    Finish=_moment(picture.last_day(piece.end), _EVENING),
                    Start=_moment(picture.calendar.date_of(piece.start), _MORNING),
                    Units=f"{share / 100:.2f}",
                    Work=f"PT{minutes // 60}H{minutes % 60}M0S",
                )


def _moment(day: date, at: time) -> str:
    return f"{day:%Y-%m-%d}T{at:%H:%M:%S}"
