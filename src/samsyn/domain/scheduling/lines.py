"""Read files of numbers line by line, and say where one is not what it should be."""

from __future__ import annotations

import re


class NotAnInstance(ValueError):
    """What was read is not what was expected: `line 7: expected 4 amounts, found "..."`."""


class Lines:
    """The lines of a file that are not empty, one after the other."""

    def __init__(self, text: str) -> None:
        self._lines = [
            (number, line.strip())
            for number, line in enumerate(text.splitlines(), start=1)
            if line.strip()
        ]
        self._at = 0
        self._pending: list[int] = []

    def ahead(self, more: int = 0) -> str:
        """Show a line without taking it; nothing after the end."""
        here = self._at + more
        return self._lines[here][1] if here < len(self._lines) else ""

    def at(self, beginning: str) -> bool:
        """Tell whether the next line begins so; taken if it does, and at the end of the file."""
        if self._at >= len(self._lines):
            raise self._error(f'a line that begins with "{beginning}"', "the end of the file")
        if self.ahead().startswith(beginning):
            self._at += 1
            return True
        return False

    def find(self, words: str) -> None:
        """Go on to after the line that begins with some words, however they are spaced."""
        wanted = words.replace(" ", "")
        while self._at < len(self._lines):
            self._at += 1
            if self._lines[self._at - 1][1].replace(" ", "").startswith(wanted):
                return
        raise self._error(f'a line "{words}"', "the end of the file")

    def skip(self, lines: int) -> None:
        """Pass over lines."""
        self._at += lines

    def text(self) -> str:
        """Take a line."""
        if self._at >= len(self._lines):
            raise self._error("another line", "the end of the file")
        self._at += 1
        return self._lines[self._at - 1][1]

    def numbers(self, least: int, expected: str) -> list[int]:
        """Take a line of at least so many whole numbers, brackets and commas aside."""
        if self._at >= len(self._lines):
            raise self._error(expected, "the end of the file")
        line = self.text()
        words = re.sub(r"[\[\](),;]", " ", line).split()
        if len(words) < least or not all(re.fullmatch(r"[-+]?\d+", word) for word in words):
            raise self._error(expected, f'"{line[:60]}"', back=True)
        return [int(word) for word in words]

    def number(self, expected: str) -> int:
        """Take the next whole number, wherever the lines break."""
        if not self._pending:
            self._pending = self.numbers(1, expected)
        return self._pending.pop(0)

    def expect(self, holds: bool, expected: str, *, back: bool = False) -> None:  # noqa: FBT001
        """Refuse the line that was just taken unless it holds; `back`: the file so far."""
        if not holds:
            found = f'"{self._lines[self._at - 1][1][:60]}"' if not back else "something else"
            raise self._error(expected, found, back=True)

    def _error(self, expected: str, found: str, *, back: bool = False) -> NotAnInstance:
        here = min(self._at - back, len(self._lines) - 1)
        number = self._lines[here][0] if self._lines else 1
        return NotAnInstance(f"line {number}: expected {expected}, found {found}")
