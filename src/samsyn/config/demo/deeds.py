"""Let people do what people do: the same use-cases, in their own names, told in the history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from samsyn.apps.checks.public import (
    OPEN,
    OwnRuleDraft,
    accept_finding,
    assign_finding,
    configure_rule,
    findings,
    in_state,
    save_own_rule,
)
from samsyn.apps.organisation.models import Absence
from samsyn.apps.portfolio.services.decide_initiative import decide_initiative
from samsyn.apps.register.models import InformationAsset, System
from samsyn.apps.register.public import classify_asset
from samsyn.config.demo import workshops
from samsyn.config.demo.people import Staff
from samsyn.config.demo.portfolio import Portfolio
from samsyn.config.demo.site import Site
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.scales import Aspect
from samsyn.domain.findings.conditions import Compare, Condition
from samsyn.kernel.records.declaration import record_at
from samsyn.kernel.records.forms import form_for
from samsyn.kernel.records.services import confirm_record, save_record
from samsyn.kernel.rules import Severity
from samsyn.kernel.tenancy.session import acting_for

Deeds = Callable[[Site, Staff, Portfolio], None]
_SOON = timedelta(days=90)


def before_planning(site: Site, staff: Staff, portfolio: Portfolio) -> None:
    """Do what came before the roadmap, where the place has such a story."""
    if site.slug in _BEFORE:
        _BEFORE[site.slug](site, staff, portfolio)


def after_publishing(site: Site, staff: Staff, _portfolio: Portfolio) -> None:
    """Register the absences that nobody knew of when the roadmap was published."""
    actor = staff.actors.get(_PLANNERS.get(site.slug, ""))
    for row in site.rows("Absences") if actor else ():
        since, until = site.day(row["since"]), site.day(row["until"])
        _add_absence(
            actor or site.samsyn,
            {
                "person": staff.people[row["person"]].pk,
                "kind": row["kind"],
                "since": f"{since}",
                "until": f"{until}",
                "share": row["share"],
                "visibility": "own",
            },
        )


def planner(site: Site, staff: Staff) -> Actor | None:
    """Return who plans and publishes here, where anybody does yet."""
    return staff.actors.get(_PLANNERS.get(site.slug, ""))


def settle(site: Site, staff: Staff) -> None:
    """Live with one finding for a while, and ask somebody to take care of another."""
    actor = planner(site, staff)
    for row in site.rows("Settled") if actor else ():
        with acting_for(site.samsyn):
            found = findings(site.samsyn).filter(in_state(OPEN))
            number = found.filter(rule_code=row["rule"]).values_list("pk", flat=True).first()
        if number is None or actor is None:
            continue
        if row["person"]:
            person = staff.people[row["person"]].pk
            assign_finding(actor, finding_id=number, person_id=person)
        else:
            until = site.today + _SOON
            accept_finding(actor, finding_id=number, reason=row["reason"], until=until)


def _add_absence(actor: Actor, said: Mapping[str, object]) -> None:
    record = record_at("absences")
    with acting_for(actor):
        form = form_for(record, actor, Absence(organisation_id=actor.organisation_id), said)
        if not form.is_valid():
            raise ValueError(form.errors.as_json())
    save_record(actor, record, form)


def _edskog(site: Site, staff: Staff, portfolio: Portfolio) -> None:
    maja, siv = staff.actors["ds"], staff.actors["hem"]
    workshops.begin(site, maja)
    decide_initiative(
        maja,
        initiative_id=portfolio.initiatives["ene"].pk,
        on=site.today - timedelta(days=4),
        reason="Ledningsgruppens möte, så lite som lagen kräver.",
    )
    _classify_care_records(site, maja)
    with acting_for(siv):
        systems = list(System.owned_by(siv).filter(owner=staff.people["hem"]).order_by("pk")[:2])
    for system in systems:
        confirm_record(siv, record_at("systems"), system)
    draft = OwnRuleDraft(
        name="Livsviktigt system utan övad reservrutin",
        record="systems",
        conditions=(
            Condition(field="criticality", test=Compare.IS, value="critical"),
            Condition(field="fallback_exercised_on", test=Compare.EMPTY),
            Condition(field="stage", test=Compare.IS, value="pilot"),
        ),
        severity=Severity.MEDIUM,
        text="När systemet står ska omsorgen gå vidare, och det måste vara prövat.",
        fix="Öva, och skriv datumet.",
    )
    save_own_rule(maja, draft=draft)


def _classify_care_records(site: Site, actor: Actor) -> None:
    with acting_for(actor):
        asset = InformationAsset.owned_by(actor).get(name="Omsorgsakter")
    reason = "Hälsa och sociala förhållanden; fel uppgift kan ge fel insats."
    classify_asset(
        actor,
        asset_id=asset.pk,
        levels={
            Aspect.CONFIDENTIALITY: 3,
            Aspect.INTEGRITY: 3,
            Aspect.AVAILABILITY: 3,
            Aspect.TRACEABILITY: 3,
        },
        reasons=dict.fromkeys(Aspect, reason),
        participants=["Maja Ekblad", "Siv Norling", "Pernilla Strandell"],
        decided_on=site.today - timedelta(days=9),
        next_review=site.today + timedelta(days=700),
    )


def _oskarsvik(_site: Site, staff: Staff, _portfolio: Portfolio) -> None:
    configure_rule(
        staff.actors["is"],
        code="REG-013",
        reason="Vi vill veta tidigare än andra.",
        thresholds={"percent": 14},
    )
    draft = OwnRuleDraft(
        name="Avtal över en halv miljon utan uppföljning",
        record="agreements",
        conditions=(
            Condition(field="yearly_value", test=Compare.AT_LEAST, value="500000"),
            Condition(field="next_follow_up", test=Compare.EMPTY),
        ),
        severity=Severity.LOW,
        text="Stora avtal följs upp varje år.",
        fix="Sätt ett datum för nästa uppföljning.",
    )
    save_own_rule(staff.actors["ds"], draft=draft)


def _barmark(_site: Site, staff: Staff, _portfolio: Portfolio) -> None:
    configure_rule(
        staff.actors["ds"],
        code="REG-002",
        severity=Severity.HIGH,
        reason="Det første budet.",
    )


_PLANNERS = {"edskog": "ds", "oskarsvik": "ds", "barmark": "ds", "fjordbygden": "sa"}
_BEFORE: Mapping[str, Deeds] = {"edskog": _edskog, "oskarsvik": _oskarsvik, "barmark": _barmark}
