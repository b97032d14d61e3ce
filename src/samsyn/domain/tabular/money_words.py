"""The words around a number: currencies, thousands and millions, per year, roughly."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypedDict

_CURRENCIES = {
    "kr": "KR", "kronor": "KR", "kroner": "KR", "krona": "KR", "krone": "KR", ":-": "KR",
    ",-": "KR", ".-": "KR", ",--": "KR", "sek": "SEK", "skr": "SEK", "nok": "NOK", "nkr": "NOK",
    "dkk": "DKK", "dkr": "DKK", "isk": "ISK", "eur": "EUR", "euro": "EUR", "euroa": "EUR",
    "€": "EUR", "usd": "USD", "us$": "USD", "$": "USD", "gbp": "GBP", "£": "GBP",
}  # fmt: skip
_THOUSAND, _MILLION = Decimal(1000), Decimal(1000000)
_SCALES = {
    "tkr": _THOUSAND, "kkr": _THOUSAND, "tusen": _THOUSAND, "tusind": _THOUSAND, "t": _THOUSAND,
    "k": _THOUSAND, "tsek": _THOUSAND, "ksek": _THOUSAND, "tnok": _THOUSAND, "knok": _THOUSAND,
    "tdkk": _THOUSAND, "teur": _THOUSAND, "keur": _THOUSAND, "t€": _THOUSAND, "k€": _THOUSAND,
    "mkr": _MILLION, "mnkr": _MILLION, "miljon": _MILLION, "miljoner": _MILLION, "milj": _MILLION,
    "mio": _MILLION, "mill": _MILLION, "million": _MILLION, "millioner": _MILLION, "mn": _MILLION,
    "msek": _MILLION, "mnok": _MILLION, "mdkk": _MILLION, "meur": _MILLION, "m€": _MILLION,
    "m": _MILLION,
}  # fmt: skip
_SCALE_CURRENCY = {"sek": "SEK", "nok": "NOK", "dkk": "DKK", "eur": "EUR", "€": "EUR", "kr": "KR"}
_PERCENT = frozenset({"%", "procent", "prosent", "pct", "pst", "percent", "prosenttia"})
_PERIODS = frozenset(
    {"mån", "månad", "månaden", "mnd", "måned", "måneden", "md", "mdr", "month", "kk", "kuukausi"}
    | {"kvartal", "kvartalet", "kv", "quarter", "vecka", "uke", "uge", "week", "dag", "timme"}
    | {"time", "timma", "tim", "hour", "monthly", "månadsvis", "månedlig"}
)
_IGNORED = frozenset(
    {"ca", "cirka", "omkring", "omtrent", "ungefär", "ung", "approx", "about", "noin", "~", "≈"}
    | {"st", "stk", "styck", "pcs", "kpl", "i", "per", "pr", "p", "a", "/", "å", "c", "v"}
    | {"år", "året", "årligen", "årlig", "årligt", "year", "yr", "annual", "yearly"}
    | {"vuosi", "vuodessa", "exkl", "exklusive", "ex", "eks", "ekskl", "excl", "inkl", "inklusive"}
    | {"incl", "utan", "uten", "uden", "moms", "mva", "vat", "alv", "tot", "totalt", "sum"}
    | {"användare", "brukere", "brugere", "users", "anställda", "ansatte", "personer"}
    | {"licenser", "lisenser", "summa"}
)
_TOKEN = re.compile(r":-|,--?|\.-|us\$|[tkm]?€|[$£%~≈/]|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """What the words around a number said."""

    scale: Decimal = Decimal(1)
    currency: str = ""
    percent: bool = False
    period: str = ""


def read_words(*texts: str) -> Words | None:
    """Understand the lower-case words before and after a number; None if any is unknown.

    A bare "kr" gives currency KR (which crown is not said); a period shorter than a year is named.
    """
    said = Words()
    for text in texts:
        if _TOKEN.sub("", text).strip(" .,:()+"):
            return None
        for word in _TOKEN.findall(text):
            meant = _meaning(word)
            if meant is None:
                return None
            said = replace(said, **meant)
    return said


class _Meaning(TypedDict, total=False):
    """What one word adds to the words before it."""

    scale: Decimal
    currency: str
    percent: bool
    period: str


def _meaning(word: str) -> _Meaning | None:
    if word in _CURRENCIES:
        return {"currency": _CURRENCIES[word]}
    if word in _SCALES:
        currency = _SCALE_CURRENCY.get(word[1:]) or _SCALE_CURRENCY.get(word[2:])
        scaled: _Meaning = {"scale": _SCALES[word]}
        return {**scaled, "currency": currency} if currency else scaled
    if word in _PERCENT:
        return {"percent": True}
    if word in _PERIODS:
        return {"period": word}
    return {} if word in _IGNORED else None
