"""Tell what became of initiatives: status, hours, money, benefits, and how they were judged."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from samsyn.apps.needs.models import Need
from samsyn.apps.portfolio.models import (
    Allocation,
    Benefit,
    Expense,
    Fund,
    GrantApplication,
    Initiative,
    Measurement,
    RankingCriterion,
    StatusReport,
    TimeReport,
)
from samsyn.apps.portfolio.services.answer_needs import answer_needs
from samsyn.apps.portfolio.services.judge_initiative import (
    Judged,
    judge_initiative,
    take_usual_criteria,
)
from samsyn.apps.portfolio.services.reckon_effect import reckon_effect
from samsyn.config.demo import dates, sheets
from samsyn.config.demo.people import Staff
from samsyn.config.demo.portfolio import Portfolio
from samsyn.config.demo.site import Site
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.effects import Assumed, Effect, Factor
from samsyn.domain.portfolio.hours import monday_of
from samsyn.domain.portfolio.years import fiscal_year_of
from samsyn.kernel.tenancy.session import acting_for

_SHEET = "results"


def tell(site: Site, actor: Actor, staff: Staff, portfolio: Portfolio) -> None:
    """Tell everything the sheet has of one organisation."""
    with site.making("results"):
        _deliver(site, staff, portfolio)
        _report(site, portfolio)
        _give_hours(site, staff, portfolio)
        _spend(site, staff, portfolio)
        _apply(site, staff, portfolio)
        _measure(site, staff, portfolio)
    _reckon(site, actor, portfolio)
    _judge(site, actor, portfolio)
    _answer(site, actor, portfolio)


def _rows(site: Site, heading: str) -> list[sheets.Row]:
    return list(sheets.read(_SHEET).get(f"{heading} {site.slug}", ()))


def _deliver(site: Site, staff: Staff, portfolio: Portfolio) -> None:
    """Set out what was delivered some time ago, with what it was to be worth."""
    for row in _rows(site, "Delivered"):
        delivered = dates.some_day(site.today, row["delivered"])
        owner = staff.person("chief")
        initiative = Initiative(
            organisation_id=site.id,
            name=row["name"],
            problem=row["problem"],
            track=row["track"],
            state="handed_over",
            owner=owner,
            owner_level="executive",
            line_owner=staff.person("ko") or owner,
            started_on=delivered - timedelta(weeks=20),
            delivered_on=delivered,
            handed_over_on=delivered + timedelta(days=10),
            accepted_yearly_cost=Decimal(12_000),
            yearly_cost=Decimal(12_000),
        )
        initiative.save()
        portfolio.initiatives[row["key"]] = initiative
        Benefit(
            organisation_id=site.id,
            initiative=initiative,
            name=row["benefit"],
            kind="economic",
            owner=owner,
            indicator=row["indicator"],
            baseline=Decimal(row["before"]),
            target=Decimal(row["target"]),
            measured_on=delivered - timedelta(weeks=16),
            expected_from=delivered,
            yearly_value=Decimal(row["worth"]),
            promised_yearly_value=Decimal(row["worth"]) * 5 / 4,
            promised_target=Decimal(row["target"]),
            promised_on=delivered - timedelta(weeks=24),
        ).save()


def _report(site: Site, portfolio: Portfolio) -> None:
    for row in _rows(site, "Status"):
        initiative = portfolio.initiatives[row["initiative"]]
        StatusReport(
            organisation_id=site.id,
            initiative=initiative,
            reported_on=dates.some_day(site.today, row["on"]),
            reporter=initiative.owner,
            overall=row["light"],
            time=row["light"],
            done=row["done"],
            coming=row["coming"],
            help_needed=row["help"],
            expected_finish=site.day(row["finish"]),
        ).save()


def _give_hours(site: Site, staff: Staff, portfolio: Portfolio) -> None:
    """Let people report the last whole weeks, never quite the same hours twice."""
    this_week = monday_of(site.today)
    for row in _rows(site, "Hours"):
        for back in range(1, int(row["weeks"]) + 1):
            person = staff.person(row["person"])
            if person is None:
                continue
            TimeReport(
                organisation_id=site.id,
                person=person,
                initiative=portfolio.initiatives[row["initiative"]],
                week=this_week - timedelta(weeks=back),
                hours=Decimal(row["hours"]) + Decimal(site.rng.randint(-2, 2)) / 2,
            ).save()


def _spend(site: Site, staff: Staff, portfolio: Portfolio) -> None:
    for number, row in enumerate(_rows(site, "Spent"), start=1):
        on = dates.some_day(site.today, row["on"])
        year = fiscal_year_of(on, 1)
        fund = portfolio.funds.get(row["fund"])
        if fund is None:
            fund = Fund(
                organisation_id=site.id,
                name=row["name"],
                kind=row["kind"],
                owner=staff.person("eko"),
            )
            fund.save()
            portfolio.funds[row["fund"]] = fund
            Allocation(
                organisation_id=site.id,
                fund=fund,
                fiscal_year=year,
                one_off=Decimal(row["limit"]),
                decided_by=row["decided"],
                decided_on=site.long_ago(100, 200),
            ).save()
        Expense(
            organisation_id=site.id,
            initiative=portfolio.initiatives[row["initiative"]],
            fund=fund,
            fiscal_year=year,
            booked_on=on,
            amount=Decimal(row["amount"]),
            reference=f"V{year}-{4100 + number}",
            note=row["note"],
        ).save()


def _apply(site: Site, staff: Staff, portfolio: Portfolio) -> None:
    for row in _rows(site, "Grants"):
        GrantApplication(
            organisation_id=site.id,
            name=row["name"],
            funder=row["funder"],
            initiative=portfolio.initiatives[row["initiative"]],
            state=row["state"],
            owner=staff.person("eko"),
            apply_by=site.day(row["apply"]),
            report_by=site.day(row["report"]),
            asked=Decimal(row["asked"]),
            granted=Decimal(row["granted"]) if row["granted"] else None,
            rules=row["rules"],
        ).save()


def _measure(site: Site, staff: Staff, portfolio: Portfolio) -> None:
    for row in _rows(site, "Measured"):
        benefit = _benefit(site, portfolio, row["initiative"])
        Measurement(
            organisation_id=site.id,
            benefit=benefit,
            measured_on=dates.some_day(site.today, row["on"]),
            months_after=6,
            value=Decimal(row["value"]),
            yearly_value=Decimal(row["worth"]),
            measured_by=staff.person("ko"),
            note=row["note"],
        ).save()


def _reckon(site: Site, actor: Actor, portfolio: Portfolio) -> None:
    kinds: dict[tuple[str, str], dict[Factor, Assumed]] = {}
    for row in _rows(site, "Reckoned"):
        low, likely, high = (Decimal(row[level]) for level in ("low", "likely", "high"))
        assumed = kinds.setdefault((row["initiative"], row["kind"]), {})
        assumed[Factor(row["factor"])] = Assumed(low, likely, high, row["source"])
    for (key, kind), assumed in kinds.items():
        with acting_for(actor):
            benefit = _benefit(site, portfolio, key)
        reckon_effect(actor, benefit_id=benefit.pk, effect=Effect(kind), assumed=assumed)


def _judge(site: Site, actor: Actor, portfolio: Portfolio) -> None:
    rows = _rows(site, "Judged")
    if not rows:
        return
    take_usual_criteria(actor)
    with acting_for(actor):
        judged = RankingCriterion.owned_by(actor).get(source=RankingCriterion.Source.JUDGED)
    for row in rows:
        judge_initiative(
            actor,
            initiative_id=portfolio.initiatives[row["initiative"]].pk,
            judged={judged.pk: Judged(int(row["score"]), row["reason"])},
        )


def _answer(site: Site, actor: Actor, portfolio: Portfolio) -> None:
    needs = sheets.read("needs")["Needs"]
    names = {row["key"]: row["name"] for row in needs if row["town"] == site.slug}
    for row in _rows(site, "Answered"):
        with acting_for(actor):
            need = Need.owned_by(actor).get(name=names[row["need"]])
        initiative = portfolio.initiatives[row["initiative"]]
        answer_needs(actor, initiative_id=initiative.pk, need_ids=[need.pk])


def _benefit(site: Site, portfolio: Portfolio, key: str) -> Benefit:
    return (
        Benefit.owned_by(site.samsyn).filter(initiative=portfolio.initiatives[key]).earliest("pk")
    )
