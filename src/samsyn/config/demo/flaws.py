"""Disturb a register that is in perfect order, the way real ones are disturbed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from samsyn.config.demo import sheets
from samsyn.config.demo.holdings import Estate, Holding
from samsyn.config.demo.site import Site
from samsyn.config.demo.words import WORDS
from samsyn.domain.register.validity import add_months

#: From the range that the Swedish Tax Agency keeps for tests; nobody has it.
TEST_NUMBER = "19811218-9876"
Flaw = Callable[[Site, Estate, Holding], None]


def disturb(site: Site, estate: Estate) -> None:
    """Apply the sheet's flaws: each to a named holding, or to so many that dice choose."""
    untouched = [h for h in estate.holdings if h.agreement and h.dpa]
    site.rng.shuffle(untouched)
    for row in site.rows("Flaws"):
        for _ in range(_count(row, site.population)):
            if not row["where"] and not untouched:
                return
            holding = estate.of(row["where"]) if row["where"] else untouched.pop()
            FLAWS[row["flaw"]](site, estate, holding)


def _count(row: sheets.Row, population: int) -> int:
    """Return how many: a number, or one for so many inhabitants (`1/9000`)."""
    one, _, among = row["count"].partition("/")
    return round(population / int(among)) if among else int(one or 1)


def no_administrator(_site: Site, _estate: Estate, holding: Holding) -> None:
    """Let nobody look after it day by day."""
    holding.system.administrator = None


def no_owner(_site: Site, _estate: Estate, holding: Holding) -> None:
    """Let nobody decide about it."""
    holding.system.owner = None
    holding.system.information_owner = None


def no_agreement(_site: Site, _estate: Estate, holding: Holding) -> None:
    """Leave the paper in somebody's drawer."""
    holding.agreement = None


def expired(site: Site, _estate: Estate, holding: Holding) -> None:
    """Let it end without anybody noticing."""
    if holding.agreement:
        holding.agreement.valid_until = site.today - timedelta(days=site.rng.randint(20, 120))
        holding.agreement.renewal = "ends"


def no_dpa(_site: Site, _estate: Estate, holding: Holding) -> None:
    """Leave personal data without an agreement on processing."""
    holding.dpa = None


def old_template(site: Site, _estate: Estate, holding: Holding) -> None:
    """Have the DPA written long ago, on a version that no longer holds."""
    if holding.dpa:
        holding.dpa.template_version = site.rng.choice(WORDS[site.language].old_versions)
        holding.dpa.signed_on = holding.dpa.valid_from = site.long_ago(900, 1600)


def notice_soon(site: Site, _estate: Estate, holding: Holding) -> None:
    """Let the last day of notice come within three months."""
    _notice_in(site, holding, site.rng.randint(10, 80))


def notice_passed(site: Site, _estate: Estate, holding: Holding) -> None:
    """Let the last day of notice go by."""
    _notice_in(site, holding, -site.rng.randint(5, 60))


def _notice_in(site: Site, holding: Holding, days: int) -> None:
    if holding.agreement:
        day = site.today + timedelta(days=days)
        holding.agreement.valid_until = add_months(day, holding.agreement.notice_months or 0)
        holding.agreement.renewal, holding.agreement.renewal_months = "renews", 12


def unclassified(_site: Site, estate: Estate, holding: Holding) -> None:
    """Ask nobody how bad it would be."""
    estate.classifications.pop(holding.asset.name, None)


def review_overdue(site: Site, estate: Estate, holding: Holding) -> None:
    """Classify it once, and never again."""
    decision = estate.classifications.get(holding.asset.name)
    if decision:
        decision.decided_on = site.long_ago(800, 1100)
        decision.next_review = site.long_ago(20, 200)


def unconfirmed(site: Site, _estate: Estate, holding: Holding) -> None:
    """Look at it last more than a year ago."""
    holding.system.confirmed_on = site.long_ago(400, 700)


def identity_number(_site: Site, _estate: Estate, holding: Holding) -> None:
    """Write an identity number where all can read it."""
    holding.system.purpose += f" Felsökt med testperson {TEST_NUMBER}."


def abroad(_site: Site, _estate: Estate, holding: Holding) -> None:
    """Keep its data outside the EEA."""
    holding.system.hosting, holding.system.hosting_country = "supplier", "US"


FLAWS: Mapping[str, Flaw] = {
    flaw.__name__: flaw
    for flaw in (
        no_administrator,
        no_owner,
        no_agreement,
        expired,
        no_dpa,
        old_template,
        notice_soon,
        notice_passed,
        unclassified,
        review_overdue,
        unconfirmed,
        identity_number,
        abroad,
    )
}
