"""Tell which Nordic language a paper is written in, by its most usual small words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable


def _words(*lists: str) -> frozenset[str]:
    return frozenset(word for words in lists for word in words.split("|"))


_WORDS = {
    "sv": _words(
        "och|är|att|inte|från|för|ett|av|på|som|till|med|eller|ska|vi|möte|beslut",
        "närvarande|nästa|frågan|dagordning",
    ),
    "nb": _words(
        "og|er|å|ikke|fra|for|et|av|på|som|til|med|eller|skal|møte|vedtak|neste|saken",
        "tilstede|saksliste",
    ),
    "nn": _words(
        "og|er|å|ikkje|frå|for|eit|av|på|som|til|med|eller|skal|møte|vedtak|neste|saka",
        "stades|ein|dei|vart",
    ),
    "da": _words(
        "og|er|at|ikke|fra|for|et|af|på|som|til|med|eller|skal|møde|beslutning|næste",
        "sagen|stede|dagsorden|blev|afbud",
    ),
}  # fmt: skip
_TELLING = {
    "och": 2, "är": 3, "från": 3, "för": 2, "möte": 3, "ikkje": 4, "frå": 3, "eit": 2, "af": 4,
    "møde": 4, "beslutning": 2, "vedtak": 2, "saka": 2,
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def language_of(lines: Iterable[str]) -> str:
    """Return sv, nb, nn or da; nb where nothing tells."""
    counts = Counter(word for line in lines for word in _WORD.findall(line.lower()))
    scores = {
        code: sum(counts[word] * _TELLING.get(word, 1) for word in words)
        for code, words in _WORDS.items()
    }
    if (
        scores["nn"]
        and counts["ikkje"] + counts["frå"] + counts["eit"] > counts["ikke"] + counts["fra"]
    ):
        scores["nn"] *= 2
    best = max(scores.values())
    return next((code for code in ("nb", "sv", "da", "nn") if scores[code] == best), "nb")
