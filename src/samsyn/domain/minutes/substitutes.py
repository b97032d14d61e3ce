"""Read who came for somebody from the list of those who did not: `Bo Ek (ersätts av Eva Lind)`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from samsyn.domain.minutes.people import is_name, person_in
from samsyn.domain.minutes.result import Participant, Role
from samsyn.domain.minutes.source import Line

_LETTER = "[A-ZÅÄÖÆØÉ]"
_NAME = rf"{_LETTER}[\wåäöæøé'-]+(?:\s+{_LETTER}[\wåäöæøé'.-]+){{1,3}}"
_CAME = (
    r"(?:deltog|deltok|deltar|deltager|mødte|møtte|møter|kom|närvarade|gick in|stilte"
    r"|tjänstgör|tjänstgjorde)"
)
_INSTEAD = r"(?:i stedet|istedet|i stället|istället|i staden|i hans sted|i hendes sted)"
_BY = (
    r"(?:er|är|blev|ble|var)?\s*(?:ersätts av|ersattes av|ersatt av|erstattes av|erstattet av"
    r"|erstattet af"
    r"|erstattes af|ersättare:?|varamedlem:?|varamann:?|vara:?|suppleant:?|stedfortræder:?"
    r"|stedfortreder:?"
    r"|representerad av|representeres av|repræsenteret af)"
)
_REPLACED = re.compile(
    rf"[\s(,.;\u2013-]+(?:(?i:{_BY})\s+(?P<by>{_NAME})"
    rf"|(?i:{_INSTEAD})\s+{_CAME}\s+(?P<came>{_NAME})"
    rf"|(?P<who>{_NAME})\s+{_CAME}\s+{_INSTEAD}(?:\s+for\s+\w+)?)\)?\.?",
)
_ROLL = re.compile(
    r"^(?:(?:faste|ordinarie|ordinære|styrets|bestyrelsens|gruppens|rådets)\s+)?"
    r"(?:medlem(?:mer|mar|er|marna|mene|merne)?|ledamöter(?:na)?|representanter(?:na|ne)?)"
    r"(?:\s+(?:av|af|i)\s+.*)?\s*:?$",
    re.IGNORECASE,
)
_PAIR = re.compile(r"[,;]\s*(?=[A-ZÅÄÖÆØÉ])")


def taken_apart(line: Line) -> tuple[Line, list[Participant]]:
    """Return a line without those who came instead, and them with whom they came for."""
    found: list[Participant] = []
    text = line.text
    while said := _REPLACED.search(text):
        name = next(one for one in (said["by"], said["came"], said["who"]) if one)
        before = _PAIR.split(text[: said.start()])
        whom = next((one for one in reversed([_first(part) for part in before]) if one), "")
        if not whom or not is_name(name):
            break
        found.append(Participant(name=name, role=Role.SUBSTITUTE, lines=line.span, for_whom=whom))
        text = text[: said.start()] + text[said.end() :]
    return (replace(line, text=text.strip(), cells=()) if found else line), found


def together(people: Sequence[Participant], more: Iterable[Participant]) -> list[Participant]:
    """Return everybody once: who is also listed as present is told there whom they came for."""
    told = list(people)
    for one in more:
        at = next((n for n, other in enumerate(told) if _is_same(one, other)), None)
        if at is None:
            told.append(one)
        else:
            told[at] = replace(told[at], role=Role.SUBSTITUTE, for_whom=one.for_whom)
    return told


def is_roll(label: str) -> bool:
    """Tell a list of who belongs to a body, there or not: `Medlemmer`, `Ledamöter`."""
    return bool(_ROLL.match(label))


def without_absent(people: Sequence[Participant], roll: Collection[str]) -> list[Participant]:
    """Return everybody once: who stands on the roll and is told absent was not there."""
    told = list(people)
    for absent in [one for one in told if one.role is Role.ABSENT and not one.items]:
        listed = [one for one in told if one.role is Role.PRESENT and one.name in roll]
        same = [one for one in listed if one.name == absent.name or _is_short(absent, one)]
        if len(same) != 1:
            continue
        who = same[0]
        told.remove(who)
        told[told.index(absent)] = replace(
            who, role=Role.ABSENT, lines=absent.lines, remark=absent.remark,
            organisation=absent.organisation or who.organisation,
        )  # fmt: skip
    return told


def _is_short(one: Participant, whole: Participant) -> bool:
    """Tell a first name or initials that stand for a whole name."""
    return one.name in {whole.name.split()[0], whole.initials} and not one.organisation


def _is_same(one: Participant, other: Participant) -> bool:
    return other.name == one.name and other.role is not Role.ABSENT


def _first(words: str) -> str:
    person = person_in(words.strip())
    return person.name if person and is_name(person.name) else ""
