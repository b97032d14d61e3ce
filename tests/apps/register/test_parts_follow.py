"""What is named after a record, or part of it, is seen no further than the record."""

from __future__ import annotations

from decimal import Decimal

import pytest

from samsyn.apps.register.models import (
    InformationFlow,
    PriceLine,
    Routine,
    RoutineRequirement,
    SystemCost,
)
from samsyn.domain.access.permissions import AccessRole
from tests.apps.register.conftest import Shelf, signed_in
from tests.support.builders import Town

pytestmark = pytest.mark.django_db


def test_flows_and_costs_close_with_a_system_that_is_closed(shelf: Shelf, north: Town) -> None:
    system, other = shelf.system(name="Wiretap"), shelf.system(name="Archive")
    with north.arranging():
        InformationFlow.everything.create(source_system=system, target_system=other)
        SystemCost.everything.create(system=system, year=2026, amount=Decimal(5))
    reader = north.person(AccessRole.READER)
    said = {
        "name": "Wiretap 2",
        "stage": "production",
        "visibility": "restricted",
        "revision": str(system.revision),
    }
    answer = signed_in(north).post(f"/north/systems/{system.pk}/edit/", said)

    assert answer.status_code == 302
    with north.looking():
        names = list(InformationFlow.everything.values_list("name", flat=True))
    assert names == ["Wiretap 2 → Archive"]
    with north.looking():
        assert not InformationFlow.visible_to(reader).exists()
        assert not SystemCost.visible_to(reader).exists()


def test_a_price_is_seen_no_further_than_its_agreement(shelf: Shelf, north: Town) -> None:
    closed = shelf.agreement(name="Secret", visibility="restricted")
    with north.arranging():
        line = PriceLine.everything.create(agreement=closed, name="Bugs", price=Decimal(9))
        line.refresh_from_db(from_queryset=PriceLine.owned_by(north.administrator))

    assert line.visibility == "restricted"


def test_what_a_routine_demands_closes_with_it(north: Town) -> None:
    with north.arranging():
        routine = Routine.everything.create(name="Inventory", visibility="federation")
        RoutineRequirement.everything.create(
            routine=routine, name="Two people count", visibility="federation"
        )
    said = {"name": "Inventory", "kind": "internal", "visibility": "restricted"}
    at = f"/north/routines/{routine.pk}/edit/"
    answer = signed_in(north).post(at, said | {"revision": str(routine.revision)})

    assert answer.status_code == 302
    with north.looking():
        assert RoutineRequirement.everything.get().visibility == "restricted"
