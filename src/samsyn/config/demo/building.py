"""Build Fjordbygden: sixteen organisations, room by room, the same ones every time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from psycopg import Connection

from samsyn.apps.checks.public import run_checks
from samsyn.apps.checks.services.touching import take_touched
from samsyn.config.demo import (
    ability,
    bills,
    catalogue,
    council,
    decided,
    deeds,
    ending,
    knowledge,
    minuted,
    needs,
    neighbours,
    people,
    places,
    planning,
    policy,
    polls,
    portfolio,
    privacy,
    register,
    resetting,
    results,
    sitting,
    steering,
)
from samsyn.config.demo.site import Site
from samsyn.domain.access.actor import samsyn_for
from samsyn.kernel import clock, journal
from samsyn.kernel.models import Act
from samsyn.kernel.tenancy.session import acting_for

Tell = Callable[[str], None]
_COMPLETE = "demo.complete"
_LOOKED = (26,)  # days ago
_SHARING = ("edskog", "oskarsvik", "fjordbygden")


class HalfBuilt(Exception):
    """An earlier building of the demo did not come to its end."""


def load(owner: Connection[Any], tell: Tell, *, reset: bool = False) -> bool:
    """Build the demo unless it is there; tell whether anything was built.

    `tell` hears the name of each organisation. Raises HalfBuilt where only a reset helps.
    """
    if reset:
        resetting.empty(owner)
    if is_complete(owner):
        return False
    if is_begun(owner):
        raise HalfBuilt
    build(owner, tell)
    return True


def build(owner: Connection[Any], tell: Tell) -> None:
    """Build everything into a database that has none of it."""
    sites = places.found(owner, clock.today())
    federation = sites[0]
    shared = catalogue.fill(federation)
    privacy.write_versions(federation, shared)
    staffs = {}
    for site in sites:
        tell(site.name)
        staffs[site.slug] = furnish(site, shared)
    by_slug = {site.slug: site for site in sites}
    neighbours.share(by_slug, staffs)
    knowledge.write_down(owner, by_slug, staffs)
    polls.ask(owner, by_slug, staffs)
    ability.tell(by_slug, staffs, shared.roles)
    met = council.meet(by_slug, staffs)
    sitting.tell(met)
    decided.decide(met)
    minuted.write_down(met)
    ending.tell(sites[0], by_slug["bjorkanas"])
    for site in sites:
        planning.think_ahead(site, deeds.planner(site, staffs[site.slug]))
    for site in sites:
        if site.slug in _SHARING:
            run_checks(site.id, codes=take_touched(site.id))
    with journal.act(federation.samsyn, _COMPLETE):
        pass


def build_scaled(owner: Connection[Any], count: int, tell: Tell) -> None:
    """Add so many municipalities of Oskarsvik's size."""
    sites = [s for s in places.found_scaled(owner, count, clock.today()) if is_empty(s)]
    shared = catalogue.fill(sites[0]) if sites else None
    for site in sites:
        if shared:
            tell(site.name)
            furnish(site, shared)


def furnish(site: Site, shared: catalogue.Shared) -> people.Staff:
    """Build all the rooms of one organisation, and tell its story where it has one.

    Findings are looked for at once where people sign in; elsewhere the worker does it, as it does
    after every change.
    """
    staff = people.engage(site, shared)
    estate = register.furnish(site, shared, staff)
    privacy.describe(site, staff, estate)
    bills.pay(site, dict(shared.suppliers))
    policy.write_down(site, staff)
    needs.collect(site, staff, estate)
    made = portfolio.set_out(site, shared, staff, estate)
    planner = deeds.planner(site, staff)
    if planner:
        _look_back(site)
        steering.steer(site, planner, staff, made, shared)
        deeds.before_planning(site, staff, made)
        planning.publish(site, planner)
        deeds.after_publishing(site, staff, made)
        results.tell(site, planner, staff, made)
        take_touched(site.id)  # everything is asked now
        run_checks(site.id)
        deeds.settle(site, staff)
    return staff


def _look_back(site: Site) -> None:
    """Look for findings as of some weeks ago, so that not all of them are new today."""
    for days in _LOOKED:
        then = clock.now() - timedelta(days=days)
        with clock.stopped_at(then):
            run_checks(site.id, today=then.date())


def is_begun(owner: Connection[Any]) -> bool:
    """Tell whether any of the demo's organisations is there."""
    return places.FEDERATION in places.known_slugs(owner)


def is_complete(owner: Connection[Any]) -> bool:
    """Tell whether all of the demo is there."""
    row = owner.execute(
        "SELECT id FROM kernel_organisation WHERE slug = %s", [places.FEDERATION]
    ).fetchone()
    return _has_act(int(row[0]), _COMPLETE) if row else False


def is_empty(site: Site) -> bool:
    """Tell whether nothing has been done in an organisation yet."""
    return not _has_act(site.id)


def _has_act(organisation: int, *names: str) -> bool:
    actor = samsyn_for(organisation)
    with acting_for(actor):
        acts = Act.owned_by(actor)
        return (acts.filter(name__in=names) if names else acts).exists()
