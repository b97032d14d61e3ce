"""Read the number a heading begins with: `1)`, `§ 12`, `Sak 12/24`, `1.2`, `Ad 3.`, `12-24`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from samsyn.domain.minutes.source import Line


class Style(StrEnum):
    """How numbers are written, those that say most about being an item's first."""

    AD = "ad"
    SECTION = "section"
    CASE = "case"
    RUNNING = "running"
    WORD = "word"
    DOTTED = "dotted"
    POINT = "point"
    BRACKET = "bracket"
    BARE = "bare"
    LETTER = "letter"


_WORDS = (
    r"(?:Sak|Saksnr|Ärende|Ärendenr|Punkt|Pkt|Dagordningspunkt|Dagsordenspunkt|Post|Item|Emne"
    r"|Sag|Case"
    r"|Sagsnr|Agendapunkt)\.?\s*(?:nr\.?\s*)?"
)
_NUMBER = re.compile(
    rf"""^(?:
        Ad\.?\s*(?:pkt\.?\s*|punkt\s*)?(?P<ad>\d{{1,3}}(?:\.\d{{1,2}})*)\s*[.):\u2013-]?
      | (?:§+\s*(?P<section>\d{{1,4}}(?:[./]\d{{1,4}})?)|(?P<after>\d{{1,4}})\s*§)\s*[.):]?
      | (?:{_WORDS})?(?:(?-i:[A-ZÅÄÖÆØ]{{2,5}})(?=[\s\d]))?\s?
        (?P<case>\d{{1,4}}\s?/\s?(?:20)?\d{{2}})(?![\d/.])\s*[.):\u2013-]?
      | (?:{_WORDS})?(?P<running>\d{{1,3}}-\d{{2}})(?![\d.-])\s*[.):\u2013-]?
      | {_WORDS}(?P<word>\d{{1,3}}(?:\.\d{{1,2}})?[a-z]?)\s*[.):\u2013-]?
      | (?P<dotted>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})[.)]?
      | (?P<point>\d{{1,3}})\.
      | (?P<bracket>\d{{1,3}})\)
      | (?P<letter>[a-hA-H])[.)](?=\s)
      | (?P<bare>\d{{1,3}})(?=\s)
    )(?P<rest>\s*\S.*|\s*)$""",
    re.VERBOSE | re.IGNORECASE,
)
_STYLES = {
    "ad": Style.AD, "section": Style.SECTION, "after": Style.SECTION, "case": Style.CASE,
    "running": Style.RUNNING, "word": Style.WORD, "dotted": Style.DOTTED, "point": Style.POINT,
    "bracket": Style.BRACKET, "letter": Style.LETTER, "bare": Style.BARE,
}  # fmt: skip
_NEEDS_SPACE = frozenset({Style.BARE, Style.POINT, Style.BRACKET})
_PLAIN = frozenset({Style.BARE, Style.POINT, Style.DOTTED, Style.CASE})
_UNITS = re.compile(
    r"^(?:(?:kommun(?:er|ar)?|personer|dagar|dager|dage|år|av|af|procent|kr|mkr|tkr|min|minut\w*"
    r"|timm\w+|timer?"
    r"|st|januari?|februari?|mars|marts|april|maj|mai|juni|juli|august\w?|september|oktober"
    r"|november|de[cs]ember"
    r"|stemmer|röster|ja|nej|nei|ledamöter|medlemm\w+|stk|tim|månad(?:er)?|måned(?:er)?|uker"
    r"|veckor|uger|till?)\b|[%:-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number, the style it is written in and the words after it."""

    number: str
    style: Style
    rest: str
    steps: tuple[int, ...]

    @property
    def depth(self) -> int:
        """Return how deep it lies: `1.2` lies at 2."""
        return len(self.steps) if self.style in {Style.DOTTED, Style.AD, Style.WORD} else 1

    @property
    def order(self) -> tuple[int, ...]:
        """Return what tells which of two numbers of one style comes first."""
        if self.style in {Style.CASE, Style.RUNNING}:
            return (self.steps[-1], *self.steps[:-1])
        return self.steps


def number_of(line: Line) -> Numbered | None:
    """Return the number a line begins with, cells joined by spaces; None for dates and amounts."""
    text = " ".join(cell for cell in line.cells if cell) if line.cells else line.text
    return number_in(text)


def number_in(text: str) -> Numbered | None:
    """Return the number some words begin with."""
    found = _NUMBER.match(text)
    if found is None:
        return None
    name = next(name for name in _STYLES if found[name])
    style, number, rest = _STYLES[name], found[name].replace(" ", ""), found["rest"]
    bare = rest.strip(" .:\u2013-*\t")
    if _is_glued(style, rest) or _is_amount(style, bare) or _is_when(style, number, text, rest):
        return None
    return Numbered(number, style, bare, _steps(number, style))


def _is_glued(style: Style, rest: str) -> bool:
    """Tell a number that goes on in letters without a space; `1.Inledning` is let through."""
    if style not in _NEEDS_SPACE or not rest or rest[0].isspace():
        return False
    return style is Style.BARE or not rest[0].isupper()


def _is_amount(style: Style, bare: str) -> bool:
    """Tell `14 kommuner` and `3. mars` from an item's number."""
    if style is Style.BARE and (not bare or bare[0].islower()):
        return True
    return bool(_UNITS.match(bare)) and style in _PLAIN


def _is_when(style: Style, number: str, text: str, rest: str) -> bool:
    if style is Style.DOTTED:
        return _is_clock_or_day(text)
    return style in {Style.CASE, Style.RUNNING} and _is_a_day(number, rest)


def _is_clock_or_day(text: str) -> bool:
    return bool(
        re.match(r"\d{1,2}\.\d{2}(?:\s*[-\u2013]|\s*$|\s+\d|\s+[A-ZÅÄÖÆØa-z])", text)
        and re.match(r"[01]?\d\.[0-5]\d|2[0-4]\.[0-5]\d", text)
        and len(text.split(maxsplit=1)[0].rstrip(".").split(".")[1]) == 2  # noqa: PLR2004
    ) or bool(re.match(r"\d{1,2}\.\d{1,2}\.(?:20)?\d{2}\b", text))


def _is_a_day(number: str, rest: str) -> bool:
    """Tell `18/6 2020` and `18/06/20` from case 18 of the year 20."""
    return bool(re.match(r"[\s/.-]*(?:19|20)\d{2}\b", rest)) or (
        "/" in number and len(number.split("/")[1]) == 1
    )


def _steps(number: str, style: Style) -> tuple[int, ...]:
    if style is Style.LETTER:
        return (ord(number.lower()) - ord("a") + 1,)
    return tuple(int(step) for step in re.findall(r"\d+", number)) or (0,)
