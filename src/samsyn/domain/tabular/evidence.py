"""How well a heading and a column's values speak for one field."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.cells import CellValue, shown
from samsyn.domain.tabular.choices import find_choice, vocabulary
from samsyn.domain.tabular.folding import fold, fold_heading
from samsyn.domain.tabular.likeness import spelled_alike
from samsyn.domain.tabular.targets import Kind, Target

TELLING = frozenset({Kind.EMAIL, Kind.ORG_NUMBER, Kind.CHOICE, Kind.REFERENCE})
"""Kinds whose values give them away, whatever the heading says."""

# "Leverantörsnamn" is no other field than "leverantör".
_EXTENDED = re.compile(r"(?:s|ens|ets|en)?(?:adresse?|address|namn|navn|name)|s|en|er|ar")
_MISSPELT = 0.8
_SHORTEST_PART = 4
_FEW = 3
_SMALL_WORDS = frozenset(
    {"i", "pa", "av", "och", "og", "for", "til", "till", "som", "en", "ett", "et", "den", "det"}
    | {"the", "of", "and", "in", "a", "an", "is", "ar", "er", "ja", "nej", "nei"}
)


@lru_cache(maxsize=2048)
def _aliases(target: Target) -> tuple[str, ...]:
    folded = (fold_heading(text).key for text in (target.label, target.name, *target.aliases))
    return tuple(dict.fromkeys(key for key in folded if key))


def heading_likeness(key: str, target: Target) -> float:
    """Return how much a folded heading is a field's: 1.0 its very words, 0.0 nothing alike."""
    bare = key.split("#", 1)[0]
    return max((_alike(bare, alias) for alias in _aliases(target)), default=0.0)


@lru_cache(maxsize=65536)
def _alike(heading: str, alias: str) -> float:
    if heading == alias:
        return 1.0
    close, other = heading.replace(" ", ""), alias.replace(" ", "")
    if close == other:
        return 0.98
    words = frozenset(heading.split()) - _SMALL_WORDS
    wanted = frozenset(alias.split()) - _SMALL_WORDS
    if words and words == wanted:
        return 0.96
    if _EXTENDED.fullmatch(close.removeprefix(other)) and close.startswith(other):
        return 0.9
    return max(_misspelt(close, other), _part_of(words, wanted), _compound(heading, alias))


def _misspelt(one: str, other: str) -> float:
    score = spelled_alike(one, other) if min(len(one), len(other)) >= _SHORTEST_PART else 0.0
    return 0.93 * score if score >= _MISSPELT else 0.0


def _part_of(words: frozenset[str], wanted: frozenset[str]) -> float:
    """Score `namn pa system` for `system`: all of the alias is there, with words besides."""
    if not wanted or not words:
        return 0.0
    if wanted <= words:
        return 0.55 + 0.3 * len(wanted) / len(words)
    if words <= wanted:
        return 0.5 + 0.2 * len(words) / len(wanted)
    return 0.0


def _compound(heading: str, alias: str) -> float:
    """Score `driftskostnad` for `kostnad`: in Nordic compounds the last part says what it is."""
    last = heading.rsplit(maxsplit=1)[-1] if heading else ""
    if " " in alias or len(alias) < _SHORTEST_PART or len(last) <= len(alias):
        return 0.0
    return 0.6 if last.endswith(alias) else 0.0


def value_fit(
    target: Target, sample: Sequence[CellValue], read: Callable[[CellValue], object]
) -> float:
    """Return the share of filled cells that can be read as the field; 0.0 for no evidence.

    References count as read when the name is known; choices need three different ones,
    or all there are, so that a column of "Ja" is not taken for a scale.
    """
    if target.kind is Kind.REFERENCE:
        return _known_share(target, sample)
    if target.kind is Kind.CHOICE and not target.many:
        words = vocabulary(target.choices)
        codes = [code for cell in sample if (code := find_choice(cell, words))]
        few = len(set(codes)) < min(_FEW, len(target.choices))
        return (0.5 if few else 1.0) * len(codes) / len(sample)
    readings = [read(cell) for cell in sample]
    good = [reading for reading in readings if not isinstance(reading, Objection)]
    return len(good) / len(sample)


def _known_share(target: Target, sample: Sequence[CellValue]) -> float:
    if not target.known:
        return 0.7  # nothing speaks against it, nothing for it
    known = _folded_names(target.known)
    return sum(fold(shown(cell)) in known for cell in sample) / len(sample)


@lru_cache(maxsize=64)
def _folded_names(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, names))
