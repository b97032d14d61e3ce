"""KL's list of municipal processing activities is brought in whole, looked at, and taken back."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from samsyn.apps.data_protection.models import ProcessingActivity, Purpose
from samsyn.config.cli import _importing
from tests.apps.data_protection.conftest import Desk
from tests.kernel.imports.conftest import Sit, Wizard, wizard
from tests.support.builders import Town

__all__ = ["wizard"]

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("SAMSYN_SHARED", ROOT.parent / "shared"))
KL_LIST = SHARED / "data" / "register" / "kl_article30_register.csv"
HEADS = ("file", "name", "description", "gdpr", "kle_main", "kle_groups")


@pytest.fixture(scope="module")
def kl_list() -> bytes:
    """KL's list itself, where it is at hand."""
    if not KL_LIST.exists():
        pytest.skip(f"{KL_LIST.name} is not here; set SAMSYN_SHARED to the folder that has it")
    return KL_LIST.read_bytes()


@pytest.fixture
def sit(wizard: Sit) -> Iterator[Wizard]:
    """Somebody at the wizard of processing activities."""
    with translation.override("en"):
        yield wizard("processing-activities")


def sheet(*rows: tuple[str, ...]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEADS, *rows])
    return text.getvalue().encode()


def activities(town: Town) -> list[ProcessingActivity]:
    with town.looking():
        return list(ProcessingActivity.owned_by(town.administrator).order_by("local_id"))


def purposes(town: Town) -> dict[str, Purpose]:
    with town.looking():
        rows = Purpose.owned_by(town.administrator).select_related("activity")
        return {row.activity.local_id: row for row in rows}


def test_all_of_kls_activities_come_out_with_grounds_and_codes(
    kl_list: bytes, north: Town, sit: Wizard
) -> None:
    written = {row["file"]: row for row in csv.DictReader(io.StringIO(kl_list.decode()))}
    sit.upload(kl_list, KL_LIST.name)
    sit.columns()

    assert sit.run.counts == {"created": 94}
    sit.write()

    found = {row.local_id: row for row in activities(north)}
    grounds = purposes(north)
    assert found.keys() == grounds.keys() == written.keys()
    for file, row in written.items():
        codes = set(row["gdpr"].split(";"))
        made, purpose = found[file], grounds[file]
        assert " ".join(made.name.split()) == " ".join(row["name"].split())
        assert " ".join(made.description.split()) == " ".join(row["description"].split())
        assert purpose.text == made.description
        assert made.kle_main == [code for code in row["kle_main"].split(";") if code]
        assert made.kle_codes == [code for code in row["kle_groups"].split(";") if code]
        assert set(made.grounds_given.split(";")) == codes
        assert {f"register-gdpr-p6-{x}" for x in purpose.article_6} == {
            code for code in codes if code.startswith("register-gdpr-p6-")
        }
        assert {f"register-gdpr-p7-{x}" for x in purpose.article_9} == {
            code for code in codes if code.startswith("register-gdpr-p7-")
        }
        assert purpose.article_10 == ("register-gdpr-valp10" in codes)
        assert ("Databeskyttelsesloven § 11" in purpose.law) == ("register-gdpr-valp11" in codes)
        assert ("Databeskyttelsesloven § 14" in purpose.law) == ("register-gdpr-valp14" in codes)


def test_the_list_can_be_brought_in_twice_and_taken_back(
    kl_list: bytes, north: Town, sit: Wizard
) -> None:
    sit.upload(kl_list, KL_LIST.name)
    sit.columns()
    sit.write()
    first = sit.pk

    sit.upload(kl_list, KL_LIST.name)
    sit.columns()
    assert sit.run.counts == {"unchanged": 94}

    sit.pk = first
    sit.undo()
    assert activities(north) == []
    assert purposes(north) == {}


def test_the_command_line_understands_the_list_by_its_own_headings(
    kl_list: bytes, north: Town, tmp_path: Path
) -> None:
    file = tmp_path / KL_LIST.name
    file.write_bytes(kl_list)
    wanted = _importing.Wanted(
        organisation="north",
        email="",
        into="processing-activities",
        file=file,
        sheet="",
        columns={},
        tolerate=(),
        all_near="",
        apply=True,
    )

    answer = _importing.imported(wanted)

    assert answer["columns"] == {
        "file": "local_id",
        "name": "name",
        "description": "description",
        "gdpr": "grounds_given",
        "kle_main": "kle_main",
        "kle_groups": "kle_codes",
    }
    assert answer["written"]["created"] == 94
    assert len(activities(north)) == 94


def test_an_unknown_code_is_told_by_its_cell_and_nothing_of_the_row_is_guessed(
    north: Town, sit: Wizard
) -> None:
    sit.upload(
        sheet(
            ("a", "Grades", "To do", "register-gdpr-valp6;register-gdpr-p6-e", "00", "00.01"),
            ("b", "Lunch", "To do", "register-gdpr-p6-e;register-gdpr-valp77", "00", "00.02"),
        ),
        "list.csv",
    )
    sit.columns()

    assert sit.run.counts == {"created": 1, "refused": 1}
    (problem,) = sit.rows("refused")[0].detail["problems"]
    assert problem[:2] == ["grounds_given", "D3"], problem
    assert "register-gdpr-valp77" in str(problem)


def test_the_preview_tells_row_by_row_what_each_ground_was_read_as(sit: Wizard) -> None:
    sit.upload(
        sheet(
            ("a", "Grades", "To do", "register-gdpr-valp6;register-gdpr-p6-e", "00", "00.01"),
            ("b", "Lunch", "To do", "register-gdpr-p7-h;register-gdpr-valp10", "00", "00.02"),
        ),
        "list.csv",
    )
    sit.columns()
    page = sit.look("created")

    assert "Read as: Art. 6(1)(e)." in page
    assert "Read as: Art. 9(2)(h); Art. 10; Databeskyttelsesloven § 8." in page
    assert page.count("register-gdpr-valp10 stands for § 8 (criminal offences)") == 1


def test_a_purpose_that_somebody_changed_is_not_overwritten_by_the_next_list(
    desk: Desk, north: Town, sit: Wizard
) -> None:
    row = ("a", "Grades", "To grade", "register-gdpr-p6-e", "00", "00.01")
    sit.upload(sheet(row), "list.csv")
    sit.columns()
    sit.write()
    with north.arranging():
        Purpose.everything.update(text="Our own words")

    sit.upload(sheet((*row[:3], "register-gdpr-p6-c", *row[4:])), "list.csv")
    sit.columns()
    sit.write()

    (purpose,) = purposes(north).values()
    assert purpose.text == "Our own words"
    assert purpose.article_6 == ["e"]
    (activity,) = activities(north)
    page = sit.client.get(f"/north/processing-activities/{activity.pk}/").content.decode()
    assert "Grounds that the source named and no purpose has" in page
    assert "6(1)(c)" in page
