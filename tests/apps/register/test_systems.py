"""A system's page: its life, gaps, exchange, costs, standards and neighbours."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from samsyn.apps.organisation.public import Unit
from samsyn.apps.register.models import (
    CostShare,
    Routine,
    RoutineSystem,
    StandardFollowing,
    System,
    SystemCost,
    TechnologyStandard,
)
from samsyn.apps.register.queries.completeness import known_of_system, systems_missing
from samsyn.apps.register.queries.costs import cost_overview
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.register.completeness import SYSTEM_NEEDS, Is, Need, asked, missing
from samsyn.domain.register.cost_shares import divide, objections_to_shares
from samsyn.kernel.asking import alone
from tests.apps.register.conftest import Shelf, signed_in
from tests.apps.register.rules.asking import hits, sentences
from tests.support.builders import Town

MOST_QUERIES = 12
EDIT = {"visibility": "own"}


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


# Shares and amounts


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    st.lists(st.decimals(min_value="0.001", max_value=100, places=3), min_size=1, max_size=30),
)
def test_parts_add_up_to_the_last_ore_and_each_is_as_near_as_can_be(
    amount: Decimal, percents: list[Decimal]
) -> None:
    parts = divide(amount, percents)
    whole = sum(percents, Decimal())

    assert sum(parts, Decimal()) == amount
    for part, percent in zip(parts, percents, strict=True):
        assert abs(part - amount * percent / whole) < Decimal("0.01")


def test_a_third_each_leaves_no_ore_behind() -> None:
    assert divide(Decimal(100), [Decimal(1)] * 3) == [
        Decimal("33.34"),
        Decimal("33.33"),
        Decimal("33.33"),
    ]
    assert divide(Decimal(100), []) == []
    assert divide(Decimal(100), [Decimal(0)]) == [Decimal(0)]


@pytest.mark.parametrize(
    ("percents", "told"),
    [
        ([], []),
        (["100"], []),
        (["33.333", "33.333", "33.334"], []),
        (["60", "30"], [("shares_too_little", "10")]),
        (["60.5", "50"], [("shares_too_much", "10.5")]),
    ],
)
def test_a_dimension_is_whole_or_not_used(percents: list[str], told: list[tuple[str, str]]) -> None:
    shares = {"unit": [(f"U{n}", Decimal(p)) for n, p in enumerate(percents)]}

    assert [(o.code, o.facts["off"]) for o in objections_to_shares(shares)] == told


def test_nobody_bears_twice_and_nobody_bears_nothing() -> None:
    shares = {"project": [("A", Decimal(50)), ("A", Decimal(50)), ("B", Decimal(0))]}

    assert [o.code for o in objections_to_shares(shares)] == ["share_twice", "not_a_share"]


# What is missing


def test_what_is_missing_depends_on_what_it_is() -> None:
    needs = (
        Need("always", ("a", "b")),
        Need("used", ("c",), ((Is("stage", frozenset({"production"})),),)),
    )

    assert [n.code for n in missing(needs, {"stage": "planned"})] == ["always"]
    assert [n.code for n in missing(needs, {"stage": "production", "b": 0})] == ["used"]
    assert asked(needs, {"stage": "planned"}) == 1


def test_the_list_counts_what_the_page_tells(shelf: Shelf, north: Town) -> None:
    person, unit = shelf.person(), shelf.unit()
    full = {"owner": person, "administrator": person, "unit": unit, "criticality": "low"}
    systems = [
        shelf.system(name="Bare"),
        shelf.system(name="Planned", stage="planned"),
        shelf.system(name="Gone", stage="retired"),
        shelf.system(name="Going", stage="phase_out", **full),
        shelf.system(name="Vital", criticality="critical", owner=person),
        shelf.system(name="Settled", dpa_need="by_law", ai_use="decides", yearly_cost=0),
        shelf.system(name="Served", product=shelf.product(type="service"), purpose="x"),
    ]
    shelf.asset(systems[4], personal_data="sensitive")
    shelf.asset(systems[5], personal_data="ordinary")
    shelf.asset(systems[3], personal_data="none")
    shelf.agreement(systems[5], kind="dpa")
    shelf.agreement(systems[6])
    with north.arranging():
        SystemCost.everything.create(system=systems[3], year=2026, amount=1)
    actor = north.administrator
    with north.looking():
        rows = System.owned_by(actor).annotate(gaps=systems_missing(actor))
        listed = dict(rows.values_list("name", "gaps"))
        told = {
            s.name: len(missing(SYSTEM_NEEDS, alone(known_of_system(actor, s.pk)))) for s in systems
        }

    assert listed == told
    assert told["Gone"] == 0
    assert told["Planned"] == 1
    assert told["Vital"] > told["Bare"]


def test_the_page_says_what_is_missing_why_and_where_it_is_mended(
    shelf: Shelf, north: Town, client: Client
) -> None:
    system = shelf.system(criticality="critical")
    shelf.asset(system, personal_data="sensitive")

    html = text_of(client, f"/north/systems/{system.pk}/")
    readers = text_of(signed_in(north, AccessRole.READER), f"/north/systems/{system.pk}/")

    assert "What is missing, and why it matters" in html
    assert f'href="/north/systems/{system.pk}/edit/#id_owner"' in html
    assert f'href="/north/agreements/new/?systems={system.pk}&amp;kind=dpa"' in html
    assert "GDPR 28(3)" in html
    assert f"/north/systems/{system.pk}/edit/#id_owner" not in readers
    assert "missing" in text_of(client, "/north/systems/?columns=name,missing&sort=-missing")


# Life and exchange


def test_its_life_is_a_line_with_days(shelf: Shelf, client: Client) -> None:
    system = shelf.system(planned_on=date(2020, 1, 1), production_on=date(2021, 2, 3))

    html = text_of(client, f"/north/systems/{system.pk}/")

    assert 'aria-label="Its life"' in html
    assert "3\N{NO-BREAK SPACE}Feb\N{NO-BREAK SPACE}2021" in html


def test_an_exchange_shows_both_and_all_that_hangs_on_the_old(shelf: Shelf, client: Client) -> None:
    new = shelf.system(name="Omsorg Ny", stage="pilot")
    old = shelf.system(name="Omsorg", replaced_by=new, cut_over_on=date(2026, 12, 1))
    shelf.asset(old, name="Journals")
    shelf.agreement(old, name="Old deal")
    shelf.agreement(old, name="Ran out", valid_until=date(2020, 1, 1))
    shelf.noun(RoutineSystem, routine=shelf.noun(Routine, name="Visits"), system=old)

    page = text_of(client, f"/north/systems/{old.pk}/exchange/")

    for told in (
        "Omsorg Ny",
        "The work moves on 1 December 2026.",
        "9 days left.",
        "Old deal",
        "Journals",
        "The agreement “Old deal” still runs",
    ):
        assert told in page
    assert "Ran out" not in page, "nobody can move what is over"
    assert page.count("Visits") == 1
    assert "What still hangs on the old one" in text_of(client, f"/north/systems/{new.pk}/")
    assert "cut-over" in text_of(client, f"/north/systems/{old.pk}/")
    from_new = client.get(f"/north/systems/{new.pk}/exchange/")
    assert from_new["Location"] == f"/north/systems/{old.pk}/exchange/"


def test_an_exchange_is_nobody_elses_business(shelf: Shelf, south: Town) -> None:
    system = shelf.system(visibility="public")

    text_of(signed_in(south), f"/south/systems/{system.pk}/exchange/", 404)
    text_of(signed_in(south), f"/south/systems/{system.pk}/costs/", 404)


def test_neighbours_with_the_same_product_show_what_they_choose(
    shelf: Shelf, north: Town, south: Town, client: Client
) -> None:
    product = shelf.product()
    mine = shelf.system(product=product)
    theirs = Shelf(south)
    theirs.system(name="Shown there", product=product, visibility="federation", stage="pilot")
    theirs.system(name="Hidden there", product=product)

    html = text_of(client, f"/north/systems/{mine.pk}/")

    assert "Shown there" in html
    assert "South · Pilot" in html
    assert "Hidden there" not in html


# Costs


def _lines(system: System, north: Town, **amounts: int) -> None:
    with north.arranging():
        for kind, amount in amounts.items():
            SystemCost.everything.create(system=system, year=2026, kind=kind, amount=amount)


def test_cost_lines_stand_before_the_estimate_and_both_are_said(
    shelf: Shelf, north: Town, client: Client
) -> None:
    system = shelf.system(yearly_cost=500)
    estimated = text_of(client, f"/north/systems/{system.pk}/")
    _lines(system, north, licence=300, operation=400)
    counted = text_of(client, f"/north/systems/{system.pk}/")

    assert "estimated; no cost lines this year" in estimated
    assert "SEK\N{NO-BREAK SPACE}700" in counted
    assert "estimated at SEK\N{NO-BREAK SPACE}500" in counted


def _posted(*shares: tuple[object, str], dimension: str = "unit") -> dict[str, object]:
    said: dict[str, object] = {f"{dimension}-lines": len(shares)}
    field = "unit" if dimension == "unit" else "label"
    for nth, (bearer, percent) in enumerate(shares):
        said |= {f"{dimension}-{nth}-{field}": bearer, f"{dimension}-{nth}-percent": percent}
    return said


def test_shares_are_typed_and_must_be_whole(shelf: Shelf, north: Town, client: Client) -> None:
    system, one, other = shelf.system(), shelf.unit(name="Schools"), shelf.unit(name="Care")
    page = f"/north/systems/{system.pk}/costs/"

    short = client.post(page, _posted((one.pk, "60"), (other.pk, "30")))
    right = client.post(
        page,
        _posted((one.pk, "60"), (other.pk, "40"))
        | _posted(("Teaching", "100"), dimension="activity"),
    )

    assert short.status_code == 422
    assert "10 % is missing" in short.content.decode()
    assert right.status_code == 302
    with north.looking():
        kept = set(CostShare.everything.values_list("dimension", "name", "percent"))
    assert kept == {
        ("unit", f"{system.name} · Schools", Decimal(60)),
        ("unit", f"{system.name} · Care", 40),
        ("activity", f"{system.name} · Teaching", 100),
    }
    client.post(page, _posted((one.pk, "100")) | _posted(dimension="activity"))
    with north.looking():
        assert list(CostShare.everything.values_list("name", flat=True)) == [
            f"{system.name} · Schools"
        ]


@pytest.mark.parametrize(
    "said",
    [
        {"unit-lines": "x"},
        {"unit-lines": "-3"},
        {"unit-lines": "99999999"},
        {"unit-lines": "1", "unit-0-unit": "999999", "unit-0-percent": "100"},
        {"unit-lines": "1", "unit-0-unit": "", "unit-0-percent": "100"},
        {"unit-lines": "1", "unit-0-unit": "", "unit-0-percent": "NaN"},
        {"activity-lines": "1", "activity-0-label": "A", "activity-0-percent": "1e400"},
    ],
)
def test_strange_shares_are_told_and_break_nothing(
    shelf: Shelf, north: Town, client: Client, said: dict[str, str]
) -> None:
    system = shelf.system()

    answer = client.post(f"/north/systems/{system.pk}/costs/", said)

    assert answer.status_code in {302, 422}
    with north.looking():
        assert not CostShare.everything.exists()


def test_a_reader_sees_costs_and_divides_nothing(shelf: Shelf, north: Town) -> None:
    system, unit = shelf.system(), shelf.unit()
    reader = signed_in(north, AccessRole.READER)
    page = f"/north/systems/{system.pk}/costs/"

    assert "Save the shares" not in text_of(reader, page)
    assert reader.post(page, _posted((unit.pk, "100"))).status_code == 403


def _unit(north: Town, name: str, parent: Unit | None = None) -> Unit:
    with north.arranging():
        return Unit.everything.create(name=name, parent=parent)


def test_the_overview_adds_up_through_the_tree(shelf: Shelf, north: Town, client: Client) -> None:
    top = _unit(north, "Municipality")
    school, care = _unit(north, "Schools", top), _unit(north, "Care", top)
    divided = shelf.system(name="Divided")
    _lines(divided, north, licence=100)
    shelf.system(name="At home", unit=care, yearly_cost=50)
    shelf.system(name="Homeless", yearly_cost=7)
    with north.arranging():
        for unit, percent in ((school, "33.333"), (care, "66.667")):
            CostShare.everything.create(system=divided, unit=unit, percent=Decimal(percent))
    with north.looking():
        with CaptureQueriesContext(connection) as asked_for:
            found = cost_overview(north.administrator, 2026, "unit", estimates=True)
        lines_only = cost_overview(north.administrator, 2026, "unit", estimates=False)

    assert len(asked_for) == 5
    assert {one.title: (one.own, one.whole) for one in found.lines} == {
        "Municipality": (0, Decimal("150.00")),
        "Schools": (Decimal("33.33"), Decimal("33.33")),
        "Care": (Decimal("116.67"), Decimal("116.67")),
    }
    assert [found.total, found.undivided.whole, found.estimated] == [157, 7, 57]
    assert lines_only.total == 100
    page = text_of(client, "/north/register/costs/?year=2026")
    assert "150.00" in page
    for form in ("csv", "xlsx"):
        assert client.get(f"/north/register/costs.{form}?year=2026").status_code == 200
    assert "Municipality;1;0;150.00" in client.get("/north/register/costs.csv").content.decode()
    for strange in ("year=abcd", "year=²²²²", "dimension=x", "year=0000&dimension=project"):
        assert client.get(f"/north/register/costs/?{strange}").status_code == 200


# Standards


def _follows(north: Town, standard: TechnologyStandard, system: System, **said: object) -> None:
    with north.arranging():
        StandardFollowing.everything.create(standard=standard, system=system, **said)


def test_a_standard_shows_who_follows_and_who_does_not(
    shelf: Shelf, north: Town, client: Client
) -> None:
    with north.arranging():
        standard = TechnologyStandard.everything.create(name="SAML")
    good, bad, late = (shelf.system(name=n) for n in ("Good", "Bad", "Late"))
    _follows(north, standard, good)
    _follows(north, standard, bad, verdict="deviates", reason="Too old")
    _follows(north, standard, late, verdict="exempt", until=date(2026, 11, 1), reason="x")

    page = text_of(client, f"/north/technology-standards/{standard.pk}/")

    for told in ("Good", "Bad", "Too old", "Late", "That day has passed."):
        assert told in page
    assert "Deviates from it" in text_of(client, f"/north/systems/{bad.pk}/")


def test_reg_014_finds_deviations_and_ended_exemptions(shelf: Shelf, north: Town) -> None:
    with north.arranging():
        saml = TechnologyStandard.everything.create(name="SAML")
        advice = TechnologyStandard.everything.create(name="Advice", binding=False)
        gone = TechnologyStandard.everything.create(name="Gone", until=date(2026, 11, 21))
        coming = TechnologyStandard.everything.create(name="Coming", since=date(2026, 11, 23))
    owner = shelf.person()
    bad, late, retired = (
        shelf.system(name="Bad", owner=owner),
        shelf.system(name="Late"),
        shelf.system(name="Retired", stage="retired"),
    )
    fine = shelf.system(name="Fine")
    _follows(north, saml, bad, verdict="deviates")
    _follows(north, saml, late, verdict="exempt", until=date(2026, 11, 21))
    _follows(north, saml, fine, verdict="exempt", until=date(2026, 11, 22))
    _follows(north, saml, retired, verdict="deviates")
    for standard in (advice, gone, coming):
        _follows(north, standard, fine, verdict="deviates")

    assert sentences("REG-014", north) == [
        "Bad: It deviates from SAML.",
        "Late: Its exemption has ended: SAML.",
    ]
    assert hits("REG-014", north)[0].responsible == owner.pk


# How well they serve


def test_fit_is_a_picture_and_a_table_that_say_the_same(shelf: Shelf, client: Client) -> None:
    assert "No system has been judged" in text_of(client, "/north/register/fit/")
    shelf.system(name="Old", functional_fit=2, technical_fit=1, verdict="eliminate")
    shelf.system(name="Fine", functional_fit=5, technical_fit=4, verdict="invest")
    shelf.system(name="Unjudged")

    page = text_of(client, "/north/register/fit/")

    assert page.count("<circle") == 2
    assert 'class="fit-eliminate"' in page
    assert ">Old</a>" in page
    assert "1 system in use has not been judged." in page


# Cost of the page


def test_the_page_costs_as_many_queries_with_everything_on_it(
    shelf: Shelf, north: Town, south: Town, client: Client
) -> None:
    def queries(system: System) -> int:
        address = f"/north/systems/{system.pk}/"
        client.get(address)
        with CaptureQueriesContext(connection) as asked_for:
            html = text_of(client, address)
        assert len(html) < 100_000
        return len(asked_for)

    product, unit = shelf.product(), shelf.unit()
    bare = shelf.system()
    full = shelf.system(product=product, unit=unit, owner=shelf.person(), replaced_by=bare)
    shelf.asset(bare)
    before = queries(bare)
    with north.arranging():
        standards = [TechnologyStandard.everything.create(name=f"S{n}") for n in range(9)]
    for standard in standards:
        _follows(north, standard, full)
    for _ in range(9):
        shelf.system(replaced_by=full)
        shelf.agreement(full)
        shelf.asset(full)
        Shelf(south).system(product=product, visibility="public")
    _lines(full, north, licence=300, operation=400)

    assert queries(full) <= before + 3
    assert queries(full) <= MOST_QUERIES
