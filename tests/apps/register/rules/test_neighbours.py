"""FED-003: a neighbour who has assessed the product that we are assessing is told of, once."""

from __future__ import annotations

from datetime import date

import pytest

from samsyn.apps.register.models import Classification, InformationAsset, Product, System
from samsyn.apps.sharing.public import offer_row, take_offer, withdraw_offer
from samsyn.kernel.rules import rule_by_code
from tests.apps.register.conftest import Shelf
from tests.apps.register.rules.asking import hits, sentences, titles
from tests.support.builders import Town


@pytest.fixture
def theirs(south: Town) -> Shelf:
    """South's register."""
    return Shelf(south)


@pytest.fixture
def ours(north: Town) -> Shelf:
    """North's register."""
    return Shelf(north)


@pytest.fixture
def product(theirs: Shelf) -> Product:
    """A product that both use."""
    return theirs.product(name="Ekot")


def assessed(theirs: Shelf, product: Product, *, classified: bool = True) -> InformationAsset:
    """South has classified what its system of this product holds."""
    asset = theirs.asset(theirs.system(name="Ekot i söder", product=product), name="Betyg")
    if classified:
        with theirs.town.arranging():
            Classification.everything.create(
                asset=asset,
                confidentiality=2,
                confidentiality_reason="Grades.",
                integrity=2,
                integrity_reason="Grades.",
                availability=1,
                availability_reason="A day.",
                decided_on=date(2026, 1, 1),
                next_review=date(2028, 1, 1),
            )
    return asset


def offered_by(town: Town, asset: InformationAsset, reach: str = "federation") -> int:
    offer = offer_row(town.administrator, kind="information-assets", row_id=asset.pk, reach=reach)
    return offer.pk


def trying_out(shelf: Shelf, product: Product, stage: str = "pilot") -> System:
    return shelf.system(name="Ekot hos oss", product=product, stage=stage)


def test_a_neighbours_assessment_of_what_we_try_out_is_told(
    north: Town, south: Town, ours: Shelf, theirs: Shelf, product: Product
) -> None:
    trying_out(ours, product)
    offered_by(south, assessed(theirs, product))

    assert sentences("FED-003", north) == [
        "Ekot hos oss: South has assessed the same product: “Betyg”."
    ]
    rule = rule_by_code("FED-003")
    (hit,) = hits("FED-003", north)
    assert rule is not None
    assert rule.fix_url is not None
    assert rule.fix_url(hit).endswith(f"?about=register_product%3A{product.pk}")


def test_it_is_told_of_what_runs_too_while_its_information_is_not_classified(
    north: Town, south: Town, ours: Shelf, theirs: Shelf, product: Product
) -> None:
    asset = ours.asset(trying_out(ours, product, "production"), name="Frånvaro")
    offered_by(south, assessed(theirs, product))
    assert titles("FED-003", north) == ["Ekot hos oss"]

    ours.classification(asset)

    assert titles("FED-003", north) == []


@pytest.mark.parametrize("stage", ["phase_out", "retired"])
def test_what_is_on_its_way_out_is_assessed_by_nobody(
    stage: str, north: Town, south: Town, ours: Shelf, theirs: Shelf, product: Product
) -> None:
    ours.asset(trying_out(ours, product, stage))
    offered_by(south, assessed(theirs, product))

    assert titles("FED-003", north) == []


def test_what_runs_and_holds_nothing_known_is_not_being_assessed(
    north: Town, south: Town, ours: Shelf, theirs: Shelf, product: Product
) -> None:
    trying_out(ours, product, "production")
    offered_by(south, assessed(theirs, product))

    assert titles("FED-003", north) == []


def test_information_that_they_have_not_classified_is_no_assessment(
    north: Town, south: Town, ours: Shelf, theirs: Shelf, product: Product
) -> None:
    trying_out(ours, product)
    offered_by(south, assessed(theirs, product, classified=False))
    offer_row(
        south.administrator,
        kind="systems",
        row_id=theirs.system(name="Ekot åter", product=product).pk,
    )

    assert titles("FED-003", north) == []


def test_another_product_is_another_matter(
    north: Town, south: Town, ours: Shelf, theirs: Shelf, product: Product
) -> None:
    trying_out(ours, ours.product(name="Skallet"))
    ours.system(name="No product", stage="pilot")
    offered_by(south, assessed(theirs, product))

    assert titles("FED-003", north) == []


def test_what_we_have_taken_is_not_told_again(
    north: Town, south: Town, ours: Shelf, theirs: Shelf, product: Product
) -> None:
    trying_out(ours, product)
    offer = offered_by(south, assessed(theirs, product))

    take_offer(north.administrator, offer_id=offer)

    assert titles("FED-003", north) == []


def test_what_is_withdrawn_our_own_or_of_a_stranger_is_not_told(
    north: Town, south: Town, far: Town, ours: Shelf, theirs: Shelf, product: Product
) -> None:
    trying_out(ours, product)
    offer = offered_by(south, assessed(theirs, product))
    withdraw_offer(south.administrator, offer_id=offer)
    offered_by(far, assessed(Shelf(far), product))
    offered_by(north, assessed(ours, product))

    assert "Ekot hos oss" not in titles("FED-003", north)
