"""The reader finds in invented minutes of many layouts what is written down beside them by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.domain.minutes.reading import read_text
from samsyn.domain.minutes.result import Mark
from tests.domain.minutes.scoring import (
    KINDS,
    Score,
    found_in,
    held_back,
    minutes_of,
    rounds,
    samples,
    samples_in,
    truth_of,
)

EVERY = [*samples(), *held_back(), *(path for folder in rounds() for path in samples_in(folder))]


@pytest.mark.parametrize("sample", EVERY, ids=lambda path: path.stem)
def test_every_fact_of_a_sample_is_found_and_none_is_made_up(sample: Path) -> None:
    score = Score()

    score.add(sample.stem, truth_of(sample), found_in(sample))

    assert score.told == []


@pytest.mark.parametrize("sample", EVERY, ids=lambda path: path.stem)
def test_every_line_has_a_mark_and_every_fact_stands_on_lines_that_are_there(sample: Path) -> None:
    minutes = minutes_of(sample)
    claimed = [
        *(one.lines for one in minutes.participants), *(one.lines for one in minutes.decisions),
        *(one.lines for one in minutes.actions), *(one.lines for one in minutes.polls),
    ]  # fmt: skip

    assert len(minutes.marks) == len(minutes.lines)
    for span in [*claimed, *(one.lines for one in minutes.items)]:
        assert 1 <= span.first <= span.last <= len(minutes.lines)
    for span in claimed:
        assert Mark.FACT in minutes.marks[span.first - 1 : span.last]


def test_the_samples_hold_every_kind_of_fact_in_four_languages() -> None:
    told = [fact for sample in EVERY for fact in truth_of(sample)]

    assert {fact[0] for fact in told} == set(KINDS)
    assert {sample.stem[:2] for sample in EVERY} == {"sv", "nb", "nn", "da", "fi"}
    assert len(EVERY) >= 40


def test_a_score_counts_what_is_missed_and_what_is_made_up() -> None:
    score = Score()

    score.add(
        "x", [("item", "1", "a"), ("item", "2", "b")], [("item", "1", "a"), ("item", "3", "c")]
    )

    assert (score.precision("item"), score.recall("item")) == (0.5, 0.5)
    assert score.told == ["x: missed ('item', '2', 'b')", "x: made up ('item', '3', 'c')"]


@pytest.mark.parametrize(
    "said",
    [
        "Anna redogjorde för läget och tyckte att priset är högt.",
        "Anna lämnar en muntlig rapport.",
        "Anna undrar om kommunerna kan ansluta sig senare.",
        "Gruppen diskuterade om avtalet borde sägas upp.",
        "Anna föreslår att avtalet godkänns.",
        "Anna mener at rådet burde vedta planen.",
        "Anna spurgte, om sagen blev godkendt.",
    ],
)
def test_what_was_only_said_is_no_decision_and_no_task(said: str) -> None:
    minutes = read_text(f"Protokoll\nNärvarande: Anna Ek, Bo Dal\n\n1. Avtal\n{said}\n")

    assert [one.title for one in minutes.items] == ["Avtal"]
    assert (minutes.decisions, minutes.actions) == ((), ())


def test_the_diary_number_behind_a_title_is_the_case_s_and_not_the_title_s() -> None:
    minutes = read_text("Protokoll\n\n§ 4\tAvgifter 2022\tDnr GIT 2021/44\nBeslut\nAntas.\n")

    assert [(one.title, one.case_number) for one in minutes.items] == [
        ("Avgifter 2022", "GIT 2021/44")
    ]


def test_the_minutes_that_samsyn_writes_are_read_back() -> None:
    minutes = read_text(_OURS)

    people = [(one.name, one.role, one.organisation, one.office) for one in minutes.participants]
    assert people == [
        ("Siv Ek", "present", "Hult", "chair"),
        ("Bo Dal", "substitute", "Vik", ""),
        ("Eva Lind", "present", "", "secretary"),
        ("Ulf Ö", "absent", "Vik", ""),
    ]
    decision = minutes.decisions[-1]
    assert [one.kind for one in minutes.decisions] == ["proposed", "decided"]
    assert (decision.text, decision.votes and decision.votes.against) == ("Rådet startar.", 1)
    assert [(a.what, a.who, str(a.due)) for a in minutes.actions] == [
        ("Boka upphandlaren", ("Siv Ek",), "2026-11-13")
    ]


_OURS = """# Protokoll: E-rådet 3/2026

Fjordbygdens e-råd

| När | 9 november 2026, 09:00-11:45 |

# Närvarande

| Namn | Företräder | Deltar som |
| Siv Ek | Hult | Ordförande |
| Bo Dal | Vik | Ersättare för Ulf Ö |
| Eva Lind | | Sekreterare Yttrar sig, röstar inte |

# Frånvarande

| Namn | Företräder | Deltar som |
| Ulf Ö | Vik | Medlem |

# § 12 Upphandling: start

Beslut

Siv Ek (Sitter i styrgruppen.) stod åt sidan på grund av jäv.

## Förslag

Rådet startar.

## Beslut

###### E-rådet 2026:2 · Upphandling: start · Bifallet

Rådet startar.

Röster: 10 för, 1 emot, 1 avstod.

## Åtgärder

| Vad som ska göras | Vem | Senast |
| Boka upphandlaren | Siv Ek | 2026-11-13 |
"""


LINES = sorted({line.source for sample in EVERY for line in minutes_of(sample).lines})


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=40))
def test_no_order_of_lines_makes_it_stumble(lines: list[str]) -> None:
    minutes = read_text("\n".join(lines))

    assert len(minutes.marks) == len(minutes.lines)
    assert all(one.item is None or one.item < len(minutes.items) for one in minutes.actions)
    blank = [bool(line.text) for line in minutes.lines]
    assert [mark is not Mark.BLANK for mark in minutes.marks] == blank
