"""Notice where a need already names its solution: a product, or "we need a system".

A hint and never a refusal: whoever wrote it may be right, and an existing system may well be part
of what happens today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

_THINGS = (
    r"it-?stöd|it-?system|system|app|appen|applikation|plattform|portal|programvara|mjukvara"
    r"|chatb[oó]t|chattbot|robot|licens(?:er)?|e-?tjänst|digitalt verktyg"
    r"|løsning|programvare|plattform|lisens|fagsystem|selvbetjening|e-?tjeneste|platform|software"
    r"|application|licen[cs]e|chatbot|tool|ai"
)
_WANTING = re.compile(
    r"(?:behöver|behöva|vill ha|borde ha|köp(?:a|er)?(?: in)?|upphandl(?:a|ar|as)|skaffa|införa"
    r"|inför|trenger|vil ha|kjøpe|anskaffe|innføre|har brug for|vil have|købe|indkøbe|indføre"
    r"|need|want|buy|procure|purchase|introduce)"
    rf"(?:\s+\w+){{0,3}}?\s+\w*?(?:{_THINGS})(?:et|en|er)?\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?:ny(?:tt|a)?|et|ett|en|a|an|new|one)\s+(?:\w+\s+)?\w*?(?:{_THINGS})(?:et|en|er)?\b",
    re.IGNORECASE,
)
_SHORTEST_NAME = 4


class Kind(StrEnum):
    """What was noticed."""

    WANTED = "wanted"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Hint:
    """Where a solution shows: the field, what kind of solution, and the words themselves."""

    field: str
    kind: Kind
    words: str


def solutions_in(
    texts: Mapping[str, str], products: Iterable[str], title: str = "name"
) -> tuple[Hint, ...]:
    """Return every place that names a solution; products are looked for in the title only.

    What happens today rightly names systems there are: elsewhere only a wish for one is noticed.
    """
    hints = []
    for field, text in texts.items():
        found = list(_WANTING.finditer(text))
        if field == title and not found:
            found = list(_NAMED.finditer(text))
        hints += [Hint(field, Kind.WANTED, " ".join(match.group().split())) for match in found]
    said = texts.get(title, "")
    named = [name for name in dict.fromkeys(products) if _is_named(name, said)]
    return (*hints, *(Hint(title, Kind.PRODUCT, name) for name in named))


def _is_named(name: str, text: str) -> bool:
    if len(name) < _SHORTEST_NAME or name not in text:
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
