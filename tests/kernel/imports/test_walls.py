"""An import is its own organisation's, its writer's alone to make, and patient with others."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.register.models import System
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole, Permission
from samsyn.kernel import clock
from samsyn.kernel.imports.applying import NothingToWrite, apply_import
from samsyn.kernel.imports.services import KEPT, throw_away_old
from samsyn.kernel.models import Import, ImportRow
from samsyn.kernel.records.declaration import record_at
from tests.kernel.imports.conftest import Sit, Wizard
from tests.support.builders import Town
from tests.support.worksheets import Spreadsheet, many_systems

MOST_QUERIES, MOST_BYTES = 12, 100_000
STEPS = ("columns/", "preview/", "progress/", "result/", "refused.xlsx")
POSTS = ("columns/", "preview/", "answers/", "stop/", "undo/")


def _ready(at: Wizard, rows: list[list[object]] | None = None) -> Wizard:
    sheet = rows or [["System", "Version"], ["Hemligskatt", "1"], ["Edlevo", "1"]]
    at.upload(Spreadsheet().rows(sheet).bytes)  # type: ignore[arg-type]
    at.columns()
    return at


def test_the_neighbour_town_cannot_see_write_or_undo_it(
    wizard: Sit, north: Town, south: Town
) -> None:
    ours = _ready(wizard("systems"))
    stranger = Client()
    stranger.force_login(south.user(AccessRole.ADMINISTRATOR))

    for step in STEPS:
        answer = stranger.get(f"/south/systems/import/{ours.pk}/{step}")
        assert answer.status_code == 404
        assert "Hemligskatt" not in answer.content.decode()
    for step in POSTS:
        assert stranger.post(f"/south/systems/import/{ours.pk}/{step}").status_code == 404
    assert ours.run.state == Import.State.PREVIEWED
    with pytest.raises(NothingToWrite):
        apply_import(ours.pk, record_at("systems"), south.administrator, lambda _d, _t: None)


def test_an_import_into_one_noun_is_none_into_another(wizard: Sit, north: Town) -> None:
    at = _ready(wizard("systems"))

    assert at.client.get(f"/north/products/import/{at.pk}/preview/").status_code == 404


@pytest.mark.parametrize("role", [AccessRole.READER, AccessRole.CONTRIBUTOR])
def test_who_may_not_import_is_turned_away(wizard: Sit, north: Town, role: AccessRole) -> None:
    at = _ready(wizard("systems"))
    client = Client()
    client.force_login(north.user(role))

    assert client.get("/north/systems/import/").status_code == 403
    for step in STEPS:
        assert client.get(at.at(step)).status_code == 403
    for step in POSTS:
        assert client.post(at.at(step)).status_code == 403


def test_the_permission_is_asked_for_again_when_it_is_written(wizard: Sit, north: Town) -> None:
    at = _ready(wizard("systems"))

    for held in (Permission.REGISTER_WRITE, Permission.RECORDS_IMPORT):
        with pytest.raises(NotAllowed):
            apply_import(at.pk, record_at("systems"), north.with_only(held), lambda _d, _t: None)


def test_a_row_changed_since_is_refused_and_the_others_are_written(
    wizard: Sit, north: Town
) -> None:
    with north.arranging():
        System.everything.create(name="Hemligskatt", version="0")
        System.everything.create(name="Edlevo", version="0")
    at = _ready(wizard("systems"))
    with north.arranging():
        System.everything.filter(name="Edlevo").update(version="7", revision=2)

    html = at.write()

    assert "Somebody changed this after you looked." in html
    with north.looking():
        found = dict(System.everything.values_list("name", "version"))
    assert found == {"Hemligskatt": "1", "Edlevo": "7"}


def test_two_imports_of_one_file_make_each_row_once(wizard: Sit, north: Town) -> None:
    first, second = _ready(wizard("systems")), _ready(wizard("systems"))
    first.write()

    html = second.write()

    assert "Somebody added this after you looked." in html
    with north.looking():
        assert System.everything.count() == 2


def test_it_is_written_once(wizard: Sit, north: Town) -> None:
    at = _ready(wizard("systems"))
    at.write()
    at.write()

    with north.looking():
        assert System.everything.count() == 2


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "empty.xlsx", "The file is empty."),
        (b"%PDF-1.7 and so on", "list.pdf", "This is not a spreadsheet"),
        (b"PK\x03\x04 cut off", "broken.xlsx", "The file is damaged."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    wizard: Sit, content: bytes, name: str, words: str
) -> None:
    answer = wizard("systems").upload(content, name)

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_every_page_is_small_and_cheap(
    wizard: Sit, north: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    at = wizard("systems")
    at.upload(many_systems(300))
    at.columns()
    pages = ["columns/", *(f"preview/?rows={fate}" for fate in ("created", "refused", "asked"))]
    for step in (*pages, "result/"):
        with django_assert_max_num_queries(MOST_QUERIES):
            answer = at.client.get(at.at(step))
        assert answer.status_code == 200
        assert len(answer.content) < MOST_BYTES
    with django_assert_max_num_queries(MOST_QUERIES):
        assert at.client.get("/north/systems/import/").status_code == 200


def test_files_and_previews_are_thrown_away_after_thirty_days(wizard: Sit, north: Town) -> None:
    looked, written = _ready(wizard("systems")), _ready(wizard("products"))
    written.write()
    with north.looking():
        Import.everything.update(created_at=clock.now() - KEPT)
        throw_away_old(north.administrator)

        assert list(Import.everything.values_list("pk", "content")) == [(written.pk, None)]
        assert not ImportRow.everything.exists()
    assert looked.pk
    assert "Undo the whole import" in at_result(written)
    written.undo()
    assert written.run.state == Import.State.UNDONE


def at_result(at: Wizard) -> str:
    return str(at.client.get(at.at("result/")).content.decode())


def test_the_empty_spreadsheet_and_the_refused_rows_can_be_fetched(
    wizard: Sit, north: Town
) -> None:
    at = _ready(wizard("systems"), [["System", "Användare"], ["A1", "många"], ["B2", 7]])

    template = at.client.get("/north/systems/import/template.xlsx")
    refused = at.client.get(at.at("refused.xlsx"))

    again = wizard("systems")
    again.upload(template.content)
    assert template.status_code == 200
    file = SimpleUploadedFile("refused.xlsx", refused.content)
    assert at.client.post("/north/systems/import/", {"file": file}).status_code == 302
