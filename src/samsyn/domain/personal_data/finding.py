"""Find personal identity numbers, and e-mail and phone numbers, in what people have typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from samsyn.domain.personal_data.findings import RANK, Certainty, PersonalData, PersonalKind
from samsyn.domain.personal_data.numbers import Reading, danish, finnish, norwegian, swedish

_WORTH_A_LOOK = re.compile(r"\d{6}")
_DASHES = "-\u2010\u2011\u2012\u2013\u2212"
_EDGE = r"(?<![\w@])(?<!\d[-+.])"
_END = rf"(?![\w@])(?![{_DASHES}+.]\d)"
_NUMBER = re.compile(
    rf"{_EDGE}(?:"
    r"(?P<fi>\d{6}[-+A-FU-Ya-fu-y]\d{3}[0-9A-FHJ-NPR-Ya-fhj-npr-y])"
    rf"|(?:19|20)\d{{6}}[{_DASHES} +]?\d{{4}}"
    r"|(?P<no>\d{6}[ .]?\d{5}|\d{2}[ .]\d{2}[ .]\d{2}[ .]\d{5})"
    rf"|\d{{6}}[{_DASHES} +]?\d{{4}}"
    rf"){_END}"
)
_BEFORE, _AFTER = 40, 12
_SPEAKS_FOR = re.compile(
    r"person\s*(?:nummer|nr)|pers\.?\s*nr|\bpnr\b|\bcpr\b|fødselsn|fodselsn|\bfnr\b|födelse|født|född"
    r"|\bf\.|samordningsn|d-?nummer|henkilötunnus|\bhetu\b|sotu\b|social security|\bssn\b"
    r"|identity number|identitetsn|born",
    re.IGNORECASE,
)
_SPEAKS_AGAINST = re.compile(
    r"org(?:anisations?|anisasjons)?\.?\s*-?\s*(?:nr|nummer|number)|\bcvr\b|\bfaktura|\binvoice|\bocr\b|\bkid\b"
    r"|\btel(?:efon|\.|:|\b)|\bphone|\bmobil|\bmob\b|\btlf\b|\bfax\b|bankgiro|\bbg\b|plusgiro|\bpg\b"
    r"|konto|account|\biban\b|ärende|diarie|\bdnr\b|saksn|\bsak\b|journaln|\bserien|serienummer|\bs/n\b"
    r"|artikel|\bart\.?\s*nr|\border|ordren|best(?:ällning|illing)|licens|lisens|license|version|\bkund"
    r"|\bref\b|referens|avtal|kontrakt|contract|\bean\b|\bgln\b|\bgtin\b|\bisbn\b|\bimei\b",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"07[02369]")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}\b")
_PHONE = re.compile(
    r"(?<![\w+/.-])(?:\+|00)(?:46|47|45|358)[ -]?(?:\(0\)[ -]?)?\d(?:[ -]?\d){6,10}(?![\w-])"
    r"|(?<![\w+/.-])0\d{1,3}[ -/]\d{2,3}(?:[ ]?\d{2,3}){1,3}(?![\w-])"
)


def find_identity_numbers(text: str, *, today: date, country: str = "") -> tuple[PersonalData, ...]:
    """Return every Nordic personal identity number in a text, in order, never overlapping.

    `today` bounds birth dates; `country` (SE, NO, DK, FI) settles ten digits that could be
    Swedish or Danish. Words before the number ("org.nr", "faktura", "personnr") weigh in: a
    number without check digits or hyphen is left out where they speak against it.
    """
    if not _WORTH_A_LOOK.search(text):
        return ()
    found = (_judge(text, match, today, country) for match in _NUMBER.finditer(text))
    return tuple(find for find in found if find)


def find_contact_details(text: str) -> tuple[PersonalData, ...]:
    """Return e-mail addresses and Nordic phone numbers in a text, in order."""
    finds: list[PersonalData] = []
    if "@" in text:
        finds += _spans(_EMAIL.finditer(text), PersonalKind.EMAIL)
    finds += _spans(_PHONE.finditer(text), PersonalKind.PHONE)
    return tuple(sorted(finds, key=lambda find: find.start))


def masked(text: str, finds: Iterable[PersonalData]) -> str:
    """Return the text with every find's letters and digits replaced, its length kept."""
    letters = list(text)
    for find in finds:
        for at in range(find.start, find.end):
            letters[at] = "•" if letters[at].isalnum() else letters[at]
    return "".join(letters)


def _spans(matches: Iterable[re.Match[str]], kind: PersonalKind) -> list[PersonalData]:
    return [PersonalData(m.start(), m.end(), kind, Certainty.LIKELY) for m in matches]


def _judge(text: str, match: re.Match[str], today: date, country: str) -> PersonalData | None:
    readings = [reading for reading in _readings(match, today) if reading]
    if not readings:
        return None
    best = max(readings, key=lambda r: (RANK[r.certainty], _at_home(r, country), r.kind))
    weighed = _weigh(best, text, match)
    if weighed is None:
        return None
    return PersonalData(match.start(), match.end(), best.kind, weighed.certainty, best.artificial)


def _at_home(reading: Reading, country: str) -> bool:
    return bool(country) and reading.kind.startswith(country.lower())


def _readings(match: re.Match[str], today: date) -> Iterator[Reading | None]:
    text, digits = match.group(), re.sub(r"\D", "", match.group())
    if match["fi"]:
        yield finnish(text, today)
    if match["no"]:
        yield norwegian(digits, today)
    elif len(digits) == 12:  # noqa: PLR2004
        yield swedish(digits, _mark(match), today)
    elif len(digits) == 10 and not any(map(str.isalpha, text)):  # noqa: PLR2004
        yield swedish(digits, _mark(match), today)
        yield danish(digits, _mark(match), today)


def _mark(match: re.Match[str]) -> str:
    """Return what stands before the last four: "-" for any dash, "+", a space or nothing."""
    before = match.group()[-5]
    if before in _DASHES:
        return "-"
    return "" if before.isdigit() else before


def _weigh(reading: Reading, text: str, match: re.Match[str]) -> Reading | None:
    """Let the words around the number raise or lower the certainty, or rule it out."""
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    after = text[match.end() : match.end() + _AFTER]
    pro = [found.end() for found in _SPEAKS_FOR.finditer(before)]
    con = [found.end() for found in _SPEAKS_AGAINST.finditer(before)]
    nearest_pro, nearest_con = max(pro, default=-1), max(con, default=-1)
    if nearest_pro > nearest_con or (not con and _SPEAKS_FOR.search(after)):
        return _with(reading, _RAISED)
    if nearest_con >= 0:
        unsure = reading.certainty is Certainty.UNCERTAIN
        return None if unsure else _with(reading, _LOWERED)
    return None if _is_just_digits(reading, before, match) else reading


def _is_just_digits(reading: Reading, before: str, match: re.Match[str]) -> bool:
    """Tell digits that nothing speaks for: a mobile phone, part of an address, no check digit."""
    if reading.certainty is not Certainty.UNCERTAIN or _mark(match) not in {"", " "}:
        return False
    phone = bool(_MOBILE.match(match.group()))
    return phone or not reading.checked or before.endswith(("/", "=", "#"))


_RAISED = {
    Certainty.UNCERTAIN: Certainty.LIKELY,
    Certainty.LIKELY: Certainty.CERTAIN,
    Certainty.CERTAIN: Certainty.CERTAIN,
}
_LOWERED = {
    Certainty.UNCERTAIN: Certainty.UNCERTAIN,
    Certainty.LIKELY: Certainty.UNCERTAIN,
    Certainty.CERTAIN: Certainty.LIKELY,
}


def _with(reading: Reading, scale: dict[Certainty, Certainty]) -> Reading:
    return reading._replace(certainty=scale[reading.certainty])
