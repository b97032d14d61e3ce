"""What people settle by hand stays settled; the rule speaks of what is outside and too dear."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from samsyn.apps.register.public import Agreement, PriceLine, Supplier
from samsyn.apps.spend.models import Invoice
from samsyn.apps.spend.rules.reg_015_outside_agreements import outside_agreements, says
from samsyn.apps.spend.services.read_invoices import read_invoices
from samsyn.apps.spend.services.settle import choose_agreement, choose_supplier, match_again
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.invoices.packing import Packed
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.rules import Question
from tests.support.builders import Town
from tests.support.invoices import Bill, Company

pytestmark = pytest.mark.django_db(transaction=True)
SELLER = Company()
TODAY = date(2026, 10, 1)


def read(town: Town, *bills: Bill) -> list[Invoice]:
    read_invoices(
        town.administrator, files=[Packed(f"{n}", bill.xml()) for n, bill in enumerate(bills)]
    )
    with town.looking():
        return list(Invoice.owned_by(town.administrator).order_by("pk"))


def supplier(town: Town, *, number: bool = True) -> Supplier:
    told = f"{SELLER.number[:6]}-{SELLER.number[6:]}" if number else ""
    name = SELLER.name if number else "Called otherwise"
    with town.arranging():
        return Supplier.everything.create(name=name, country="SE", org_number=told)


def agreement(town: Town, seller: Supplier, name: str = "Drift", price: int = 0) -> Agreement:
    with town.arranging():
        made = Agreement.everything.create(
            organisation_id=town.id,
            name=name,
            supplier=seller,
            signed_on=date(2025, 1, 1),
            valid_until=date(2028, 1, 1),
        )
        if price:
            PriceLine.everything.create(
                organisation_id=town.id,
                agreement=made,
                name="x",
                article_number="DRIFT-1",
                price=price,
            )
        return made


def again(town: Town, invoice: Invoice) -> Invoice:
    with town.looking():
        invoice.refresh_from_db()
    return invoice


def test_one_of_several_is_chosen_for_all_alike(north: Town) -> None:
    seller = supplier(north)
    one, _other = agreement(north, seller, "A"), agreement(north, seller, "B")
    invoices = read(north, Bill(), Bill(number="2"))
    assert {i.standing for i in invoices} == {"several"}

    count = choose_agreement(
        north.administrator,
        invoice_id=invoices[0].pk,
        agreement_id=one.pk,
        reason="It was ordered there",
        alike=True,
    )

    assert count == 2
    assert {again(north, i).agreement_id for i in invoices} == {one.pk}
    assert match_again(north.administrator) == 0


def test_outside_is_an_answer_too_and_silence_is_not(north: Town) -> None:
    agreement(north, supplier(north))
    (invoice,) = read(north, Bill())

    with pytest.raises(Refused):
        choose_agreement(north.administrator, invoice_id=invoice.pk, agreement_id=None, reason=" ")
    choose_agreement(
        north.administrator, invoice_id=invoice.pk, agreement_id=None, reason="Not for us"
    )

    assert (again(north, invoice).standing, invoice.ground) == ("outside", "hand")


def test_a_neighbours_agreement_cannot_be_chosen(north: Town, south: Town) -> None:
    seller = supplier(north)
    theirs = agreement(south, seller)
    (invoice,) = read(north, Bill())

    with pytest.raises(Refused):
        choose_agreement(
            north.administrator, invoice_id=invoice.pk, agreement_id=theirs.pk, reason="x"
        )


def test_a_supplier_chosen_once_is_remembered(north: Town) -> None:
    seller = supplier(north, number=False)
    drift = agreement(north, seller)
    (invoice,) = read(north, Bill())
    assert invoice.supplier_id is None

    choose_supplier(
        north.administrator, invoice_id=invoice.pk, supplier_id=seller.pk, reason="I know them"
    )
    _first, second = read(north, Bill(number="2"))

    assert again(north, invoice).agreement_id == drift.pk
    assert (second.supplier_id, second.supplier_ground) == (seller.pk, "hand")


def test_a_register_that_has_grown_is_matched_again(north: Town) -> None:
    seller = supplier(north)
    (invoice,) = read(north, Bill())
    assert invoice.ground == Invoice.Ground.NO_AGREEMENT
    agreement(north, seller, price=900)

    assert match_again(north.administrator) == 1

    assert again(north, invoice).over_agreed == Decimal(500)
    assert match_again(north.administrator) == 0


def hits(town: Town, **parameters: int) -> list[tuple[str, str]]:
    given = {"least": 1000, "tolerance": 0, "months": 12, **parameters}
    with town.looking(), translation.override("en"):
        asked = Question(actor=town.administrator, today=TODAY, parameters=given)
        return [(str(hit.facts["what"]), says(hit.facts)) for hit in outside_agreements(asked)]


def test_reg_015_speaks_of_what_is_outside(north: Town, south: Town) -> None:
    supplier(north)
    read(north, Bill(), Bill(number="K", credit=True, items=Bill().items), Bill(number="3"))

    ((what, told),) = hits(north)

    assert what == "outside"
    assert "3 invoices" in told
    assert hits(north, least=10_000) == []
    assert hits(north, months=0) == []
    assert hits(south) == []


def test_reg_015_speaks_of_strangers_and_of_prices(north: Town) -> None:
    stranger = Company("Okänd AB", "5560360793")
    agreement(north, supplier(north), price=800)
    read(north, Bill(), Bill(number="2", seller=stranger))

    assert sorted(what for what, _told in hits(north)) == ["price", "stranger"]
    assert [what for what, _told in hits(north, tolerance=20)] == ["stranger"]


def test_the_overview_adds_up_and_costs_few_queries(north: Town, client: Any) -> None:
    seller = supplier(north)
    agreement(north, seller)
    read(north, *(Bill(number=str(n)) for n in range(4)), Bill(number="e", currency="EUR"))
    client.force_login(north.user(AccessRole.SECURITY))
    client.get("/north/spend/")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get("/north/spend/?by=agreement")
    told = answer.content.decode()

    assert len(asked) <= 20
    assert "100" in told
    assert "Drift" in told
    for by in ("supplier", "unit", "year", "nonsense"):
        assert client.get(f"/north/spend/?by={by}&year=all&currency=EUR").status_code == 200


def test_a_reader_sees_no_spend(north: Town, client: Any) -> None:
    (invoice,) = read(north, Bill())
    client.force_login(north.user(AccessRole.READER))

    for address in ("spend/", "invoices/", f"invoices/{invoice.pk}/", "spend/read/"):
        assert client.get(f"/north/{address}").status_code == 403


def test_the_page_of_an_invoice_settles_it(north: Town, client: Any) -> None:
    seller = supplier(north)
    one, _other = agreement(north, seller, "A"), agreement(north, seller, "B")
    (invoice,) = read(north, Bill())
    client.force_login(north.user(AccessRole.SECURITY))

    told = client.get(f"/north/invoices/{invoice.pk}/").content.decode()
    client.post(
        f"/north/invoices/{invoice.pk}/agreement/", {"agreement": one.pk, "reason": "Ordered"}
    )

    assert "DRIFT-1" in told
    assert again(north, invoice).agreement_id == one.pk
