"""A national programme is taken in as a list: looked at first, written as one act."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.services.take_in_programme import take_in_programme
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.models import Act
from tests.apps.portfolio import arranging as a
from tests.support.builders import Town

AT = "/north/portfolio/programme/"
LIST = "Namn;Lag;Senast;Beskrivning\nEtt register;Lag (2027:1);2027-03-01;För alla\nGAMMALT;;;\n"


def taken(town: Town) -> list[tuple[object, ...]]:
    with town.looking():
        rows = Initiative.owned_by(town.administrator).filter(programme="P27").order_by("pk")
        asked = ("name", "track", "state", "origin", "deadline", "legal_ground", "problem")
        return list(rows.values_list(*asked))


ONE = (
    *("Ett register", "mandated", "idea", "national", date(2027, 3, 1), "Lag (2027:1)", "För alla"),
)


def test_a_pasted_list_is_shown_first_and_then_written_as_one_act(
    client: Client, north: Town
) -> None:
    a.initiative(north, "Gammalt")
    client.force_login(north.user())

    shown = client.post(AT, {"programme": "P27", "pasted": LIST})
    page = shown.content.decode()
    assert shown.status_code == 200
    for told in ("1 new, 1 there already, 0 wrong", "Lag (2027:1)", "Take in 1 initiative"):
        assert told in page
    assert taken(north) == []
    written = client.post(AT, {"programme": "P27", "pasted": LIST, "do": "write"})

    assert written.status_code == 302
    assert taken(north) == [ONE]
    with north.looking():
        act = Act.visible_to(north.administrator).latest("id")
    assert act.name == "portfolio.take_in_programme"
    again = client.post(AT, {"programme": "P27", "pasted": LIST, "do": "write"})
    assert again.status_code == 422
    assert taken(north) == [ONE]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_file_does_as_well(client: Client, north: Town, kind: str) -> None:
    client.force_login(north.user())
    if kind == "xlsx":
        book = Workbook()
        assert book.active is not None
        book.active.append(["Tiltak", "Hjemmel", "Frist", "Beskrivelse"])
        book.active.append(["Ett register", "Lag (2027:1)", date(2027, 3, 1), "För alla"])
        buffer = io.BytesIO()
        book.save(buffer)
        content = buffer.getvalue()
    else:
        content = LIST.encode("cp1252")
    file = SimpleUploadedFile(f"list.{kind}", content)

    page = client.post(AT, {"programme": "P27", "file": file}).content.decode()
    carried = page.split('name="pasted" value="')[1].split('"')[0]
    client.post(AT, {"programme": "P27", "pasted": carried, "do": "write"})

    assert ONE in taken(north)


@pytest.mark.parametrize(
    "headings",
    [
        "Initiativ;Laglig grund;Slutdatum;Kontakt",
        "Tiltak;Rettslig grunnlag (lov);Sluttdato (senest);Kontakt",
        "Indsats;Retsgrundlag;Sidste frist;Kontakt",
        "Initiative;Legal ground;Deadline for all;Kontakt",
    ],
)
def test_the_pages_own_words_are_headings_and_what_is_not_read_is_named(
    client: Client, north: Town, headings: str
) -> None:
    client.force_login(north.user())
    text = f"{headings}\nEtt register;Lag (2027:1);2027-03-01;Nora\n"

    page = client.post(AT, {"programme": "P27", "pasted": text}).content.decode()
    client.post(AT, {"programme": "P27", "pasted": text, "do": "write"})

    assert "Nothing is read from these columns: Kontakt." in page
    assert taken(north) == [(*ONE[:-1], "")]


def test_a_wrong_line_is_named_and_nothing_is_written(client: Client, north: Town) -> None:
    client.force_login(north.user())
    wrong = "Namn\tSenast\nEtt\t2027-03-01\nTvå\tsnart kanske\n"

    page = client.post(AT, {"programme": "P27", "pasted": wrong}).content.decode()
    assert "“snart kanske” is not a date." in page
    assert "Take in" not in page.split("<table")[1]
    assert ">Ett\t2027-03-01" in page.replace("Namn\tSenast\n", ">")
    refused = client.post(AT, {"programme": "P27", "pasted": wrong, "do": "write"})
    assert refused.status_code == 422
    assert taken(north) == []
    empty = client.post(AT, {"programme": "", "pasted": " "})
    assert empty.status_code == 422
    broken = SimpleUploadedFile("list.xlsx", b"PK\x03\x04 no")
    assert client.post(AT, {"programme": "P27", "file": broken}).status_code == 422


def test_readers_and_neighbours_take_nothing_in(client: Client, north: Town, south: Town) -> None:
    client.force_login(north.user(AccessRole.READER))
    assert client.get(AT).status_code == 403
    with pytest.raises(NotAllowed):
        take_in_programme(north.person(), programme="P27", rows=[["One"]], language="sv")
    with pytest.raises(Refused, match="programme_missing"):
        take_in_programme(north.administrator, programme=" ", rows=[["One"]], language="sv")
    take_in_programme(south.administrator, programme="P27", rows=[["One"]], language="sv")
    assert taken(north) == []
