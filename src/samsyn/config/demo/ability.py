"""Let Fjordbygden's members say how able they are, year by year, and lend each other time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from samsyn.apps.federation.public import (
    CapabilityAssessment,
    Terms,
    TimeAgreement,
    TimeOffer,
    TimeRequest,
    agree_to_time,
    areas_of,
    deals,
    months_of,
    propose_time,
    show_roles,
    start_map,
    write_hours,
)
from samsyn.apps.organisation.public import Assignment, Role
from samsyn.apps.portfolio.public import Initiative
from samsyn.apps.register.public import Capability
from samsyn.config.demo.people import Staff
from samsyn.config.demo.site import Site
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import ENDED
from samsyn.kernel import clock, journal
from samsyn.kernel.tenancy.owned import Visibility
from samsyn.kernel.tenancy.session import acting_for

_BULK = 500
_ASSESSED = (-740, -370, -25)
"""Days from today: three autumns."""
_SILENT = "vassmyra"
_HALF = ("granmo", "halltorp", "kvarnheda")
_LARGE = 25_000
_TOP = 5
#: Where a gap is left without a plan, so that the check has something to say.
_UNPLANNED = {"oskarsvik": 2}
_EVIDENCE = (
    "Genomgång i ledningsgruppen.",
    "Enkät till systemägarna.",
    "Självskattning i IT-rådet.",
)
_LENT, _FEW = 10, 5


def tell(sites: Mapping[str, Site], staffs: Mapping[str, Staff], roles: Mapping[str, Role]) -> None:
    """Begin the map, assess the members over three years, and agree on time."""
    federation = sites["fjordbygden"]
    found = start_map(federation.samsyn)
    with acting_for(federation.samsyn):
        areas = [area.capabilities for area in areas_of(federation.samsyn, found)]
    members = [site for site in sites.values() if site.member_of == federation.slug]
    for site in members:
        if site.slug != _SILENT:
            _assess(site, areas)
    lender = _speaker(sites["oskarsvik"], staffs["oskarsvik"])
    show_roles(
        lender,
        role_ids=[roles[key].pk for key in ("IS", "IN", "DO")],
        contact="IT-enheten, it@oskarsvik.example",
    )
    borrower = _speaker(sites["edskog"], staffs["edskog"])
    other = samsyn_for(sites["strandkoping"].id)
    today = federation.today
    kept = _lend(lender, borrower, roles["IS"], today, Decimal("0.9"))
    if kept is not None:
        _lend(lender, other, roles["IN"], today, Decimal("0.3"))
    _offer_and_ask(sites, roles, today)


def _speaker(site: Site, staff: Staff) -> Actor:
    """Return somebody with an account who may agree on time, Samsyn where nobody has one."""
    may = (actor for actor in staff.actors.values() if actor.may(Permission.TIME_POOL))
    return next(may, site.samsyn)


def _assess(site: Site, areas: Sequence[Sequence[Capability]]) -> None:
    dice = Random(f"ability {site.slug}")  # noqa: S311 - believable, not secret
    with acting_for(site.samsyn):
        plans = Initiative.owned_by(site.samsyn).exclude(state__in=[s.value for s in ENDED])
        plan = plans.order_by("pk").first()
    with site.making("assessments"):
        rows = list(_rows(site, areas, dice, plan))
        for row in rows:
            row.name_it()
        CapabilityAssessment.everything.bulk_create(rows, batch_size=_BULK)


def _rows(
    site: Site,
    areas: Sequence[Sequence[Capability]],
    dice: Random,
    plan: Initiative | None,
) -> Iterator[CapabilityAssessment]:
    unplanned = _UNPLANNED.get(site.slug, 0)
    for nth, capabilities in enumerate(areas):
        if site.slug in _HALF and nth % 2:
            continue
        strength = dice.choice((0, 0, 1, 1, 2)) + (site.population > _LARGE)
        for one in capabilities:
            level = min(max(strength + dice.choice((-1, 0, 0, 1)), 0), 3)
            for turn, days in enumerate(_ASSESSED):
                if turn == 0 and dice.random() < 0.3:  # noqa: PLR2004 - three of ten came later
                    continue
                level = min(level + (turn > 0 and dice.random() < 0.4), _TOP)  # noqa: PLR2004
                row = CapabilityAssessment(
                    organisation_id=site.id,
                    visibility=Visibility.FEDERATION,
                    capability=one,
                    assessed_on=site.today + timedelta(days=days),
                    level=level,
                    evidence=dice.choice(_EVIDENCE) if level > 1 else "",
                )
                if turn == len(_ASSESSED) - 1 and level < 3 and dice.random() < 0.25:  # noqa: PLR2004
                    unplanned = _aim(row, plan, unplanned)
                yield row


def _aim(row: CapabilityAssessment, plan: Initiative | None, unplanned: int) -> int:
    """Set a target with a plan, or without one where a gap is left; returns the gaps to leave."""
    if not unplanned and plan is None:
        return 0
    row.target = row.level + 1 + (row.level == 0)
    row.target_by = date(row.assessed_on.year + 1, 12, 31)
    row.initiative = None if unplanned else plan
    return max(unplanned - 1, 0)


def _lend(
    lender: Actor, borrower: Actor, role: Role, today: date, given: Decimal
) -> TimeAgreement | None:
    """Let one lend the other a share of a role since three months, and give a part of it."""
    since = (today - timedelta(days=95)).replace(day=1)
    until = today + timedelta(days=240)
    with acting_for(lender):
        rows = Assignment.owned_by(lender).filter(role=role, until=None, share__gte=_LENT)
        holder = rows.order_by("-share", "pk").first()
    if holder is None:
        return None
    with clock.stopped_at(clock.now() - timedelta(days=(today - since).days + 10)):
        first = propose_time(
            lender,
            partner_id=borrower.organisation_id,
            lends=True,
            person_id=holder.person_id,
            terms=Terms(role_id=role.pk, share=_LENT, since=since, until=until, price=Decimal(620)),
        )
        agree_to_time(borrower, key=first.key, terms=first.terms)
    with acting_for(lender):
        found = deals(lender, today, [first.key])
        months = months_of(lender, found, today)[first.key]
    hours = {one.month: round(one.promised * given, 1) for one in months if one.over}
    write_hours(lender, agreement_id=first.pk, hours=hours)
    return first


def _offer_and_ask(sites: Mapping[str, Site], roles: Mapping[str, Role], today: date) -> None:
    near = today + timedelta(days=30)
    offer, ask = sites["fjordkoping"], sites["edskog"]
    offered: dict[str, Any] = {
        "role": roles["IN"],
        "share": 20,
        "since": near,
        "until": near + timedelta(days=180),
        "price": Decimal(690),
        "place": offer.name,
        "contact": "Digitaliseringsenheten",
    }
    with journal.act(offer.samsyn, "demo.create_offers"):
        TimeOffer(**offered).save()
    with journal.act(ask.samsyn, "demo.create_requests"):
        TimeRequest(
            **offered
            | {
                "share": 15,
                "until": near + timedelta(days=120),
                "price": Decimal(650),
                "place": ask.name,
                "contact": "Kommunkansliet",
            },
            note="Vi behöver få två system att tala med varandra.",
        ).save()
