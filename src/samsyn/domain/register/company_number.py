"""What company a number means, however it is written: plain, as VAT number, as Finnish OVT."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from samsyn.domain.register.org_number import OrgNumberFault, national_number

LENGTHS = {"SE": 10, "NO": 9, "DK": 8, "FI": 8}
_OVT = re.compile(r"0037(\d{8})[0-9A-Z]{0,5}\Z", re.ASCII)
_DIGITS = re.compile(r"\D")


class Company(NamedTuple):
    """A national number, as its country writes it."""

    country: str
    number: str


@lru_cache(maxsize=65536)
def company_of_number(number: str, country: str) -> Company | None:
    """Return the company, or None where the number cannot be right in that country."""
    bare = re.sub(r"[\s.]", "", number).upper()
    if country == "FI" and (ovt := _OVT.match(bare)):
        bare = ovt[1]
    bare = bare.removeprefix(country)
    if country == "NO":
        bare = bare.removesuffix("MVA")
    if country == "FI" and len(bare) == LENGTHS["FI"]:
        bare = f"{bare[:-1]}-{bare[-1]}"
    if country == "SE" and len(_DIGITS.sub("", bare)) == LENGTHS["SE"] + 2:
        digits = _DIGITS.sub("", bare)  # 01 behind a VAT number, 16 before an organisation number
        century = digits.startswith("16") and not digits.endswith("01")
        bare = digits[2:] if century else digits[:10]
    try:
        return Company(country, national_number(bare, country)) if country in LENGTHS else None
    except OrgNumberFault:
        return None
