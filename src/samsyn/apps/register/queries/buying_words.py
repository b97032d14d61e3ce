"""From a buyer's words to the words that agreements use: forms, compounds, synonyms, slips.

Everything is a comparison of plain text below row security, so that the indexes of the words are
used and nobody learns a word of an agreement that is not theirs to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection

from samsyn.domain.register.buying.spelling import nearest
from samsyn.domain.register.buying.synonyms import known_words, marked_words, others_for
from samsyn.domain.register.buying.words import Asked, asked_in, broader_codes, splits

_STEM_ENDS, _STEM_BEGINS = 4, 4  # letters a stem must have to be looked for inside others
_MARKED_BEGINS = 5  # the same for what nobody typed, where it has lost its dots: many begin so
_ALIKE = 0.2  # share of trigrams from which a word is measured letter by letter
_MOST_ALIKE = 80
_PAST_Z = "{"  # comes after every letter and figure in the order of characters

_FOUND = """
    SELECT a.n, w.word, max(a.factor), true FROM unnest(%s::int[], %s::text[], %s::float8[])
        AS a(n, said, factor)
    JOIN register_agreementword w ON w.organisation_id = ANY (%s) AND w.stem = a.said
    GROUP BY a.n, w.word
    UNION ALL
    SELECT a.n, a.said, a.factor, false FROM unnest(%s::int[], %s::text[], %s::float8[])
        AS a(n, said, factor)
    UNION ALL
    SELECT a.n, w.word, max(a.factor), false
    FROM unnest(%s::int[], %s::text[], %s::float8[], %s::text[]) AS a(n, said, factor, past)
    JOIN register_agreementword w ON w.organisation_id = ANY (%s)
        AND w.stem > a.said AND w.stem < a.past
    GROUP BY a.n, w.word
    UNION ALL
    SELECT a.n, w.word, max(a.factor), true
    FROM unnest(%s::int[], %s::text[], %s::float8[], %s::text[]) AS a(n, said, factor, past)
    JOIN register_agreementword w ON w.organisation_id = ANY (%s)
        AND w.backwards > a.said AND w.backwards < a.past
    GROUP BY a.n, w.word
"""
_STEMS = "SELECT word, buyers_stem(word) FROM unnest(%s::text[]) AS word"
_NEAR = """
    SELECT word, stem FROM (
        SELECT word, stem, max(similarity(word, %s)) AS alike FROM register_agreementword
        WHERE organisation_id = ANY (%s) AND spelled GROUP BY word, stem) AS measured
    WHERE alike > %s ORDER BY alike DESC, word LIMIT %s
"""
_KNOWN = """
    SELECT DISTINCT stem FROM register_agreementword
    WHERE organisation_id = ANY (%s) AND stem = ANY (%s)
"""


@dataclass(slots=True)
class Looked:
    """What to look for: how each asked word may be said, and how near that is to it (0 to 1)."""

    stems: list[tuple[int, str, float]] = field(default_factory=list)
    exact: list[tuple[int, str, float]] = field(default_factory=list)
    begins: list[tuple[int, str, float]] = field(default_factory=list)
    ends: list[tuple[int, str, float]] = field(default_factory=list)


@dataclass(slots=True)
class Understood:
    """A question as the agreements would say it.

    `terms` are (number of the asked word, word of an agreement, nearness); `read_as` says which
    word was read as which.
    """

    asked: tuple[Asked, ...]
    terms: list[tuple[int, str, float]] = field(default_factory=list)
    read_as: dict[str, str] = field(default_factory=dict)


def understand(question: str, organisations: Sequence[int]) -> Understood:
    """Return the words of these organisations' agreements that the question may mean.

    Costs two queries, and two more where a word is unknown.
    """
    asked = asked_in(question)
    understood = Understood(asked)
    if not asked:
        return understood
    stems = _stems_of(one.typed for one in asked)
    looked = Looked()
    for n, one in enumerate(asked):
        _look_for(looked, n, one, stems.get(one.typed) or one.plain)
    known = _find(looked, organisations, understood.terms)
    unknown = [n for n, one in enumerate(asked) if one.spelled and n not in known]
    if unknown:
        more = Looked()
        for n in unknown:
            _take_apart(more, n, stems.get(asked[n].typed) or asked[n].plain, organisations)
            _mend(more, n, understood, organisations)
        _find(more, organisations, understood.terms)
    return understood


def near_words(question: str, organisations: Sequence[int]) -> list[str]:
    """Return words that agreements use and that are spelled nearly as what was asked for."""
    found: dict[str, None] = {}
    for one in asked_in(question):
        if one.spelled:
            known = _alike(one.plain, organisations)
            found |= dict.fromkeys(word for word, _slips in nearest(one.plain, known, guess=1)[:3])
    return list(found)


def _look_for(looked: Looked, n: int, one: Asked, stem: str) -> None:
    if one.cpv:
        looked.exact += [(n, code, 0.7**up) for code, up in broader_codes(one.plain)]
        looked.begins.append((n, one.plain.rstrip("0"), 0.5))
        return
    looked.stems.append((n, stem, 1.0))
    looked.exact.append((n, one.plain, 1.0))
    if len(stem) >= _STEM_ENDS:
        looked.ends.append((n, stem[::-1], 0.8))
    if len(stem) >= _STEM_BEGINS or not one.spelled:
        looked.begins.append((n, stem, 0.45))
    _say_otherwise(looked, n, stem if stem in _list_stems().values() else one.plain, 0.75)


def _say_otherwise(looked: Looked, n: int, word: str, factor: float) -> None:
    stems = _list_stems()
    for other in others_for(word, stems):
        stem = stems.get(other, other)
        looked.stems.append((n, stem, factor))
        if len(stem) >= _STEM_ENDS:
            looked.ends.append((n, stem[::-1], factor * 0.8))
        if len(stem) >= (_MARKED_BEGINS if other in marked_words() else _STEM_BEGINS):
            looked.begins.append((n, stem, factor * 0.45))


def _take_apart(looked: Looked, n: int, stem: str, organisations: Sequence[int]) -> None:
    """Read an unknown word as a compound of known ones: its head counts most."""
    ways = splits(stem)
    parts = {part for begins, head in ways for part in (*begins, head)}
    known = _known(parts, organisations) | (parts & set(_list_stems().values()))
    for begins, head in ways:
        first = next((part for part in begins if part in known), "")
        if head in known and first:
            looked.stems += [(n, head, 0.6), (n, first, 0.3)]
            looked.ends.append((n, head[::-1], 0.5))
            _say_otherwise(looked, n, head, 0.45)


def _mend(looked: Looked, n: int, understood: Understood, organisations: Sequence[int]) -> None:
    """Read an unknown word as the known one that it is a slip for."""
    one = understood.asked[n]
    known = _alike(one.plain, organisations)
    stems = known | {word: _list_stems().get(word, word) for word in known_words()}
    near = nearest(one.plain, stems)[:4]
    for word, count in near:
        factor = (0.8 if count == 1 else 0.55) * (1.0 if count == near[0][1] else 0.5)
        looked.stems.append((n, stems[word], factor))
        if len(stems[word]) >= _STEM_ENDS:
            looked.ends.append((n, stems[word][::-1], factor * 0.8))
        _say_otherwise(looked, n, stems[word], factor * 0.75)
    if near:
        understood.read_as[one.typed] = near[0][0]


def _find(
    looked: Looked, organisations: Sequence[int], terms: list[tuple[int, str, float]]
) -> set[int]:
    """Add the words found to `terms`; return which asked words are known, not only begun."""
    mine = list(organisations)
    said: list[Any] = [
        *(*_columns(looked.stems), mine),
        *_columns(looked.exact),
        *(*_columns(looked.begins), _past(looked.begins), mine),
        *(*_columns(looked.ends), _past(looked.ends), mine),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, said)
        rows = cursor.fetchall()
    terms += [(n, word, factor) for n, word, factor, _whole in rows]
    return {n for n, _word, _factor, whole in rows if whole}


def _columns(rows: Sequence[tuple[int, str, float]]) -> Iterator[list[Any]]:
    yield from ([row[place] for row in rows] for place in range(3))


def _past(rows: Sequence[tuple[int, str, float]]) -> list[str]:
    """Return the first text after all that begin so: made here, for only comparing is trusted."""
    return [f"{said}{_PAST_Z}" for _n, said, _factor in rows]


def _alike(plain: str, organisations: Sequence[int]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [plain, list(organisations), _ALIKE, _MOST_ALIKE])
        return dict(cursor.fetchall())


def _known(stems: Iterable[str], organisations: Sequence[int]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [list(organisations), list(stems)])
        return {stem for (stem,) in cursor.fetchall()}


def _stems_of(words: Iterable[str]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, [list(words)])
        return {word: stem for word, stem in cursor.fetchall() if stem}


@cache
def _list_stems() -> dict[str, str]:
    """Return the stem of each word of the list of synonyms; asked of PostgreSQL once."""
    return _stems_of(known_words())
