"""Build the lines of a paper from its paragraphs and tables."""

from __future__ import annotations

from collections.abc import Sequence

from samsyn.domain.minutes.source import Line, made, made_row


class LineBuilder:
    """Collects lines; paragraphs are set apart by blank lines, bullets and rows are not."""

    def __init__(self) -> None:
        self._lines: list[Line] = []

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines, without blank ones at the end."""
        while self._lines and not self._lines[-1].text:
            self._lines.pop()
        return tuple(self._lines)

    def paragraph(self, text: str, *, level: int = 0, bullet: bool = False) -> None:
        """Add a paragraph; line breaks in it part lines, tabs part cells."""
        for piece in text.split("\n"):
            if not piece.strip():
                self.blank()
            elif "\t" in piece.strip() and not level and not bullet:
                self._lines.append(made_row(self._next, piece.strip(" ").split("\t")))
            else:
                self._lines.append(made(self._next, piece, level=level, bullet=bullet))
        if not bullet:
            self.blank()

    def row(self, cells: Sequence[Sequence[str]]) -> None:
        """Add a table's row: each cell is its paragraphs.

        A row of a label and a list (several paragraphs) is taken for a heading and lines below.
        """
        told = [[text for text in cell if text.strip()] for cell in cells]
        if len(told) == 1 or (len(told) == 2 and max(map(len, told)) > 1):  # noqa: PLR2004
            for cell in told:
                for text in cell:
                    self._lines.append(made(self._next, " ".join(text.split())))
            self.blank()
        elif any(told):
            self._lines.append(made_row(self._next, [" ".join(cell) for cell in told]))

    def blank(self) -> None:
        """Set apart what comes next."""
        if self._lines and self._lines[-1].text:
            self._lines.append(Line(self._next, ""))

    @property
    def _next(self) -> int:
        return len(self._lines) + 1
