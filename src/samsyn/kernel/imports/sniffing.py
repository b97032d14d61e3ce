"""Tell what a file is by what is in it, never by its name."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum

from samsyn.kernel.imports.file_faults import FileFault, Limits, refusal

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORKBOOK = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
_OTHERS = {
    b"%PDF": "PDF", b"MZ": "program", b"\x7fELF": "program", b"\x89PNG": "PNG", b"GIF8": "GIF",
    b"\xff\xd8\xff": "JPEG", b"{\\rtf": "RTF", b"Rar!": "RAR", b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip", b"SQLite": "SQLite",
}  # fmt: skip
_PIECE = 1 << 20
DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, struct.error)
"""What reading a damaged zip file raises."""


class FileKind(StrEnum):
    """The kinds of file that can be read."""

    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    TEXT = "text"


def sniff(content: bytes, limits: Limits) -> FileKind:
    """Return what a file is; raises Refused, saying what to do, for all that cannot be read."""
    if not content.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise refusal(FileFault.EMPTY_FILE)
    if len(content) > limits.file_bytes:
        raise refusal(FileFault.FILE_TOO_LARGE, megabytes=limits.file_bytes // 1_000_000)
    if content.startswith(b"PK"):
        return _kind_of_zip(content, limits)
    if content.startswith(_OLE):
        return _kind_of_ole(content)
    for magic, name in _OTHERS.items():
        if content.startswith(magic):
            raise refusal(FileFault.NOT_A_WORKSHEET, looks_like=name)
    return _kind_of_text(content)


def _kind_of_ole(content: bytes) -> FileKind:
    if _ENCRYPTED in content:
        raise refusal(FileFault.PASSWORD)
    if not any(name in content for name in _OLD_WORKBOOK):
        raise refusal(FileFault.NOT_A_WORKSHEET, looks_like="Word, PowerPoint or Outlook")
    return FileKind.XLS


def _kind_of_text(content: bytes) -> FileKind:
    start = content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")):
        raise refusal(
            FileFault.SAVE_AS_XLSX, looks_like="HTML" if b"<?xml" not in start[:5] else "XML"
        )
    if start.startswith((b"{", b"[{")):
        raise refusal(FileFault.NOT_A_WORKSHEET, looks_like="JSON")
    if b"\0" in content[:4000] and not _is_utf16(content):
        raise refusal(FileFault.NOT_A_WORKSHEET, looks_like="?")
    return FileKind.TEXT


def _is_utf16(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = content[:2000]
    even, odd = sample[::2], sample[1::2]
    # Nordic text in UTF-16 without a mark: nearly every other byte is zero, and only those.
    return (
        max(even.count(0), odd.count(0)) > 0.8 * len(even) and min(even.count(0), odd.count(0)) == 0
    )


def _kind_of_zip(content: bytes, limits: Limits) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
            if any(part.flag_bits & 1 for part in parts):
                raise refusal(FileFault.PASSWORD)
            unpacked = 0
            for part in parts:
                for piece in unpack(content, part):
                    unpacked += len(piece)
                    if unpacked > limits.unpacked_bytes:
                        raise refusal(
                            FileFault.UNPACKS_TOO_LARGE,
                            megabytes=limits.unpacked_bytes // 1_000_000,
                        )
            return _kind_of_package(package, names)
    except (ValueError, *DAMAGED):
        raise refusal(FileFault.BROKEN) from None


def _kind_of_package(package: zipfile.ZipFile, names: set[str]) -> FileKind:
    if "xl/workbook.bin" in names:
        raise refusal(FileFault.SAVE_AS_XLSX, looks_like="xlsb")
    if any(name.startswith("xl/") for name in names):
        return FileKind.XLSX
    if "mimetype" in names and b"opendocument.spreadsheet" in package.read("mimetype")[:200]:
        return FileKind.ODS
    if any(name.startswith("Index/") for name in names):
        raise refusal(FileFault.SAVE_AS_XLSX, looks_like="Apple Numbers")
    looks_like = "Word" if "word/document.xml" in names else "zip"
    raise refusal(FileFault.NOT_A_WORKSHEET, looks_like=looks_like)


def unpack(content: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a zip member in pieces of at most 1 MB, believing nothing it says of its own size.

    Raises zipfile.BadZipFile or zlib.error if it is damaged, or larger than it claims to be.
    """
    start = part.header_offset
    lengths = content[start + 26 : start + 30]
    if len(lengths) < 4 or content[start : start + 4] != b"PK\x03\x04":  # noqa: PLR2004
        raise zipfile.BadZipFile
    start += 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    packed = memoryview(content)[start : start + part.compress_size]
    if len(packed) < part.compress_size:
        raise zipfile.BadZipFile
    if part.compress_type == zipfile.ZIP_STORED:
        for at in range(0, len(packed), _PIECE):
            yield bytes(packed[at : at + _PIECE])
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        yield from _inflate(packed, part.file_size)
    else:
        raise NotImplementedError


def _inflate(packed: memoryview, promised: int) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    rest: bytes | memoryview = packed
    total = 0
    while not inflater.eof:
        piece = inflater.decompress(rest, _PIECE)
        rest = inflater.unconsumed_tail
        total += len(piece)
        if total > promised or (not piece and not rest):
            raise zipfile.BadZipFile
        yield piece
