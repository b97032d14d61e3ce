"""Thousands of e-invoices become spend: each kept, known already or refused; none lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from samsyn.apps.organisation.public import Unit
from samsyn.apps.register.public import Agreement, PriceLine, Supplier
from samsyn.apps.spend.models import (
    Invoice,
    InvoiceLine,
    InvoiceReading,
    InvoiceRefusal,
    UnreadFile,
)
from samsyn.apps.spend.services.read_invoices import DryRun, read_invoices
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.invoices.packing import Packed
from samsyn.kernel import tasks
from samsyn.kernel.models import Change
from tests.support.builders import Town
from tests.support.invoices import Bill, Company, Item, many

pytestmark = pytest.mark.django_db(transaction=True)
SELLER = Company()
NUMBER = f"{SELLER.number[:6]}-{SELLER.number[6:]}"


def files(*bills: Bill) -> Iterable[Packed]:
    return [Packed(f"{n}.xml", bill.xml()) for n, bill in enumerate(bills)]


def read(town: Town, *bills: Bill, **said: Any) -> InvoiceReading:
    return read_invoices(town.administrator, files=files(*bills), **said)


def supplier(town: Town, **said: Any) -> Supplier:
    facts = {"name": SELLER.name, "country": "SE", "org_number": NUMBER, **said}
    with town.arranging():
        return Supplier.everything.create(**facts)


def agreement(town: Town, seller: Supplier, **said: Any) -> Agreement:
    facts = {
        "organisation_id": town.id,
        "name": "Drift",
        "number": "UH-1",
        "supplier": seller,
        "signed_on": date(2025, 1, 1),
        "valid_until": date(2028, 1, 1),
        **said,
    }
    with town.arranging():
        return Agreement.everything.create(**facts)


def invoices(town: Town) -> list[Invoice]:
    with town.looking():
        return list(Invoice.owned_by(town.administrator).order_by("pk"))


def test_an_invoice_finds_its_supplier_agreement_and_price(north: Town) -> None:
    drift = agreement(north, supplier(north))
    with north.arranging():
        PriceLine.everything.create(
            organisation_id=north.id,
            agreement=drift,
            name="Drift per timme",
            article_number="DRIFT-1",
            unit="timme",
            price=Decimal(900),
        )

    reading = read(north, Bill(contract="uh 1"))

    (invoice,) = invoices(north)
    assert (reading.documents, reading.read, reading.within) == (1, 1, 1)
    assert invoice.agreement_id == drift.pk
    assert invoice.supplier_ground == Invoice.SupplierGround.LEGAL_NUMBER
    assert invoice.ground == Invoice.Ground.CONTRACT_REFERENCE
    assert (invoice.net, invoice.spent) == (Decimal("9500.00"), Decimal("9500.00"))
    assert (invoice.year, invoice.quarter) == (2026, 3)
    assert invoice.over_agreed == Decimal("500.00")
    with north.looking():
        line = InvoiceLine.owned_by(north.administrator).get()
    assert (line.agreed_price, line.over_by) == (Decimal(900), Decimal(500))


def test_a_credit_note_takes_away_also_what_was_too_dear(north: Town) -> None:
    drift = agreement(north, supplier(north))
    with north.arranging():
        PriceLine.everything.create(
            organisation_id=north.id, agreement=drift, name="x", article_number="DRIFT-1", price=900
        )

    read(north, Bill(), Bill(number="K1", credit=True, credits_number="2026-1"))

    assert sum(one.spent for one in invoices(north)) == 0
    assert sum(one.over_agreed for one in invoices(north)) == 0


def test_reading_twice_loses_and_doubles_nothing(north: Town) -> None:
    bills = [Bill(number=str(n)) for n in range(5)]

    first = read(north, *bills[:3])
    again = read(north, *bills, bills[4])

    assert (first.read, first.known) == (3, 0)
    assert (again.documents, again.read, again.known, again.refused) == (6, 2, 4, 0)
    assert len(invoices(north)) == 5


def test_the_same_number_with_another_sum_is_refused_and_said(north: Town) -> None:
    read(north, Bill())

    reading = read(north, Bill(items=(Item(quantity=Decimal(11)),)))

    assert (reading.read, reading.known, reading.refused) == (0, 0, 1)
    with north.looking():
        refusal = InvoiceRefusal.owned_by(north.administrator).get()
    assert "11875.00" in refusal.summary
    assert len(invoices(north)) == 1


def test_of_many_each_is_accounted_for_and_the_wrong_ones_have_their_reasons(north: Town) -> None:
    made = list(many(120, wrong=0.2))
    wrong = [one for one in made if one.breaks]

    reading = read_invoices(
        north.administrator, files=[Packed(one.name, one.content) for one in made]
    )

    assert reading.documents == 120
    assert reading.read + reading.known + reading.refused == 120
    with north.looking():
        refusals = InvoiceRefusal.owned_by(north.administrator).filter(reading=reading)
        told = {one.name: {fault["rule"] for fault in one.faults} for one in refusals}
        assert all(one.summary for one in refusals)
    assert set(told) == {one.name for one in wrong}
    assert all(one.breaks in told[one.name] for one in wrong)


def test_a_dry_run_says_the_same_and_writes_nothing(north: Town) -> None:
    with pytest.raises(DryRun) as told:
        read(north, Bill(), Bill(currency="XYZ"), dry_run=True)

    assert (told.value.counts.read, told.value.counts.refused) == (1, 1)
    assert invoices(north) == []
    with north.looking():
        assert not InvoiceReading.owned_by(north.administrator).exists()


def test_a_sole_traders_and_a_pupils_numbers_are_masked(north: Town) -> None:
    trader = Company("Enskild firma", "8112189876", "SE", "0007")
    pupil = Item(name="Skolskjuts 20100101-2382", description="för 100101-2382")

    read(north, Bill(seller=trader, items=(pupil,)))

    (invoice,) = invoices(north)
    with north.looking():
        line = InvoiceLine.owned_by(north.administrator).get()
        history = str(list(Change.visible_to(north.administrator).values_list("after", flat=True)))
    assert invoice.personal_data
    assert line.personal_data
    assert "2382" not in line.name + line.description
    assert "2382" not in history
    assert "9876" not in invoice.supplier_number


def test_a_cost_centre_names_the_unit(north: Town) -> None:
    with north.arranging():
        unit = Unit.everything.create(organisation_id=north.id, name="Skolan", code="3100")

    read(north, Bill(cost_centre="3100"))

    assert invoices(north)[0].unit_id == unit.pk


def test_only_who_may_write_spend_reads_invoices(north: Town) -> None:
    with pytest.raises(NotAllowed):
        read_invoices(north.person(AccessRole.CONTRIBUTOR), files=files(Bill()))


def test_what_one_town_reads_another_never_meets(north: Town, south: Town) -> None:
    read(north, Bill())

    reading = read(south, Bill())

    assert (reading.read, reading.known) == (1, 0)
    with south.looking():
        assert Invoice.visible_to(south.administrator).count() == 1


def zipped(*bills: Bill) -> io.BytesIO:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for one in files(*bills):
            made.writestr(one.name, one.content)
    held.seek(0)
    held.name = "invoices.zip"
    return held


def test_a_zip_is_uploaded_read_in_the_background_and_told(north: Town, client: Any) -> None:
    client.force_login(north.user())

    answer = client.post(
        "/north/spend/read/", {"invoices": [zipped(Bill(), Bill(number="2", currency="XYZ"))]}
    )

    with north.looking():
        reading = InvoiceReading.owned_by(north.administrator).get()
        task = reading.task
    assert answer["Location"] == f"/north/invoice-readings/{reading.pk}/result/"
    assert task is not None
    tasks.perform(task_id=task.pk, organisation_id=north.id)
    page = client.get(answer["Location"]).content.decode()
    assert "XYZ" in page
    assert "BR-CL-04" in page
    assert client.get(f"/north/invoice-readings/{reading.pk}/refused.xlsx").status_code == 200
    with north.looking():
        assert not UnreadFile.owned_by(north.administrator).exists()
        reading.refresh_from_db()
    assert (reading.read, reading.refused) == (1, 1)


def test_a_worker_reads_a_heap_once(north: Town, client: Any) -> None:
    client.force_login(north.user())
    client.post("/north/spend/read/", {"invoices": [zipped(Bill())]})
    with north.looking():
        reading = InvoiceReading.owned_by(north.administrator).select_related("task").get()
        again = tasks.start(north.administrator, "spend.read", about=reading.pk)
    assert reading.task is not None

    tasks.perform(task_id=reading.task.pk, organisation_id=north.id)
    tasks.perform(task_id=again.pk, organisation_id=north.id)

    assert len(invoices(north)) == 1


def test_of_a_broken_heap_each_file_is_told_by_its_name_and_the_good_ones_are_kept(
    north: Town, client: Any
) -> None:
    client.force_login(north.user())
    bomb = b"""<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>"""
    steals = b"""<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>"""
    heap = zipped(Bill(), Bill(), Bill(number="2", credit=True, credits_number=""))
    with zipfile.ZipFile(heap, "a") as made:
        for name, content in (
            ("bomb.xml", bomb),
            ("steals.xml", steals),
            ("scan.pdf", b"%PDF-1.7"),
            ("half.xml", Bill().xml()[:700]),
            ("odd\x1fname\x1e.xml", Bill(number="3").xml()),
        ):
            made.writestr(name, content)
    heap.seek(0)
    single = io.BytesIO(b"Invoice;Amount")
    single.name = "list.csv"
    answer = client.post("/north/spend/read/", {"invoices": [heap, single]})
    with north.looking():
        reading = InvoiceReading.owned_by(north.administrator).select_related("task").get()
    assert reading.task is not None
    tasks.perform(task_id=reading.task.pk, organisation_id=north.id)

    with north.looking():
        reading.refresh_from_db()
        told = dict(
            InvoiceRefusal.owned_by(north.administrator).values_list("name", "faults__0__says")
        )
        notes = [one["says"] for i in invoices(north) if i.number == "2" for one in i.remarks]
    assert (reading.documents, reading.read, reading.known, reading.refused) == (9, 3, 1, 5)
    assert told == {
        "invoices.zip/bomb.xml": "doctype",
        "invoices.zip/steals.xml": "doctype",
        "invoices.zip/scan.pdf": "other_format",
        "invoices.zip/half.xml": "not_xml",
        "list.csv": "no_xml",
    }
    assert notes == ["credit_of_nothing"]
    page = client.get(answer["Location"]).content.decode()
    for name in told:
        assert name in page
    assert "root:" not in page
