"""The plan chooses how far to go, keeps to what is decided, and lets no track eat everything."""

from __future__ import annotations

from datetime import date

from samsyn.apps.organisation.public import Role
from samsyn.apps.portfolio.models import AmbitionOption, TrackPolicy
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from samsyn.apps.roadmap.wording import why, why_not
from tests.apps.portfolio import arranging as a
from tests.apps.roadmap.arranging import picture, placed, plan
from tests.support.builders import Town


def levels(town: Town, lead: Role, **columns: object) -> None:
    """An initiative that is short at the lowest level, and gives much at the high one."""
    row = a.initiative(town, "Archive", is_optional=True, **columns)
    a.phase(row, town, 2, {lead: 30}, name="Prepare")
    a.phase(row, town, 1, {lead: 30}, name="Only what must be", ambition="lowest")
    a.phase(row, town, 6, {lead: 30}, name="All of it", ambition="high")
    a.phase(row, town, 1, {lead: 30}, name="Hand over")
    with town.arranging():
        for level, benefit in (("lowest", 10_000), ("high", 900_000)):
            AmbitionOption.everything.create(initiative=row, level=level, yearly_benefit=benefit)


def test_the_plan_chooses_the_level_that_gives_most_and_names_it(north: Town, lead: Role) -> None:
    levels(north, lead)
    run = solve_plan(north.administrator, plan_id=plan(north).pk)

    found = placed(run, "Archive")
    assert found.ambition == "high"
    assert [piece.name for piece in found.pieces] == ["Prepare", "All of it", "Hand over"]
    assert found.pieces[2].start == found.pieces[1].end


def test_a_decided_level_is_kept_though_another_gives_more(north: Town, lead: Role) -> None:
    levels(north, lead, ambition="lowest")
    run = solve_plan(north.administrator, plan_id=plan(north).pk)

    found = placed(run, "Archive")
    assert found.ambition == "lowest"
    assert [piece.weeks for piece in found.pieces] == [2, 1, 1]


def test_of_two_that_exclude_each_other_the_better_is_planned_and_the_other_says_so(
    north: Town, lead: Role
) -> None:
    rows = []
    for name, gives in (("Buy", 500_000), ("Build", 100_000)):
        row = a.initiative(north, name, is_optional=True, yearly_benefit=gives)
        a.phase(row, north, 2, {lead: 10})
        rows.append(row)
    a.follows(north, *rows, kind="either")
    run = solve_plan(north.administrator, plan_id=plan(north).pk)

    (missing,) = picture(run).missing
    assert missing.name == "Build"
    assert why_not(picture(run), missing) == "Buy is planned instead; only one of them is done."


def test_what_must_follow_soon_pulls_the_first_later(north: Town, lead: Role) -> None:
    first, then = (
        a.initiative(north, "First"),
        a.initiative(north, "Then", earliest_start=date(2026, 4, 6)),
    )
    for row in (first, then):
        a.phase(row, north, 2, {lead: 40})
    a.follows(north, first, then, most_weeks=3)
    run = solve_plan(north.administrator, plan_id=plan(north).pk)

    gap = placed(run, "Then").start - (placed(run, "First").finish or 0)
    assert gap == 3
    assert why(picture(run), placed(run, "First").pieces[0]) == [
        "Then must follow soon after it, and cannot come sooner."
    ]


def test_a_track_takes_no_more_than_its_share_of_a_year(north: Town, lead: Role) -> None:
    row = a.initiative(north, "Law", track="mandated")
    a.phase(row, north, 10, {lead: 40})
    with north.arranging():
        TrackPolicy.everything.create(track="mandated", most_share=1)
    run = solve_plan(north.administrator, plan_id=plan(north).pk)
    assert [missing.name for missing in picture(run).missing] == ["Law"]
