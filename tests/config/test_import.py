"""`samsyn import` writes a file into a list, or only shows what it would do."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from samsyn.apps.register.public import System
from samsyn.config.cli import import_
from tests.support.builders import Town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def at_work_already(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test has the database up and Django set up; the command need not do it again."""

    @contextmanager
    def at_work() -> Iterator[None]:
        yield

    monkeypatch.setattr(import_, "at_work", at_work)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A list of two systems whose second column nobody could guess."""
    path = tmp_path / "list.csv"
    path.write_text("System;Xyzzy\nEkot;A-1\nDiariet;A-2\n", encoding="utf-8")
    return path


def ran(*words: object) -> int:
    parser = ArgumentParser()
    import_.add_arguments(parser)
    return import_.run(parser.parse_args([str(word) for word in words]))


def names(town: Town) -> list[str]:
    actor = town.person()
    with town.looking():
        return list(System.owned_by(actor).order_by("name").values_list("name", flat=True))


@pytest.mark.parametrize("kind", ["systems", "system", "System"])
def test_a_kind_and_a_file_are_written(north: Town, sheet: Path, kind: str) -> None:
    assert ran(kind, sheet, "--organisation", "north") == 0
    assert names(north) == ["Diariet", "Ekot"]


def test_a_dry_run_writes_nothing(
    north: Town, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran("systems", sheet, "--organisation", "north", "--dry-run", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["counts"], answer["written"]) == ({"created": 2}, None)
    assert names(north) == []


def test_a_mapping_says_what_columns_are(
    north: Town, sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mapping = tmp_path / "columns.json"
    mapping.write_text('{"Xyzzy": "local_id"}')
    assert ran("systems", sheet, "--organisation", "north", "--mapping", mapping, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["columns"] == {"System": "name", "Xyzzy": "local_id"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nonsense", "FILE"], "Nothing can be imported into 'nonsense'. Choose: "),
        (["FILE"], "Say what the file holds"),
        (["systems", "/nowhere.csv"], "There is no file /nowhere.csv."),
        (["systems", "FILE", "--mapping", "FILE"], "must be JSON"),
        (["systems", "FILE", "--map", "Xyzzy"], 'Write --map as "Heading=field"'),
        (["systems", "FILE", "--map", "Xyzzy=nofield"], "There is no field 'nofield'."),
    ],
)
def test_what_cannot_be_done_is_said(
    north: Town, sheet: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = [str(sheet) if word == "FILE" else word for word in words]
    assert ran(*said, "--organisation", "north") == 2
    assert told in capsys.readouterr().err
    assert names(north) == []
