"""Open a text somebody has written, whatever the file: plain text, Markdown, HTML or DOCX."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from samsyn.domain.minutes.source import Line, lines_of
from samsyn.domain.minutes.unfolding import unfolded
from samsyn.kernel.imports.text_files import decode
from samsyn.kernel.texts import docx, html
from samsyn.kernel.texts.faults import TextFault, refused

LARGEST = 10_000_000  # bytes
LONGEST = 5_000  # lines
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {
    b"%PDF": "PDF", b"MZ": "program", b"\x7fELF": "program", b"\x89PNG": "PNG", b"GIF8": "GIF",
    b"\xff\xd8\xff": "JPEG", b"{\\rtf": "RTF", b"Rar!": "RAR", b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
}  # fmt: skip
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|div|article|section|main|meta|h[1-6]|p|table)\b",
    re.IGNORECASE,
)


class Shape(StrEnum):
    """What a file turned out to be."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"


def shape_of(content: bytes) -> Shape:
    """Return what a file is by what is in it; raises Refused, saying what to do instead."""
    if not content.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise refused(TextFault.EMPTY)
    if len(content) > LARGEST:
        raise refused(TextFault.TOO_LARGE, megabytes=LARGEST // 1_000_000)
    if content.startswith(b"PK"):
        return Shape.DOCX
    if content.startswith(_OLE):
        raise refused(TextFault.PASSWORD if _ENCRYPTED in content else TextFault.OLD_WORD)
    for magic, name in _OTHERS.items():
        if content.startswith(magic):
            raise refused(TextFault.NOT_A_TEXT, looks_like=name)
    if b"\0" in content[:4000] and not (_marked(content) or _plainly_wide(content[:4000])):
        raise refused(TextFault.NOT_A_TEXT, looks_like="?")
    return Shape.HTML if _MARKUP.match(decode(content[:4000])) else Shape.TEXT


def _marked(content: bytes) -> bool:
    return content.startswith((b"\xff\xfe", b"\xfe\xff"))


def _plainly_wide(content: bytes) -> bool:
    """Tell whether bytes are UTF-16 without its mark: every other one nought, the rest letters."""
    for zeros, letters in ((content[1::2], content[::2]), (content[::2], content[1::2])):
        mostly = len(zeros) > 1 and zeros.count(0) * 10 >= len(zeros) * 9
        if mostly and not letters.count(0) and min(letters) >= 9:  # noqa: PLR2004 - a tab
            return True
    return False


def lines_in(content: bytes) -> tuple[Line, ...]:
    """Return a file's lines, with headings, bullets and table rows told as such; raises Refused."""
    lines = unfolded(_READERS[shape_of(content)](content))
    if len(lines) > LONGEST:
        raise refused(TextFault.TOO_MANY_LINES, lines=LONGEST)
    if not any(line.text for line in lines):
        raise refused(TextFault.EMPTY)
    return lines


_READERS: dict[Shape, Callable[[bytes], tuple[Line, ...]]] = {
    Shape.DOCX: docx.lines_in,
    Shape.HTML: lambda content: html.lines_in(decode(content)),
    Shape.TEXT: lambda content: lines_of(decode(content)),
}
