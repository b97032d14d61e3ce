"""An invoice finds its supplier, its agreement and its agreed prices, and says by what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from samsyn.domain.invoices.document import Document
from samsyn.domain.invoices.matching import (
    AgreementGround,
    Candidate,
    Known,
    Priced,
    Standing,
    SupplierGround,
    check_price,
    find_agreement,
    find_supplier,
    name_of,
    reference_key,
)
from samsyn.domain.invoices.opening import open_document
from samsyn.domain.invoices.reading import read_document
from samsyn.domain.register.validity import Terms
from tests.support.invoices import Bill, Company, Item

HOLDS = Terms(signed_on=date(2024, 1, 1), valid_until=date(2027, 12, 31))
LAPSED = Terms(signed_on=date(2020, 1, 1), valid_until=date(2022, 12, 31))
OURS, OTHER = 1, 2
NUMBER = Company().number
LEGAL = f'<cbc:CompanyID schemeID="0007">{NUMBER}</cbc:CompanyID>'
VAT = f"<cbc:CompanyID>SE{NUMBER}01</cbc:CompanyID>"
ENDPOINT = f'<cbc:EndpointID schemeID="0007">{NUMBER}</cbc:EndpointID>'


def read(bill: Bill) -> Document:
    (root,) = open_document(bill.xml())
    return read_document(root)


def agreement(pk: int, *prices: Priced, **said: object) -> Candidate:
    made = Candidate(pk, f"UH-{pk}", f"Agreement {pk}", OURS, HOLDS, prices)
    return replace(made, **said)  # type: ignore[arg-type]


def known(*agreements: Candidate) -> Known:
    return Known(
        numbers={("SE", f"{NUMBER[:6]}-{NUMBER[6:]}"): OURS, ("NO", "974760673"): OTHER},
        names={name_of("Nordljus Drift AB"): OURS, name_of("Two of them"): None},
        agreements={OURS: [one for one in agreements if one.supplier == OURS]},
        by_number={reference_key(one.number): one for one in agreements},
    )


def test_the_legal_number_speaks_first() -> None:
    assert find_supplier(read(Bill()), known()) == (OURS, SupplierGround.LEGAL_NUMBER)


@pytest.mark.parametrize(
    ("takes_away", "ground"),
    [
        ([LEGAL], SupplierGround.VAT_NUMBER),
        ([LEGAL, VAT], SupplierGround.ENDPOINT),
        ([LEGAL, VAT, ENDPOINT], SupplierGround.NAME),
    ],
)
def test_what_is_not_said_is_found_in_the_next_place(
    takes_away: list[str], ground: SupplierGround
) -> None:
    text = Bill().xml().decode()
    for said in takes_away:
        assert said in text
        text = text.replace(said, "")
    (root,) = open_document(text.encode())

    assert find_supplier(read_document(root), known()) == (OURS, ground)


def test_a_name_that_two_have_decides_nothing() -> None:
    stranger = Company("Two of them", "5560360793")

    assert find_supplier(read(Bill(seller=stranger)), known()) == (None, SupplierGround.NONE)


def test_a_name_does_not_count_where_its_number_is_another() -> None:
    impostor = Company("Nordljus Drift AB", "5560360793")
    wary = replace(known(), numbered=frozenset({OURS}))

    assert find_supplier(read(Bill(seller=impostor)), known()) == (OURS, SupplierGround.NAME)
    assert find_supplier(read(Bill(seller=impostor)), wary) == (None, SupplierGround.NONE)


def test_the_agreement_that_is_named_is_the_one() -> None:
    register = known(agreement(1), agreement(2))

    by_contract = find_agreement(read(Bill(contract="uh 2")), OURS, register)
    by_order = find_agreement(read(Bill(order="UH-1")), OURS, register)

    assert (by_contract.ground, by_contract.agreement) == (
        AgreementGround.CONTRACT_REFERENCE,
        register.agreements[OURS][1],
    )
    assert (by_order.standing, by_order.ground) == (
        Standing.WITHIN,
        AgreementGround.ORDER_REFERENCE,
    )


def test_a_named_agreement_of_somebody_else_does_not_count() -> None:
    register = known(agreement(1, supplier=OTHER), agreement(2))

    found = find_agreement(read(Bill(contract="UH-1")), OURS, register)

    assert (found.ground, found.agreement and found.agreement.pk) == (AgreementGround.ONLY_ONE, 2)


def test_a_named_agreement_that_has_ended_is_no_cover() -> None:
    register = known(agreement(1, terms=LAPSED), agreement(2))

    found = find_agreement(read(Bill(contract="UH-1")), OURS, register)

    assert (found.standing, found.ground) == (Standing.OUTSIDE, AgreementGround.NOT_IN_FORCE)


def test_the_articles_choose_among_several() -> None:
    priced = Priced(article="drift 1", price=Decimal(900))
    register = known(agreement(1), agreement(2, priced))

    found = find_agreement(read(Bill()), OURS, register)

    assert (found.ground, found.agreement and found.agreement.pk) == (AgreementGround.ARTICLES, 2)


def test_several_that_could_be_it_are_left_to_a_person() -> None:
    found = find_agreement(read(Bill()), OURS, known(agreement(1), agreement(2)))

    assert found.standing is Standing.SEVERAL
    assert found.candidates == (1, 2)


def test_a_processing_agreement_buys_nothing() -> None:
    register = known(agreement(1, is_purchase=False))

    assert find_agreement(read(Bill()), OURS, register).ground is AgreementGround.NO_AGREEMENT


def test_the_invoices_day_decides_not_today() -> None:
    register = known(agreement(1, terms=LAPSED))

    then = find_agreement(read(Bill(issued_on=date(2021, 5, 1))), OURS, register)
    now = find_agreement(read(Bill(issued_on=date(2026, 5, 1))), OURS, register)

    assert (then.standing, now.standing) == (Standing.WITHIN, Standing.OUTSIDE)
    assert now.ground is AgreementGround.NOT_IN_FORCE


def test_who_is_not_in_the_register_has_no_agreement() -> None:
    found = find_agreement(read(Bill()), None, known(agreement(1)))

    assert (found.standing, found.ground) == (Standing.OUTSIDE, AgreementGround.UNKNOWN_SUPPLIER)


def price_of(
    priced: Priced, item: Item | None = None, tolerance: int = 0
) -> tuple[str, bool] | None:
    bill = Bill(items=(item or Item(),))
    (line,) = read(bill).lines
    found = check_price(line, "SEK", bill.issued_on, agreement(1, priced), tolerance)
    return (str(found.over), found.beyond_tolerance) if found else None


def test_a_price_above_the_agreed_one_costs_so_much_more() -> None:
    assert price_of(Priced(article="DRIFT-1", price=Decimal(900))) == ("500.00", True)
    assert price_of(Priced(article="DRIFT-1", price=Decimal(900)), tolerance=6) == ("500.00", False)
    assert price_of(Priced(article="DRIFT-1", price=Decimal(950))) == ("0", False)
    assert price_of(Priced(article="DRIFT-1", price=Decimal(1000))) == ("0", False)


def test_a_discount_on_the_line_counts() -> None:
    item = Item(discount=Decimal(500))

    assert price_of(Priced(article="DRIFT-1", price=Decimal(900)), item) == ("0", False)


def test_unit_currency_and_day_must_agree() -> None:
    agreed = Priced(article="DRIFT-1", price=Decimal(900), unit="tim", currency="SEK")

    assert price_of(agreed) == ("500.00", True)
    assert price_of(replace(agreed, unit="månad")) is None
    assert price_of(replace(agreed, currency="EUR")) is None
    assert price_of(replace(agreed, valid_until=date(2026, 8, 31))) is None
    assert price_of(replace(agreed, valid_from=date(2026, 9, 1))) == ("500.00", True)


def test_without_an_article_number_the_words_decide() -> None:
    assert price_of(Priced(description="Drift av  SERVER", price=Decimal(900))) == ("500.00", True)
    assert price_of(Priced(description="Drift av servrar", price=Decimal(900))) is None
