"""Cut a pasted steering document into its numbered clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

_LONGEST_HEADING = 120
_NUMBER = re.compile(
    r"""^\s*(?:
        §\s*(?P<section>\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)[.):]?   # § 3, § 3.1
      | (?P<after>\d{1,3}\s?[a-z]?)\s*§[.):]?                    # 3 §, as Swedish laws do
      | (?P<dotted>\d{1,3}(?:\.\d{1,3}){1,3})[.):]?              # 1.2, 1.2.3.
      | (?P<plain>\d{1,3}|[a-zæøåäö])[.):]                       # 1., 1), a)
    )\s+(?P<rest>\S.*)$""",
    re.VERBOSE | re.IGNORECASE,
)
_MUST = re.compile(r"\b(must|shall|ska|skall|skal|måste|må)\b", re.IGNORECASE)
_SHOULD = re.compile(r"\b(should|ought|bör|bør|bære)\b", re.IGNORECASE)


class Kind(StrEnum):
    """How binding a clause is."""

    PRINCIPLE = "principle"
    MUST = "must"
    SHOULD = "should"


@dataclass(frozen=True, slots=True)
class NumberedText:
    """One clause as it was found; the heading is empty where the text has none."""

    number: str
    heading: str
    text: str

    @property
    def kind(self) -> Kind:
        """Guess how binding it is from its words, in four languages."""
        words = f"{self.heading} {self.text}"
        if _MUST.search(words):
            return Kind.MUST
        return Kind.SHOULD if _SHOULD.search(words) else Kind.PRINCIPLE


def clauses_in(text: str) -> list[NumberedText]:
    """Return the clauses of a text, in order; what stands before the first number is left out.

    Understands `1.`, `1)`, `1.2`, `§ 3`, `3 §` and `a)` at the beginning of a line; the lines
    until the next number belong to the clause. A short first line without a full stop, followed
    by more, is its heading.
    """
    return [_clause(number, lines) for number, lines in _cut(text.splitlines())]


def numbers_twice(clauses: Iterable[NumberedText]) -> list[str]:
    """Return the numbers that stand for more than one clause."""
    seen: set[str] = set()
    return [c.number for c in clauses if c.number in seen or seen.add(c.number)]  # type: ignore[func-returns-value]


def _cut(lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    number, kept, above = "", list[str](), ""
    for line in lines:
        found = _NUMBER.match(line)
        if found is None:
            kept.append(line.strip())
            continue
        if number:
            yield number, kept
        number, letter = _number(found, above)
        above = above if letter else number
        kept = [found["rest"].strip()]
    if number:
        yield number, kept


def _number(found: re.Match[str], above: str) -> tuple[str, bool]:
    """Return the number as it is written; a letter stands under the number above it."""
    if found["plain"] and not found["plain"].isdecimal():
        return f"{above}{found['plain'].lower()}", True
    given = found["section"] or found["after"] or found["dotted"] or found["plain"]
    sign = "§ " if found["section"] or found["after"] else ""
    return f"{sign}{given.strip()}", False


def _clause(number: str, lines: list[str]) -> NumberedText:
    first, rest = lines[0], "\n".join(lines[1:]).strip()
    if rest and len(first) <= _LONGEST_HEADING and not first.endswith((".", ";", ",", ":")):
        return NumberedText(number, first, rest)
    return NumberedText(number, "", f"{first}\n{rest}".strip())
