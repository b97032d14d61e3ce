"""Tell what a file is by what is in it, and refuse what could run, hide or is not understood."""

from __future__ import annotations

import re
import unicodedata
import zipfile
import zlib
from enum import StrEnum
from pathlib import PurePosixPath
from typing import IO

from samsyn.domain.shared.refusal import Objection, Refused

LARGEST = 25_000_000  # bytes
_HEAD = 64 * 1024
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
#: What is taken, and the endings that its name may have; the first is given where it has another.
TYPES: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    f"{_OPEN_XML}wordprocessingml.document": (".docx",),
    f"{_OPEN_XML}spreadsheetml.sheet": (".xlsx",),
    f"{_OPEN_XML}presentationml.presentation": (".pptx",),
    f"{_OPEN_DOCUMENT}text": (".odt", ".ott"),
    f"{_OPEN_DOCUMENT}spreadsheet": (".ods", ".ots"),
    f"{_OPEN_DOCUMENT}presentation": (".odp",),
    f"{_OPEN_DOCUMENT}graphics": (".odg",),
    "application/msword": (".doc",),
    "application/vnd.ms-excel": (".xls",),
    "application/vnd.ms-powerpoint": (".ppt",),
    "application/vnd.ms-outlook": (".msg",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "message/rfc822": (".eml",),
    "application/xml": (".xml", ".xsd", ".archimate"),
    "text/plain": (".txt", ".csv", ".tsv", ".md", ".log", ".json", ".ics"),
}
_KNOWN = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"RIFF", "image/webp"),
)
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("__properties_version1.0", "application/vnd.ms-outlook"),
    ("WordDocument", "application/msword"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("Workbook", "application/vnd.ms-excel"),
)
_ACTIVE_MARKUP = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|script|iframe|object|embed|meta|link|img|a\s|form)",
    re.IGNORECASE,
)
_ACTIVE_XML = re.compile(
    rb"<\s*(?:[\w.-]+:)?(?:svg|html|script)\b|xml-stylesheet|http://www\.w3\.org/(?:1999/xhtml|2000/svg)",
    re.IGNORECASE,
)
_MAIL_LINE = re.compile(
    rb"^(?:From|To|Subject|Date|Received|Return-Path|MIME-Version|Message-ID|Delivered-To):",
    re.IGNORECASE | re.MULTILINE,
)
_LEAST_MAIL_LINES = 3


class Fault(StrEnum):
    """Why a file is not taken."""

    EMPTY = "document_empty"
    TOO_LARGE = "document_too_large"
    PROGRAM = "document_program"
    MACROS = "document_macros"
    ACTIVE = "document_active"
    UNKNOWN = "document_unknown"


def media_type_of(file: IO[bytes], size: int) -> str:
    """Return what a file really is; raises Refused for all that is not taken."""
    if size == 0:
        raise _refused(Fault.EMPTY)
    if size > LARGEST:
        raise _refused(Fault.TOO_LARGE, megabytes=LARGEST // 1_000_000)
    file.seek(0)
    head = file.read(_HEAD)
    for magic, media_type in _KNOWN:
        if head.startswith(magic) and (magic != b"RIFF" or head[8:12] == b"WEBP"):
            return media_type
    if head.startswith(_PROGRAMS):
        raise _refused(Fault.PROGRAM)
    if head.startswith(b"PK\x03\x04"):
        return _packed(file)
    return _old_office(file) if head.startswith(_OLE) else _text(file, head)


def safe_name(name: str, media_type: str) -> str:
    """Return a file name without folders, tricks or a false ending."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = unicodedata.normalize("NFC", last)
    shown = "".join(c for c in plain if not unicodedata.category(c).startswith("C")).strip(" .")
    stem = shown[:180] or "document"
    endings = TYPES[media_type]
    return stem if stem.lower().endswith(endings) else f"{stem}{endings[0]}"


def _packed(file: IO[bytes]) -> str:
    try:
        with zipfile.ZipFile(file) as box:
            names = set(box.namelist())
            if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll")) for name in names):
                raise _refused(Fault.MACROS)
            for folder, kind in (("word/", "wordprocessingml.document"),
                                 ("xl/", "spreadsheetml.sheet"),
                                 ("ppt/", "presentationml.presentation")):  # fmt: skip
                packed = any(name.startswith(folder) for name in names)
                if "[Content_Types].xml" in names and packed:
                    return f"{_OPEN_XML}{kind}"
            told = box.open("mimetype").read(200).decode("ascii") if "mimetype" in names else ""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError):
        raise _refused(Fault.UNKNOWN) from None
    plain = told.strip().removesuffix("-template")
    if plain.startswith(_OPEN_DOCUMENT) and plain in TYPES:
        if any(name.startswith(("Basic/", "Scripts/")) for name in names):
            raise _refused(Fault.MACROS)
        return plain
    raise _refused(Fault.UNKNOWN)


def _old_office(file: IO[bytes]) -> str:
    file.seek(0)
    whole = file.read()
    if any(name.encode("utf-16-le") in whole for name in ("_VBA_PROJECT", "Macros")):
        raise _refused(Fault.MACROS)
    for name, media_type in _OLE_STREAMS:
        if name.encode("utf-16-le") in whole:
            return media_type
    raise _refused(Fault.UNKNOWN)


def _text(file: IO[bytes], head: bytes) -> str:
    file.seek(0)
    whole = file.read()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        whole = _decoded(whole, "utf-16").encode()
    if b"\x00" in whole or not _is_written(whole):
        raise _refused(Fault.UNKNOWN)
    begins = whole.lstrip(b"\xef\xbb\xbf \t\r\n")
    if begins.startswith(b"<"):
        return _markup(begins)
    first = whole[:_HEAD].split(b"\n\n")[0].split(b"\r\n\r\n")[0]
    if len(_MAIL_LINE.findall(first)) >= _LEAST_MAIL_LINES:
        return "message/rfc822"
    if _ACTIVE_MARKUP.search(whole[:1024]):  # as far as browsers look when they guess
        raise _refused(Fault.ACTIVE)
    return "text/plain"


def _markup(text: bytes) -> str:
    if _ACTIVE_XML.search(text) or (
        not text.startswith(b"<?xml") and _ACTIVE_MARKUP.search(text[:1024])
    ):
        raise _refused(Fault.ACTIVE)
    return "application/xml"


def _is_written(whole: bytes) -> bool:
    """Tell text from other bytes: hardly any control characters."""
    controls = sum(whole.count(bytes([n])) for n in range(32) if n not in (9, 10, 12, 13))
    return controls <= len(whole) // 1000


def _decoded(whole: bytes, coding: str) -> str:
    try:
        return whole.decode(coding)
    except UnicodeDecodeError:
        raise _refused(Fault.UNKNOWN) from None


def _refused(fault: Fault, **facts: int | str) -> Refused:
    return Refused([Objection(fault, facts, "file")])
