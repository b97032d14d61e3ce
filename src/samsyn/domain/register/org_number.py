"""Whether a company's number can be right in its country, and how that country writes it."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from stdnum.dk import cvr
from stdnum.fi import ytunnus
from stdnum.no import orgnr as norwegian
from stdnum.se import orgnr as swedish

from samsyn.domain.shared.refusal import DomainError

_RULES: Mapping[str, ModuleType] = {
    "SE": swedish,
    "NO": norwegian,
    "DK": cvr,
    "FI": ytunnus,
}


class OrgNumberFault(DomainError):
    """The check digit or the length is wrong."""


def national_number(number: str, country: str) -> str:
    """Return the number as its country writes it: `2120001355` in Sweden is `212000-1355`.

    country   ISO 3166 code; numbers of other countries than SE, NO, DK, FI pass as they are

    Raises OrgNumberFault. The rules of the check digits are python-stdnum's.
    """
    rule = _RULES.get(country)
    if rule is None:
        return number.strip()
    if not rule.is_valid(number):
        raise OrgNumberFault(number)
    compact = rule.compact(number)
    return str(rule.format(compact) if country in {"SE", "FI"} else compact)
