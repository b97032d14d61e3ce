"""Draw up the agreements of a register: one for each system, one on personal data per supplier."""

from __future__ import annotations

from decimal import Decimal

from samsyn.apps.organisation.models import Person
from samsyn.apps.register.models import Agreement, FollowUp, InformationAsset, PriceLine
from samsyn.config.demo import dates, sheets
from samsyn.config.demo.catalogue import Shared
from samsyn.config.demo.holdings import Estate, Holding, date_after
from samsyn.config.demo.people import Staff
from samsyn.config.demo.site import Site
from samsyn.config.demo.words import WORDS
from samsyn.domain.register.validity import add_months

_BUYERS = ("uh", "uh2", "eko")


def draw_up(site: Site, shared: Shared, staff: Staff, estate: Estate) -> None:
    """Give every holding an agreement in force, and a DPA where there is personal data."""
    for holding in estate.holdings:
        cover(site, shared, staff, estate, holding)


def cover(site: Site, shared: Shared, staff: Staff, estate: Estate, holding: Holding) -> None:
    """Do so for one holding."""
    holding.agreement = _purchase(site, staff, holding)
    if holding.asset.personal_data != InformationAsset.PersonalData.NONE:
        supplier = holding.product.supplier
        firm = str(supplier).split()[0]
        if firm not in estate.processing:
            estate.processing[firm] = _dpa(site, shared, staff, holding)
        holding.dpa = estate.processing[firm]


def frameworks(site: Site, shared: Shared, staff: Staff) -> list[Agreement]:
    """Return the agreements that cover no system: what may be called off when it is known."""
    return [_framework(site, shared, staff, row) for row in site.rows("Frameworks")]


def detail(site: Site, staff: Staff) -> None:
    """Say what may be called off from each framework, at what price, and how it was kept."""
    sheet = sheets.read("register")
    known = {
        one.name: one
        for one in Agreement.owned_by(site.samsyn).filter(kind=Agreement.Kind.FRAMEWORK)
    }
    for row in sheet["Articles"]:
        agreement = known.get(row["framework"])
        if agreement:
            agreement.covers, agreement.cpv = row["covers"], row["cpv"]
            agreement.call_off, agreement.contact = row["call off"], staff.person(row["contact"])
            agreement.option_months, agreement.options_left = 12, 2
    columns = ["covers", "cpv", "call_off", "contact", "option_months", "options_left"]
    Agreement.everything.bulk_update(known.values(), columns)
    PriceLine.everything.bulk_create(
        PriceLine(
            organisation_id=site.id,
            agreement=known[row["framework"]],
            visibility=known[row["framework"]].visibility,
            name=row["name"],
            article_number=row["article"],
            unit=row["per"],
            price=Decimal(row["price"]),
            currency="SEK",
        )
        for row in sheet["Prices"]
        if row["framework"] in known
    )
    FollowUp.everything.bulk_create(
        FollowUp(
            organisation_id=site.id,
            agreement=known[row["framework"]],
            name=row["name"],
            planned_on=dates.some_day(site.today, row["planned"]),
            done_on=site.day(row["done"]),
            responsible=known[row["framework"]].owner,
            result=row["result"],
            conclusion=row["conclusion"],
        )
        for row in sheet["Followed"]
        if row["framework"] in known
    )


def _framework(site: Site, shared: Shared, staff: Staff, row: sheets.Row) -> Agreement:
    signed = site.day(row.get("signed", "")) or site.long_ago(300, 700)
    return Agreement(
        organisation_id=site.id,
        name=row["name"],
        number=row.get("number") or f"KS {signed:%Y}/{site.rng.randint(100, 999)}",
        kind=Agreement.Kind.FRAMEWORK,
        supplier=shared.suppliers[row["supplier"]],
        owner=staff.person(row["owner"]),
        unit=staff.unit("eko"),
        signed_on=signed,
        signed_by=WORDS[site.language].chief,
        valid_from=date_after(signed, 14),
        valid_until=site.day(row["until"]),
        renewal="option",
        notice_months=int(row["notice"]),
        visibility=row.get("visible") or "own",
        confirmed_on=site.day(row.get("confirmed", "")) or site.long_ago(5, 330),
    )


def _purchase(site: Site, staff: Staff, holding: Holding) -> Agreement:
    signed = site.long_ago(200, 900)
    months = site.rng.choice([36, 48, 60])
    notice = site.rng.choice([3, 6, 6, 9])
    earliest = add_months(date_after(site.today, 200), notice)
    yearly = holding.system.yearly_cost or Decimal(0)
    number = site.rng.randint(100, 999)
    return Agreement(
        organisation_id=site.id,
        name=WORDS[site.language].agreement.format(holding.product.name),
        number=f"KS {signed:%Y}/{number}",
        kind=site.rng.choice(["purchase", "purchase", "licence"]),
        supplier=holding.product.supplier,
        owner=_owner(site, staff),
        unit=holding.system.unit,
        signed_on=signed,
        signed_by=WORDS[site.language].chief,
        valid_from=date_after(signed, 14),
        valid_until=max(add_months(signed, months), earliest),
        renewal=site.rng.choice(["ends", "option"]),
        notice_months=notice,
        yearly_value=yearly,
        value=yearly * months // 12,
        next_follow_up=date_after(site.today, 90 + site.rng.randint(20, 300)),  # once a year
        confirmed_on=site.long_ago(5, 330),
    )


def _dpa(site: Site, shared: Shared, staff: Staff, holding: Holding) -> Agreement:
    words = WORDS[site.language]
    template = shared.templates[words.template]
    signed = site.long_ago(30, 390)
    firm = str(holding.product.supplier).split()[0]
    return Agreement(
        organisation_id=site.id,
        name=words.processing.format(firm),
        number=f"KS {signed:%Y}/{site.rng.randint(100, 999)}",
        kind=Agreement.Kind.DPA,
        supplier=holding.product.supplier,
        owner=staff.person("is") or staff.person("ds") or _owner(site, staff),
        unit=staff.unit("klk"),
        signed_on=signed,
        signed_by=words.chief,
        valid_from=signed,
        ongoing=True,
        template=template,
        template_version=template.current_version,
        confirmed_on=site.long_ago(5, 330),
    )


def _owner(site: Site, staff: Staff) -> Person:
    buyers = [staff.people[key] for key in _BUYERS if key in staff.people]
    return site.rng.choice(buyers)
