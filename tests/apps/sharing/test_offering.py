"""What leaves the organisation is exactly what was chosen, and nobody in it."""

from __future__ import annotations

import json

import pytest

from samsyn.apps.organisation.public import Person
from samsyn.apps.register.models import InformationAsset, System
from samsyn.apps.sharing.models import Offer, OfferCount
from samsyn.apps.sharing.public import offer_row, withdraw_offer
from samsyn.apps.sharing.queries.snapshots import snapshot_of
from samsyn.apps.sharing.services.offering import places_in, row_to_offer
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.shared.refusal import Refused
from samsyn.domain.sharing.objections import Obstacle
from samsyn.kernel.fields import MoneyField
from samsyn.kernel.sharing import all_shareables
from tests.apps.register.conftest import Shelf
from tests.apps.sharing.conftest import offered
from tests.support.builders import Town


def test_an_offer_holds_the_chosen_fields_and_no_person_cost_or_stage(
    north: Town, system: System
) -> None:
    offer = offered(north, "systems", system)

    assert offer.snapshot["fields"]["purpose"] == "Pupils' grades and absence."
    assert offer.snapshot["fields"]["product"] == {"title": "Ekot", "id": system.product_id}
    assert "Hemlig" not in json.dumps(offer.snapshot) + offer.words
    assert not {"owner", "stage", "yearly_cost"} & set(offer.snapshot["fields"])
    assert offer.visibility == "federation"
    assert system.visibility == "own"


def test_a_cost_is_offered_only_where_somebody_chooses_to(north: Town, system: System) -> None:
    offer = offered(north, "systems", system, optional=["yearly_cost", "owner"])

    assert offer.snapshot["fields"]["yearly_cost"] == "120000.00"
    assert "owner" not in offer.snapshot["fields"]


def test_no_declaration_ever_offers_a_person_a_contact_or_an_unchosen_cost() -> None:
    told = []
    for declared in all_shareables():
        parts = [(part.model, part.fields) for part in declared.parts]
        for model, names in [(declared.model, (*declared.fields, *declared.optional)), *parts]:
            for name in names:
                field = model._meta.get_field(name)
                unchosen = isinstance(field, MoneyField) and name not in declared.optional
                named = any(w in name for w in ("phone", "email", "note", "contact", "signed_by"))
                if field.related_model is Person or unchosen or named:
                    told.append(f"{model.__name__}.{name}")

    assert told == []
    assert {"systems", "information-assets", "agreements"} <= {d.kind for d in all_shareables()}


def test_a_classification_comes_with_its_reasons_and_without_who_took_part(
    north: Town, asset: InformationAsset
) -> None:
    offer = offered(north, "information-assets", asset)

    (classification,) = offer.snapshot["parts"]["register_classification"]
    assert classification["confidentiality"] == 3
    assert classification["confidentiality_reason"] == "Protected identities."
    assert "participants" not in classification
    assert offer.about_names == "Ekot"


def test_a_restricted_row_is_not_offered_nor_named_by_another(
    north: Town, shelf: Shelf, system: System
) -> None:
    secret = shelf.asset(system, name="Skyddade", visibility="restricted")
    open_one = shelf.asset(system, name="Betyg")

    with pytest.raises(Refused) as refused:
        offered(north, "information-assets", secret)
    assert [o.code for o in refused.value.objections] == [Obstacle.RESTRICTED]
    offer = offered(north, "systems", system)
    assert offer.snapshot["fields"]["assets"] == [{"title": open_one.name}]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ask 900101-9802 about it", "se_personnummer"),
        ("Write to anna@north.example", "email"),
        ("Call 0520-12 34 56", "phone"),
    ],
)
def test_personal_data_is_refused_with_its_place_until_it_is_confirmed_or_gone(
    north: Town, shelf: Shelf, text: str, kind: str
) -> None:
    system = shelf.system(name="Ekot", purpose=text)

    with pytest.raises(Refused) as refused:
        offered(north, "systems", system, note=text)
    facts = [dict(o.facts) for o in refused.value.objections]
    assert [(f["field"], f["kind"]) for f in facts] == [
        ("Purpose", kind),
        ("To those who take it", kind),
    ]
    assert all("9802" not in str(f["shown"]) and "anna" not in str(f["shown"]) for f in facts)
    with north.looking():
        assert not Offer.owned_by(north.administrator).exists()


def test_what_was_confirmed_stays_so_and_a_new_find_does_not(north: Town, shelf: Shelf) -> None:
    system = shelf.system(name="Ekot", purpose="Support: help@ekot.example")
    with north.looking():
        declared, row = row_to_offer(north.administrator, "systems", system.pk)
        snapshot = snapshot_of(north.administrator, declared, row)
        keys = [p.key for p in places_in(north.administrator, declared, snapshot, "")]

    offer = offered(north, "systems", system, confirmed=keys)

    assert "help@ekot.example" in offer.words
    with north.arranging():
        system.fallback = "Write to anna@north.example"
        system.save()
    with pytest.raises(Refused) as refused:
        offered(north, "systems", system, confirmed=keys)
    assert [o.facts["field"] for o in refused.value.objections] == ["Fallback"]


def test_an_offer_is_renewed_when_its_row_has_changed_and_not_otherwise(
    north: Town, system: System
) -> None:
    assert offered(north, "systems", system).edition == 1
    assert offered(north, "systems", system).edition == 1
    with north.arranging():
        system.purpose = "Grades."
        system.save()

    again = offered(north, "systems", system)

    assert (again.edition, again.snapshot["fields"]["purpose"]) == (2, "Grades.")
    with north.looking():
        assert Offer.owned_by(north.administrator).count() == 1


def test_a_withdrawn_offer_is_seen_by_nobody_else(north: Town, south: Town, system: System) -> None:
    offer = offered(north, "systems", system, reach="public")
    with south.looking():
        assert Offer.visible_to(south.administrator).filter(pk=offer.pk).exists()

    withdraw_offer(north.administrator, offer_id=offer.pk, reason="Out of date")

    with south.looking():
        assert not Offer.visible_to(south.administrator).filter(pk=offer.pk).exists()
        assert not OfferCount.visible_to(south.administrator).filter(offer_id=offer.pk).exists()


def test_only_who_may_offer_offers_and_only_what_is_theirs(
    north: Town, south: Town, system: System
) -> None:
    with pytest.raises(NotAllowed):
        offer_row(north.person(AccessRole.CONTRIBUTOR), kind="systems", row_id=system.pk)
    for kind, pk in (("systems", system.pk), ("people", 1), ("nothing", 1)):
        with pytest.raises(Refused) as refused:
            offer_row(south.administrator, kind=kind, row_id=pk)
        assert refused.value.objections[0].code == Obstacle.NOT_SHAREABLE
