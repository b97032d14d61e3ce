"""Tell who is meant by a name, a first name or initials, and who is to do a thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from samsyn.domain.minutes.people import is_name
from samsyn.domain.minutes.words import folded
from samsyn.domain.tabular.folding import fold

_BODIES = folded(
    "alla|alle|samtliga|samtlige|kommunerna|kommunene|kommunane|kommunerne",
    "sekretariatet|projektledaren|prosjektleder|prosjektleiar|prosjektlederen",
    "prosjektleiaren|projektlederen|ordföranden|lederen|leiaren|formanden|sekreteraren",
    "sekretæren|arbetsgruppen|arbeidsgruppa|arbeidsgruppen|arbejdsgruppen|styrgruppen",
    "styringsgruppa|styringsgruppen|styregruppen|förvaltningen|administrasjonen",
    "programkontoret|prosjektet|projektet|rådet|deltagarna|deltakerne|deltakarane",
    "medlemmarna|medlemmerne|medlemmene|referenten|samordnaren|koordinatoren",
    "prosjektgruppa|projektgruppen|prosjektgruppen|kommunalförbundet|förbundet",
    "bestyrelsen|styret|e-samordnaren|e-rådet|digitaliseringsrådet|it-chefen",
    "medlemskommunerna|medlemskommunene|medlemskommunane|kommundirektørene|presidiet",
    "fagnettverket|nettverket|nätverket|netværket|sekretariat|regionen|it-avdelningen",
    "it-avdelingen|it-afdelingen|programleder|programleiar|alla kommuner",
)
_AND = re.compile(r"\s*(?:,|\boch\b|\bog\b|\bsamt\b|&|/|\+)\s*")
_WHEN = re.compile(r"^(?:När|Då|Innan|Efter|Når|Da|Før|Etter)\s+")
_LETTERS = re.compile(r"^\s*\([A-ZÅÄÖÆØ]{2,5}\)")
_WORD = re.compile(r"[A-ZÅÄÖÆØÉ][\w'\u2019-]*(?:\s+[A-ZÅÄÖÆØÉ][\w'\u2019-]*){0,3}|[\w-]+")


@dataclass(frozen=True, slots=True)
class Known:
    """The people a paper names: by full name, by first name, by initials."""

    names: frozenset[str]
    short: dict[str, str]

    def full(self, said: str) -> str:
        """Return the full name said in short, or the words themselves."""
        bare = said.strip(" .:;()")
        return self.short.get(bare) or self.short.get(bare.removesuffix("s"), "") or bare

    def knows(self, said: str) -> bool:
        """Tell whether words name somebody, in full or in short."""
        bare = said.strip(" .:;()")
        return bare in self.names or bare in self.short


def known_people(people: Iterable[tuple[str, str]]) -> Known:
    """Return whom pairs of name and initials name; what two people share names neither."""
    short: dict[str, set[str]] = defaultdict(set)
    names = set()
    for name, initials in people:
        words = name.split()
        names.add(name)
        if not words:
            continue
        short[words[0]].add(name)
        short[words[-1]].add(name)
        made = "".join(part[0] for word in words for part in word.split("-") if part)
        for letters in {initials, made if len(made) > 1 else ""} - {""}:
            short[letters].add(name)
    return Known(
        frozenset(names), {key: min(found) for key, found in short.items() if len(found) == 1}
    )


def doers_in(said: str, known: Known) -> tuple[str, ...]:
    """Return who a cell or bracket names: people, initials, bodies (`alla`, `sekretariatet`)."""
    found = [part.strip(" .:;()") for part in _AND.split(said) if part.strip(" .:;()")]
    if not found or len(said.split()) > 12:  # noqa: PLR2004
        return ()
    if all(is_doer(part, known) or is_name(part, single=True) for part in found):
        return tuple(known.full(part) for part in found)
    return ()


def is_doer(said: str, known: Known) -> bool:
    """Tell whether words name a person known here or a body that does things."""
    return known.knows(said) or fold(said) in _BODIES or is_name(said)


def leading_doers(text: str, known: Known) -> tuple[str, ...]:
    """Return who stands at the beginning of what is to be done: `Anna och Bo bokar …`."""
    return doers_and_rest(text, known)[0]


def doers_and_rest(text: str, known: Known) -> tuple[tuple[str, ...], str]:
    """Return who stands at the beginning, and the words behind them."""
    rest, found = _WHEN.sub("", text.lstrip("@")), list[str]()
    while word := _WORD.match(rest):
        said = _longest(word[0], known)
        if not said:
            break
        found.append(known.full(said))
        rest = _LETTERS.sub("", rest[len(said) :])
        joined = re.match(r"(?:\s+(?:och|og|samt|&)\s+|,\s*|/)(?=[A-ZÅÄÖÆØ])", rest)
        if joined is None:
            break
        rest = rest[joined.end() :]
    return tuple(found), rest.lstrip(" @")


def _longest(words: str, known: Known) -> str:
    """Return the most of the words that names somebody: `Anna Berg` before `Anna`."""
    parts = words.split()
    for size in range(len(parts), 0, -1):
        said = " ".join(parts[:size])
        if known.knows(said) or fold(said) in _BODIES:
            return said
    two_or_more = len(parts) > 1 and is_name(words)
    return words if two_or_more else ""
