"""The engines' machine code is made once, before anybody waits for it."""

from pathlib import Path

import pytest

from samsyn.config.cli import _machine_code


def test_what_is_made_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "all-is-made"
    monkeypatch.setattr(_machine_code, "notes", lambda: [note])
    assert not _machine_code.is_made()
    note.touch()
    assert _machine_code.is_made()
    assert _machine_code.make() is False


def test_each_engine_has_a_place_of_its_own_for_its_note() -> None:
    notes = _machine_code.notes()
    assert len({note.parent for note in notes}) == len(_machine_code.ENGINES)
    assert all(note.parent.is_dir() for note in notes)
