"""What company a number on an invoice means: by Peppol's scheme, by VAT number, by country."""

from __future__ import annotations

import re

from samsyn.domain.invoices.document import Identifier, Party
from samsyn.domain.register.company_number import LENGTHS, Company, company_of_number

#: Schemes that hold a national company number, and whose country it is.
COUNTRY_OF_SCHEME = {
    "0007": "SE",  # Swedish organisation number
    "0192": "NO",  # Norwegian organisation number
    "0184": "DK",  # Danish CVR, written with or without DK
    "0037": "FI",  # Finnish OVT: 0037, the business id, perhaps a suffix
    "0216": "FI",  # Finnish OVT as a code
    "0212": "FI",  # Finnish business id
    "0213": "FI",  # Finnish VAT number
    "9902": "DK",
    "9908": "NO",
    "9909": "NO",
    "9955": "SE",
    "9957": "FI",
}
_GLN = "0088"


def company_of(identifier: Identifier | None, country: str = "") -> Company | None:
    """Return the company an identifier means; without a scheme it is the country's number."""
    if identifier is None:
        return None
    place = COUNTRY_OF_SCHEME.get(identifier.scheme, "" if identifier.scheme else country)
    return company_of_number(identifier.value, place) if place else None


def company_of_vat(vat: str) -> Company | None:
    """Return the company of a Nordic VAT number: SE…01, NO…MVA, DK…, FI…."""
    bare = re.sub(r"[\s.-]", "", vat).upper()
    country, rest = bare[:2], bare[2:]
    if country == "SE" and len(rest) == LENGTHS["SE"] + 2:
        rest = rest[:10]
    return company_of_number(rest, country) if country in LENGTHS else None


def companies_of(party: Party) -> list[tuple[str, Company]]:
    """Return the companies a party's numbers mean, the surest first, with how each was said."""
    said = [
        ("legal_number", company_of(party.legal, party.country)),
        ("vat_number", company_of_vat(party.vat)),
        ("endpoint", company_of(party.endpoint)),
        *(("endpoint", company_of(one)) for one in party.ids if one.scheme),
    ]
    return [(how, company) for how, company in said if company]


def is_person(company: Company) -> bool:
    """Tell whether the number is a person's own: a Swedish sole trader has no other."""
    return company.country == "SE" and company.number[2] in "01"


def is_gln(number: str) -> bool:
    """Tell whether thirteen digits end in the right one (GS1)."""
    if not re.fullmatch(r"[0-9]{13}", number):
        return False
    body = [int(digit) for digit in reversed(number[:-1])]
    weighed = sum(digit * (3 if place % 2 == 0 else 1) for place, digit in enumerate(body))
    return (10 - weighed % 10) % 10 == int(number[-1])


def is_valid(identifier: Identifier) -> bool:
    """Tell whether a number can be right in its scheme; schemes we do not know pass."""
    if identifier.scheme == _GLN:
        return is_gln(identifier.value)
    if identifier.scheme == "0007" and not re.fullmatch(r"[0-9]{10}", identifier.value):
        return False  # written without a hyphen: PEPPOL-COMMON-R049
    if identifier.scheme == "0192" and not re.fullmatch(r"[0-9]{9}", identifier.value):
        return False
    country = COUNTRY_OF_SCHEME.get(identifier.scheme)
    return country is None or company_of_number(identifier.value, country) is not None


RULE_OF_SCHEME = {
    "0088": "PEPPOL-COMMON-R040",
    "0192": "PEPPOL-COMMON-R041",
    "0184": "PEPPOL-COMMON-R042",
    "0007": "PEPPOL-COMMON-R049",
}
