"""Classifying information: one decision after the other, the latest counts, none is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from samsyn.apps.register.models import Classification, InformationAsset
from samsyn.apps.register.public import classify_asset
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole, Permission
from samsyn.domain.classification.decision import Fault
from samsyn.domain.classification.scales import Aspect
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.models import Act
from tests.apps.register.conftest import TODAY, Shelf, signed_in
from tests.support.builders import Town

C, I, A, T = Aspect  # noqa: E741 - what everybody calls them
SOUND: dict[str, Any] = {
    "levels": {C: 3, I: 2, A: 0},
    "reasons": {C: "Pupils would be hurt", I: "Wrong grades"},
    "decided_on": TODAY,
    "next_review": date(2028, 11, 22),
    "participants": ["Anna Berg", "Per Dal"],
}
TYPED = {
    "confidentiality": "3",
    "confidentiality_reason": "Pupils would be hurt",
    "integrity": "0",
    "availability": "0",
    "decided_on": "2026-11-22",
    "next_review": "2028-11-22",
    "participants": "Anna Berg\n\n  Per Dal ",
}


def kept(town: Town, asset: InformationAsset) -> list[Classification]:
    with town.looking():
        return list(Classification.everything.filter(asset=asset).order_by("id"))


def test_a_decision_is_kept_whole_and_told_in_the_history(shelf: Shelf, north: Town) -> None:
    asset = shelf.asset()
    actor = north.with_only(Permission.ASSET_CLASSIFY)
    classify_asset(actor, asset_id=asset.pk, **SOUND)
    (decision,) = kept(north, asset)
    assert (decision.confidentiality, decision.integrity, decision.availability) == (3, 2, 0)
    assert decision.traceability is None
    assert decision.confidentiality_reason == "Pupils would be hurt"
    assert decision.participants == ["Anna Berg", "Per Dal"]
    with north.looking():
        assert Act.everything.filter(name="register.classify_asset").count() == 1


def test_who_may_not_classify_changes_nothing(shelf: Shelf, north: Town) -> None:
    asset = shelf.asset()
    with pytest.raises(NotAllowed):
        classify_asset(north.person(AccessRole.READER), asset_id=asset.pk, **SOUND)
    assert kept(north, asset) == []


def test_a_refusal_names_everything_and_keeps_nothing(shelf: Shelf, north: Town) -> None:
    asset = shelf.asset()
    wrong = SOUND | {"levels": {C: 3}, "reasons": {}, "next_review": TODAY}
    with pytest.raises(Refused) as refusal:
        classify_asset(north.administrator, asset_id=asset.pk, **wrong)
    assert [o.code for o in refusal.value.objections] == [
        Fault.REASON_MISSING,
        Fault.LEVEL_MISSING,
        Fault.LEVEL_MISSING,
        Fault.REVIEW_TOO_EARLY,
    ]
    assert kept(north, asset) == []


def test_a_neighbours_information_cannot_be_classified(shelf: Shelf, south: Town) -> None:
    asset = shelf.asset(visibility="federation")
    with pytest.raises(InformationAsset.DoesNotExist):
        classify_asset(south.administrator, asset_id=asset.pk, **SOUND)


def test_the_page_decides_and_shows_both_decisions_the_latest_first(
    shelf: Shelf, client: Client, north: Town
) -> None:
    asset = shelf.asset(name="Elevakter")
    shelf.classification(asset, confidentiality_reason="Earlier reason")
    address = f"/north/information-assets/{asset.pk}/"
    form = client.get(f"{address}classify/").content.decode()
    assert "Earlier reason" in form
    answer = client.post(f"{address}classify/", TYPED)
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    page = client.get(address).content.decode()
    assert page.index("Pupils would be hurt") < page.index("Earlier reason")
    assert page.index("Earlier decisions") < page.index("Earlier reason")
    assert "Anna Berg, Per Dal" in page
    assert len(kept(north, asset)) == 2


def test_the_page_says_what_is_missing_where_it_is_missing(
    shelf: Shelf, client: Client, north: Town
) -> None:
    asset = shelf.asset()
    answer = client.post(
        f"/north/information-assets/{asset.pk}/classify/",
        TYPED | {"confidentiality_reason": "", "next_review": "2026-11-22"},
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "confidentiality_reason": ["Confidentiality needs a reason: what would happen, to whom?"],
        "next_review": ["The next review must come after the decision."],
    }
    assert kept(north, asset) == []


def test_a_system_shows_the_highest_level_and_what_caused_it(shelf: Shelf, client: Client) -> None:
    system = shelf.system(name="Ekot")
    pupils, maps = shelf.asset(system, name="Elevakter"), shelf.asset(system, name="Kartor")
    shelf.asset(system, name="Ny lista")
    shelf.classification(pupils, confidentiality=4, decided_on=date(2026, 1, 1))
    shelf.classification(pupils, confidentiality=3, decided_on=date(2026, 1, 2))
    shelf.classification(maps, availability=2)
    page = client.get(f"/north/systems/{system.pk}/").content.decode()
    panel = page.split('id="protection-heading"')[1].split("</section>")[0]
    rows = [row.split("</dd>")[0] for row in panel.split("<dt>")[1:]]
    facts = {row.split("</dt>")[0]: row for row in rows}
    assert "3 Considerable harm" in facts["Confidentiality"]
    assert f"/information-assets/{pupils.pk}/" in facts["Confidentiality"]
    assert f"/information-assets/{maps.pk}/" not in facts["Confidentiality"]
    assert "2 Moderate harm" in facts["Availability"]
    assert "Ny lista" in panel.split("Not classified yet:")[1]

    listed = client.get("/north/systems/?columns=name,confidentiality,availability")
    (row,) = listed.context["table"]["rows"]
    assert [cell["text"] for cell in row["cells"]] == ["Ekot", "3", "2"]


def test_a_secret_asset_hides_its_decisions_too(shelf: Shelf, north: Town) -> None:
    system = shelf.system()
    asset = shelf.asset(system, name="Elevakter")
    shelf.classification(asset, confidentiality=4)
    typed = {"name": "Elevakter", "visibility": "restricted", "revision": "1"}
    answer = signed_in(north).post(f"/north/information-assets/{asset.pk}/edit/", typed)
    assert answer.status_code == 302
    assert [c.visibility for c in kept(north, asset)] == ["restricted"]

    reader = signed_in(north, AccessRole.READER)
    assert "Elevakter" not in reader.get(f"/north/systems/{system.pk}/").content.decode()
    listed = reader.get("/north/systems/?columns=name,confidentiality")
    (row,) = listed.context["table"]["rows"]
    assert row["cells"][1]["text"] == ""
