"""Put what is wrong with an invoice, and what became of it, into sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from samsyn.apps.spend.wording.terms import TERMS
from samsyn.domain.invoices.faults import Says
from samsyn.domain.shared.refusal import Objection

_SENTENCES: Mapping[Says, StrOrPromise] = {
    Says.MISSING: gettext_lazy("%(term)s is missing."),
    Says.EMPTY: gettext_lazy("The element %(name)s is empty. Fill it in or leave it out."),
    Says.NOT_A_NUMBER: gettext_lazy(
        "%(term)s is “%(value)s”. That is not a number of at most twelve digits before the point."
    ),
    Says.NOT_A_DATE: gettext_lazy("%(term)s is “%(value)s”. That is not a day: 2026-09-01 is."),
    Says.NOT_IN_LIST: gettext_lazy(
        "%(term)s is “%(value)s”, which the standard does not know there."
    ),
    Says.NOT_THE_FORMAT: gettext_lazy(
        "It says that it follows “%(value)s”. Only Peppol BIS Billing 3 is read."
    ),
    Says.OTHER_CURRENCY: gettext_lazy(
        "%(term)s is in %(value)s, and the invoice is in %(currency)s."
    ),
    Says.SAME_CURRENCY: gettext_lazy("The currency of the VAT is the invoice's own: %(value)s."),
    Says.TOO_MANY_DECIMALS: gettext_lazy(
        "%(term)s is %(value)s. At most two decimals are allowed."
    ),
    Says.DOES_NOT_ADD_UP: gettext_lazy(
        "%(term)s is %(value)s, and should be %(expected)s by the invoice's other figures."
    ),
    Says.NEGATIVE: gettext_lazy("%(term)s is %(value)s. It must not be negative."),
    Says.NOT_POSITIVE: gettext_lazy("%(term)s is %(value)s. It must be above zero."),
    Says.BEFORE: gettext_lazy("%(term)s, %(value)s, is before %(other)s, %(than)s."),
    Says.OUTSIDE_PERIOD: gettext_lazy("%(term)s, %(value)s, is outside the invoice's own period."),
    Says.INVALID_NUMBER: gettext_lazy(
        "%(term)s is “%(value)s”. That cannot be a number of the scheme %(scheme)s: check it."
    ),
    Says.NO_SCHEME: gettext_lazy(
        "%(term)s is “%(value)s”, and nothing says which scheme of numbers it belongs to."
    ),
    Says.NO_COUNTRY_PREFIX: gettext_lazy(
        "%(term)s is “%(value)s”. It must begin with its country: SE, NO, DK."
    ),
    Says.TOO_MANY: gettext_lazy("%(term)s is there more than once."),
    Says.RATE_NOT_ZERO: gettext_lazy(
        "The VAT rate is %(value)s in the category %(category)s, which has none."
    ),
    Says.RATE_NOT_POSITIVE: gettext_lazy(
        "The VAT rate is “%(value)s” in the standard category, which needs one above zero."
    ),
    Says.RATE_NOT_NATIONAL: gettext_lazy(
        "The VAT rate is %(value)s. Sweden has 25, 12 and 6 per cent."
    ),
    Says.TAX_NOT_ZERO: gettext_lazy("The VAT is %(value)s in a category that has none."),
    Says.NO_BREAKDOWN: gettext_lazy(
        "Lines have the VAT category %(category)s, and the VAT breakdown does not."
    ),
    Says.NO_REASON: gettext_lazy(
        "The VAT category %(category)s needs a reason why no VAT is charged."
    ),
    Says.REASON_NOT_ALLOWED: gettext_lazy(
        "The VAT category %(category)s gives a reason for charging no VAT, and charges it."
    ),
    Says.NO_SELLER_TAX_NUMBER: gettext_lazy(
        "The VAT category %(category)s needs the sender's VAT number."
    ),
    Says.NOT_TRUE_OR_FALSE: gettext_lazy("%(term)s is “%(value)s”. It must be true or false."),
    Says.CHARGE_ON_PRICE: gettext_lazy("Something is added to the price; only discounts may be."),
    Says.OTHER_SIGN: gettext_lazy("%(term)s, %(value)s, has another sign than the VAT."),
    Says.DUE_BEFORE_ISSUED: gettext_lazy("It is due on %(value)s, before its own day, %(than)s."),
    Says.CREDIT_OF_NOTHING: gettext_lazy("The credit note does not say which invoice it credits."),
    Says.SAID_TWICE: gettext_lazy("%(term)s is said twice."),
    Says.EMPTY_FILE: gettext_lazy("The file is empty."),
    Says.TOO_LARGE: gettext_lazy("It is larger than %(megabytes)s MB. An invoice is not."),
    Says.TOO_DEEP: gettext_lazy("Its elements lie deeper in each other than in any invoice."),
    Says.TOO_MANY_PARTS: gettext_lazy("It has more than %(count)s elements. An invoice has not."),
    Says.NOT_XML: gettext_lazy("It is not sound XML (%(place)s). Fetch the file again."),
    Says.NO_XML: gettext_lazy("It is no XML at all. An e-invoice is a file that ends in .xml."),
    Says.WRONG_ENCODING: gettext_lazy(
        "Its letters are not written as it says they are (%(place)s). Ask the sender for it anew."
    ),
    Says.DOCTYPE: gettext_lazy(
        "It declares a document type or entities. An e-invoice never does; ask the sender."
    ),
    Says.SVEFAKTURA: gettext_lazy(
        "It is a Svefaktura, an older Swedish format. Ask the sender for Peppol BIS Billing 3."
    ),
    Says.OTHER_FORMAT: gettext_lazy(
        "Its format is %(format)s. Ask the sender for Peppol BIS Billing 3."
    ),
    Says.NOT_AN_INVOICE: gettext_lazy(
        "It is neither an invoice nor a credit note: it begins with “%(name)s”."
    ),
    Says.NOTHING_INSIDE: gettext_lazy("There is nothing inside."),
    Says.BROKEN_ARCHIVE: gettext_lazy("It cannot be unpacked. Pack or fetch it again."),
    Says.PASSWORD: gettext_lazy("It is locked with a password. Pack it without one."),
    Says.TOO_MANY_FILES: gettext_lazy("It holds more than %(count)s files. Split it."),
    Says.UNPACKS_TOO_LARGE: gettext_lazy("It unpacks to more than %(megabytes)s MB."),
    Says.ARCHIVE_IN_ARCHIVE: gettext_lazy("It is an archive inside an archive. Unpack it first."),
    Says.OTHER_CONTENT: gettext_lazy(
        "Another invoice from this sender has the number %(number)s and the same day, and comes to"
        " %(than)s instead of %(value)s. Ask the sender which one holds."
    ),
    Says.NOT_FOR_US: gettext_lazy("It is addressed to “%(value)s”, whose number is not ours."),
    Says.BROKE_DOWN: gettext_lazy(
        "It could not be read, and that is our fault. Report it with the file."
    ),
}


def sentence(told: Mapping[str, Any]) -> str:
    """Return the sentence for one fault as it was kept, its rule and its line with it."""
    facts = {name: _termed(str(value)) for name, value in told.get("facts", {}).items()}
    words = str(_SENTENCES[Says(told["says"])])
    said = words % _Lenient(facts)
    said = said[:1].upper() + said[1:]
    if line := told.get("line"):
        said = _("Line %(line)s: %(said)s") % {"line": line, "said": said}
    rule = str(told.get("rule", ""))
    return said if rule in {"FILE", "NOTE", "UBL", ""} else f"{said} [{rule}]"


def explain(objection: Objection) -> str:
    """Return the sentence for one objection to an act of this room."""
    return str(_OBJECTIONS[str(objection.code)]) % objection.facts


def _termed(value: str) -> str:
    return str(TERMS[value]) if value in TERMS else value


class _Lenient(dict[str, str]):
    """A fact that an older row lacks is left open, not an error."""

    def __missing__(self, key: str) -> str:
        return "…"


_OBJECTIONS: Mapping[str, StrOrPromise] = {
    "no_such_agreement": gettext_lazy("Choose one of your own agreements."),
    "no_such_supplier": gettext_lazy("Choose a supplier of the catalogue."),
    "reason_missing": gettext_lazy("Say why: somebody will ask."),
}
