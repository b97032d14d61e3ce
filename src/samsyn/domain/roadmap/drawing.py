"""Lay a roadmap out on a time axis: where every bar, flag, line and shade of load goes.

All in pixels of one picture, `WEEK` wide for each week; the axis runs through the bars and the
capacity strip beneath them alike. Equal neighbouring weeks of load are drawn as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from samsyn.domain.roadmap.picture import Lane, Picture, Piece, Placed
from samsyn.domain.roadmap.sureness import Sure, Sureness

WEEK, ROW, LANE, HEAD, GAP = 9, 28, 20, 26, 30
BAR, INSET = 14, 6
NAME = 64  # what "Q4 2026" takes

#: Up to which share of what there is a week counts as light, busy and full.
LIGHT, BUSY, FULL = 0.5, 0.85, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One phase of a bar."""

    x: int
    width: int
    name: str
    pinned: bool
    key: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One initiative's row: its phases, its deadline, and where it lay when published."""

    placed: Placed
    y: int
    boxes: tuple[Box, ...]
    start: date
    finish: date | None
    flag_x: int | None
    ghost_x: int
    ghost_width: int
    moved: int
    """Weeks later than published; negative is earlier, 0 is unmoved or unpublished."""
    half: date | None = None
    """By when it is done in half of the lives of the plan."""
    quite: date | None = None
    """By when it is done in four fifths of them."""
    chance: int | None = None
    """In how many per cent of them it meets its deadline."""
    whisker: str = ""
    """From the one to the other, as a path."""

    @property
    def middle(self) -> int:
        """Half way down its bar."""
        return self.y + INSET + BAR // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A dependency between two bars."""

    before: int
    after: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The load of one role: a path for each shade, from light to over, drawn from its own `y`."""

    lane: Lane
    y: int
    shades: tuple[tuple[str, str], ...]
    peak: int
    """Highest share of what there is, in percent; 0 where nothing is taken."""
    over_weeks: int
    first_over: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """The beginning of a quarter."""

    x: int
    year: int
    quarter: int
    named: bool = True
    """Whether there is room for its name before the next begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything in its place."""

    width: int
    height: int
    strip_y: int
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    strips: tuple[Strip, ...]
    ticks: tuple[Tick, ...]
    today_x: int | None


def draw(
    picture: Picture, *, published: Picture | None, today: date, sure: Sureness | None = None
) -> Drawing:
    """Lay out a picture, with the published one behind it, and how sure its dates are."""
    calendar = picture.calendar
    order = sorted(picture.placed, key=lambda placed: (placed.start, placed.finish or 0))
    then = _published_places(published, picture)
    known = sure.by_initiative if sure else {}
    bars = tuple(
        _bar(picture, placed, n, then.get(placed.key), known.get(placed.key))
        for n, placed in enumerate(order)
    )
    strip_y = HEAD + ROW * len(bars) + GAP
    strips = tuple(
        _strip(picture, lane, strip_y + LANE * n) for n, lane in enumerate(picture.lanes)
    )
    week = calendar.week_of(today)
    return Drawing(
        width=WEEK * picture.weeks,
        height=strip_y + LANE * len(strips) + INSET,
        strip_y=strip_y,
        bars=bars,
        lines=tuple(_lines(bars)),
        strips=strips,
        ticks=tuple(_ticks(picture)),
        today_x=WEEK * week if 0 <= week < picture.weeks else None,
    )


def _bar(
    picture: Picture,
    placed: Placed,
    number: int,
    then: tuple[int, int] | None,
    sure: Sure | None,
) -> Bar:
    calendar = picture.calendar
    start, end = _ends(placed)
    ghost = _clipped(*then, picture.weeks) if then else (0, 0)
    due = placed.due
    return Bar(
        placed=placed,
        y=HEAD + ROW * number,
        boxes=tuple(_box(piece, picture.weeks) for piece in placed.pieces if piece.end > 0),
        start=calendar.date_of(start),
        finish=None if placed.finish is None else calendar.date_of(placed.finish),
        flag_x=WEEK * due if due is not None and 0 <= due <= picture.weeks else None,
        ghost_x=ghost[0],
        ghost_width=ghost[1],
        moved=end - then[1] if then else 0,
        half=calendar.date_of(sure.half) if sure else None,
        quite=calendar.date_of(sure.quite) if sure else None,
        chance=round(100 * sure.chance) if sure and sure.chance is not None else None,
        whisker=_whisker(sure, picture.weeks) if sure else "",
    )


def _whisker(sure: Sure, weeks: int) -> str:
    """Draw a line from the one date to the other, with an end stroke at each that is in sight."""
    half, quite = min(sure.half, weeks), min(sure.quite, weeks)
    ends = "".join(f"M{WEEK * week} 9v8" for week in (half, quite) if week < weeks)
    return f"M{WEEK * half} 13H{WEEK * quite}{ends}"


def _box(piece: Piece, weeks: int) -> Box:
    x, width = _clipped(piece.start, piece.end, weeks)
    return Box(x=x, width=width, name=piece.name, pinned=piece.pinned, key=piece.key)


def _clipped(start: int, end: int, weeks: int) -> tuple[int, int]:
    left, right = max(start, 0), min(end, weeks)
    return WEEK * left, WEEK * max(right - left, 0)


def _ends(placed: Placed) -> tuple[int, int]:
    return placed.start, max(piece.end for piece in placed.pieces)


def _published_places(published: Picture | None, picture: Picture) -> dict[int, tuple[int, int]]:
    """Return where initiatives lay when published, in weeks of the picture's own calendar."""
    if published is None:
        return {}
    then, now = published.calendar, picture.calendar
    return {
        placed.key: (now.week_of(then.date_of(start)), now.week_of(then.date_of(end)))
        for placed in published.placed
        for start, end in (_ends(placed),)
    }


def _lines(bars: Sequence[Bar]) -> Iterable[Line]:
    by_key = {bar.placed.key: bar for bar in bars}
    for bar in bars:
        for key in bar.placed.waits_for:
            before = by_key.get(key)
            if before is not None and before.boxes and bar.boxes:
                x1 = before.boxes[-1].x + before.boxes[-1].width
                x2, y1, y2 = bar.boxes[0].x, before.middle, bar.middle
                path = f"M{x1} {y1}C{x1 + 14} {y1} {x2 - 14} {y2} {x2} {y2}"
                yield Line(before=key, after=bar.placed.key, path=path)


def shade_of(takes: int, has: int) -> str:
    """Name how loaded a week is: nothing, light, busy, full or over."""
    if takes <= 0:
        return ""
    if takes > has:
        return "over"
    share = takes / has
    return "light" if share <= LIGHT else "busy" if share <= BUSY else "full"


def _strip(picture: Picture, lane: Lane, y: int) -> Strip:
    shades: dict[str, list[str]] = {"light": [], "busy": [], "full": [], "over": []}
    week = 0
    loads = map(shade_of, lane.takes, lane.has)
    for shade, run in groupby(loads):
        length = len(list(run))
        if shade:
            x, width = WEEK * week, WEEK * length
            shades[shade].append(f"M{x} 2h{width}v{LANE - 4}h-{width}z")
        week += length
    shares = [
        100 * takes // has if has else 100 + takes
        for takes, has in zip(lane.takes, lane.has, strict=True)
        if takes
    ]
    over = lane.over
    return Strip(
        lane=lane,
        y=y,
        shades=tuple((shade, "".join(paths)) for shade, paths in shades.items() if paths),
        peak=max(shares, default=0),
        over_weeks=len(over),
        first_over=picture.calendar.date_of(over[0]) if over else None,
    )


def _ticks(picture: Picture) -> Iterable[Tick]:
    begins: dict[tuple[int, int], int] = {}
    for week in range(picture.weeks):
        # The quarter of the week's Thursday, as ISO 8601 gives a week to its year.
        day = date.fromordinal(picture.calendar.date_of(week).toordinal() + 3)
        begins.setdefault((day.year, (day.month + 2) // 3), WEEK * week)
    ends = [*list(begins.values())[1:], WEEK * picture.weeks]
    for ((year, quarter), x), end in zip(begins.items(), ends, strict=True):
        yield Tick(x=x, year=year, quarter=quarter, named=end - x >= NAME)
