"""Find what is printed on every page: page numbers, signature boxes, running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from samsyn.domain.minutes.labels import label_of
from samsyn.domain.minutes.source import Line
from samsyn.domain.minutes.words import IN_ITEMS
from samsyn.domain.tabular.folding import fold

_PAGE = re.compile(
    r"^(?:(?:sid(?:a|an|e|nr)?|page|s\.)\s*\d{1,3}(?:\s*(?:av|af|of|\(|/)\s*\d{1,3}\)?)?"
    r"|\d{1,3}\s*(?:\(|/\s?)\d{1,3}\)?"
    r"|-\s*\d{1,3}\s*-|\d{1,3}\s*(?:av|af)\s*\d{1,3})$",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"^(?:(?:justerar(?:e|es|nde|ndes|andes|ens)?|justerandes|ordförandens?"
    r"|underskriver)?s?\s*(?:sign(?:atur(?:er)?)?\.?)"
    r"|utdragsbesty(?:r|rk)and\w*|justerande?s?\s+sign.*|sign\.?\s+.*utdragsbesty(?:r|rk)ande"
    r"|justerandes signatur.*|justerare signatur.*|ordf\s+justerare.*utdragsbesty(?:r|rk)ande"
    r"|_{3,}|\.{5,}|translate|download"
    r"|transkript"
    r"|sammanträdesprotokoll\s+sida.*|sammanträdesdatum\s+sid.*)$",
    re.IGNORECASE,
)
_AT_END = re.compile(
    r"[\s,]+(?:(?:sid(?:a|an|e|nr)?|page|s\.)\s*\d{1,3}(?:\s*(?:av|af|of|\(|/)\s*\d{1,3}\)?)?"
    r"|\d{1,3}\s*\(\d{1,3}\))$",
    re.IGNORECASE,
)
_OFTEN, _LONGEST, _NEAR = 3, 70, 3


def furniture_of(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that belong to the page and not to what is said on it.

    Besides what is always furniture: short lines that stand three times or more among others of
    their kind, with only figures changing. The first of those is kept: it may be the title.
    """
    told = [line for line in lines if line.text]
    found = [line for line in told if _of_the_page(line.text)]
    if sum(_turns(line.text) for line in told) < _OFTEN - 1:
        return found
    return found + _repeated(told)


def _repeated(lines: Sequence[Line]) -> list[Line]:
    """Return the running heads of a paper of several pages: seen three times where pages turn."""
    keys = {line.number: fold(re.sub(r"\d+", "0", line.text)) for line in lines}
    paged = {keys[line.number] for line in lines if _AT_END.search(line.text)}
    often = Counter(keys[line.number] for line in lines if len(line.text) <= _LONGEST)
    seen: set[str] = set()
    found = []
    for at, line in enumerate(lines):
        key = keys[line.number]
        near = (other.text for other in lines[max(0, at - _NEAR) : at + _NEAR + 1])
        if len(line.text) > _LONGEST or often[key] < (_OFTEN - 1 if key in paged else _OFTEN):
            continue
        if key not in paged and (not any(map(_turns, near)) or _is_label(line)):
            continue
        if key in seen:
            found.append(line)
        seen.add(key)
    return found


def _turns(text: str) -> bool:
    return _of_the_page(text) or bool(_AT_END.search(text))


def _is_label(line: Line) -> bool:
    """Tell what stands in every item, also where a page turns: `Nämndens beslut`."""
    found = label_of(line)
    return found is not None and found.label in IN_ITEMS


def without_page(text: str) -> str:
    """Return a running head without the page's number at its end: `PROTOKOLL 1(3)`."""
    return _AT_END.sub("", text)


def _of_the_page(text: str) -> bool:
    return bool(_PAGE.match(text) or _SIGN.match(text))
