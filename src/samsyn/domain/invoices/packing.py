"""Take a heap of files apart into single documents: folders are the caller's, zip and gzip ours."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from samsyn.domain.invoices.faults import CannotBeRead, Fault, Says, unreadable
from samsyn.domain.invoices.opening import LARGEST_DOCUMENT

MOST_FILES = 50_000
MOST_UNPACKED = 2_000_000_000  # bytes in all
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_EMPTY_ZIP = b"PK\x05\x06"
_CHUNK = 1 << 16
_IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_ENCRYPTED = 0x1
_WINDOW = 16 + zlib.MAX_WBITS  # zlib reads the gzip header itself


@dataclass(frozen=True, slots=True)
class Packed:
    """One document, or why it could not be taken out of what it was packed in."""

    name: str
    content: bytes = b""
    fault: Fault | None = None


def unpack(name: str, content: bytes) -> Iterator[Packed]:
    """Yield each document of one file: itself, or what a zip or gzip holds.

    Nothing is left out without a word: what cannot be unpacked is yielded with its fault.
    """
    if content.startswith(_GZIP):
        yield _gunzipped(name, content)
    elif content.startswith((_ZIP, _EMPTY_ZIP)):
        yield from _unzipped(name, content)
    else:
        yield Packed(name, content)


def _gunzipped(name: str, content: bytes) -> Packed:
    inner = name.removesuffix(".gz")
    try:
        plain = _inflated(content)
    except CannotBeRead as problem:
        return Packed(name, fault=problem.fault)
    except zlib.error:
        return Packed(name, fault=unreadable(Says.BROKEN_ARCHIVE).fault)
    if plain.startswith((_ZIP, _GZIP)):
        return Packed(name, fault=unreadable(Says.ARCHIVE_IN_ARCHIVE).fault)
    return Packed(inner, plain)


def _inflated(content: bytes) -> bytes:
    machine = zlib.decompressobj(_WINDOW)
    plain = machine.decompress(content, LARGEST_DOCUMENT + 1)
    if len(plain) > LARGEST_DOCUMENT:
        raise unreadable(Says.UNPACKS_TOO_LARGE, megabytes=str(LARGEST_DOCUMENT // 1_000_000))
    if not machine.eof:
        raise unreadable(Says.BROKEN_ARCHIVE)
    return plain


def _unzipped(name: str, content: bytes) -> Iterator[Packed]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = [m for m in archive.infolist() if not m.is_dir() and not _is_litter(m.filename)]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        yield Packed(name, fault=unreadable(Says.BROKEN_ARCHIVE).fault)
        return
    if not members:
        yield Packed(name, fault=unreadable(Says.NOTHING_INSIDE).fault)
        return
    if len(members) > MOST_FILES:
        yield Packed(name, fault=unreadable(Says.TOO_MANY_FILES, count=str(MOST_FILES)).fault)
        return
    left = MOST_UNPACKED
    for member in members:
        packed = _member(archive, member, f"{name}/{member.filename}", left)
        left -= len(packed.content)
        yield packed


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, left: int) -> Packed:
    most = min(LARGEST_DOCUMENT, left)
    if member.flag_bits & _ENCRYPTED:
        return Packed(name, fault=unreadable(Says.PASSWORD).fault)
    try:
        with archive.open(member) as stream:
            content = stream.read(most + 1)  # what the header claims is not believed
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError):
        return Packed(name, fault=unreadable(Says.BROKEN_ARCHIVE).fault)
    if len(content) > most:
        fault = unreadable(Says.UNPACKS_TOO_LARGE, megabytes=str(LARGEST_DOCUMENT // 1_000_000))
        return Packed(name, fault=fault.fault)
    if content.startswith(_ZIP):
        return Packed(name, fault=unreadable(Says.ARCHIVE_IN_ARCHIVE).fault)
    return _gunzipped(name, content) if content.startswith(_GZIP) else Packed(name, content)


def _is_litter(name: str) -> bool:
    return name.startswith(_IGNORED[0]) or name.rsplit("/", 1)[-1] in _IGNORED[1:]
