"""A company's number is right in its own country."""

from __future__ import annotations

import pytest

from samsyn.domain.register.org_number import OrgNumberFault, national_number


@pytest.mark.parametrize(
    ("country", "typed", "written"),
    [
        ("SE", "2120001355", "212000-1355"),
        ("NO", "938 587 418", "938587418"),
        ("DK", "29 18 98 46", "29189846"),
        ("FI", "02012566", "0201256-6"),
        ("EU", " HRB 1234 ", "HRB 1234"),
    ],
)
def test_a_number_is_written_as_its_country_does(country: str, typed: str, written: str) -> None:
    assert national_number(typed, country) == written


@pytest.mark.parametrize(
    ("country", "typed"),
    [("SE", "212000-1354"), ("NO", "938587417"), ("DK", "29189847"), ("FI", "0201256-5")],
)
def test_a_wrong_check_digit_is_refused(country: str, typed: str) -> None:
    with pytest.raises(OrgNumberFault):
        national_number(typed, country)
