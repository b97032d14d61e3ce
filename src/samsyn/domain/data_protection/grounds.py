"""Read on what grounds personal data is processed: articles and letters, or the codes of a list.

The codes are those of KL's list of municipal processing activities, as OS2compliance publishes it
(`data/registers/kl_article30_*.json`). What each of them means stands in that project's
`scripts/activity_importer.rb`, which makes the codes from KL's own sheet, column by column, and in
`data/choices/register-values.json`, which gives each its words:

    register-gdpr-valp6           Article 6(1) is used; the letters follow
    register-gdpr-p6-a … p6-f     Article 6(1), letters a to f
    register-gdpr-valp7           Article 9(2) is used (special categories); the letters follow
    register-gdpr-p7-a … p7-j     Article 9(2), letters a to j (the 7 is an older Danish paragraph)
    register-gdpr-valp8 … valp14  the Danish Data Protection Act, §§ 8 to 14

In the lists published so far `valp10` stands where § 8 (criminal offences) is meant, not § 10
(statistics and research): OS2compliance says so in its own data migration (`DataBootstrap.seedV5`)
and moves every one. We do the same, and tell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

ARTICLE_6 = tuple("abcdef")
ARTICLE_9 = tuple("abcdefghij")
_DANISH_ACT = "Databeskyttelsesloven"
_DANISH_SECTIONS = range(8, 15)
_ABOUT_OFFENCES = 8  # § 8 is how Danish law allows what Article 10 leaves to national law
_MEANT_OTHERWISE = {10: 8}

_CODE_LETTER = re.compile(r"register-gdpr-p(?P<article>[67])-(?P<letter>[a-z])")
_CODE_SECTION = re.compile(r"register-gdpr-valp(?P<number>\d+)")
_ARTICLE = re.compile(
    r"(?:art(?:icle|ikel|\.)?)?\s*(?P<article>6|9)\s*"
    r"(?:\(\s*[12]\s*\)|\.[12]\.?|,?\s*(?:stk|nr|ledd|punkt)\.?\s*[12])?\s*,?\s*"
    r"(?:\(\s*(?P<bracketed>[a-j])\s*\)|(?:litra|bokstav|led|letter)?\s*(?P<bare>[a-j]))",
    re.IGNORECASE,
)
_ARTICLE_ONLY = re.compile(
    r"art(?:icle|ikel|\.)?\s*(?P<article>6|9|10)(?:\s*\(\s*[12]\s*\)|\.[12])?", re.IGNORECASE
)
_LAW = re.compile(
    r"§|\bkap(?:itel|\.)|\b\d{4}:\d+|lag\b|lov\b|loven\b|lagen\b|\bact\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What lets somebody process personal data; letters in order, laws as written.

    `moved` names codes that were read as something else than they say, `unknown` what could not
    be read at all.
    """

    article_6: tuple[str, ...] = ()
    article_9: tuple[str, ...] = ()
    article_10: bool = False
    laws: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.article_6 or self.article_9 or self.article_10 or self.laws)


@dataclass
class _Found:
    letters: dict[str, set[str]] = field(default_factory=lambda: {"6": set(), "9": set()})
    offences: bool = False
    laws: dict[str, None] = field(default_factory=dict)
    moved: dict[str, None] = field(default_factory=dict)
    unknown: dict[str, None] = field(default_factory=dict)


def read_grounds(text: str) -> Grounds:
    """Return the grounds in a text where `;`, `|` or a new line stands between them.

    Total: what isn't understood comes back in `unknown`, exactly as it was written.
    """
    return grounds_of(re.split(r"[;|\n\r]+", text))


def grounds_of(parts: Iterable[str]) -> Grounds:
    """Return the grounds that these codes, articles and laws name together."""
    found = _Found()
    for part in parts:
        if said := part.strip():
            _read(said, found)
    return Grounds(
        article_6=tuple(sorted(found.letters["6"])),
        article_9=tuple(sorted(found.letters["9"])),
        article_10=found.offences,
        laws=tuple(found.laws),
        moved=tuple(found.moved),
        unknown=tuple(found.unknown),
    )


def written(grounds: Grounds) -> str:
    """Return the grounds as `read_grounds` reads them back, semicolons between."""
    return "; ".join(_written(grounds))


def _written(grounds: Grounds) -> Iterator[str]:
    yield from (f"Art. 6(1)({letter})" for letter in grounds.article_6)
    yield from (f"Art. 9(2)({letter})" for letter in grounds.article_9)
    if grounds.article_10:
        yield "Art. 10"
    yield from grounds.laws


def _read(said: str, found: _Found) -> None:
    if said.lower().startswith("register-gdpr-"):
        _read_code(said, found)
    elif match := _ARTICLE.fullmatch(said):
        _note_letter(match["article"], (match["bracketed"] or match["bare"]).lower(), said, found)
    elif match := _ARTICLE_ONLY.fullmatch(said):
        found.offences |= match["article"] == "10"
    elif _LAW.search(said):
        found.laws[said] = None
    else:
        found.unknown[said] = None


def _read_code(said: str, found: _Found) -> None:
    code = said.lower()
    if match := _CODE_LETTER.fullmatch(code):
        _note_letter("9" if match["article"] == "7" else "6", match["letter"], said, found)
    elif (match := _CODE_SECTION.fullmatch(code)) and int(match["number"]) in (6, 7):
        return  # only says that letters of Article 6 or 9 follow
    elif match and int(match["number"]) in _DANISH_SECTIONS:
        _note_section(int(match["number"]), said, found)
    else:
        found.unknown[said] = None


def _note_letter(article: str, letter: str, said: str, found: _Found) -> None:
    if letter in (ARTICLE_6 if article == "6" else ARTICLE_9):
        found.letters[article].add(letter)
    else:
        found.unknown[said] = None


def _note_section(number: int, said: str, found: _Found) -> None:
    meant = _MEANT_OTHERWISE.get(number, number)
    if meant != number:
        found.moved[said] = None
    found.offences |= meant == _ABOUT_OFFENCES
    found.laws[f"{_DANISH_ACT} § {meant}"] = None
