"""Benefits as promised, expected and measured; money as allocated, forecast and spent."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.apps.portfolio.models import (
    Allocation,
    Benefit,
    Cost,
    EffectAssumption,
    EffectCalculation,
    Expense,
    Fund,
    GrantApplication,
    Initiative,
    Measurement,
)
from samsyn.apps.portfolio.services.decide_initiative import decide_initiative
from samsyn.apps.portfolio.services.measure_benefit import measure_benefit
from samsyn.apps.portfolio.services.reckon_effect import reckon_effect
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.portfolio.effects import Assumed, Effect, EffectFlaw, Factor
from samsyn.domain.portfolio.realisation import MeasureFlaw
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from tests.apps.portfolio import arranging as a
from tests.apps.portfolio.test_rules import said, titles
from tests.support.builders import Town

NOON = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
TODAY = NOON.date()
MOST_QUERIES = 16
LETTERS = {
    Factor.TIMES: Assumed(Decimal(1000), Decimal(2000), Decimal(2000), "The printing works"),
    Factor.COST_EACH: Assumed(Decimal(10), Decimal(12), Decimal(15)),
    Factor.SHARE: Assumed(Decimal(50), Decimal(50), Decimal(80)),
}


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\xa0", " ").split())


def shown(client: Client, town: Town, path: str) -> str:
    with clock.stopped_at(NOON):
        answer = client.get(f"/{town.slug}/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def benefit(town: Town, **columns: object) -> Benefit:
    return a.benefit(a.initiative(town, "School"), town, name="Fewer letters", **columns)


def fund(town: Town, name: str = "Digital fund", **limits: object) -> Fund:
    with town.arranging():
        row = Fund.everything.create(name=name)
        if limits:
            Allocation.everything.create(fund=row, fiscal_year=2026, **limits)
    return row


def test_what_a_decision_promises_is_kept_when_more_is_hoped_for(north: Town) -> None:
    owner = a.person(north)
    row = a.initiative(north, state="proposed", owner=owner)
    one = a.benefit(row, north, target=10, yearly_value=50_000)
    decide_initiative(north.administrator, initiative_id=row.pk, on=TODAY)
    with north.arranging():
        Benefit.owned_by(north.administrator).update(yearly_value=90_000, target=5)
        Initiative.owned_by(north.administrator).update(state="proposed")
    decide_initiative(north.administrator, initiative_id=row.pk, on=date(2026, 3, 3))

    with north.looking():
        one.refresh_from_db()
        assert (one.promised_yearly_value, one.yearly_value) == (Decimal(50_000), Decimal(90_000))
        assert (one.promised_target, one.promised_on) == (Decimal(10), TODAY)


def test_a_measurement_of_the_same_day_is_put_right(north: Town) -> None:
    one = benefit(north, expected_from=date(2025, 8, 15))
    with clock.stopped_at(NOON):
        for value in ("9", "7"):
            measure_benefit(north.administrator, benefit_id=one.pk, on=TODAY, value=Decimal(value))

    with north.looking():
        measured = Measurement.owned_by(north.administrator).get()
        assert measured.value == Decimal(7)
        assert (measured.months_after, measured.revision) == (6, 2)


def test_a_measurement_says_something_and_is_not_of_tomorrow(north: Town) -> None:
    one = benefit(north)
    with clock.stopped_at(NOON), pytest.raises(Refused) as refusal:
        measure_benefit(north.administrator, benefit_id=one.pk, on=date(2026, 3, 3), value=None)

    assert [objection.code for objection in refusal.value.objections] == [
        MeasureFlaw.DAY_TO_COME,
        MeasureFlaw.NOTHING_SAID,
    ]


def test_an_effect_is_kept_with_its_assumptions_and_may_become_the_worth(north: Town) -> None:
    one = benefit(north, yearly_value=1)
    told = reckon_effect(
        north.administrator, benefit_id=one.pk, effect=Effect.LETTERS, assumed=LETTERS
    )
    assert (told.low, told.likely, told.high) == (5_000, 12_000, 24_000)
    reckon_effect(
        north.administrator,
        benefit_id=one.pk,
        effect=Effect.LETTERS,
        assumed=LETTERS,
        take_over=True,
    )

    with north.looking():
        one.refresh_from_db()
        assert one.yearly_value == 12_000
        assert EffectCalculation.owned_by(north.administrator).count() == 1
        assert EffectAssumption.owned_by(north.administrator).count() == 3


def test_an_effect_without_an_assumption_is_not_kept(north: Town) -> None:
    one = benefit(north)
    with pytest.raises(Refused) as refusal:
        reckon_effect(
            north.administrator, benefit_id=one.pk, effect=Effect.HANDLING, assumed=LETTERS
        )

    assert {objection.code for objection in refusal.value.objections} == {EffectFlaw.MISSING}
    with north.looking():
        assert not EffectCalculation.owned_by(north.administrator).exists()


def test_the_calculator_shows_before_it_keeps(client: Client, north: Town) -> None:
    one = benefit(north)
    client.force_login(north.user())
    url = f"/{north.slug}/benefits/{one.pk}/effect/letters/"
    typed = {"times-likely": "2000", "cost_each-likely": "12", "share-likely": "50"}

    first = client.post(url, {**typed, "cost_each-low": "20", "do": "show"})
    assert first.status_code == 422
    assert "between the lowest and the highest" in first.content.decode()
    seen = client.post(url, {**typed, "share-high": "80", "do": "show"})
    assert "SEK 12,000 (if all goes badly SEK 12,000, if all goes well SEK 19,200)" in text(
        seen.content.decode()
    )
    with north.looking():
        assert not EffectCalculation.owned_by(north.administrator).exists()
    assert client.post(url, {**typed, "do": "keep"}).status_code == 302
    page = text(shown(client, north, f"benefits/{one.pk}/"))
    assert "Letters × cost of each × share" in page  # noqa: RUF001 - as the page writes it
    assert client.get(f"/{north.slug}/benefits/{one.pk}/effect/magic/").status_code == 404


def test_promised_expected_and_measured_stand_side_by_side(client: Client, north: Town) -> None:
    one = benefit(north, yearly_value=90_000, promised_yearly_value=50_000, baseline=25, target=10)
    a.benefit(a.initiative(north, "An idea", state="idea"), north, yearly_value=9)
    with north.arranging():
        Measurement.everything.create(benefit=one, measured_on=TODAY, value=19, yearly_value=40_000)
    client.force_login(north.user(AccessRole.READER))

    raw = shown(client, north, "portfolio/benefits/")
    page = text(raw)

    assert "SEK 50,000 SEK 90,000 SEK 40,000 19 of 10 (40 %)" in page
    assert "1 benefit, 1 measured SEK 50,000 SEK 90,000 SEK 40,000" in page
    assert "/measure/" not in raw


@pytest.mark.parametrize(
    ("began", "measured", "found"),
    [
        (date(2025, 6, 30), None, True),
        (date(2025, 7, 1), None, False),
        (date(2025, 6, 30), date(2026, 1, 5), False),
    ],
)
def test_a_benefit_is_asked_for_two_months_after_its_time(
    north: Town, began: date, measured: date | None, found: bool
) -> None:
    row = a.initiative(north, state="handed_over", delivered_on=began)
    one = a.benefit(row, north, name="Shorter queues", owner=a.person(north))
    a.benefit(a.initiative(north, state="running", delivered_on=began), north, name="Running")
    if measured:
        with north.arranging():
            Measurement.everything.create(benefit=one, measured_on=measured, value=1)

    assert titles(north, "POR-005") == ({"Shorter queues"} if found else set())


@pytest.mark.parametrize(("spent", "found"), [(100_000, False), (100_001, True)])
def test_a_fund_may_be_emptied_and_not_overdrawn(north: Town, spent: int, found: bool) -> None:
    row, pot = a.initiative(north), fund(north, one_off=100_000, running=None)
    with north.arranging():
        for kind, amount in (("one_off", spent), ("running", 900_000)):
            Expense.everything.create(
                initiative=row,
                fund=pot,
                fiscal_year=2026,
                booked_on=TODAY,
                amount=amount,
                kind=kind,
            )

    assert titles(north, "POR-011") == ({"Digital fund 2026"} if found else set())
    if found:
        (told,) = said(north, "POR-011")
        assert told.replace("\xa0", " ") == (
            "SEK 100,001 of one-off money is spent; SEK 100,000 was allocated."
        )


def test_a_year_shows_what_is_left_and_who_decided(client: Client, north: Town) -> None:
    pot = fund(north, one_off=500_000, decided_by="Council")
    school = a.initiative(north, "School")
    with north.arranging():
        Cost.everything.create(
            initiative=school, fund=pot, fiscal_year=2026, amount=400_000, forecast=550_000
        )
        for amount in (100_000, 20_000):
            Expense.everything.create(
                initiative=school, fund=pot, fiscal_year=2026, booked_on=TODAY, amount=amount
            )
        Expense.everything.create(
            initiative=school, fiscal_year=2026, booked_on=TODAY, amount=40_000
        )
        GrantApplication.everything.create(
            name="Welfare grant", funder="The state", apply_by=date(2026, 2, 1)
        )
        GrantApplication.everything.create(name="Refused", funder="EU", state="refused")
    client.force_login(north.user())

    with CaptureQueriesContext(connection) as queries:
        page = text(shown(client, north, "portfolio/money/"))

    assert len(queries) <= MOST_QUERIES
    assert (
        "Digital fund One-off SEK 500,000 SEK 400,000 SEK 550,000 over SEK 120,000 SEK 380,000"
        " Council" in page
    )
    # Nobody had forecast what was paid outside the fund; it is spent, and so expected
    assert "School SEK 400,000 SEK 590,000 over SEK 160,000 SEK 240,000" in page
    assert "Welfare grant The state · To be applied for · apply by" in page
    assert "too late" in page
    assert "Refused" not in page
    assert "Fiscal year 2026" in text(shown(client, north, "portfolio/money/?year=1066"))


def test_a_neighbours_benefit_is_not_measured(north: Town, south: Town, client: Client) -> None:
    theirs = benefit(south)
    client.force_login(north.user())

    for path in ("measure", "effect"):
        assert client.get(f"/{north.slug}/benefits/{theirs.pk}/{path}/").status_code == 404
    with pytest.raises(Benefit.DoesNotExist):
        measure_benefit(north.administrator, benefit_id=theirs.pk, on=TODAY, value=Decimal(1))


def test_what_an_initiative_gives_is_what_its_benefits_say(client: Client, north: Town) -> None:
    school = a.initiative(north, "School", yearly_benefit=10_000)
    estimated = a.initiative(north, "Estimated", yearly_benefit=70_000)
    with north.arranging():
        for worth in (40_000, 50_000):
            Benefit.everything.create(
                initiative=school, name=f"Benefit {worth}", kind="money", yearly_value=worth
            )
    client.force_login(north.user())

    listed = text(shown(client, north, "initiatives/?sort=-gives_yearly"))
    assert listed.index("School") < listed.index("Estimated")
    assert "90,000" in listed
    assert "70,000" in listed
    assert "Yearly benefit SEK 90,000" in text(
        shown(client, north, f"initiatives/{school.pk}/directive/")
    )
    assert "Yearly benefit SEK 70,000" in text(
        shown(client, north, f"initiatives/{estimated.pk}/directive/")
    )
