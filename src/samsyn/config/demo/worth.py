"""Say what systems cost, who bears it, which standards they follow and how well they serve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from samsyn.apps.register.models import (
    CostShare,
    InformationAsset,
    StandardFollowing,
    System,
    SystemCost,
    TechnologyStandard,
)
from samsyn.config.demo import sheets
from samsyn.config.demo.holdings import Estate, Holding, date_after
from samsyn.config.demo.people import Staff
from samsyn.config.demo.site import Site

_PARTS = (("licence", 55), ("operation", 30), ("maintenance", 15))  # per cent of a year's cost
_VITAL = {"critical", "high"}
_WHOLE = Decimal(100)


def describe(site: Site, staff: Staff, estate: Estate) -> None:
    """Fill in what is known of each system before it is saved."""
    for holding in estate.holdings:
        _people(staff, holding.system)
        _protection(site, estate, holding)
        _law(site, holding)
        _fit(site, holding.system)


def price(site: Site, estate: Estate) -> None:
    """Write down this year's and last year's cost, and how it is borne."""
    costs = [cost for held in estate.holdings for cost in _costs(site, held)]
    shares = [share for held in estate.holdings for share in _shares(site, held)]
    if site.language == "sv":
        shares += _activities(site, estate)
    for cost in costs:
        cost.name_it()
    for share in shares:
        share.name_it()
    SystemCost.everything.bulk_create(costs)
    CostShare.everything.bulk_create(shares)


def set_standards(site: Site, staff: Staff, estate: Estate) -> None:
    """Decide what new purchases should follow, and see which systems do."""
    sheet = sheets.read("register")
    standards = {
        row["key"]: TechnologyStandard(
            organisation_id=site.id,
            name=row["name"],
            area=row["area"],
            text=row["text"],
            owner=staff.person("it"),
            binding=row["binding"] == "yes",
            since=site.day(row["since"]),
        )
        for row in sheet["Standards"]
    }
    TechnologyStandard.everything.bulk_create(standards.values())
    found = [
        StandardFollowing(
            organisation_id=site.id,
            system=estate.of(row["system"]).system,
            standard=standards[row["standard"]],
            verdict=row["verdict"],
            reason=row["reason"],
            until=site.day(row["until"]),
        )
        for row in sheet["Following"]
        if estate.has(row["system"])
    ]
    for row in found:
        row.name_it()
    StandardFollowing.everything.bulk_create(found)


def _people(staff: Staff, system: System) -> None:
    system.security_contact = staff.person("is") or staff.person("ds")
    system.security_deputy = staff.person("it")
    system.operations = staff.person("te1")
    system.operations_deputy = staff.person("te2") or staff.person("it")
    if system.criticality in _VITAL and system.administrator:
        system.administrator_deputy = staff.person("vso") or staff.person("sfk")
        if system.administrator_deputy == system.administrator:
            system.administrator_deputy = staff.person("sfk")


def _protection(site: Site, estate: Estate, holding: Holding) -> None:
    system, vital = holding.system, holding.system.criticality in _VITAL
    system.mtpd_hours = (system.rto_hours or 72) * 2
    system.encrypted = "yes" if vital else site.rng.choice(["yes", "partly", ""])
    system.access_controlled, system.logged = "yes", "yes" if vital else ""
    decision = estate.classifications.get(holding.asset.name)
    if not vital or decision is None:
        return
    system.assessed_confidentiality = decision.confidentiality
    system.assessed_integrity = decision.integrity
    system.assessed_availability = decision.availability
    system.assessed_on = system.risk_assessed_on = site.long_ago(30, 330)
    system.risk_level = site.rng.choice(["low", "medium", "medium", "high"])
    system.risk_next_on = date_after(site.today, site.rng.randint(40, 400))
    system.societally_critical = "yes" if system.criticality == "critical" else "no"


def _law(site: Site, holding: Holding) -> None:
    system, personal = holding.system, holding.asset.personal_data
    about_people = personal != InformationAsset.PersonalData.NONE
    system.dpa_need = System.DpaNeed.YES if about_people else System.DpaNeed.NO
    system.dpia = System.Dpia.NOT_NEEDED
    if personal == InformationAsset.PersonalData.SENSITIVE:
        system.dpia, system.dpia_on = System.Dpia.MADE, site.long_ago(60, 700)
    system.archiving = System.Archiving.PARTLY if about_people else System.Archiving.DESTROY
    system.ai_use = System.AiUse.NONE


#: What is on its way out or in is so for a reason: how it fits the work, how sound it is.
_FITS: Mapping[str, tuple[int, int]] = {
    System.Stage.PHASE_OUT: (4, 2),
    System.Stage.PLANNED: (4, 5),
    System.Stage.PILOT: (5, 4),
}


def _fit(site: Site, system: System) -> None:
    functional, technical = site.rng.randint(2, 5), site.rng.randint(2, 5)
    functional, technical = _FITS.get(system.stage, (functional, technical))
    system.functional_fit, system.technical_fit = functional, technical
    good = 4
    system.verdict = {
        (True, True): System.Verdict.INVEST,
        (True, False): System.Verdict.MIGRATE,
        (False, True): System.Verdict.TOLERATE,
        (False, False): System.Verdict.ELIMINATE,
    }[functional >= good, technical >= good]


def _costs(site: Site, holding: Holding) -> Iterator[SystemCost]:
    whole = holding.system.yearly_cost
    if not whole or holding.system.stage == System.Stage.RETIRED:
        return
    for year, factor in ((site.today.year, 100), (site.today.year - 1, 96)):
        for kind, percent in _PARTS:
            amount = whole * percent * factor / 10_000
            yield SystemCost(
                organisation_id=site.id,
                system=holding.system,
                year=year,
                kind=kind,
                amount=amount.quantize(Decimal("0.01")),
            )


def _shares(site: Site, holding: Holding) -> Iterator[CostShare]:
    count = len(holding.served)
    each = (_WHOLE / count).quantize(Decimal("0.001")) if count else _WHOLE
    for nth, unit in enumerate(holding.served):
        first = _WHOLE - each * (count - 1)  # what rounding leaves is borne by the first
        yield CostShare(
            organisation_id=site.id,
            system=holding.system,
            dimension=CostShare.Dimension.UNIT,
            unit=unit,
            percent=each if nth else first,
        )


def _activities(site: Site, estate: Estate) -> list[CostShare]:
    return [
        CostShare(
            organisation_id=site.id,
            system=estate.of(row["system"]).system,
            dimension=CostShare.Dimension.ACTIVITY,
            label=row["activity"],
            percent=Decimal(row["percent"]),
        )
        for row in sheets.read("register")["Activities"]
        if estate.has(row["system"])
    ]
