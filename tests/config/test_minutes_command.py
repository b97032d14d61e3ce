"""`samsyn minutes read`: facts and what was not understood, for people and for programs."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from samsyn.config.cli import minutes
from tests.domain.minutes.scoring import SAMPLES


def _read(file: Path | str, *, as_json: bool = False) -> int:
    return minutes.run(Namespace(verb="read", file=str(file), json=as_json))


def test_a_program_gets_every_fact_with_its_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert _read(SAMPLES / "nn_styringsgruppe.txt", as_json=True) == 0

    answer = json.loads(capsys.readouterr().out)
    (poll,) = answer["polls"]
    assert (poll["asked"], poll["yes"], poll["no"], poll["unanswered"]) == (11, 7, 1, 3)
    assert answer["items"][2]["outcome"] == "postponed"
    assert answer["actions"][0]["due"] == "2024-11-01"
    assert answer["actions"][0]["lines"] == [10, 10]
    assert answer["meeting"]["day"] == {"value": "2024-09-10", "lines": [1, 1]}
    assert answer["not_understood"] == []


def test_a_person_reads_it_in_words_and_sees_what_was_not_understood(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "m.txt"
    file.write_text("Närvarande: Åsa Ek (Almby), Bo Ro (Enby)\n\nBla bla bla om det ena.\n")

    assert _read(file) == 1

    said = capsys.readouterr().out
    assert "present    Åsa Ek, Almby" in said
    assert "Not understood (1 lines):" in said
    assert "   3  Bla bla bla" in said


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"%PDF-1.7", "It is no text (PDF)"), (b"  ", "There is no text in it."), (None, "no file")],
)
def test_what_cannot_be_read_is_told_in_words(
    content: bytes | None, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "m.pdf"
    if content is not None:
        file.write_bytes(content)

    assert _read(file) == 2
    assert words in capsys.readouterr().err
