"""One council's real minutes come out whole; what they say is kept here as hashes alone.

The truth was written down by a person reading the minutes. The names of people and the words of
their minutes are not ours to copy: who and what are told by the beginning of a SHA-256.
"""

from __future__ import annotations

import os
from datetime import date, time
from hashlib import sha256
from pathlib import Path

import pytest

from samsyn.domain.minutes.reading import read_text
from samsyn.domain.minutes.result import Minutes, PaperKind

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("SAMSYN_SHARED", ROOT.parent / "shared"))
MINUTES = SHARED / "data" / "minutes" / "fyrbodal-2020-06-18.txt"
PEOPLE = (
    ("present", "6833eb9540", "Uddevalla", ""),
    ("present", "ba3d7de912", "Vänersborg", ""),
    ("present", "77c2a292c4", "Färgelanda", ""),
    ("present", "f9c2cbcbdb", "Munkedal", ""),
    ("substitute", "98ec0a5027", "Lysekil", "af48eeb2fa"),
    ("substitute", "cb3491519d", "Mellerud", "40f19dd499"),
    ("present", "f0e1eec28c", "Kommunakademin Väst", ""),
    ("presenting", "a058205ac8", "Centigo", ""),
    ("absent", "411f7869ad", "Uddevalla", ""),
    ("absent", "6255ecce3d", "Munkedal", ""),
    ("absent", "887265fed4", "Åmål", ""),
    ("absent", "6cc80d13d2", "Strömstad", ""),
    ("absent", "a337f4c773", "Fyrbodals kommunalförbund", ""),
    ("absent", "1f842806ce", "Fyrbodals kommunalförbund", ""),
)
AGENDA = (
    ("1", "I", "f409b090d9", "53b1fb4462", time(9, 0)),
    ("2", "I", "399a06b5a8", "53b1fb4462", time(9, 15)),
    ("3", "D", "37a1e4f13a", "a058205ac8", time(9, 45)),
    ("4", "D", "d832adfbd7", "53b1fb4462", time(10, 15)),
    ("break", "", "b732727abf", "", time(10, 30)),
    ("5", "I", "539af8b1eb", "53b1fb4462", time(11, 0)),
    ("6", "D", "ad5994c5e8", "372c61460a", time(11, 20)),
    ("end", "", "53caf474e0", "", time(12, 0)),
)
ACTIONS = (
    (1, 69, "a6fc454d73", "41ec3f46a3", "4f1228bcb1"),
    (1, 77, "4772804da3", "41ec3f46a3", "f09c0ff26e"),
    (1, 93, "f7109f9fc1", "41ec3f46a3", "c52013d395"),
    (1, 103, "43bcba17f8", "", "968fb62409"),
    (2, 143, "6e8af5536b", "41ec3f46a3", "37a1e4f13a"),
)
POLLS = (
    (1, 75, "f09c0ff26e", 14, 3, 8, 3),
    (1, 85, "7770f5ba6d", 14, 10, 2, 2),
    (1, 91, "c52013d395", 14, 5, 6, 3),
    (1, 101, "968fb62409", 14, 6, 5, 3),
    (1, 113, "887508a624", 14, 11, 0, 3),
)
ITEMS = (
    ("1", "f409b090d9", 0, "done"),
    ("2", "399a06b5a8", 6, "done"),
    ("3", "37a1e4f13a", 0, "done"),
    ("4", "d832adfbd7", 0, "dropped"),
    ("5", "539af8b1eb", 0, "done"),
    ("6", "ad5994c5e8", 0, "done"),
)
SECRETARY = "41ec3f46a3"


@pytest.fixture(scope="module")
def minutes() -> Minutes:
    if not MINUTES.exists():
        pytest.skip(f"{MINUTES.name} is not here; set SAMSYN_SHARED to the folder that has it")
    return read_text(MINUTES.read_text(encoding="utf-8"))


def _hashed(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:10] if words else ""


def test_the_meeting_is_told(minutes: Minutes) -> None:
    said = minutes.meeting

    assert (minutes.paper, minutes.language) == (PaperKind.MINUTES, "sv")
    assert said.body is not None
    assert said.body.value == "E-råd Fyrbodal"
    assert said.day is not None
    assert said.day.value == date(2020, 6, 18)
    assert said.starts is not None
    assert said.ends is not None
    assert (said.starts.value, said.ends.value) == (time(9), time(12))
    assert said.secretary is not None
    assert _hashed(said.secretary.value) == SECRETARY


def test_everybody_present_absent_and_presenting_is_found(minutes: Minutes) -> None:
    found = [
        (str(one.role), _hashed(one.name), one.organisation, _hashed(one.for_whom))
        for one in minutes.participants
    ]

    assert tuple(found) == PEOPLE


def test_every_agenda_line_has_its_type_presenter_and_time(minutes: Minutes) -> None:
    found = [
        (
            "break" if row.is_break else "end" if row.is_end else row.number,
            str(row.kind),
            _hashed(row.title),
            _hashed(row.presenter),
            row.at,
        )
        for row in minutes.agenda
    ]

    assert tuple(found) == AGENDA


def test_every_item_is_found_and_the_one_without_time_is_dropped(minutes: Minutes) -> None:
    found = [
        (item.number, _hashed(item.title), len(item.sub_headings), str(item.outcome))
        for item in minutes.items
    ]

    assert tuple(found) == ITEMS


def test_every_action_is_found_under_its_subject_with_who_does_it(minutes: Minutes) -> None:
    found = [
        (
            one.item,
            one.lines.first,
            _hashed(one.what),
            _hashed("".join(one.who)),
            _hashed(one.subject),
        )
        for one in minutes.actions
    ]

    assert tuple(found) == ACTIONS


def test_every_poll_is_counted(minutes: Minutes) -> None:
    found = [
        (
            one.item,
            one.lines.first,
            _hashed(one.subject),
            one.asked,
            one.yes,
            one.no,
            one.unanswered,
        )
        for one in minutes.polls
    ]

    assert tuple(found) == POLLS


def test_both_papers_are_listed_and_no_line_is_left_over(minutes: Minutes) -> None:
    assert [paper.number for paper in minutes.documents] == ["1", "2"]
    assert minutes.decisions == ()
    assert minutes.not_understood == ()
