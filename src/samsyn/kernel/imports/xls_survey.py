"""Measure the sheets of an old .xls before it is loaded, because one far cell fills the memory.

Formats: [MS-CFB] compound files and [MS-XLS] BIFF records. Only what is needed to know where
cells stand; a file that breaks the rules is refused as damaged.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_SMALL_STREAM = 4096
_MINI = 64
_NAMES = {"Workbook", "Book"}
_BOF = {0x0809, 0x0409, 0x0209, 0x0009}
_CELLS = {0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x0206, 0x0406}
_MANY = 0x00BD  # several numbers in a row; the last column closes the record


class Damaged(ValueError):
    """The file does not keep to the format."""


def largest_area(content: bytes) -> int:
    """Return rows times columns of the largest sheet; raises Damaged."""
    try:
        return max(_areas(_workbook_stream(content)), default=0)
    except (struct.error, IndexError, KeyError):
        raise Damaged from None


def _areas(stream: bytes) -> Iterator[int]:
    rows = columns = at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        body = at + 4
        if kind in _BOF:
            yield rows * columns
            rows = columns = 0
        elif (kind in _CELLS or kind == _MANY) and length >= 4:  # noqa: PLR2004
            row, column = struct.unpack_from("<HH", stream, body)
            if kind == _MANY:
                (column,) = struct.unpack_from("<H", stream, body + length - 2)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        at = body + length
    yield rows * columns


def _workbook_stream(content: bytes) -> bytes:
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    if size not in {512, 4096}:
        raise Damaged
    table = _table(content, size)
    (first,) = struct.unpack_from("<I", content, 48)
    directory = _chain(content, table, first, size)
    root_start = struct.unpack_from("<I", directory, 116)[0]
    for at in range(0, len(directory) - 127, 128):
        entry = directory[at : at + 128]
        name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode(
            "utf-16-le", "replace"
        )
        if name in _NAMES:
            start, length = struct.unpack_from("<II", entry, 116)
            if length >= _SMALL_STREAM:
                return _chain(content, table, start, size)[:length]
            return _small_stream(content, table, (root_start, start), size)[:length]
    raise Damaged


def _table(content: bytes, size: int) -> list[int]:
    """Return the allocation table: for each sector the next one of its stream."""
    sectors = list(struct.unpack_from("<109I", content, 76))
    (more,) = struct.unpack_from("<I", content, 68)
    seen = set()
    while more not in {_END, _FREE} and more not in seen:
        seen.add(more)
        part = _sector(content, more, size)
        numbers = struct.unpack(f"<{size // 4}I", part)
        sectors += numbers[:-1]
        more = numbers[-1]
    table: list[int] = []
    for sector in sectors:
        if sector not in {_END, _FREE}:
            table += struct.unpack(f"<{size // 4}I", _sector(content, sector, size))
    return table


def _sector(content: bytes, number: int, size: int) -> bytes:
    part = content[(number + 1) * size : (number + 2) * size]
    if not part:
        raise Damaged
    return part.ljust(size, b"\0")


def _chain(content: bytes, table: list[int], start: int, size: int) -> bytes:
    parts: list[bytes] = []
    sector = start
    while sector not in {_END, _FREE}:
        if len(parts) > len(table):
            raise Damaged  # a circle
        parts.append(_sector(content, sector, size))
        sector = table[sector]
    return b"".join(parts)


def _small_stream(content: bytes, table: list[int], starts: tuple[int, int], size: int) -> bytes:
    """Read a stream kept in 64-byte pieces inside the root's own stream."""
    root_start, sector = starts
    (first,) = struct.unpack_from("<I", content, 60)
    raw = _chain(content, table, first, size)
    small = struct.unpack(f"<{len(raw) // 4}I", raw)
    root = _chain(content, table, root_start, size)
    parts: list[bytes] = []
    while sector not in {_END, _FREE}:
        if len(parts) > len(small):
            raise Damaged
        parts.append(root[sector * _MINI : (sector + 1) * _MINI])
        sector = small[sector]
    return b"".join(parts)
