"""Read e-mail addresses and Nordic organisation numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

from stdnum.dk import cvr
from stdnum.fi import ytunnus
from stdnum.no import orgnr as no_orgnr
from stdnum.se import orgnr as se_orgnr

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.cells import CellValue, shown
from samsyn.domain.tabular.faults import Fault, fault

_EMAIL = re.compile(r"[^\s@<>;,:\"()\[\]]+@(?:[\w-]+\.)+[^\W\d_]{2,}")
_VAT = re.compile(r"^(?:(SE|NO|DK|FI)[\s-]*)?(.*?)(?:[\s-]*MVA)?$", re.IGNORECASE)
_WRAPPING = re.compile(
    r"(?:org(?:anisations|anisasjons|anisation)?\.?[\s-]*(?:nr|nummer)?|cvr(?:[\s-]*nr)?|y-tunnus)[.:\s]*",
    re.IGNORECASE,
)
_LANGUAGE_COUNTRY = {"sv": "SE", "nb": "NO", "da": "DK", "fi": "FI"}
_PERSONAL_MONTHS = 20  # third and fourth digit below 20: a person's birth month, not a company


def read_email(value: CellValue) -> str | Objection:
    """Return the one address in a cell, in lower case: `Kari <kari@by.no>` is `kari@by.no`."""
    found = _EMAIL.findall(shown(value).replace("mailto:", ""))
    addresses = {address.rstrip(".").lower() for address in found}
    if len(addresses) > 1:
        return fault(Fault.SEVERAL_VALUES, value)
    return addresses.pop() if addresses else fault(Fault.NOT_AN_EMAIL, value)


def _swedish(digits: str) -> str | None:
    if len(digits) == 14 and digits.endswith("01"):  # noqa: PLR2004
        digits = digits[:-2]  # a VAT number
    if len(digits) == 12 and digits.startswith("16"):  # noqa: PLR2004
        digits = digits[2:]  # the authorities' twelve-digit form
    elif len(digits) == 12 and digits.endswith("01"):  # noqa: PLR2004
        digits = digits[:-2]
    return se_orgnr.format(digits) if se_orgnr.is_valid(digits) else None


def _norwegian(digits: str) -> str | None:
    return digits if no_orgnr.is_valid(digits) and digits[:1] in "89" else None


def _danish(digits: str) -> str | None:
    return digits if cvr.is_valid(digits) else None


def _finnish(digits: str) -> str | None:
    digits = digits.zfill(8) if len(digits) == 7 else digits  # noqa: PLR2004
    return ytunnus.format(digits) if ytunnus.is_valid(digits) else None


_COUNTRIES: dict[str, Callable[[str], str | None]] = {
    "SE": _swedish,
    "NO": _norwegian,
    "DK": _danish,
    "FI": _finnish,
}


def read_org_number(value: CellValue, language: str) -> str | Objection:
    """Return the number as its country writes it: 212000-1355, 938587418, 29189846, 0201256-6.

    Understands VAT forms and "org.nr" before it. A Swedish sole trader's number is a personal
    identity number and is refused with Fault.PERSONAL_NUMBER.
    """
    parts = _VAT.match(_WRAPPING.sub("", shown(value)).strip())
    country, rest = (parts[1], parts[2]) if parts else (None, "")
    digits = re.sub(r"[\s.\-\u2010-\u2013]", "", rest)
    if not digits.isascii() or not digits.isdecimal():
        return fault(Fault.NOT_AN_ORG_NUMBER, value)
    home = _LANGUAGE_COUNTRY.get(language, "SE")
    order = [country.upper()] if country else sorted(_COUNTRIES, key=lambda code: code != home)
    for code in order:
        if number := _COUNTRIES[code](digits):
            if code == "SE" and int(number[2:4]) < _PERSONAL_MONTHS:
                return fault(Fault.PERSONAL_NUMBER, value)
            return number
    return fault(Fault.NOT_AN_ORG_NUMBER, value)
