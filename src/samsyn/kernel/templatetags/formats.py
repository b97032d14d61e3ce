"""Dates, numbers and money as people write them in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

register = template.Library()

Number = int | float | Decimal
NO_BREAK = "\N{NO-BREAK SPACE}"
THOUSAND = Decimal(1000)
MILLION = Decimal(1_000_000)
ROUND_DIGITS_FROM = 100

# The short date each country writes; Django's English is American, so it is named here too.
DAY_FORMATS: Mapping[str, str] = MappingProxyType(
    {"sv": "Y-m-d", "nb": "d.m.Y", "da": "d.m.Y", "en": "j M Y"}
)
# Currency sign per language: before or after the figure, and the words for large amounts.
CURRENCY_SIGNS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "sv": MappingProxyType({"SEK": "kr", "NOK": "NOK", "DKK": "DKK", "EUR": "€"}),
        "nb": MappingProxyType({"SEK": "SEK", "NOK": "kr", "DKK": "DKK", "EUR": "€"}),
        "da": MappingProxyType({"SEK": "SEK", "NOK": "NOK", "DKK": "kr.", "EUR": "€"}),
    }
)
SHORT_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"sv": ("tkr", "mnkr"), "nb": ("tusen kr", "mill. kr"), "da": ("t.kr.", "mio. kr.")}
)
HOME_CURRENCY: Mapping[str, str] = MappingProxyType({"sv": "SEK", "nb": "NOK", "da": "DKK"})


def _language() -> str:
    return (get_language() or "en").split("-")[0]


@register.filter
def day(value: date | None) -> str:
    """Write a date as the reader does: 2026-11-22, 22.11.2026 or 22 Nov 2026; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, DAY_FORMATS.get(_language(), "Y-m-d")).replace(" ", NO_BREAK)


@register.filter
def long_day(value: date | None) -> str:
    """Write a date in words: 22 november 2026; nothing for None."""
    if value is None:
        return ""
    form = "j. F Y" if _language() in {"nb", "da"} else "j F Y"
    return date_format(value, form)


@register.filter
def moment(value: datetime | None) -> str:
    """Write a date and a time of day in the active zone; nothing for None."""
    if value is None:
        return ""
    return f"{day(value)} {time_of_day(value)}"


@register.filter
def time_of_day(value: datetime | None) -> str:
    """Write the time of day in the active zone: 09:30, in Danish 09.30; nothing for None."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return date_format(local, "H.i" if _language() == "da" else "H:i")


@register.filter
def age(since: date | None, today: date | None = None) -> str:
    """Tell how long ago a day was, in the unit people would use: days, weeks, months, years."""
    if since is None:
        return ""
    start = since.date() if isinstance(since, datetime) else since
    days = ((today or timezone.localdate()) - start).days
    if days <= 0:
        return _("today")
    for length, words in _AGES:
        if days >= length * 2:
            return words(days // length)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def _years(n: int) -> str:
    return ngettext("%(n)d year", "%(n)d years", n) % {"n": n}


def _months(n: int) -> str:
    return ngettext("%(n)d month", "%(n)d months", n) % {"n": n}


def _weeks(n: int) -> str:
    return ngettext("%(n)d week", "%(n)d weeks", n) % {"n": n}


_AGES = ((365, _years), (30, _months), (7, _weeks))


@register.filter
def number(value: Number | None, decimals: int | None = None) -> str:
    """Write a number with the reader's separators; nothing for None.

    As many decimals as asked for, or as it needs: what the database keeps as 10.0000 is 10.
    """
    if value is None:
        return ""
    if decimals is None and isinstance(value, Decimal):
        value = value.normalize()
    text: str = number_format(value, decimals, use_l10n=True, force_grouping=True)
    return text.replace("-", "\N{MINUS SIGN}")


@register.filter
def percent(value: Number | None, decimals: int = 0) -> str:
    """Write a share (0.8) as a percentage (80 %); nothing for None."""
    if value is None:
        return ""
    space = "" if _language() == "en" else NO_BREAK
    return f"{number(Decimal(str(value)) * 100, decimals)}{space}%"


@register.filter
def money(value: Number | None, currency: str = "") -> str:
    """Write an amount in whole units of a currency: 1 250 000 kr; nothing for None."""
    if value is None:
        return ""
    code = currency or HOME_CURRENCY.get(_language(), "SEK")
    return in_currency(number(round(value), 0), code)


def in_currency(figure: str, currency: str) -> str:
    """Put a currency beside a figure that is written already, on the side the language wants."""
    signs = CURRENCY_SIGNS.get(_language())
    if signs is None:
        return f"{currency}{NO_BREAK}{figure}"
    return f"{figure}{NO_BREAK}{signs.get(currency, currency)}"


@register.filter
def money_short(value: Number | None, currency: str = "") -> str:
    """Write a large amount the way a budget does: 1,3 mnkr, 840 tkr; nothing for None."""
    if value is None:
        return ""
    language = _language()
    home = HOME_CURRENCY.get(language, "SEK")
    amount = Decimal(str(value))
    size = abs(amount)
    if size < THOUSAND:
        return money(value, currency)
    thousands, millions = SHORT_WORDS.get(language, ("k", "M"))
    unit, word = (MILLION, millions) if size >= MILLION else (THOUSAND, thousands)
    scaled = amount / unit
    one_decimal = unit == MILLION and abs(scaled) < ROUND_DIGITS_FROM
    figure = number(scaled, 1 if one_decimal else 0)
    if language not in SHORT_WORDS:
        return f"{currency or home}{NO_BREAK}{figure}{word}"
    foreign = f"{NO_BREAK}{currency}" if currency and currency != home else ""
    return f"{figure}{NO_BREAK}{word}{foreign}"
