"""A picture survives being kept, names nobody when published, and is drawn week by week."""

from __future__ import annotations

import json
import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from samsyn.domain.roadmap.drawing import WEEK, draw, shade_of
from samsyn.domain.roadmap.picture import Picture, read_picture
from samsyn.domain.roadmap.setting import About, Setting, picture_of
from samsyn.domain.scheduling.calendar import Calendar
from samsyn.domain.scheduling.outcome import LeftOut, Progress
from samsyn.domain.scheduling.problem import (
    Assignment,
    Initiative,
    Link,
    Person,
    Phase,
    Problem,
)
from samsyn.domain.scheduling.solve import solve

START = date(2026, 1, 5)


def painted(loads: list[int], weeks: int = 20, *, on_the_way: bool = False) -> Picture:
    """Return the picture of initiatives that each take six weeks of one role.

    `on_the_way`: of the first plan that the search tells of, while it goes on.
    """
    problem = Problem(
        calendar=Calendar(start=START, weeks=weeks),
        people=(Person(key="h1"),),
        assignments=(Assignment(person="h1", role="r1", share=50),),
        initiatives=tuple(
            Initiative(
                key=f"i{n}", phases=(Phase(key=f"p{n}", weeks=6, demand={"r1": load}),), deadline=5
            )
            for n, load in enumerate(loads)
        ),
        links=(Link(before="i0", after="i1"),) if len(loads) > 1 else (),
    )
    about = {
        f"i{n}": About(
            name=f"Initiative {n}",
            track="mandated",
            deadline=date(2026, 2, 6),
            legal="The law",
            waits_for=(0,) if n == 1 else (),
        )
        for n in range(len(loads))
    }
    names = {"r1": "Lead", "h1": "Anna Berg", **{f"p{n}": "Build" for n in range(len(loads))}}
    setting = Setting(problem=problem, about=about, names=names)
    heard: list[Progress] = []
    found = solve(problem, seconds=0, on_improvement=heard.append)
    shown = heard[0] if on_the_way else found
    return picture_of(setting, shown, first_seconds=found.first_feasible_seconds)


def test_what_is_left_out_is_told_also_while_the_search_goes_on() -> None:
    (missing,) = painted([40, 60], on_the_way=True).missing
    assert (missing.name, missing.code) == ("Initiative 1", LeftOut.TOO_LITTLE_CAPACITY)
    assert painted([40, 60]).missing == (missing,)


def test_a_picture_reads_back_as_it_was_kept() -> None:
    picture = painted([40, 40, 60])

    kept = read_picture(json.loads(json.dumps(picture.as_json())))

    assert kept.as_json() == picture.as_json()
    assert [missing.name for missing in kept.missing] == ["Initiative 2"]
    assert kept.calendar.date_of(1) == date(2026, 1, 12)


def test_a_published_picture_names_nobody() -> None:
    picture = painted([40, 40])
    assert "Anna Berg" in json.dumps(picture.as_json())

    assert "Anna Berg" not in json.dumps(picture.without_people().as_json())


def test_lateness_is_counted_from_the_last_finish_that_would_do() -> None:
    first, second = painted([40, 40]).placed

    assert (first.finish, first.due, first.late) == (6, 5, 1)
    assert (second.finish, second.late) == (12, 7)


def test_bars_flags_and_lines_lie_where_their_weeks_are() -> None:
    drawing = draw(painted([40, 40]), published=None, today=date(2026, 1, 21))
    first, second = drawing.bars

    assert (first.boxes[0].x, first.boxes[0].width) == (0, 6 * WEEK)
    assert (second.boxes[0].x, second.boxes[0].width) == (6 * WEEK, 6 * WEEK)
    assert first.flag_x == 5 * WEEK
    assert drawing.today_x == 2 * WEEK
    assert drawing.lines[0].path.startswith(f"M{6 * WEEK} {first.middle}C")
    assert [(tick.year, tick.quarter) for tick in drawing.ticks] == [(2026, 1), (2026, 2)]


def test_a_quarter_too_short_for_its_name_has_none() -> None:
    drawing = draw(painted([40], weeks=16), published=None, today=START)
    assert [(tick.quarter, tick.named) for tick in drawing.ticks] == [(1, True), (2, False)]


def test_a_bar_that_has_moved_shows_where_it_was() -> None:
    drawing = draw(painted([40]), published=painted([40, 40]), today=START)

    assert (drawing.bars[0].ghost_x, drawing.bars[0].ghost_width, drawing.bars[0].moved) == (
        0,
        6 * WEEK,
        0,
    )


@given(st.lists(st.integers(1, 50), min_size=1, max_size=5))
def test_the_strip_shades_every_loaded_week_exactly_once(loads: list[int]) -> None:
    picture = painted(loads, weeks=40)
    drawing = draw(picture, published=None, today=START)

    for strip in drawing.strips:
        shaded: list[int] = []
        for shade, path in strip.shades:
            for x, width in re.findall(r"M(\d+) 2h(\d+)", path):
                weeks = range(int(x) // WEEK, (int(x) + int(width)) // WEEK)
                shaded += weeks
                assert {shade_of(strip.lane.takes[w], strip.lane.has[w]) for w in weeks} == {shade}
        assert sorted(shaded) == [w for w, takes in enumerate(strip.lane.takes) if takes]


def test_a_week_is_light_busy_full_or_over() -> None:
    shades = [shade_of(takes, 100) for takes in (0, 1, 50, 51, 85, 86, 100, 101)]

    assert shades == ["", "light", "light", "busy", "busy", "full", "full", "over"]
    assert shade_of(1, 0) == "over"
