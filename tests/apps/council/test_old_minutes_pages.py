"""The pages of old minutes: handed in, shown beside the source, corrected, saved, narrow."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.apps.council.models import Forum, Meeting, OldMinutes
from samsyn.domain.access.permissions import AccessRole
from tests.apps.register.conftest import signed_in
from tests.domain.minutes.scoring import SAMPLES
from tests.support.builders import Town

pytestmark = pytest.mark.django_db(transaction=True)
HAND_IN = "/north/old-minutes/"
PAPER = (SAMPLES / "nb_rad.txt").read_text("utf-8")


@pytest.fixture
def forum(north: Town) -> Forum:
    with north.arranging():
        return Forum.everything.create(name="Samordningsrådet", short_name="SR")


def _hand_in(client: Client, forum: Forum, text: str = PAPER) -> str:
    answer = client.post(HAND_IN, {"forum": str(forum.pk), "text": text})
    assert answer.status_code == 302
    return str(answer["Location"])


def _fields(page: str) -> dict[str, str]:
    """Return what a browser would send back of a page's inputs."""
    found = dict(re.findall(r'<input type="(?:text|hidden)" name="([^"]+)" value="([^"]*)"', page))
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def test_text_is_pasted_looked_through_and_saved(north: Town, forum: Forum) -> None:
    client = signed_in(north, AccessRole.STRATEGIST)

    address = _hand_in(client, forum)
    page = client.get(address).content.decode()
    assert "Every line was understood" in page
    assert 'value="Cecilie Dahl"' in page
    assert "Line 8" in page

    answer = client.post(f"{address}keep/", {"revision": "1", "save": "1"}, follow=True)

    said = answer.content.decode()
    assert "The minutes are saved as SR 1/2022." in said
    assert 'class="old-fact" disabled' in said
    with north.looking():
        assert Meeting.owned_by(north.administrator).get().items.count() == 3


def test_a_file_is_taken_and_the_same_one_again_is_told(north: Town, forum: Forum) -> None:
    client = signed_in(north, AccessRole.STRATEGIST)

    _first, answer = (
        client.post(
            HAND_IN,
            {"forum": str(forum.pk), "file": SimpleUploadedFile("a.txt", PAPER.encode("cp1252"))},
            follow=True,
        )
        for _n in range(2)
    )

    assert "This text was read before." in answer.content.decode()
    with north.looking():
        assert OldMinutes.owned_by(north.administrator).count() == 1


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Choose a file, or paste the text."),
        ({"text": "x", "file": b"y"}, "Choose a file or paste the text, not both."),
        ({"file": b"%PDF-1.7"}, "It is no text (PDF)"),
    ],
)
def test_what_cannot_be_read_is_told_in_its_place(
    sent: dict[str, object], told: str, north: Town, forum: Forum
) -> None:
    client = signed_in(north, AccessRole.STRATEGIST)
    files = {
        name: SimpleUploadedFile("x.bin", value) if isinstance(value, bytes) else value
        for name, value in sent.items()
    }

    answer = client.post(HAND_IN, {"forum": str(forum.pk), **files})

    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_what_is_wrong_is_shown_at_its_field_and_kept_as_typed(north: Town, forum: Forum) -> None:
    client = signed_in(north, AccessRole.STRATEGIST)
    address = _hand_in(client, forum)

    answer = client.post(f"{address}keep/", {"revision": "1", "m-day": "i fjor", "save": "1"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_m-day"' in page
    assert "i fjor is no day" in page
    assert 'value="i fjor"' in client.get(address).content.decode()


def test_lines_nobody_understood_are_marked(north: Town, forum: Forum) -> None:
    client = signed_in(north, AccessRole.STRATEGIST)

    page = client.get(_hand_in(client, forum, f"{'Bare prat om alt mulig. ' * 5}\n{PAPER}"))

    assert "One line was not understood." in page.content.decode()
    assert page.content.decode().count('class="old-lost"') == 1


def test_the_page_is_narrow_in_queries_and_bounded(north: Town, forum: Forum) -> None:
    client = signed_in(north, AccessRole.STRATEGIST)
    long = PAPER + "".join(
        f"\n{n}/22 Sak nummer {n}\nRådet snakket lenge om saken. {'Og mer. ' * 40}\n"
        f"Vedtak\nRådet godkjenner punkt {n}.\n"
        for n in range(4, 60)
    )
    address = _hand_in(client, forum, long)
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)

    assert len(page.content) <= 100_000
    assert len(queries) <= 22
    assert "Part 2" in page.content.decode()
    assert "Save as a meeting" not in page.content.decode()


def test_keeping_a_part_leads_to_the_next_and_loses_nothing(north: Town, forum: Forum) -> None:
    client = signed_in(north, AccessRole.STRATEGIST)
    address = _hand_in(client, forum)
    fields = _fields(client.get(address).content.decode())

    answer = client.post(f"{address}keep/", {**fields, "m-place": "Her", "next": "2"})

    assert answer["Location"].endswith("?part=2")
    with north.looking():
        row = OldMinutes.owned_by(north.administrator).get()
        assert row.draft["meeting"]["place"] == "Her"
        assert row.draft["people"][0]["name"] == "Astrid Lund"


def test_a_reader_has_no_way_in(north: Town, forum: Forum) -> None:
    address = _hand_in(signed_in(north, AccessRole.STRATEGIST), forum)
    reader = signed_in(north, AccessRole.READER)

    assert [reader.get(url).status_code for url in (HAND_IN, address)] == [403, 403]


def test_what_is_missing_is_added_where_it_belongs(north: Town, forum: Forum) -> None:
    client = signed_in(north, AccessRole.STRATEGIST)
    address = _hand_in(client, forum)

    answer = client.post(f"{address}keep/", {"revision": "1", "part": "1", "add": "decisions-i2"})

    assert answer["Location"].endswith("#fact-d2")
    page = client.get(address).content.decode()
    assert 'id="fact-d2"' in page
    assert page.index("3/22 Veikart") < page.index('id="fact-d2"')
