"""When a meeting ends its minutes are there, and say what happened."""

from __future__ import annotations

from samsyn.apps.council.models import Attendance, MinutesTemplate
from samsyn.apps.council.queries.minutes_content import content_of
from samsyn.apps.council.services.minutes_paper import minutes_paper
from samsyn.domain.papers.paper import Bullets, Facts, Heading, Paper, Table, Text, plain
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.council.held_meeting import Held, held_meeting, new_meeting
from tests.support.builders import Town


def words(paper: Paper) -> list[str]:
    said = []
    for block in paper.blocks:
        match block:
            case Heading():
                said.append(f"{'#' * block.level} {block.text}")
            case Text():
                said.append(plain(block.words))
            case Bullets():
                said += [f"* {plain(item)}" for item in block.items]
            case Facts():
                said += [f"{name}: {value}" for name, value in block.pairs]
            case Table():
                said += [" | ".join(row) for row in block.rows]
    return said


def told(held: Held) -> list[str]:
    with acting_for(held.secretary):
        return words(minutes_paper(content_of(held.meeting), held.town.row))


def test_the_minutes_say_who_was_there_and_what_was_said_decided_and_promised(north: Town) -> None:
    held = held_meeting(north)

    assert told(held) == [
        "# Present",
        "Cecilia Chair | Edskog | Chair",
        "Anton Adjuster | Edskog | Member",
        "Gunilla Gäst |  | Guest\nSpeaks, does not vote",
        "# Absent",
        "Ove Absent | Oskarsvik | Member",
        "# To approve the minutes",
        "* Anton Adjuster",
        "# 1 Budget",
        "Decision",
        "Anton Adjuster (Owns shares) stood aside because of a conflict of interest.",
        "The larger one costs more.",
        "## Proposal",
        "Take the larger one.",
        "## Decision",
        "E 1/2026 · The larger budget · Approved",
        "The council takes the larger budget.",
        "Votes: 1 for, 0 against, 0 abstained.",
        "## How the votes fell",
        "For: 1: Cecilia Chair",
        "Against: 0",
        "Abstains: 0",
        "## Reservations",
        "Anton Adjuster:",
        "Too dear.",
        "## Actions",
        "Write to the board | Oskarsvik | 1 Apr 2026".replace(" Apr ", "\xa0Apr\xa0"),
        "# 2 Hemligskatt attack",
        "Information; behind closed doors",
        "Hemligskatt was read out.",
        "## Decision",
        "Hemligskatt decided · Approved",
        "Hemligskatt",
        "# 3 Archive",
        "Information",
        "The item was postponed to E-council 2/2026, 3\xa0Apr\xa02026 10:00.",
        "# Next meeting",
        "E-council 2/2026, 3\xa0Apr\xa02026 10:00, Sessionssalen",
    ]


def test_the_forums_own_template_stands_before_the_organisations(north: Town) -> None:
    held = held_meeting(north)
    with north.arranging():
        MinutesTemplate.everything.create(name="Usual", is_default=True, title="Usual")
        own = MinutesTemplate.everything.create(
            name="Own", forum=held.forum, title="Protocol", intro="Opened by the chair.",
            closing="Written by the secretary.", header="E-council", footer="Edskog",
            numbering="paragraph", show_votes=False,
        )  # fmt: skip
        MinutesTemplate.everything.create(name="Unused", title="Unused")

    said = told(held)
    assert "Opened by the chair." in said
    assert "# § 1 Budget" in said
    assert "For: 1" in said
    assert said[-1] == "Written by the secretary."
    with acting_for(held.secretary):
        paper = minutes_paper(content_of(held.meeting), north.row)
    assert (paper.title, paper.header, paper.footer) == (
        "Protocol: E-council 1/2026",
        "E-council",
        "Edskog",
    )
    with north.arranging():
        own.delete()
    with acting_for(held.secretary):
        assert content_of(held.meeting)["template"]["title"] == "Usual"


def test_numbers_go_on_through_the_year_where_the_template_says_so(north: Town) -> None:
    held = held_meeting(north)
    with north.arranging():
        MinutesTemplate.everything.create(name="Usual", is_default=True, numbering="case")
        second = new_meeting(held.forum, 3, state="ended")
        for name in ("One", "Two"):
            second.items.create(forum=held.forum, name=name, order=1)
        second.items.create(forum=held.forum, name="Coffee", order=2, is_break=True)

    with acting_for(held.secretary):
        assert [item["number"] for item in content_of(second)["items"]] == ["4/26", "5/26"]


def test_a_substitute_is_told_with_whom_they_sat_for(north: Town) -> None:
    held = held_meeting(north)
    with north.arranging():
        absent = Attendance.everything.get(who="Ove Absent")
        Attendance.everything.create(
            meeting=held.meeting, who="Sara Stand-in", part="substitute", presence="present",
            substitutes=absent, represents="Oskarsvik",
        )  # fmt: skip

    assert "Sara Stand-in | Oskarsvik | Substitute\nfor Ove Absent" in told(held)


def test_whoever_looks_reads_the_same_text(north: Town) -> None:
    held = held_meeting(north)

    with acting_for(held.secretary):
        secretary_reads = content_of(held.meeting)
    with acting_for(held.adjuster.actor):
        member_reads = content_of(held.meeting)

    assert member_reads == secretary_reads
