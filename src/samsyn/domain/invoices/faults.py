"""What can be wrong with an invoice or its file: a rule's code, a kind of sentence, the facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Says(StrEnum):
    """The kinds of sentence a fault is told in; rooms put them into words."""

    MISSING = "missing"
    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DATE = "not_a_date"
    NOT_IN_LIST = "not_in_list"
    NOT_THE_FORMAT = "not_the_format"
    OTHER_CURRENCY = "other_currency"
    SAME_CURRENCY = "same_currency"
    TOO_MANY_DECIMALS = "too_many_decimals"
    DOES_NOT_ADD_UP = "does_not_add_up"
    NEGATIVE = "negative"
    NOT_POSITIVE = "not_positive"
    BEFORE = "before"
    OUTSIDE_PERIOD = "outside_period"
    INVALID_NUMBER = "invalid_number"
    NO_SCHEME = "no_scheme"
    NO_COUNTRY_PREFIX = "no_country_prefix"
    TOO_MANY = "too_many"
    RATE_NOT_ZERO = "rate_not_zero"
    RATE_NOT_POSITIVE = "rate_not_positive"
    RATE_NOT_NATIONAL = "rate_not_national"
    TAX_NOT_ZERO = "tax_not_zero"
    NO_BREAKDOWN = "no_breakdown"
    NO_REASON = "no_reason"
    REASON_NOT_ALLOWED = "reason_not_allowed"
    NO_SELLER_TAX_NUMBER = "no_seller_tax_number"
    NOT_TRUE_OR_FALSE = "not_true_or_false"
    CHARGE_ON_PRICE = "charge_on_price"
    OTHER_SIGN = "other_sign"
    DUE_BEFORE_ISSUED = "due_before_issued"
    CREDIT_OF_NOTHING = "credit_of_nothing"
    SAID_TWICE = "said_twice"
    # the file itself
    EMPTY_FILE = "empty_file"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    TOO_MANY_PARTS = "too_many_parts"
    NOT_XML = "not_xml"
    NO_XML = "no_xml"
    WRONG_ENCODING = "wrong_encoding"
    DOCTYPE = "doctype"
    SVEFAKTURA = "svefaktura"
    OTHER_FORMAT = "other_format"
    NOT_AN_INVOICE = "not_an_invoice"
    NOTHING_INSIDE = "nothing_inside"
    BROKEN_ARCHIVE = "broken_archive"
    PASSWORD = "password"  # noqa: S105 - an archive that asks for one
    TOO_MANY_FILES = "too_many_files"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    ARCHIVE_IN_ARCHIVE = "archive_in_archive"
    # known already, or contradicting what is known
    OTHER_CONTENT = "other_content"
    NOT_FOR_US = "not_for_us"
    BROKE_DOWN = "broke_down"


class Term(StrEnum):
    """The parts of an invoice, by the number EN 16931 gives them."""

    NUMBER = "BT-1"
    ISSUED_ON = "BT-2"
    TYPE = "BT-3"
    CURRENCY = "BT-5"
    TAX_CURRENCY = "BT-6"
    DUE_ON = "BT-9"
    BUYER_REFERENCE = "BT-10"
    PROCESS = "BT-23"
    SPECIFICATION = "BT-24"
    PRECEDING = "BT-25"
    SELLER_NAME = "BT-27"
    SELLER_ID = "BT-29"
    SELLER_NUMBER = "BT-30"
    SELLER_VAT = "BT-31"
    SELLER_ENDPOINT = "BT-34"
    SELLER_ADDRESS = "BG-5"
    SELLER_COUNTRY = "BT-40"
    BUYER_NAME = "BT-44"
    BUYER_ID = "BT-46"
    BUYER_NUMBER = "BT-47"
    BUYER_VAT = "BT-48"
    BUYER_ENDPOINT = "BT-49"
    BUYER_ADDRESS = "BG-8"
    BUYER_COUNTRY = "BT-55"
    PERIOD_START = "BT-73"
    PERIOD_END = "BT-74"
    PAYMENT_MEANS = "BT-81"
    PAYMENT_ACCOUNT = "BT-84"
    MANDATE = "BT-89"
    ALLOWANCE = "BT-92"
    ALLOWANCE_BASE = "BT-93"
    ALLOWANCE_CATEGORY = "BT-95"
    ALLOWANCE_REASON = "BT-97"
    LINE_TOTAL = "BT-106"
    ALLOWANCE_TOTAL = "BT-107"
    CHARGE_TOTAL = "BT-108"
    NET = "BT-109"
    TAX = "BT-110"
    TAX_IN_OTHER = "BT-111"
    GROSS = "BT-112"
    PREPAID = "BT-113"
    ROUNDING = "BT-114"
    PAYABLE = "BT-115"
    TAXABLE = "BT-116"
    CATEGORY_TAX = "BT-117"
    CATEGORY = "BT-118"
    RATE = "BT-119"
    BREAKDOWN = "BG-23"
    LINES = "BG-25"
    LINE_ID = "BT-126"
    QUANTITY = "BT-129"
    UNIT = "BT-130"
    LINE_NET = "BT-131"
    LINE_START = "BT-134"
    LINE_END = "BT-135"
    LINE_ALLOWANCE = "BT-136"
    LINE_ALLOWANCE_BASE = "BT-137"
    LINE_ALLOWANCE_REASON = "BT-139"
    PRICE = "BT-146"
    PRICE_DISCOUNT = "BT-147"
    GROSS_PRICE = "BT-148"
    BASE_QUANTITY = "BT-149"
    LINE_CATEGORY = "BT-151"
    LINE_RATE = "BT-152"
    ITEM_NAME = "BT-153"
    NOTE = "BT-22"
    CHARGE_INDICATOR = "ChargeIndicator"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: the rule that says so, and what the sentence needs.

    A fault that is not fatal is told and the invoice is taken; `line` is the line's own number.
    """

    rule: str
    says: Says
    facts: Mapping[str, str] = field(default_factory=dict)
    line: str = ""
    fatal: bool = True

    def told(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        made: dict[str, Any] = {
            "rule": self.rule,
            "says": str(self.says),
            "facts": dict(self.facts),
        }
        if self.line:
            made["line"] = self.line
        if not self.fatal:
            made["fatal"] = False
        return made


class CannotBeRead(Exception):
    """The file is not an invoice that can be read at all; the fault says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.says)


def unreadable(says: Says, **facts: str) -> CannotBeRead:
    """Return what to raise against a whole file."""
    return CannotBeRead(Fault("FILE", says, facts))
