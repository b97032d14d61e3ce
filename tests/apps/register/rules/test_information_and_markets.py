"""REG-006, 009 and 013: information is judged, and neither doubled nor all with one supplier."""

from __future__ import annotations

from datetime import date

import pytest

from samsyn.apps.register.models import Capability, Supplier
from tests.apps.register.conftest import Shelf
from tests.apps.register.rules.asking import hits, sentences, titles
from tests.support.builders import Town

pytestmark = pytest.mark.django_db


def test_information_must_be_classified_and_again_when_due(shelf: Shelf, north: Town) -> None:
    shelf.asset(name="Never")
    overdue, today = shelf.asset(name="Overdue"), shelf.asset(name="Due today")
    shelf.classification(overdue, next_review=date(2026, 11, 21))
    shelf.classification(today, next_review=date(2026, 11, 22))
    assert sentences("REG-006", north) == [
        "Never: Nobody has decided how much it must be protected.",
        "Overdue: Its classification should have been reviewed by 21 Nov 2026.",
    ]


def test_only_the_latest_classification_counts(shelf: Shelf, north: Town) -> None:
    renewed, lapsed = shelf.asset(name="Renewed"), shelf.asset(name="Lapsed")
    for asset, later in ((renewed, date(2028, 1, 1)), (lapsed, date(2026, 2, 1))):
        shelf.classification(asset, decided_on=date(2026, 1, 2), next_review=later)
        earlier = date(2026, 2, 1) if asset is renewed else date(2028, 1, 1)
        shelf.classification(asset, decided_on=date(2026, 1, 1), next_review=earlier)
    assert titles("REG-006", north) == ["Lapsed"]


def test_a_classification_counts_on_whatever_scale_it_was_made(shelf: Shelf, north: Town) -> None:
    for code in ("four_steps", "three_steps", "gone-scale"):
        shelf.classification(shelf.asset(name=code), scale=code)
    assert titles("REG-006", north) == []


def test_two_systems_for_one_capability_are_found_both(shelf: Shelf, north: Town) -> None:
    with north.arranging():
        booking = Capability.everything.create(name="Booking")
        letters = Capability.everything.create(name="Letters")
    ekot = shelf.product(name="Ekot", capability=booking)
    bokat = shelf.product(name="Bokat", capability=booking)
    shelf.system(name="A", product=ekot)
    shelf.system(name="B", product=bokat)
    shelf.system(name="C", product=shelf.product(capability=letters))
    shelf.system(name="On its way out", product=ekot, stage="phase_out")
    shelf.system(name="Unknown 1")
    shelf.system(name="Unknown 2")
    assert sentences("REG-009", north) == [
        "A: B is used for the same thing: Booking.",
        "B: A is used for the same thing: Booking.",
    ]


def test_many_systems_for_one_capability_name_three_others(shelf: Shelf, north: Town) -> None:
    with north.arranging():
        booking = Capability.everything.create(name="Booking")
    product = shelf.product(capability=booking)
    for name in "ABCDE":
        shelf.system(name=name, product=product)
    assert [hit.facts["others"] for hit in hits("REG-009", north)] == [
        ["B", "C", "D"],
        ["A", "C", "D"],
        ["A", "B", "D"],
        ["A", "B", "C"],
        ["A", "B", "C"],
    ]


def test_a_supplier_may_hold_the_share_but_not_more(shelf: Shelf, north: Town) -> None:
    nordkod = shelf.supplier(name="Nordkod")
    product = shelf.product(supplier=nordkod)
    for number in range(3):
        shelf.system(product=product, criticality="critical" if number else "high")
    for _number in range(7):
        shelf.system(criticality="high")
    shelf.system(product=product, criticality="medium")
    shelf.system(product=product, criticality="critical", stage="retired")
    assert titles("REG-013", north) == []
    assert sentences("REG-013", north, percent=29) == [
        "Nordkod: It delivers 3 of our 10 critical systems (30 %)."
    ]
    assert hits("REG-013", north, percent=29)[0].model is Supplier
    assert titles("REG-013", north, percent=29, least=11) == []


def test_another_organisations_information_is_never_found(shelf: Shelf, south: Town) -> None:
    shared = {"visibility": "federation"}
    shelf.asset(**shared)
    with shelf.town.arranging():
        booking = Capability.everything.create(name="Booking")
    product = shelf.product(capability=booking, supplier=shelf.supplier())
    for _number in range(6):
        shelf.system(product=product, criticality="critical", **shared)
    for code in ("REG-006", "REG-009", "REG-013"):
        assert titles(code, south) == []
