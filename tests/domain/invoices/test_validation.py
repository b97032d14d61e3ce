"""Every figure and number of an invoice is held against the rules, and all faults are told."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.domain.invoices.faults import CannotBeRead, Fault, Says
from samsyn.domain.invoices.identifiers import company_of_vat, is_gln
from samsyn.domain.invoices.opening import open_document
from samsyn.domain.invoices.reading import read_document
from samsyn.domain.invoices.validation import faults_of, is_acceptable
from samsyn.domain.register.company_number import company_of_number
from tests.support.invoices import SPOILED, TOWN, Bill, Company, Item, many

TOWN_ENDPOINT = f'<cbc:EndpointID schemeID="0007">{TOWN.number}</cbc:EndpointID>'
SCHEME = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>"
REASON = "<cbc:TaxExemptionReason>Utbildning</cbc:TaxExemptionReason>"
NORWEGIAN = Company("Fjordlys AS", "974760673", "NO", "0192")
DANISH = Company("Bæltdata A/S", "DK13585628", "DK", "0184")
FINNISH = Company("Saimaan Palvelu Oy", "0737546-2", "FI", "0212")


def faults(content: bytes) -> tuple[Fault, ...]:
    (root,) = open_document(content)
    return faults_of(read_document(root))


def rules(content: bytes) -> set[str]:
    return {fault.rule for fault in faults(content) if fault.fatal}


@pytest.mark.parametrize("seller", [Company(), NORWEGIAN, DANISH, FINNISH])
def test_a_right_invoice_is_right(seller: Company) -> None:
    rate = 25 if seller.country != "FI" else 0
    items = (Item(rate=rate), Item(article="B", rate=rate, discount=Decimal("12.34")))

    assert faults(Bill(seller=seller, items=items, allowance=Decimal(rate)).xml()) == ()


def test_a_right_credit_note_is_right_and_one_without_reference_is_noted() -> None:
    assert faults(Bill(credit=True, credits_number="1").xml()) == ()

    (noted,) = faults(Bill(credit=True).xml())

    assert (noted.says, noted.fatal) == (Says.CREDIT_OF_NOTHING, False)


@pytest.mark.parametrize("what", [w for w, (_spoil, rule) in SPOILED.items() if rule != "FILE"])
def test_what_is_spoiled_is_named_by_its_rule(what: str) -> None:
    spoil, rule = SPOILED[what]

    assert rule in rules(spoil(Bill().xml()))


def money(name: str, amount: str) -> str:
    return f'<cbc:{name} currencyID="SEK">{amount}'


def swap(old: str, new: str, count: int = -1) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, count)


def dear(name: str, old: str, new: str) -> Callable[[str], str]:
    return swap(money(name, old), money(name, new), 1)


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        ("BR-01", swap("CustomizationID>", "Other>")),
        ("BR-03", swap("IssueDate>", "Other>")),
        ("BR-04", swap("InvoiceTypeCode>", "Other>")),
        ("BR-06", swap("RegistrationName>", "Other>", 2)),
        ("BR-08", swap("PostalAddress>", "Other>", 2)),
        ("BR-09", swap("IdentificationCode>", "Other>", 2)),
        ("BR-12", swap("LineExtensionAmount", "Other", 2)),
        ("BR-15", swap("PayableAmount", "Other")),
        ("BR-16", swap("InvoiceLine>", "Other>")),
        ("BR-23", swap(' unitCode="HUR"', "")),
        ("BR-25", swap("<cbc:Name>Drift av server</cbc:Name>", "")),
        ("BR-62", swap(' schemeID="0007"', "", 1)),
        ("BR-61", swap("PayeeFinancialAccount>", "Other>")),
        ("BR-CL-14", swap("Code>SE<", "Code>QX<", 1)),
        ("BR-CL-18", swap(">S</cbc:ID><cbc:Percent>25</cbc:Percent>", ">Q</cbc:ID>", 2)),
        ("BR-CO-09", swap(">SE5599", ">5599")),
        ("BR-CO-10", dear("LineExtensionAmount", "9500", "9501")),
        ("BR-CO-14", dear("TaxAmount", "2375", "2376")),
        ("BR-CO-16", dear("PayableAmount", "11875.00", "11875.01")),
        ("BR-CO-17", swap("Percent>25<", "Percent>12<")),
        ("BR-CO-25", swap("DueDate>", "Other>")),
        ("BR-DEC-12", swap("9500.00</cbc:TaxExclusiveAmount", "9500.000</cbc:TaxExclusiveAmount")),
        ("BR-S-05", swap("Percent>25<", "Percent>0<")),
        ("BR-S-08", dear("TaxableAmount", "9500", "9400")),
        ("PEPPOL-EN16931-R001", swap("ProfileID>", "Other>")),
        ("PEPPOL-EN16931-R003", swap("BuyerReference>", "Other>")),
        ("PEPPOL-EN16931-R004", swap("poacc:billing:3.0", "poacc:billing:2.0")),
        ("PEPPOL-EN16931-R010", swap(TOWN_ENDPOINT, "")),
        ("PEPPOL-EN16931-R051", swap('currencyID="SEK"', 'currencyID="NOK"', 1)),
        ("PEPPOL-EN16931-R120", dear("PriceAmount", "950.00", "951.00")),
        ("PEPPOL-EN16931-P0100", swap("InvoiceTypeCode>380", "InvoiceTypeCode>381")),
        ("SE-R-001", swap("01</cbc:CompanyID>", "</cbc:CompanyID>", 1)),
        ("SE-R-006", swap("Percent>25<", "Percent>24<")),
        ("UBL", swap("9500.00</cbc:TaxExclusiveAmount", "9 500,00</cbc:TaxExclusiveAmount")),
    ],
)  # fmt: skip
def test_each_rule_speaks(rule: str, spoil: Callable[[str], str]) -> None:
    right = Bill().xml().decode()
    wrong = spoil(right)

    assert wrong != right
    assert rules(right.encode()) == set()
    assert rule in rules(wrong.encode())


def test_all_faults_are_told_at_once_with_their_values() -> None:
    wrong = Bill().xml().decode().replace("SEK", "KRO").replace("DueDate>", "Other>")
    wrong = wrong.replace("11875.00</cbc:TaxIncl", "11999.00</cbc:TaxIncl")

    found = {fault.rule: fault.facts for fault in faults(wrong.encode())}

    assert {"BR-CL-04", "BR-CO-25", "BR-CO-15", "BR-CO-16"} <= set(found)
    assert found["BR-CO-15"] == {"term": "BT-112", "value": "11999.00", "expected": "11875.00"}


def test_what_is_free_of_vat_says_why() -> None:
    free = Bill(items=(Item(rate=0),)).xml().decode().replace("<cbc:ID>Z<", "<cbc:ID>E<")
    explained = free.replace(SCHEME, REASON + SCHEME)

    assert rules(free.encode()) == {"BR-E-10"}
    assert rules(explained.encode()) == set()


@pytest.mark.parametrize(
    ("said", "country", "meant"),
    [
        ("5560360793", "SE", "556036-0793"),
        ("556036-0793", "SE", "556036-0793"),
        ("SE556036079301", "SE", "556036-0793"),
        ("16556036-0793", "SE", "556036-0793"),
        ("165560360793", "SE", "556036-0793"),
        ("974 760 673", "NO", "974760673"),
        ("NO974760673MVA", "NO", "974760673"),
        ("DK13585628", "DK", "13585628"),
        ("13 58 56 28", "DK", "13585628"),
        ("0737546-2", "FI", "0737546-2"),
        ("FI07375462", "FI", "0737546-2"),
        ("003707375462", "FI", "0737546-2"),
        ("003707375462123", "FI", "0737546-2"),
        ("5560360794", "SE", None),
        ("974760674", "NO", None),
        ("13585629", "DK", None),
        ("0737546-3", "FI", None),
        ("", "SE", None),
        ("5560360793", "DE", None),
    ],
)
def test_a_number_means_one_company_however_it_is_written(
    said: str, country: str, meant: str | None
) -> None:
    found = company_of_number(said, country)

    assert (found.number if found else None) == meant


def test_a_vat_number_means_the_same_company() -> None:
    for said in ("SE556036079301", "se 556036-0793 01"):
        found = company_of_vat(said)
        assert found is not None
        assert found.number == "556036-0793"
    assert company_of_vat("DE136695976") is None


def test_a_gln_has_a_check_digit() -> None:
    assert is_gln("7300009014034") is False
    assert is_gln("5790000435951") is True
    assert is_gln("579000043595") is False


amounts = st.integers(1, 5_000_000).map(lambda hundredths: Decimal(hundredths) / 100)
items = st.lists(
    st.builds(
        Item,
        quantity=st.integers(1, 999).map(Decimal),
        price=amounts,
        rate=st.sampled_from([25, 12, 6]),
    ),
    min_size=1,
    max_size=6,
).map(tuple)


@settings(max_examples=60, deadline=None)
@given(items)
def test_what_adds_up_is_never_called_wrong(lines: tuple[Item, ...]) -> None:
    assert faults(Bill(items=lines).xml()) == ()


@settings(max_examples=60, deadline=None)
@given(items, st.sampled_from(["TaxExclusiveAmount", "TaxInclusiveAmount", "PayableAmount"]))
def test_one_hundredth_too_much_is_always_seen(lines: tuple[Item, ...], where: str) -> None:
    text = Bill(items=lines).xml().decode()
    head, _, rest = text.partition(f'<cbc:{where} currencyID="SEK">')
    amount, _, tail = rest.partition("<")
    more = f'{head}<cbc:{where} currencyID="SEK">{Decimal(amount) + Decimal("0.01")}<{tail}'

    assert rules(more.encode()) & {"BR-CO-13", "BR-CO-15", "BR-CO-16"}


def test_of_many_only_the_wrong_ones_are_refused() -> None:
    for made in many(300, wrong=0.1):
        if made.breaks == "FILE":
            with pytest.raises(CannotBeRead):
                faults(made.content)
        else:
            found = faults(made.content)
            assert is_acceptable(found) == (not made.breaks), (made.name, found)
