"""REG-001 and REG-017: somebody answers for it, and has looked at it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from samsyn.apps.register.models import Agreement, InformationAsset, System
from samsyn.kernel import clock
from samsyn.kernel.rules import rule_by_code
from tests.apps.register.conftest import TODAY, Shelf
from tests.apps.register.rules.asking import hits, sentences, titles
from tests.support.builders import Town

pytestmark = pytest.mark.django_db


def test_every_role_that_nobody_holds_is_named(shelf: Shelf, north: Town) -> None:
    anna = shelf.person(name="Anna Berg")
    shelf.system(name="Alone")
    shelf.system(name="Half", owner=anna, administrator=anna)
    shelf.system(name="Whole", owner=anna, administrator=anna, information_owner=anna)
    assert sentences("REG-001", north) == [
        "Alone: It has no system owner, system administrator or information owner.",
        "Half: It has no information owner.",
    ]
    assert [hit.responsible for hit in hits("REG-001", north)] == [None, anna.pk]


def test_plans_and_retired_systems_need_nobody_yet(shelf: Shelf, north: Town) -> None:
    for stage in System.Stage:
        shelf.system(name=stage.value, stage=stage)
    assert titles("REG-001", north) == ["phase_out", "pilot", "production"]


def test_a_record_is_stale_the_day_after_the_year(shelf: Shelf, north: Town) -> None:
    shelf.system(name="A year", confirmed_on=date(2025, 11, 22))
    shelf.system(name="A year and a day", confirmed_on=date(2025, 11, 21))
    assert sentences("REG-017", north) == [
        "A year and a day: Nobody has confirmed it since 21 Nov 2025."
    ]
    assert titles("REG-017", north, months=11) == ["A year", "A year and a day"]


def test_what_was_never_confirmed_counts_from_when_it_was_written(
    shelf: Shelf, north: Town
) -> None:
    shelf.system(name="Written today")
    assert titles("REG-017", north, date(2027, 1, 1)) == []
    later = date(TODAY.year + 20, 1, 1)
    assert titles("REG-017", north, later) == ["Written today"]
    assert hits("REG-017", north, later)[0].facts["confirmed"] is False


def test_all_kinds_of_records_but_what_is_over_must_be_looked_at(shelf: Shelf, north: Town) -> None:
    old = {"confirmed_on": date(2020, 1, 1)}
    shelf.system(name="Retired", stage=System.Stage.RETIRED, **old)
    shelf.asset(name="Asset", **old)
    shelf.agreement(name="Running", **old)
    shelf.agreement(name="Ended", valid_until=date(2026, 11, 21), **old)
    shelf.agreement(name="Ends today", valid_until=date(2026, 11, 22), **old)
    shelf.agreement(
        name="Renews", valid_until=date(2026, 1, 1), renewal="renews", renewal_months=12, **old
    )
    shelf.agreement(name="Terminated", terminated_on=date(2026, 11, 22), **old)
    found = hits("REG-017", north)
    assert [(hit.model, hit.title) for hit in found] == [
        (InformationAsset, "Asset"),
        (Agreement, "Ends today"),
        (Agreement, "Renews"),
        (Agreement, "Running"),
    ]
    rule = rule_by_code("REG-017")
    assert rule is not None
    assert rule.fix_url is not None
    assert rule.fix_url(found[0]) == f"/information-assets/{found[0].pk}/"


def test_another_organisations_systems_are_never_found(shelf: Shelf, south: Town) -> None:
    shelf.system(name="Shared", visibility="federation", confirmed_on=date(2020, 1, 1))
    with clock.stopped_at(datetime(2026, 11, 22, tzinfo=UTC)):
        assert titles("REG-001", south) == []
        assert titles("REG-017", south) == []
