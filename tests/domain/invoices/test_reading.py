"""What a supplier's XML says is read exactly; what is hostile or foreign is refused in words."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from samsyn.domain.invoices.document import Document, Kind
from samsyn.domain.invoices.faults import CannotBeRead, Says
from samsyn.domain.invoices.opening import LARGEST_DOCUMENT, open_document
from samsyn.domain.invoices.packing import unpack
from samsyn.domain.invoices.reading import read_document
from tests.support.invoices import Bill, Item, in_envelope


def read(content: bytes) -> Document:
    (root,) = open_document(content)
    return read_document(root)


def refusal(content: bytes) -> Says:
    with pytest.raises(CannotBeRead) as refused:
        open_document(content)
    return refused.value.fault.says


def test_an_invoice_is_read_to_the_hundredth() -> None:
    bill = Bill(
        items=(Item(price=Decimal("0.10"), quantity=Decimal(3)), Item(rate=6)),
        contract="UH-2024-17",
        order="PO 9",
        cost_centre="3100",
        allowance=Decimal("0.30"),
    )

    found = read(bill.xml())

    assert found.kind is Kind.INVOICE
    assert (found.number, found.issued_on) == ("2026-1", date(2026, 9, 1))
    assert (found.contract_reference, found.order_reference) == ("UH-2024-17", "PO 9")
    assert found.accounting_cost == "3100"
    assert found.totals.net == Decimal("9500.00")
    assert found.lines[0].net == Decimal("0.30")
    assert found.lines[0].unit_price == Decimal("0.10")
    assert found.spent == Decimal("9500.00")
    assert found.found == ()


def test_a_credit_note_takes_away() -> None:
    found = read(Bill(credit=True, credits_number="2026-0").xml())

    assert found.kind is Kind.CREDIT_NOTE
    assert found.preceding == ("2026-0",)
    assert found.spent == Decimal("-9500.00")


def test_the_prefixes_are_the_suppliers_own_business() -> None:
    assert read(Bill().xml(("zzz", "y"))) == read(Bill().xml())


def test_a_discount_on_the_line_lowers_its_price() -> None:
    (line,) = read(Bill(items=(Item(discount=Decimal(500)),)).xml()).lines

    assert line.unit_price == Decimal("900.0000")


def test_an_envelope_may_hold_several_documents() -> None:
    packed = in_envelope(Bill(number="a").xml(), Bill(number="b").xml())

    assert [read_document(root).number for root in open_document(packed)] == ["a", "b"]
    assert refusal(in_envelope()) is Says.NOTHING_INSIDE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_the_encoding_is_the_files_own_business(encoding: str) -> None:
    text = Bill(reference="Åsa Öberg").xml().decode().replace("UTF-8", encoding, 1)

    assert read(text.encode(encoding)).buyer_reference == "Åsa Öberg"


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;">]><x>&c;</x>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>"""
STEALS = (
    b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>"""
)


@pytest.mark.parametrize("hostile", [BOMB, OUTSIDE, STEALS])
def test_a_document_type_is_refused_whatever_it_wants(hostile: bytes) -> None:
    assert refusal(hostile) is Says.DOCTYPE
    hidden = hostile.decode().replace('"1.0"', '"1.0" encoding="utf-16"', 1).encode("utf-16")
    assert refusal(hidden) is Says.DOCTYPE


def test_an_entity_that_nobody_declared_is_not_looked_for() -> None:
    sly = Bill().xml().replace(b"12345</cbc:BuyerReference>", b"&xxe;</cbc:BuyerReference>")

    assert refusal(sly) is Says.NOT_XML


def test_depth_and_size_have_an_end() -> None:
    assert refusal(b"<x>" * 5000) is Says.TOO_DEEP
    assert refusal(b"<x>" + b"a" * (LARGEST_DOCUMENT + 1)) is Says.TOO_LARGE
    assert refusal(b"<x>" + b"<a/>" * 400_000 + b"</x>") is Says.TOO_MANY_PARTS


@pytest.mark.parametrize(
    ("content", "says", "named"),
    [
        (b"", Says.EMPTY_FILE, ""),
        (b"%PDF-1.7 ...", Says.OTHER_FORMAT, "PDF"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", Says.NOT_AN_INVOICE, "html"),
        ("Faktura;Belopp\n1;2".encode("utf-16"), Says.NO_XML, ""),
        (Bill().xml()[:900], Says.NOT_XML, ":"),
        (Bill(reference="Åsa").xml().decode().encode("latin-1"), Says.WRONG_ENCODING, ":"),
        (Bill().xml().replace(b"UTF-8", b"klingon", 1), Says.WRONG_ENCODING, "1:"),
        (b"<html><body/></html>", Says.NOT_AN_INVOICE, "html"),
        (
            b'<Invoice xmlns="urn:sfti:documents:BasicInvoice:1:0"><ID>1</ID></Invoice>',
            Says.SVEFAKTURA,
            "",
        ),
        (
            b'<a:CrossIndustryInvoice xmlns:a="urn:un:unece:uncefact:data:CrossIndustryInvoice"/>',
            Says.OTHER_FORMAT,
            "UN/CEFACT CII",
        ),
        (b"<Finvoice/>", Says.OTHER_FORMAT, "Finvoice"),
        (
            Bill().xml().replace(b"urn:cen.eu:en16931:2017#", b"OIOUBL-2.02 ", 1),
            Says.OTHER_FORMAT,
            "OIOUBL",
        ),
    ],
)
def test_another_format_is_named(content: bytes, says: Says, named: str) -> None:
    with pytest.raises(CannotBeRead) as refused:
        open_document(content)

    assert refused.value.fault.says is says
    assert named in " ".join(refused.value.fault.facts.values())


def archive(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return held.getvalue()


def test_a_zip_and_a_gzip_are_unpacked_and_nothing_is_lost() -> None:
    inner = archive(deep=b"<x/>")
    packed = archive(**{"one.xml": b"<a/>", "two.xml.gz": gzip.compress(b"<b/>"), "in.zip": inner})

    found = {one.name: one.fault.says if one.fault else one.content for one in unpack("z", packed)}

    assert found == {
        "z/one.xml": b"<a/>",
        "z/two.xml": b"<b/>",
        "z/in.zip": Says.ARCHIVE_IN_ARCHIVE,
    }


def test_an_archive_that_swells_is_stopped() -> None:
    swells = b"\0" * (LARGEST_DOCUMENT + 1)

    (from_gzip,) = unpack("a.gz", gzip.compress(swells))
    (from_zip,) = unpack("a.zip", archive(big=swells))

    assert from_gzip.fault is not None
    assert from_zip.fault is not None
    assert {from_gzip.fault.says, from_zip.fault.says} == {Says.UNPACKS_TOO_LARGE}


def test_a_broken_archive_says_so() -> None:
    broken = archive(one=b"<a/>" * 100)

    for content in (broken[:-40], b"PK\x03\x04 nonsense", gzip.compress(b"<a/>")[:-9]):
        (found,) = unpack("x", content)
        assert found.fault is not None
        assert found.fault.says is Says.BROKEN_ARCHIVE
    (empty,) = unpack("x", archive())
    assert empty.fault is not None
    assert empty.fault.says is Says.NOTHING_INSIDE
