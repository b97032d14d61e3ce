"""Read comma-separated files whatever their encoding and delimiter."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from samsyn.domain.tabular.cells import CellValue
from samsyn.kernel.imports.file_faults import FileFault, Limits, refusal

_DELIMITERS = ";\t,|"
_LOOKED_AT = 60
_LONGEST_CELL = 200_000
_UTF8_MISTAKEN = tuple(letter.encode().decode("cp1252") for letter in "åäöÄÖøæØÆé")


def read_text(content: bytes, limits: Limits) -> list[list[CellValue]]:
    """Return the rows of a CSV file as texts, empty cells None; raises Refused beyond limits.

    Understands UTF-8 with or without mark, UTF-16, Windows-1252, text encoded twice, `sep=;`
    and ; , tab | as delimiters.
    """
    text = decode(content)
    declared, text = _declared_delimiter(text)
    delimiter = declared or guess_delimiter(text)
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[list[CellValue]] = []
    cells = 0
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells += len(record)
            if len(rows) >= limits.rows:
                raise refusal(FileFault.TOO_MANY_ROWS, rows=limits.rows)
            if cells > limits.cells:
                raise refusal(FileFault.TOO_MANY_CELLS, cells=limits.cells)
            rows.append([cell.strip().replace("\r\n", "\n") or None for cell in record])
    except csv.Error:
        raise refusal(FileFault.BROKEN) from None
    return rows


def decode(content: bytes) -> str:
    """Return a file's text; never fails, because Windows-1252 can hold nearly anything."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in content[:2000]:
        little = content[1:2000:2].count(0) > content[:2000:2].count(0)
        return content.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
    return _once(text) if any(pair in text for pair in _UTF8_MISTAKEN) else text


def _once(text: str) -> str:
    """Undo UTF-8 that was taken for Windows-1252 and encoded again."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _declared_delimiter(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    declared = first.strip().lower()
    if declared.startswith("sep=") and len(declared) <= 5:  # noqa: PLR2004
        return first.strip()[4:] or "\t", rest
    return "", text


def guess_delimiter(text: str) -> str:
    """Return the delimiter that splits most lines into the same number of cells, above one."""
    best, best_score = ";", 0.0
    for delimiter in _DELIMITERS:
        widths = Counter(len(record) for record in _sample(text, delimiter) if any(record))
        lines = sum(widths.values())
        width, same = max(
            widths.items(), key=lambda pair: (pair[1] * min(pair[0], 3), pair[0]), default=(1, 0)
        )
        # Agreement counts most; more columns settle it between delimiters that agree alike.
        score = 0.0 if width < 2 else same / lines + min(width, 40) / 400  # noqa: PLR2004
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _sample(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        for number, record in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ):
            if number >= _LOOKED_AT:
                return
            yield record
    except csv.Error:
        return
