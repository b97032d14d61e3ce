"""A supplier's price list comes in as it is, finds its agreement, and may come again."""

from __future__ import annotations

from decimal import Decimal

import pytest

from samsyn.apps.register.models import Agreement, PriceLine
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.imports.applying import apply_import
from samsyn.kernel.imports.previewing import preview
from samsyn.kernel.imports.services import offer, receive
from samsyn.kernel.records.declaration import record_of
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.register.conftest import Shelf
from tests.support.builders import Town

pytestmark = pytest.mark.django_db
LINES = """Avtalsnr;Art.nr;Benämning;Pris exkl. moms;Enhet;Valuta
KS 25/7;BI-1001;Kontorsstol Alva;1 490,50;st;SEK
KS 25/7;BI-2040;Skrivbord 160x80;3 995,00;st;SEK
"""


def imported(town: Town, model: type[Noun], text: str) -> None:
    record = record_of(model)
    assert record is not None
    with town.looking():
        run = receive(town.administrator, record, text.encode(), "list.csv")
        offered = offer(run, record, town.administrator)
        run.mapping = {str(i): name for i, name in offered.proposal.mapping.items()}
        run.save()
        preview(run, record, town.administrator, lambda _done, _total: None)
    apply_import(run.pk, record, town.administrator, lambda _done, _total: None)


def lines(town: Town) -> list[tuple[str, str, Decimal, str]]:
    with town.looking():
        rows = PriceLine.owned_by(town.administrator).order_by("article_number")
        return [(r.article_number, r.name, r.price, r.agreement.name) for r in rows]


def test_a_price_list_finds_its_agreement_by_number_and_is_found_by_buyers(
    shelf: Shelf, north: Town
) -> None:
    from samsyn.apps.register.queries.buying import find_agreements  # noqa: PLC0415

    shelf.agreement(name="Inredning", number="KS 25/7")
    imported(north, PriceLine, LINES)
    assert lines(north) == [
        ("BI-1001", "Kontorsstol Alva", Decimal("1490.5000"), "Inredning"),
        ("BI-2040", "Skrivbord 160x80", Decimal("3995.0000"), "Inredning"),
    ]
    reader = north.person(AccessRole.READER)
    with acting_for(reader):
        (one,) = find_agreements(reader, "stolar").holding
    assert [line.article_number for line in one.prices] == ["BI-1001"]


def test_the_same_list_again_changes_prices_and_doubles_nothing(shelf: Shelf, north: Town) -> None:
    shelf.agreement(name="Inredning", number="KS 25/7")
    imported(north, PriceLine, LINES)
    imported(north, PriceLine, LINES.replace("1 490,50", "1 555,00"))
    assert [price for _article, _name, price, _agreement in lines(north)] == [
        Decimal("1555.0000"),
        Decimal("3995.0000"),
    ]


def test_a_real_contract_list_comes_in_with_its_own_headings(shelf: Shelf, north: Town) -> None:
    shelf.supplier(name="Björkhaga AB")
    imported(
        north,
        Agreement,
        "Avtalsnr;Avtalsnamn;Avtalspart;Giltigt fr.o.m.;Giltigt t.o.m.;Uppsägningstid (mån);"
        "Antal optioner;Option (mån);CPV-kod;Omfattning\n"
        "25/8;Möbler;Björkhaga AB;2025-01-01;2026-12-31;3;2;12;39110000-6;Stolar och bord\n",
    )
    with north.looking():
        (kept,) = Agreement.owned_by(north.administrator)
        assert (kept.number, kept.notice_months, kept.options_left, kept.option_months) == (
            "25/8",
            3,
            2,
            12,
        )
        assert kept.supplier is not None
        assert kept.supplier.name == "Björkhaga AB"
        assert (kept.cpv, kept.covers) == ("39110000-6", "Stolar och bord")
