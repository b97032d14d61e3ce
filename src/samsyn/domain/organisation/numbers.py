"""Know an organisation number when one sees it."""

from __future__ import annotations

from stdnum.dk import cvr
from stdnum.fi import ytunnus
from stdnum.no import orgnr as norwegian
from stdnum.se import orgnr as swedish

_BY_COUNTRY = {"SE": swedish, "NO": norwegian, "DK": cvr, "FI": ytunnus}


def is_org_number(text: str, country: str) -> bool:
    """Tell whether the text is an organisation number of the country, its check digit included."""
    return bool(_BY_COUNTRY[country].is_valid(text)) if country in _BY_COUNTRY else True
