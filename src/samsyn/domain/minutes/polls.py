"""Read how many of those asked answered what: `Av 14 kommuner har 10 svarat ja …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samsyn.domain.minutes.paragraphs import Paragraph, sentences_of
from samsyn.domain.minutes.source import Span

_SMALL = {
    "ingen": 0, "inga": 0, "inget": 0, "ingi": 0, "noll": 0, "null": 0, "nul": 0,
    "en": 1, "ett": 1, "én": 1, "éin": 1, "ein": 1, "ei": 1, "et": 1, "två": 2, "to": 2, "tre": 3,
    "fyra": 4, "fire": 4, "fem": 5, "sex": 6, "seks": 6, "sju": 7, "syv": 7, "åtta": 8, "åtte": 8,
    "otte": 8, "nio": 9, "ni": 9, "tio": 10, "ti": 10, "elva": 11, "elleve": 11, "tolv": 12,
    "tretton": 13, "tretten": 13, "fjorton": 14, "fjorten": 14, "femton": 15, "femten": 15,
}  # fmt: skip
_COUNT = rf"(\d{{1,4}}|{'|'.join(sorted(_SMALL, key=len, reverse=True))})"
_WHO = (
    r"(?:kommun(?:er|ar|erna|ene|ane)?|kommuner(?:ne)?|medlem\w*|organisation\w*|organisasjon\w*"
    r"|region\w*|deltag\w*|delt[ae]k\w*|svarande|tillfrågade|spurte|spurde|adspurgte|fylke\w*"
    r"|virksom\w*|verksem\w*|förbund\w*|bolag\w*|partner\w*|parter\w*|inbjudna|inviterte|inviterede"
    r"|medlems\w*|eierkommun\w*)"
)
_TOTAL = re.compile(
    rf"\b(?:ut|ud|utav)?\s*(?:av|af|utav)\s+(?:de|dei|våra|våre|vores|alla|alle|samtliga"
    rf"|samtlige|totalt|de totalt|i alt)?"
    rf"\s*{_COUNT}\s+(?:\w+\s+)?{_WHO}\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    rf"\b{_COUNT}\s+(?:\w+\s+)?{_WHO}\s+(?:har\s+)?(?:fått frågan|tillfrågats|fikk spørsmål"
    rf"|ble spurt|er spurt"
    r"|vart spurde|er blevet spurgt|blev spurgt|fik spørgsmålet)",
    re.IGNORECASE,
)
_YES = re.compile(r"^(?:ja|jo|yes|positiv\w*)$|^ja$", re.IGNORECASE)
_ANSWER = re.compile(
    r"(?P<unanswered>(?:(?:har|er|hadde|havde)\s+)?(?:ännu\s+|endnu\s+|ennå\s+|enno\s+)?(?:inte"
    r"|ikke|ikkje|ej|icke)\s+"
    r"(?:(?:ännu|endnu|ennå|enno|än)\s+)?(?:svarat|svart|svara|svaret|inkommit|besvart|besvarat"
    r"|svar|lämnat|gitt svar|gjeve svar|afgivet)"
    r"|svar\s+(?:saknas|mangler|manglar)|(?:saknar|mangler|manglar)\s+(?:svar|å svare|å svara"
    r"|at svare)"
    r"|obesvarad\w*|ubesvart\w*|ubesvaret|ubesvarte|utan svar|uten svar|uden svar|mangler"
    r"|manglar|saknas)"
    r"|(?P<no>\bne(?:j|i)\b|(?:vill|vil|ønsker|önskar) (?:inte|ikke|ikkje)\b|\bnein\b|tack(?:at"
    r"|ar)\s+nej|takk(?:et|a|ar|er)\s+nei|takket\s+nej"
    r"|avböjt|avslått|afslået|avstår)"
    r"|(?P<yes>\bja\b|tack(?:at|ar)\s+ja|takk(?:et|a|ar|er)\s+ja|takket\s+ja|\bmed\b$"
    r"|meldt (?:sig|seg) (?:til|på)|tilmeldt (?:sig|seg)?|anmält (?:sig|intresse)"
    r"|meldt interesse|anslutit sig|tilsluttet sig|sluttet seg til|(?:vill|vil|ønsker(?: å| at)?"
    r"|ønskjer å"
    r"|önskar) (?:vara|være|delta|deltage)"
    r"|deltar|positiv\w*|är med|er med|tilsagn|bekräftat|bekreftet|bekræftet)",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"(?<![\w/.-]){_COUNT}(?![\w/-]|[.]\d)", re.IGNORECASE)
_SAYS = re.compile(r"sva?r|besva|\bja\b|\bne[ij]\b|takk|tack", re.IGNORECASE)
_FEWEST = 1


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of one poll and where they stand; None is not said."""

    asked: int
    yes: int | None
    no: int | None
    unanswered: int | None
    lines: Span


def polls_in(paragraph: Paragraph) -> Iterator[Counted]:
    """Yield the polls a paragraph counts; the sentence behind a total may tell other answers."""
    held: tuple[str, int, Span] | None = None
    for sentence, lines in sentences_of(paragraph):
        asked = _asked(sentence)
        if asked is not None:
            if held and (counted := _counted(*held)):
                yield counted
            held = (sentence, asked, lines)
        elif held and _ANSWER.search(sentence) and _NUMBER.search(sentence):
            held = (f"{held[0].rstrip('.')}, {sentence}", held[1], Span(held[2].first, lines.last))
    if held and (counted := _counted(*held)):
        yield counted


def _asked(sentence: str) -> int | None:
    found = _TOTAL.search(sentence) or _ASKED.search(sentence)
    if found is None or not _ANSWER.search(sentence.replace(found[0], " ")):
        return _asked_first(sentence) if found else None
    return _value(found[1])


def _asked_first(sentence: str) -> int | None:
    """Return the total of a sentence that gives the answers in the next one."""
    found = _ASKED.search(sentence)
    return _value(found[1]) if found else None


def _counted(text: str, asked: int, lines: Span) -> Counted | None:
    counts: dict[str, int] = {}
    total = _TOTAL.search(text) or _ASKED.search(text)
    before = text[: total.start()] if total else ""
    leading = _leading(before) if total else None
    after = (text[total.end() :] if total else text).replace("tackat", "tackat")
    if leading is not None:
        after = f"{leading} {after}"
    numbers = list(_NUMBER.finditer(after))
    for at, number in enumerate(numbers):
        until = numbers[at + 1].start() if at + 1 < len(numbers) else len(after)
        kind = _kind(after[number.end() : until])
        if kind and kind not in counts:
            counts[kind] = _value(number[1])
    if len(counts) < _FEWEST or sum(counts.values()) > asked:
        return None
    if not counts.keys() - {"unanswered"} and not _SAYS.search(text):
        return None  # `mens 4 mangler`: something is missing, and it is no answer
    return Counted(asked, counts.get("yes"), counts.get("no"), counts.get("unanswered"), lines)


def _leading(before: str) -> int | None:
    """Return the count in front of the total: `10 av 14 kommuner har svarat ja`."""
    last = list(_NUMBER.finditer(before))
    if not last or before[last[-1].end() :].strip():
        return None
    return _value(last[-1][1])


def _kind(words: str) -> str:
    found = _ANSWER.search(words)
    if found is None:
        return ""
    return next(name for name in ("unanswered", "no", "yes") if found[name])


def _value(words: str) -> int:
    return int(words) if words.isdecimal() else _SMALL[words.lower()]
