"""Take single values out of UBL elements: texts, days, exact numbers, amounts in the currency."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from lxml import etree

from samsyn.domain.invoices.faults import Fault, Says, Term

CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
_NUMBER = re.compile(r"[+-]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_LONGEST = 120  # characters of a value that a sentence quotes
_TWO = 2
#: Which rule limits which amount to two decimals.
_DECIMALS = {
    Term.ALLOWANCE: "BR-DEC-01",
    Term.ALLOWANCE_BASE: "BR-DEC-02",
    Term.LINE_TOTAL: "BR-DEC-09",
    Term.ALLOWANCE_TOTAL: "BR-DEC-10",
    Term.CHARGE_TOTAL: "BR-DEC-11",
    Term.NET: "BR-DEC-12",
    Term.TAX: "BR-DEC-13",
    Term.GROSS: "BR-DEC-14",
    Term.TAX_IN_OTHER: "BR-DEC-15",
    Term.PREPAID: "BR-DEC-16",
    Term.ROUNDING: "BR-DEC-17",
    Term.PAYABLE: "BR-DEC-18",
    Term.TAXABLE: "BR-DEC-19",
    Term.CATEGORY_TAX: "BR-DEC-20",
    Term.LINE_NET: "BR-DEC-23",
    Term.LINE_ALLOWANCE: "BR-DEC-24",
    Term.LINE_ALLOWANCE_BASE: "BR-DEC-25",
}


@lru_cache(maxsize=512)
def _path(path: str) -> str:
    """Put namespaces before the steps: the last one is a value, the others hold values."""
    *groups, value = path.split("/")
    return "/".join([*(f"{CAC}{group}" for group in groups), f"{CBC}{value}"])


def _values(element: etree._Element, before: str, into: dict[str, etree._Element]) -> None:
    """Note where each value below an element stands, by its path; of several the first counts."""
    for child in element:
        tag = str(child.tag)
        if tag.startswith(CBC):
            into.setdefault(before + tag[len(CBC) :], child)
        elif tag.startswith(CAC):
            _values(child, f"{before}{tag[len(CAC) :]}/", into)


@dataclass(slots=True)
class Cells:
    """Reads values below one invoice, and keeps what was wrong with them."""

    root: etree._Element
    currency: str
    faults: list[Fault] = field(default_factory=list)
    _within: etree._Element | None = None
    _noted: dict[str, etree._Element] = field(default_factory=dict)

    def text(self, element: etree._Element, path: str) -> str:
        """Return the text at a path such as `Item/Name`, without space around it."""
        found = self._find(element, path)
        return (found.text or "").strip() if found is not None else ""

    def day(
        self, element: etree._Element | None, path: str, term: Term, line: str = ""
    ) -> date | None:
        """Return a date, or note that it is none."""
        said = self.text(element, path) if element is not None else ""
        if not said:
            return None
        try:
            if _DAY.match(said):
                return date.fromisoformat(said)
        except ValueError:
            pass  # the 30th of February
        facts = {"term": str(term), "value": said[:_LONGEST]}
        self.faults.append(Fault("PEPPOL-EN16931-F001", Says.NOT_A_DATE, facts, line))
        return None

    def number(
        self, element: etree._Element, path: str, term: Term, line: str = ""
    ) -> Decimal | None:
        """Return an exact number, or note that it is none: `1e3` and `1,5` are not."""
        said = self.text(element, path)
        return self._number(said, term, line) if said else None

    def price(
        self, element: etree._Element, path: str, term: Term, line: str = ""
    ) -> Decimal | None:
        """Return an amount with any number of decimals, in the invoice's currency."""
        found = self._find(element, path)
        if found is None or not (said := (found.text or "").strip()):
            return None
        currency = str(found.get("currencyID") or "")
        if currency != self.currency:
            facts = {"term": str(term), "value": currency, "currency": self.currency}
            self.faults.append(Fault("PEPPOL-EN16931-R051", Says.OTHER_CURRENCY, facts, line))
        return self._number(said, term, line)

    def amount(
        self, element: etree._Element, path: str, term: Term, line: str = ""
    ) -> Decimal | None:
        """Return an amount of at most two decimals, in the invoice's currency."""
        amount = self.price(element, path, term, line)
        if amount is None:
            return None
        exponent = amount.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > _TWO:
            facts = {"term": str(term), "value": str(amount)}
            self.faults.append(Fault(_DECIMALS[term], Says.TOO_MANY_DECIMALS, facts, line))
        return amount

    def _find(self, element: etree._Element, path: str) -> etree._Element | None:
        """Return the first value at a path; a part is gone through once for all its values."""
        if element is self.root:
            return element.find(_path(path))
        if element is not self._within:
            self._within, self._noted = element, {}
            _values(element, "", self._noted)
        return self._noted.get(path)

    def _number(self, said: str, term: Term, line: str) -> Decimal | None:
        if _NUMBER.match(said):
            return Decimal(said)
        facts = {"term": str(term), "value": said[:_LONGEST]}
        self.faults.append(Fault("UBL", Says.NOT_A_NUMBER, facts, line))
        return None
