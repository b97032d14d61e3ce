"""Keep account of every line: a fact has it, it is an item's text, or nobody understood it."""

from __future__ import annotations

from collections.abc import Iterable

from samsyn.domain.minutes.result import Mark
from samsyn.domain.minutes.source import Line, Span

_RANK = {
    Mark.NOT_UNDERSTOOD: 0, Mark.BODY: 1, Mark.LABEL: 2, Mark.FURNITURE: 2, Mark.FACT: 3,
    Mark.BLANK: 4,
}  # fmt: skip


class Claims:
    """The marks of a paper's lines while it is read; a stronger mark is never weakened."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._marks = [Mark.NOT_UNDERSTOOD if line.text else Mark.BLANK for line in lines]

    def claim(self, lines: Line | Span | Iterable[Line], mark: Mark) -> None:
        """Mark lines; what is already marked more strongly stays."""
        for number in _numbers(lines):
            if _RANK[mark] > _RANK[self._marks[number - 1]]:
                self._marks[number - 1] = mark

    def of(self, line: Line) -> Mark:
        """Return a line's mark."""
        return self._marks[line.number - 1]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Return one mark for each line."""
        return tuple(self._marks)


def _numbers(lines: Line | Span | Iterable[Line]) -> Iterable[int]:
    match lines:
        case Line():
            return (lines.number,)
        case Span():
            return range(lines.first, lines.last + 1)
        case _:
            return [line.number for line in lines]


def span_of(lines: Iterable[Line]) -> Span:
    """Return the span from the first to the last of some lines."""
    numbers = [line.number for line in lines]
    return Span(min(numbers), max(numbers))
