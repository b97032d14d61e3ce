"""Read amounts, counts and shares the way Nordic people type them.

`1 234,50`, `1.234,50`, `1,234.50`, `2,5 mkr`, `120 tkr/år`, `1.200,-`, `(300)`, `80 %`.
Whether a lone separator groups thousands or starts decimals is decided by the column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.cells import CellValue
from samsyn.domain.tabular.faults import Fault, fault
from samsyn.domain.tabular.money_words import Words, read_words

_CENT = Decimal("0.01")
_LARGEST = Decimal(10) ** 15
_MINUSES = str.maketrans(
    {"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-", "\u00b4": "'", "\u2019": "'"}
)
_SHAPE = re.compile(
    r"(?P<head>[^\d]*?)(?P<open>\()?\s*(?P<sign>[+-]?)\s*"
    r"(?P<core>(?:\d(?:[\d .,']*\d)?)|[.,]\d+)(?P<tail>.*)",
    re.DOTALL,
)
_SPACED = re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?")
_GROUPED = {
    ",": re.compile(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?"),
    ".": re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?"),
}
_GROUP = 3
_LONGEST = 80  # a longer text is a note, whatever numbers it holds


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a whole column writes numbers.

    `decimal` is the mark seen to start decimals, or "?" where the column uses both, or ""
    where nothing settles it. `fractions`: shares are written 0.8, not 80. `scale` and
    `currency` come from the heading ("tkr").
    """

    decimal: str = ""
    fractions: bool = False
    scale: Decimal = Decimal(1)
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number found in a text, before its separators are understood."""

    core: str
    negative: bool
    words: Words


def number_style(values: Iterable[CellValue], unit: str = "") -> NumberStyle:
    """Find out how a column writes its numbers; `unit` is what its heading said in brackets."""
    votes: Counter[str] = Counter()
    plain: list[float] = []
    for value in values:
        if isinstance(value, str):
            if amount := _split(value):
                votes[_evident_decimal(amount.core)] += 1
                plain.extend(_plain_shares(amount))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            plain.append(float(value))
    del votes[""]
    decimal = "" if not votes else ("?" if len(votes) > 1 else next(iter(votes)))
    promised = read_words(unit.lower()) if unit else None
    return NumberStyle(
        decimal=decimal,
        fractions=_are_fractions(plain),
        scale=promised.scale if promised else Decimal(1),
        currency=promised.currency if promised else "",
    )


def read_number(
    value: CellValue, style: NumberStyle, *, lone: str = "group"
) -> Decimal | Objection:
    """Return the number in a cell.

    `lone` says what an undecided `1.234` or `1,234` means: "group" (1234) or the mark
    ("," or ".") that starts decimals in the person's language.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return fault(Fault.NOT_A_NUMBER, value)
    if not isinstance(value, str):
        return _from_cell(value)
    amount = _split(value)
    if amount is None:
        return fault(_why_not(value), value)
    number = _resolve(amount.core, style.decimal, lone)
    if number is None:
        return fault(Fault.NOT_A_NUMBER, value)
    if number.is_nan():
        return fault(Fault.AMBIGUOUS_NUMBER, value)
    return _within_range(-number if amount.negative else number, value)


def read_integer(value: CellValue, style: NumberStyle) -> int | Objection:
    """Return a whole number; refuses 12,5."""
    number = read_number(value, replace(style, decimal=style.decimal.strip("?")))
    if isinstance(number, Objection):
        return number
    number *= _scale_of(value, style)
    return int(number) if number == number.to_integral_value() else fault(Fault.NOT_WHOLE, value)


def read_money(value: CellValue, style: NumberStyle, currency: str = "") -> Decimal | Objection:
    """Return an amount with two decimals, "tkr" and "mkr" multiplied out.

    `currency` (ISO 4217) is the only one accepted; empty accepts any. Amounts per month
    or quarter are refused rather than multiplied: nobody asked for that.
    """
    number = read_number(value, style)
    if isinstance(number, Objection):
        return number
    amount = _split(value) if isinstance(value, str) else None
    words = amount.words if amount else Words()
    if words.period:
        return fault(Fault.NOT_PER_YEAR, value)
    written = words.currency or style.currency
    if currency and written and written not in {currency, "KR"}:
        return fault(Fault.OTHER_CURRENCY, value, currency=currency, written=written)
    if amount and _three_decimals(amount.core, style.decimal):
        return fault(Fault.AMBIGUOUS_NUMBER, value)
    return _within_range(
        (number * _scale_of(value, style)).quantize(_CENT, rounding=ROUND_HALF_UP), value
    )


def read_percent(value: CellValue, style: NumberStyle, lone: str) -> Decimal | Objection:
    """Return per cent: 80 for `80 %`, `80`, and for 0,8 where the column writes fractions."""
    number = read_number(value, style, lone=lone)
    if isinstance(number, Objection):
        return number
    amount = _split(value) if isinstance(value, str) else None
    said_so = amount is not None and amount.words.percent
    return number * 100 if style.fractions and not said_so else number


@lru_cache(maxsize=16384)
def _split(text: str) -> Amount | None:
    if len(text) > _LONGEST:
        return None
    plain = " ".join(text.translate(_MINUSES).split()).lower()
    found = _SHAPE.fullmatch(plain)
    if not found:
        return None
    head, tail = found["head"].strip(), found["tail"].strip()
    negative = found["sign"] == "-" or head.startswith("-") or tail == "-"
    if found["open"]:
        if not tail.endswith(")"):
            return None
        negative, tail = True, tail[:-1].strip()
    words = read_words(head.strip("-+ "), "" if tail == "-" else tail)
    return None if words is None else Amount(found["core"], negative, words)


def _evident_decimal(core: str) -> str:
    """Say which mark starts decimals, where the text alone proves it, otherwise nothing."""
    marks = [letter for letter in core if letter in ".,"]
    if not marks:
        return ""
    last = marks[-1]
    if len(set(marks)) > 1:
        return last
    other = "." if last == "," else ","
    if len(marks) > 1:
        return other
    before, _, after = core.partition(last)
    alone = len(after) != _GROUP or len(before) > _GROUP or " " in before or before in {"", "0"}
    return last if alone else ""


def _resolve(core: str, decimal: str, lone: str) -> Decimal | None:
    """Return the number, None if the grouping is wrong, NaN if it can be read in two ways."""
    if " " in core or "'" in core:
        if not _SPACED.fullmatch(core):
            return None
        core = core.replace(" ", "").replace("'", "")
    marks = [letter for letter in core if letter in ".,"]
    if not marks:
        return Decimal(core)
    mark = _evident_decimal(core) or decimal or _habit(marks[-1], lone)
    if mark == "?":
        return Decimal("NaN")
    other = "." if mark == "," else ","
    if not _GROUPED[mark].fullmatch(core) and (other in core or core.count(mark) > 1):
        return None
    return Decimal(core.replace(other, "").replace(mark, "."))


def _habit(mark: str, lone: str) -> str:
    if lone == "group":
        return "." if mark == "," else ","
    return lone


def _three_decimals(core: str, decimal: str) -> bool:
    """Tell `1,234` kronor in a column of `99,50`: a slip, or a thousand in English style."""
    before, mark, after = core.partition(decimal) if decimal in {",", "."} else (core, "", "")
    return (
        bool(mark)
        and len(after) == _GROUP
        and before.isdigit()
        and before != "0"
        and len(before) <= _GROUP
    )


def _plain_shares(amount: Amount) -> Iterable[float]:
    if not amount.words.percent:
        number = _resolve(amount.core, "", amount.core.strip("0123456789 '")[:1] or ",")
        if number is not None:
            yield float(number)


def _are_fractions(plain: list[float]) -> bool:
    if not any(plain):
        return False
    top = max(abs(number) for number in plain)
    return top <= 1 or (top <= 2 and any(number % 1 for number in plain))  # noqa: PLR2004


def _scale_of(value: CellValue, style: NumberStyle) -> Decimal:
    amount = _split(value) if isinstance(value, str) else None
    words = amount.words if amount else Words()
    said_own = words.currency or words.scale != 1
    return words.scale if said_own else style.scale


def _from_cell(value: float) -> Decimal | Objection:
    # Fifteen digits is what Excel keeps; the rest is the float's own noise.
    return _within_range(Decimal(f"{value:.15g}"), value)


def _within_range(number: Decimal, value: CellValue) -> Decimal | Objection:
    return (
        number
        if number.is_finite() and abs(number) < _LARGEST
        else fault(Fault.OUT_OF_RANGE, value)
    )


def _why_not(text: str) -> Fault:
    return (
        Fault.SEVERAL_NUMBERS if len(re.findall(r"\d[\d .,']*", text)) > 1 else Fault.NOT_A_NUMBER
    )
