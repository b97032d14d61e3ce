"""`samsyn invoices read`: what a nightly job of a finance department needs of it."""

from __future__ import annotations

import json
from argparse import Namespace
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from samsyn.config.cli import invoices
from samsyn.domain.access.permissions import AccessRole
from tests.support.builders import Town
from tests.support.invoices import Bill

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _at_work_already(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own database is up."""
    monkeypatch.setattr(invoices, "at_work", nullcontext)


def read(folder: Path, **said: Any) -> int:
    options = {"organisation": "north", "email": "", "dry_run": False, "json": True, **said}
    return invoices.run(Namespace(verb="read", paths=[folder], **options))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a right invoice, a wrong one below, and something else."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "right.xml").write_bytes(Bill().xml())
    (tmp_path / "deep" / "wrong.XML").write_bytes(Bill(number="2", currency="XYZ").xml())
    (tmp_path / "readme.txt").write_text("not for you")
    return tmp_path


def test_a_dry_run_writes_nothing_and_the_second_run_nothing_new(
    north: Town, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(**said: Any) -> dict[str, Any]:
        assert read(folder, **said) == 1
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        return answer

    dry, first, again = told(dry_run=True), told(), told()

    assert (dry["read"], dry["refused"], dry["written"]) == (1, 1, False)
    assert (first["read"], first["known"], first["written"]) == (1, 0, True)
    assert (again["read"], again["known"], again["refused"]) == (0, 1, 1)
    (refusal,) = again["refusals"]
    assert refusal["file"] == "wrong.XML"
    assert refusal["rules"] == ["BR-CL-04"]


def test_all_right_is_exit_code_nothing(north: Town, folder: Path) -> None:
    assert read(folder / "right.xml", json=False) == 0


def test_wrong_usage_is_said(north: Town, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reader = north.user(AccessRole.READER)

    assert read(folder / "nothing.xml") == 2
    assert read(folder, organisation="nowhere") == 2
    assert read(folder, email="stranger@example.org") == 2
    assert read(folder, email=reader.email) == 2
    assert "may not read invoices" in capsys.readouterr().err
