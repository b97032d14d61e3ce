"""Two suppliers become one in every organisation, and nobody learns what others have."""

from __future__ import annotations

from typing import Any

import pytest

from samsyn.apps.register.models import Agreement, Product, Site, Supplier, SupplierMerge
from samsyn.apps.register.rules.reg_016_same_supplier import same_supplier
from samsyn.apps.register.services.merge_suppliers import merge_suppliers
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.imports.applying import apply_import
from samsyn.kernel.imports.previewing import preview
from samsyn.kernel.imports.services import offer, receive
from samsyn.kernel.models import Act, Change
from samsyn.kernel.records.declaration import record_of
from samsyn.kernel.rules import Question
from tests.support.builders import Town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def both(north: Town) -> tuple[Supplier, Supplier]:
    """A supplier with a number, and the same one written down again."""
    with north.arranging():
        return (
            Supplier.everything.create(name="Nordljus AB", country="SE", org_number="556036-0793"),
            Supplier.everything.create(
                name="Nordljus, Drift", former_names="Norrsken", security_phone="112"
            ),
        )


def agreement(town: Town, supplier: Supplier, **said: Any) -> Agreement:
    with town.arranging():
        return Agreement.everything.create(
            organisation_id=town.id, name=f"Secret of {town.slug}", supplier=supplier, **said
        )


def merge(town: Town, both: tuple[Supplier, Supplier], reason: str = "One company") -> Supplier:
    return merge_suppliers(
        town.administrator, survivor_id=both[0].pk, lost_id=both[1].pk, reason=reason
    )


def test_everybodys_links_move_and_the_other_is_gone(
    north: Town, south: Town, far: Town, both: tuple[Supplier, Supplier]
) -> None:
    survivor, lost = both
    towns = {town: agreement(town, lost) for town in (north, south)}
    towns[far] = agreement(far, lost, visibility="restricted")
    with north.arranging():
        product = Product.everything.create(name="Drift", supplier=lost)
        site = Site.everything.create(organisation_id=north.id, name="Hall", operator=lost)

    merge(north, both)

    for town, row in towns.items():
        with town.looking():
            row.refresh_from_db()
        assert row.supplier_id == survivor.pk
    with north.looking():
        product.refresh_from_db()
        site.refresh_from_db()
        assert not Supplier.visible_to(north.administrator).filter(pk=lost.pk).exists()
    assert (product.supplier_id, site.operator_id) == (survivor.pk, survivor.pk)


def test_what_the_lost_one_knew_is_kept_and_its_names_still_find_it(
    north: Town, both: tuple[Supplier, Supplier]
) -> None:
    survivor, lost = both

    merge(north, both)

    with north.looking():
        survivor.refresh_from_db()
        kept = SupplierMerge.visible_to(north.administrator).get()
        history = Change.visible_to(north.administrator).filter(row_id=lost.pk)
        assert {c.kind for c in history.filter(table_name="register_supplier")} == {
            "insert",
            "delete",
        }
    assert survivor.former_names == "Nordljus Drift, Norrsken"
    assert survivor.security_phone == "112"
    assert survivor.org_number == "556036-0793"
    assert (kept.lost_id, kept.facts["name"]) == (lost.pk, "Nordljus, Drift")
    assert imported(north, "Namn;Leverantör\nDrift;Norrsken\n") == [survivor.pk]


def imported(town: Town, text: str) -> list[int | None]:
    """Import agreements, and return whose they are."""
    record = record_of(Agreement)
    assert record is not None
    with town.looking():
        run = receive(town.administrator, record, text.encode(), "agreements.csv")
        offered = offer(run, record, town.administrator)
        run.mapping = {str(i): name for i, name in offered.proposal.mapping.items()}
        run.save()
        preview(run, record, town.administrator, lambda _done, _total: None)
    apply_import(run.pk, record, town.administrator, lambda _done, _total: None)
    with town.looking():
        rows = Agreement.owned_by(town.administrator)
        return list(rows.values_list("supplier_id", flat=True))


def test_the_neighbour_sees_that_samsyn_moved_it_and_not_why(
    north: Town, south: Town, both: tuple[Supplier, Supplier]
) -> None:
    row = agreement(south, both[1])

    merge(north, both, reason="North has a secret reason")

    with south.looking():
        act = Act.owned_by(south.administrator).get(name="register.merge_suppliers")
        (change,) = Change.visible_to(south.administrator).filter(
            table_name="register_agreement", row_id=row.pk, kind="update"
        )
        seen = str(list(Act.visible_to(south.administrator).values()))
    assert (act.actor_name, act.reason, change.act_id) == ("Samsyn", "", act.pk)
    assert "secret reason" not in seen


def test_the_one_who_merges_learns_nothing_of_others(
    north: Town, south: Town, both: tuple[Supplier, Supplier]
) -> None:
    agreement(south, both[1])

    merge(north, both)

    with north.looking():
        acts = list(Act.visible_to(north.administrator).values_list("organisation_id", flat=True))
        seen = str(list(Change.visible_to(north.administrator).values("organisation_id", "after")))
    assert south.id not in acts
    assert "Secret of south" not in seen


def test_two_numbers_are_never_made_one_and_nothing_changes(
    north: Town, both: tuple[Supplier, Supplier]
) -> None:
    with north.arranging():
        both[1].country, both[1].org_number = "NO", "974760673"
        both[1].save()

    with pytest.raises(Refused):
        merge(north, both)

    with north.looking():
        assert Supplier.visible_to(north.administrator).count() == 2


def test_who_may_not_merge_does_not(north: Town, both: tuple[Supplier, Supplier]) -> None:
    with pytest.raises(NotAllowed):
        merge_suppliers(
            north.person(AccessRole.CONTRIBUTOR),
            survivor_id=both[0].pk,
            lost_id=both[1].pk,
            reason="x",
        )


def test_a_merged_one_may_be_merged_on(north: Town, both: tuple[Supplier, Supplier]) -> None:
    with north.arranging():
        third = Supplier.everything.create(name="Nordljus Norden")
    merge(north, (both[1], third))

    merge(north, both)

    with north.looking():
        both[0].refresh_from_db()
        kept = SupplierMerge.visible_to(north.administrator)
        assert {one.survivor_id for one in kept} == {both[0].pk}
    assert "Nordljus Norden" in both[0].former_names


def test_the_page_shows_both_and_merges_them(
    north: Town, both: tuple[Supplier, Supplier], client: Any
) -> None:
    client.force_login(north.user())
    with north.arranging():
        Supplier.everything.create(name="NORDLJUS")

    listed = client.get("/north/suppliers/alike/").content.decode()
    form = client.get(f"/north/suppliers/{both[0].pk}/merge/{both[1].pk}/")
    answer = client.post(
        f"/north/suppliers/{both[0].pk}/merge/{both[1].pk}/",
        {"survivor": both[0].pk, "reason": "One company"},
    )

    assert "NORDLJUS" in listed
    assert form.status_code == 200
    assert answer.status_code == 302
    told = client.get(answer["Location"]).content.decode()
    assert "Norrsken" in told


def test_reg_016_speaks_of_suppliers_we_have_to_do_with(north: Town, south: Town) -> None:
    with north.arranging():
        one = Supplier.everything.create(name="Nordljus AB")
        other = Supplier.everything.create(name="NORDLJUS")
        Supplier.everything.create(name="Sydvind AB")
        Supplier.everything.create(name="SYDVIND")
    agreement(north, one)

    def hits(town: Town) -> list[int]:
        with town.looking():
            asked = Question(actor=town.administrator, today=clock.today())
            return [hit.pk for hit in same_supplier(asked)]

    assert hits(north) == [other.pk]
    assert hits(south) == []
