"""Write a register into the database: thought out, disturbed, and saved in one act."""

from __future__ import annotations

from collections.abc import Iterator

from samsyn.apps.register.models import (
    Agreement,
    AgreementSystem,
    Classification,
    InformationAsset,
    System,
    SystemInformation,
    SystemUnit,
)
from samsyn.config.demo import flaws, holdings, papers, premises, sheets, worth
from samsyn.config.demo.catalogue import Shared
from samsyn.config.demo.holdings import Estate, Holding
from samsyn.config.demo.people import Staff
from samsyn.config.demo.site import Site
from samsyn.config.demo.words import WORDS
from samsyn.kernel.tenancy.owned import Visibility

_GRAVE = 4
_TELL_NOBODY = frozenset({"kvarnheda", "strandkoping"})  # each chooses for itself what it shows


def furnish(site: Site, shared: Shared, staff: Staff) -> Estate:
    """Build the register's room and return what stands in it."""
    estate = holdings.think_out(site, shared, staff)
    papers.draw_up(site, shared, staff, estate)
    flaws.disturb(site, estate)
    _add_others(site, shared, staff, estate)
    worth.describe(site, staff, estate)
    _let_neighbours_see(site, estate)
    with site.making("register"):
        premises.open_sites(site, shared, staff, estate)
        InformationAsset.everything.bulk_create(estate.assets.values())
        for decision in estate.classifications.values():
            decision.name_it()
        Classification.everything.bulk_create(estate.classifications.values())
        # A system that is replaced needs its successor's id.
        for replaced in (False, True):
            some = [h.system for h in estate.holdings if bool(h.system.replaced_by) is replaced]
            System.everything.bulk_create(some)
        System.everything.bulk_update(premises.host(estate), ["hosted_on"])
        SystemInformation.everything.bulk_create(_holds(site, estate))
        SystemUnit.everything.bulk_create(_serves(site, estate))
        Agreement.everything.bulk_create(_agreements(estate))
        Agreement.everything.bulk_create(papers.frameworks(site, shared, staff))
        AgreementSystem.everything.bulk_create(_covers(site, estate))
        papers.detail(site, staff)
        premises.connect(site, shared, staff, estate)
        worth.price(site, estate)
        worth.set_standards(site, staff, estate)
    return estate


def _add_others(site: Site, shared: Shared, staff: Staff, estate: Estate) -> None:
    """Add what the sheet names: a second system for a capability, one replaced or to come."""
    for row in site.rows("Systems"):
        first = estate.of(row["capability"])
        system = _system(site, row, shared, first)
        holding = Holding(
            row["product"],
            shared.products[row["product"]],
            system,
            first.asset,
            list(first.served),
        )
        papers.cover(site, shared, staff, estate, holding)
        _settle(site, row, holding)
        if row["replaces"]:
            old = estate.of(row["replaces"]).system
            old.replaced_by, old.stage = system, System.Stage.PHASE_OUT
            old.phase_out_on = site.day(row["since"])
            old.cut_over_on = site.day(row["cut over"])
        if row["replaced by"]:
            system.replaced_by = estate.of(row["replaced by"]).system
        estate.holdings.append(holding)


def _let_neighbours_see(site: Site, estate: Estate) -> None:
    """Show the federation what we use, but not where the worst harm could be done."""
    if site.slug in _TELL_NOBODY:
        return
    for held in estate.holdings:
        decided = estate.classifications.get(held.asset.name)
        grave = decided is not None and _GRAVE in {
            decided.confidentiality,
            decided.integrity,
            decided.availability,
        }
        if not grave and held.system.stage != System.Stage.RETIRED:
            held.system.visibility = Visibility.FEDERATION


def _system(site: Site, row: sheets.Row, shared: Shared, first: Holding) -> System:
    like = first.system
    system = System(
        organisation_id=site.id,
        name=row["product"],
        product=shared.products[row["product"]],
        purpose=row["note"]
        or WORDS[site.language].purpose.format(
            capability=row["capability"].lower(), unit=first.system.unit
        ),
        stage=row["stage"],
        owner=like.owner,
        administrator=like.administrator,
        information_owner=like.information_owner,
        unit=like.unit,
        users=like.users,
        criticality=like.criticality,
        hosting="supplier",
        hosting_country=like.hosting_country,
        yearly_cost=like.yearly_cost,
        confirmed_on=site.long_ago(5, 330),
    )
    setattr(system, f"{row['stage']}_on", site.day(row["since"]))
    return system


def _settle(site: Site, row: sheets.Row, holding: Holding) -> None:
    """Let the agreements of what is planned or gone be as they would be."""
    signed = site.day(row["signed"])
    if row["stage"] == System.Stage.RETIRED:
        holding.dpa = None  # the purchase runs on: nobody ended it
    elif signed and holding.dpa:
        holding.dpa.signed_on = holding.dpa.valid_from = signed


def _holds(site: Site, estate: Estate) -> Iterator[SystemInformation]:
    for held in estate.holdings:
        yield SystemInformation(organisation_id=site.id, system=held.system, asset=held.asset)


def _serves(site: Site, estate: Estate) -> Iterator[SystemUnit]:
    for held in estate.holdings:
        for unit in held.served:
            yield SystemUnit(organisation_id=site.id, system=held.system, unit=unit)


def _agreements(estate: Estate) -> list[Agreement]:
    found: dict[int, Agreement] = {}
    for held in estate.holdings:
        found |= {id(one): one for one in (held.agreement, held.dpa) if one}
    return list(found.values())


def _covers(site: Site, estate: Estate) -> Iterator[AgreementSystem]:
    for held in estate.holdings:
        for one in (held.agreement, held.dpa):
            if one:
                yield AgreementSystem(organisation_id=site.id, agreement=one, system=held.system)
