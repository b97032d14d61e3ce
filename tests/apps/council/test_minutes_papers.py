"""The files of minutes are for screen readers too, and opening the page asks little."""

from __future__ import annotations

import io

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from docx.oxml.ns import qn

from samsyn.apps.council.models import ItemNote, MinutesTemplate
from samsyn.apps.council.services.adjust_minutes import approve_minutes, send_minutes
from samsyn.domain.access.permissions import AccessRole
from tests.apps.council.held_meeting import Held, held_meeting
from tests.support.builders import Town


def writer(held: Held) -> Client:
    client = Client()
    client.force_login(held.town.user(AccessRole.STRATEGIST))
    return client


def test_the_pdf_is_tagged_titled_and_in_the_organisations_language(north: Town) -> None:
    held = held_meeting(north)

    made = writer(held).get(f"{held.address}minutes.pdf").content

    for said in (
        b"/StructTreeRoot",
        b"/MarkInfo",
        b"/Lang(en)",
        b"pdfuaid:part>1",
        b"/Marked true",
    ):
        assert said in made, said
    assert b"Minutes: E-council 1/2026" in made


def test_the_word_file_has_headings_table_headers_a_language_and_the_templates_frame(
    north: Town,
) -> None:
    held = held_meeting(north)
    with north.arranging():
        MinutesTemplate.everything.create(
            name="Own", forum=held.forum, title="Protocol", header="E-council", footer="Edskog"
        )

    made = writer(held).get(f"{held.address}minutes.docx").content

    document = Document(io.BytesIO(made))
    styles = {p.text: p.style.name for p in document.paragraphs if p.style}
    assert styles["Protocol: E-council 1/2026"] == "Title"
    assert styles["1 Budget"] == "Heading 1"
    assert styles["Reservations"] == "Heading 2"
    headed = [t for t in document.tables if t._tbl.findall(f".//{qn('w:tblHeader')}")]  # noqa: SLF001
    assert [cell.text for cell in headed[0].rows[0].cells] == [
        "Name",
        "Represents",
        "Takes part as",
    ]
    language = document.styles["Normal"].element.find(f".//{qn('w:lang')}")
    assert language is not None
    assert language.get(qn("w:val")) == "en-GB"
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "E-council"
    assert section.footer.paragraphs[0].text.startswith("Edskog")


def test_more_said_asks_no_more_of_the_database(north: Town) -> None:
    held = held_meeting(north)
    client = writer(held)
    with north.arranging():
        for n in range(20):
            note = {"item": held.items["budget"], "text": f"Number {n}."}
            ItemNote.everything.create(**note)
    client.get(held.address)
    with CaptureQueriesContext(connection) as draft:
        client.get(held.address)
    row = send_minutes(held.secretary, meeting_id=held.meeting.pk)
    for one in (held.chair, held.adjuster):
        approve_minutes(one.actor, meeting_id=held.meeting.pk, digest=row.digest)
    with CaptureQueriesContext(connection) as locked:
        page = client.get(held.address)

    assert (len(draft), len(locked)) == (14, 14)
    assert len(page.content) < 100_000
