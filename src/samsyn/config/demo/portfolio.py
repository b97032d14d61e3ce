"""Give an organisation its initiatives: work, money, benefits, and who waits for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from samsyn.apps.portfolio.models import (
    Allocation,
    Benefit,
    Cost,
    Dependency,
    Effort,
    Fund,
    Initiative,
    InitiativeSystem,
    Phase,
    TrackPolicy,
)
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.apps.portfolio.services.start_from_method import start_from_method
from samsyn.config.demo import sheets
from samsyn.config.demo.catalogue import Shared
from samsyn.config.demo.holdings import Estate
from samsyn.config.demo.people import Staff
from samsyn.config.demo.site import Site

#: `Förstudie 4: DS 5, PL 10` is a phase of four weeks, with shares of two roles.
_PHASE = re.compile(r"(?P<name>.+?) (?P<weeks>\d+): (?P<shares>.+)")
#: An ambition with a question mark is chosen, and not decided.
#: `Minuter per ärende: 25 > 10, 180000` is an indicator, its value before and after, its worth.
_BENEFIT = re.compile(r"(?P<what>.+?): (?P<before>[\d.]+|-) > (?P<after>[\d.]+), (?P<worth>\d+)")
_MONEY_PER_HEAD = 55  # kronor of one-off money a year and inhabitant
_BUDGET_BY = {"sv": "Kommunfullmäktige", "nb": "Kommunestyret", "da": "Kommunalbestyrelsen"}
_AMBITION_BY = {"sv": "Ledningsgruppen", "nb": "Ledergruppen", "da": "Direktionen"}


@dataclass(slots=True)
class Portfolio:
    """The initiatives by their keys, and the fund that pays."""

    initiatives: dict[str, Initiative] = field(default_factory=dict)
    funds: dict[str, Fund] = field(default_factory=dict)


def set_out(site: Site, shared: Shared, staff: Staff, estate: Estate) -> Portfolio:
    """Build the portfolio's room and return what is in it."""
    portfolio = Portfolio()
    rows = site.rows("Initiatives")
    start_from_method(site.samsyn)
    with site.making("portfolio"):
        _make_funds(site, staff, portfolio)
        for row in rows:
            portfolio.initiatives[row["key"]] = _initiative(site, staff, portfolio, row)
        Initiative.everything.bulk_create(portfolio.initiatives.values())
        _plan(site, shared, portfolio, rows)
        Benefit.everything.bulk_create(_benefits(site, portfolio, rows))
        Cost.everything.bulk_create(_costs(site, portfolio, rows))
        InitiativeSystem.everything.bulk_create(_touches(site, estate, portfolio, rows))
        Dependency.everything.bulk_create(_dependencies(site, portfolio))
        _say_who_steers(site, staff)
    return portfolio


def _make_funds(site: Site, staff: Staff, portfolio: Portfolio) -> None:
    for row in site.rows("Funds"):
        portfolio.funds[row["key"]] = Fund(
            organisation_id=site.id,
            name=row["name"],
            owner=staff.person(row["owner"]),
            purpose=row["purpose"],
            confirmed_on=site.long_ago(5, 300),
        )
    Fund.everything.bulk_create(portfolio.funds.values())
    Allocation.everything.bulk_create(
        Allocation(
            organisation_id=site.id,
            name=f"{fund.name} {year}",
            fund=fund,
            fiscal_year=year,
            one_off=Decimal(int(row["years"]) or site.population * _MONEY_PER_HEAD),
            decided_by=_BUDGET_BY.get(site.language, ""),
        )
        for row, fund in zip(site.rows("Funds"), portfolio.funds.values(), strict=True)
        for year in range(site.today.year, site.today.year + 3)
    )


def _initiative(site: Site, staff: Staff, portfolio: Portfolio, row: sheets.Row) -> Initiative:
    begun = site.day(row["begun"])
    ambition, undecided, _rest = row["ambition"].partition("?")
    decided = bool(ambition) and not undecided
    return Initiative(
        organisation_id=site.id,
        name=row["name"],
        problem=row["problem"],
        track=row["track"],
        state=row["state"],
        origin=row["origin"],
        programme=row.get("programme", ""),
        cynefin=row.get("kind of problem", ""),
        owner=staff.person(row["owner"]),
        owner_level=row["level"],
        sponsor=staff.person("chief"),
        unit=staff.unit("klk"),
        ambition=ambition,
        ambition_decided_by=_AMBITION_BY.get(site.language, "") if decided else "",
        ambition_decided_on=site.long_ago(20, 200) if decided else None,
        is_optional=row["track"] != Track.MANDATED and row["state"] == "proposed",
        deadline=site.day(row["deadline"]),
        legal_ground=row["law"],
        lateness_weight=3 if row["law"] else 1,
        started_on=begun,
        one_off_cost=Decimal(row["cost"]),
        yearly_benefit=Decimal(0),
        fund=next(iter(portfolio.funds.values()), None),
        risk="medium" if row["track"] == Track.CHALLENGE else "low",
        confirmed_on=site.long_ago(5, 120),
    )


def _plan(site: Site, shared: Shared, portfolio: Portfolio, rows: list[sheets.Row]) -> None:
    phases, efforts = [], []
    for row in rows:
        initiative = portfolio.initiatives[row["key"]]
        parts = [_match(_PHASE, part) for part in row["phases"].split("; ")]
        for order, part in enumerate(parts):
            phase = Phase(
                organisation_id=site.id,
                initiative=initiative,
                name=part["name"],
                order=order,
                weeks=int(part["weeks"]),
                cost=_part_of(int(row["cost"]), len(parts), order),
                started_on=initiative.started_on if order == 0 else None,
            )
            phases.append(phase)
            efforts += [_effort(site, shared, phase, said) for said in part["shares"].split(", ")]
    Phase.everything.bulk_create(phases)
    Effort.everything.bulk_create(efforts)


def _part_of(cost: int, parts: int, number: int) -> Decimal:
    """Return one part of a cost in whole thousands; the first takes what is left over."""
    each = cost // parts // 1000 * 1000
    return Decimal(cost - each * (parts - 1) if number == 0 else each)


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return found


def _effort(site: Site, shared: Shared, phase: Phase, said: str) -> Effort:
    role, share = said.split()
    return Effort(organisation_id=site.id, phase=phase, role=shared.roles[role], share=int(share))


def _benefits(site: Site, portfolio: Portfolio, rows: list[sheets.Row]) -> Iterator[Benefit]:
    for row in rows:
        if not row["benefit"]:
            continue
        part = _match(_BENEFIT, row["benefit"])
        measured = part["before"] != "-"
        initiative = portfolio.initiatives[row["key"]]
        yield Benefit(
            organisation_id=site.id,
            initiative=initiative,
            name=part["what"],
            kind="economic" if int(part["worth"]) else "quality",
            owner=initiative.owner,
            indicator=part["what"],
            baseline=Decimal(part["before"]) if measured else None,
            target=Decimal(part["after"]),
            measured_on=site.long_ago(30, 200) if measured else None,
            yearly_value=Decimal(part["worth"]),
            confirmed_on=site.long_ago(5, 120),
        )


def _costs(site: Site, portfolio: Portfolio, rows: list[sheets.Row]) -> Iterator[Cost]:
    for row in rows:
        initiative = portfolio.initiatives[row["key"]]
        for year, part in ((site.today.year, 6), (site.today.year + 1, 4)):
            yield Cost(
                organisation_id=site.id,
                name=f"{initiative.name} {year}",
                initiative=initiative,
                fund=initiative.fund,
                fiscal_year=year,
                kind="one_off",
                amount=Decimal(row["cost"]) * part / 10,
                confirmed_on=site.long_ago(5, 120),
            )


def _touches(
    site: Site, estate: Estate, portfolio: Portfolio, rows: list[sheets.Row]
) -> Iterator[InitiativeSystem]:
    for row in rows:
        for name in filter(None, row["systems"].split(", ")):
            if estate.has(name):
                yield InitiativeSystem(
                    organisation_id=site.id,
                    initiative=portfolio.initiatives[row["key"]],
                    system=estate.of(name).system,
                )


def _dependencies(site: Site, portfolio: Portfolio) -> Iterator[Dependency]:
    for row in site.rows("Dependencies"):
        before = portfolio.initiatives[row["before"]]
        after = portfolio.initiatives[row["after"]]
        follows = row["kind"] == Dependency.Kind.FINISH_TO_START
        yield Dependency(
            organisation_id=site.id,
            name=f"{before.name} {'→' if follows else '↔'} {after.name}",
            before=before,
            after=after,
            kind=row["kind"],
            lag_weeks=int(row["weeks"] or 0),
            note=row["note"],
        )


def _say_who_steers(site: Site, staff: Staff) -> None:
    """Fill in what an organisation says of its tracks beside the method."""
    for row in site.rows("Tracks"):
        policy = TrackPolicy.owned_by(site.samsyn).get(track=row["track"])
        policy.owner = staff.person(row["owner"])
        policy.decided_by = row["by"]
        policy.next_decision = row["next"]
        policy.next_decision_on = site.day(row["on"])
        policy.save()
