"""Files of a record: what is taken, who gets them, and that they go where the record goes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from samsyn.apps.register.models import System
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.access.grants import issue_token
from samsyn.kernel.models import Change, Document, DocumentPart
from samsyn.kernel.records.documents.content import LARGEST, TYPES, media_type_of, safe_name
from samsyn.kernel.records.documents.wording import explain
from tests.support.builders import Town

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def packed(**files: bytes) -> bytes:
    """Return a zip file; `__` in a name stands for a slash, `_dot_` for a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as box:
        for name, content in files.items():
            box.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def docx(**more: bytes) -> bytes:
    """Return what Word would recognise."""
    types = {"[Content_Types]_dot_xml": b"<Types/>", "word__document_dot_xml": b"<w/>"}
    return packed(**types, **more)


def mail() -> bytes:
    """Return an e-mail as a file."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@x.example", "b@x.example", "Hello"
    message.set_content("Text")
    return bytes(message)


GOOD = {
    "pdf": (PDF, "application/pdf"),
    "docx": (docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "odt": (
        packed(mimetype=b"application/vnd.oasis.opendocument.text"),
        "application/vnd.oasis.opendocument.text",
    ),
    "png": (b"\x89PNG\r\n\x1a\n....", "image/png"),
    "jpg": (b"\xff\xd8\xff\xe0....", "image/jpeg"),
    "webp": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
    "txt": ("Räksmörgås; 1 < 2\n".encode(), "text/plain"),
    "latin": ("Räksmörgås".encode("cp1252"), "text/plain"),
    "xml": (b'<?xml version="1.0"?><invoice><a/></invoice>', "application/xml"),
    "eml": (mail(), "message/rfc822"),
    "msg": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le"),
        "application/vnd.ms-outlook",
    ),
}
BAD = {
    "empty": (b"", "The file is empty."),
    "program": (b"MZ\x90\x00", "This is a program."),
    "script": (b"#!/bin/sh\nrm", "This is a program."),
    "macros": (docx(word__vbaProject_dot_bin=b"x"), "There are macros in it."),
    "old macros": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument_VBA_PROJECT".encode("utf-16-le"),
        "There are macros in it.",
    ),
    "html": (b"<!DOCTYPE html><p>x", "This is a web page"),
    "html late": (b"Hello\n\n <script>alert(1)</script>", "This is a web page"),
    "html with mark": (b"\xef\xbb\xbf<html><body>", "This is a web page"),
    "html in utf-16": ("\ufeff<html><script>".encode("utf-16-le"), "This is a web page"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "This is a web page"),
    "svg dressed up": (b'<?xml version="1.0"?><!-- x --><s:svg onload="x"/>', "This is a web page"),
    "xhtml": (b'<?xml version="1.0"?><h:div xmlns:h="http://www.w3.org/1999/xhtml"/>',
              "This is a web page"),
    "styled": (b'<?xml version="1.0"?><?xml-stylesheet href="x"?><a/>', "This is a web page"),
    "zip": (packed(a=b"b"), "What is in it could not be recognised."),
    "broken zip": (b"PK\x03\x04broken", "What is in it could not be recognised."),
    "noise": (bytes(range(256)) * 4, "What is in it could not be recognised."),
    "bad utf-16": (b"\xff\xfe\x00\xd8x", "What is in it could not be recognised."),
}  # fmt: skip


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Let refusals be told in English."""
    with translation.override("en"):
        yield


@pytest.mark.parametrize("name", GOOD)
def test_a_file_is_known_by_what_is_in_it(name: str) -> None:
    content, media_type = GOOD[name]

    assert media_type_of(io.BytesIO(content), len(content)) == media_type


@pytest.mark.parametrize("name", BAD)
def test_what_could_run_or_is_not_understood_is_refused_with_the_reason(name: str) -> None:
    content, told = BAD[name]

    with pytest.raises(Refused) as refusal:
        media_type_of(io.BytesIO(content), len(content))
    assert explain(refusal.value.objections[0]).startswith(told)


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(Refused) as refusal:
        media_type_of(io.BytesIO(PDF), LARGEST + 1)
    assert "25 MB" in explain(refusal.value.objections[0])


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\secret\\a.pdf", "a.pdf"),
        ("invoice.pdf.exe", "invoice.pdf.exe.pdf"),
        ("rapport\u202efdp.exe", "rapportfdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        ("Årsrapport.PDF", "Årsrapport.PDF"),
        ("x" * 500 + ".pdf", "x" * 180 + ".pdf"),
    ],
)
def test_a_name_keeps_no_folder_and_no_false_ending(name: str, kept: str) -> None:
    assert safe_name(name, "application/pdf") == kept


def test_every_type_has_an_ending() -> None:
    assert all(endings and endings[0].startswith(".") for endings in TYPES.values())


@pytest.fixture
def system(north: Town) -> System:
    """A system of north's."""
    with north.arranging():
        return System.everything.create(name="Journal")


@pytest.fixture
def clerk(north: Town, client: Client) -> Client:
    """Somebody at north with every permission, signed in."""
    client.force_login(north.user(AccessRole.ADMINISTRATOR))
    return client


def visitor(town: Town, role: AccessRole) -> Client:
    """Return a browser in which somebody of the town is signed in."""
    client = Client()
    client.force_login(town.user(role))
    return client


def upload(client: Client, system: System, content: bytes = PDF, **said: Any) -> Any:
    """Send a file as the page does."""
    name = said.pop("name", "Avtal.pdf")
    file = SimpleUploadedFile(name, content, content_type=said.pop("type", "text/html"))
    return client.post(f"/north/systems/{system.pk}/documents/", {"file": file, **said})


def address(document: Document) -> str:
    """Return where a file is handed out."""
    return f"/north/systems/{document.row_id}/documents/{document.pk}/"


def only(town: Town) -> Document:
    """Return the one file there is."""
    with town.looking():
        return Document.everything.get()


def test_a_file_comes_back_as_it_was_and_can_do_no_harm(
    clerk: Client, north: Town, system: System
) -> None:
    content = PDF + bytes(1_300_000)
    upload(clerk, system, content, note="Signed")
    document = only(north)

    answer = clerk.get(address(document))

    assert b"".join(answer) == content
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="Avtal.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    html = clerk.get(f"/north/systems/{system.pk}/").content.decode()
    assert "Avtal.pdf" in html
    assert "Signed" in html


def test_what_the_browser_says_of_the_type_counts_for_nothing(
    clerk: Client, north: Town, system: System
) -> None:
    refused = upload(clerk, system, b"<html><script>", name="a.pdf", type="application/pdf")

    assert refused.status_code == 422
    assert "This is a web page" in refused.content.decode()
    with north.looking():
        assert not Document.everything.exists()


def test_others_never_get_it_and_readers_only_read(
    clerk: Client, north: Town, south: Town, system: System
) -> None:
    upload(clerk, system)
    document = only(north)
    reader, stranger = (
        visitor(north, AccessRole.READER),
        visitor(south, AccessRole.ADMINISTRATOR),
    )

    assert reader.get(address(document)).status_code == 200
    assert upload(reader, system).status_code == 403
    assert reader.post(f"{address(document)}remove/").status_code == 403
    south_address = address(document).replace("/north/", "/south/")
    assert stranger.get(south_address).status_code == 404
    assert stranger.post(f"{south_address}remove/").status_code == 404
    assert Client().get(address(document)).status_code == 302


def test_it_is_as_visible_as_its_record_at_every_moment(
    clerk: Client, north: Town, south: Town, system: System
) -> None:
    upload(clerk, system)
    document = only(north)
    reader, neighbour = (
        visitor(north, AccessRole.READER),
        visitor(south, AccessRole.ADMINISTRATOR),
    )
    at_home = address(document).replace("/north/", "/south/")

    def seen(visibility: str) -> tuple[int, int]:
        with north.arranging():
            System.everything.filter(pk=system.pk).update(visibility=visibility)
        with north.looking():
            kept = Document.everything.get().visibility, DocumentPart.everything.get().visibility
        assert kept == (visibility, visibility)
        return reader.get(address(document)).status_code, neighbour.get(at_home).status_code

    assert seen("restricted") == (404, 404)
    assert seen("federation") == (200, 200)
    assert seen("own") == (200, 404)


def test_a_file_cannot_be_fetched_by_way_of_another_row(
    clerk: Client, north: Town, system: System
) -> None:
    upload(clerk, system)
    document = only(north)
    with north.arranging():
        other = System.everything.create(name="Other")

    assert clerk.get(f"/north/systems/{other.pk}/documents/{document.pk}/").status_code == 404
    assert clerk.get(f"/north/people/{system.pk}/documents/{document.pk}/").status_code == 404
    assert clerk.get(f"/north/suppliers/{system.pk}/documents/").status_code == 404


def test_it_goes_when_its_record_goes_and_the_history_remembers(
    clerk: Client, north: Town, system: System
) -> None:
    upload(clerk, system)

    clerk.post(f"/north/systems/{system.pk}/delete/", {"reason": "gone"})

    with north.looking():
        assert not Document.everything.exists()
        assert not DocumentPart.everything.exists()
        kinds = list(
            Change.everything.filter(table_name="kernel_document").values_list("kind", flat=True)
        )
    assert sorted(kinds) == ["delete", "insert"]


def test_a_new_version_stands_before_the_old_one(
    clerk: Client, north: Town, system: System
) -> None:
    upload(clerk, system)
    first = only(north)
    upload(clerk, system, name="Avtal 2.pdf", version_of=first.pk)

    html = clerk.get(f"/north/systems/{system.pk}/").content.decode()

    assert "1 earlier version" in html
    with north.looking():
        second = Document.everything.get(version_of=first)
    clerk.post(f"{address(second)}remove/", {"reason": "wrong"})
    with north.looking():
        assert list(Document.everything.values_list("pk", flat=True)) == [first.pk]


def test_the_page_costs_one_query_for_all_its_files(
    clerk: Client, north: Town, system: System
) -> None:
    page = f"/north/systems/{system.pk}/"
    clerk.get(page)
    with CaptureQueriesContext(connection) as before:
        clerk.get(page)
    for _ in range(3):
        upload(clerk, system)
    clerk.get(page)  # the messages are told
    with CaptureQueriesContext(connection) as after:
        clerk.get(page)

    assert len(after) == len(before)


def test_programs_list_give_take_and_remove(north: Town, system: System, south: Town) -> None:
    user = north.user(AccessRole.ADMINISTRATOR)
    key = issue_token(user, north.row, name="t", scopes=["read", "write"], until=None)
    client = Client(headers={"Authorization": f"Bearer {key}"})
    rows = f"/api/v1/documents/systems/{system.pk}"

    made = client.post(rows, {"file": SimpleUploadedFile("a.pdf", PDF), "note": "x"})
    refused = client.post(rows, {"file": SimpleUploadedFile("a.pdf", b"<svg/>")})

    assert made.status_code == 201, made.content
    assert made.json()["media_type"] == "application/pdf"
    assert refused.status_code == 422
    assert "This is a web page" in json.dumps(refused.json(), ensure_ascii=False)
    assert [one["name"] for one in client.get(rows).json()] == ["a.pdf"]
    assert b"".join(client.get(f"{rows}/{made.json()['id']}")) == PDF
    foreign = issue_token(
        south.user(AccessRole.ADMINISTRATOR), south.row, name="t", scopes=["read"], until=None
    )
    thief = Client(headers={"Authorization": f"Bearer {foreign}"})
    for method in ("get", "delete", "post"):
        assert getattr(thief, method)(f"{rows}/{made.json()['id']}").status_code in {403, 404, 405}
    assert client.delete(f"{rows}/{made.json()['id']}").status_code == 204
    assert client.get(rows).json() == []
    assert client.get(f"/api/v1/documents/nothing/{system.pk}").status_code == 404


def test_it_is_found_by_its_name_by_those_who_may_read_the_record(
    clerk: Client, north: Town, south: Town, system: System
) -> None:
    upload(clerk, system, name="Personuppgiftsbiträdesavtal.pdf", note="Ekot")

    html = clerk.get("/north/search/?q=Personuppgiftsbitr").content.decode()

    assert f'href="/north/systems/{system.pk}/"' in html
    foreign = visitor(south, AccessRole.ADMINISTRATOR).get("/south/search/?q=Personuppgiftsbitr")
    assert "Personuppgiftsbiträdesavtal.pdf" not in foreign.content.decode()
    with north.arranging():
        System.everything.filter(pk=system.pk).update(visibility="restricted")
    reader = visitor(north, AccessRole.READER).get("/north/search/?q=Personuppgiftsbitr")
    assert "Personuppgiftsbiträdesavtal.pdf" not in reader.content.decode()
