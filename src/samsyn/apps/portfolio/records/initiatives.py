"""How initiatives are listed, shown, typed, imported and exported."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.forms.nouns import InitiativeForm
from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.records.changes import steered
from samsyn.apps.portfolio.records.panels_steering import (
    decisions_panel,
    learning_panel,
    next_panel,
)
from samsyn.apps.portfolio.records.ranking import NEEDS_PANEL
from samsyn.apps.portfolio.records.reporting import STATUS_PANEL
from samsyn.apps.portfolio.wording import STEPS
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.ambitions import applies
from samsyn.domain.portfolio.course import COMES_FROM, ENDED, OPEN, State, Step
from samsyn.kernel.asking import Asking
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Action, Computed, Group, Panel, Record
from samsyn.kernel.records.following import parts_follow

_READ, _WRITE = Permission.PORTFOLIO_READ, Permission.PORTFOLIO_WRITE
STATE_TONES = {
    State.PROPOSED.value: "info",
    State.DECIDED.value: "accent",
    State.RUNNING.value: "accent",
    State.DELIVERED.value: "success",
    State.HANDED_OVER.value: "success",
    State.REALISING.value: "success",
    State.STOPPED.value: "warning",
}


def _may(step: Step) -> Callable[[Initiative], bool]:
    states = COMES_FROM[step] - ({State.IDEA} if step is Step.DECIDE else set())
    return lambda initiative: initiative.state in states


def _is_open(initiative: Initiative) -> bool:
    return initiative.state in OPEN


def work_panel(actor: Actor, initiative: Initiative) -> Asking[Mapping[str, object]]:
    """Ask for the phases and their effort, with the person-weeks of each role."""
    work = queries.work_in((yield from queries.steering_of(actor, initiative)))
    chosen = initiative.ambition
    done = [phase for phase in work.phases if applies(phase.ambition, chosen)]
    levels = dict(Initiative.Ambition.choices)
    rows = [
        {
            "name": phase.name,
            "weeks": phase.weeks,
            "cost": phase.cost,
            "started_on": phase.started_on,
            "shares": [phase.shares.get(role) for role in work.roles],
            "level": levels.get(phase.ambition, ""),
            "fades": bool(chosen) and phase not in done,
        }
        for phase in work.phases
    ]
    totals = [
        sum(phase.weeks * phase.shares.get(role, 0) for phase in done) / 100 for role in work.roles
    ]
    return {
        "rows": rows,
        "roles": list(work.roles.values()),
        "totals": totals,
        "weeks": sum(phase.weeks for phase in done),
        "cost": sum(phase.cost for phase in done),
        "edit_url": _own(actor, initiative, "portfolio:plan_work")
        if initiative.state in OPEN
        else "",
    }


def dependencies_panel(actor: Actor, initiative: Initiative) -> Asking[Mapping[str, object]]:
    """Ask for what the initiative waits for, and what waits for it."""
    links = (yield from queries.steering_of(actor, initiative)).links
    new = reverse("records:new", kwargs={"slug": "dependencies"})
    return {
        "waits_for": [link for link in links if link["after_id"] == initiative.pk],
        "followed_by": [link for link in links if link["before_id"] == initiative.pk],
        "new_url": f"{new}?after={initiative.pk}" if actor.may(_WRITE) else "",
        "initiative": initiative,
    }


def _own(actor: Actor, initiative: Initiative, name: str) -> str:
    return reverse(name, args=[initiative.pk]) if actor.may(_WRITE) else ""


_STEPS = tuple(
    Action(
        STEPS[step].button,
        f"portfolio:{step.value}",
        _WRITE,
        shown=_may(step),
        primary=step is not Step.STOP,
    )
    for step in Step
)

INITIATIVES = Record(
    model=Initiative,
    slug="initiatives",
    menu=Menu.PORTFOLIO,
    read=_READ,
    write=_WRITE,
    columns=("name", "track", "state", "owner", "deadline", "gives_yearly"),
    filters=("track", "state", "origin", "owner", "unit", "is_optional", "fund"),
    groups=(
        Group(
            _("What it is"),
            (
                *("name", "problem", "evidence", "track", "state", "cynefin", "part_of"),
                *("units", "systems"),
            ),
        ),
        Group(_("Who answers"), ("owner", "owner_level", "sponsor", "line_owner", "unit")),
        Group(
            _("How far and by when"),
            (
                *("ambition", "ambition_decided_on", "ambition_decided_by", "earliest_start"),
                *("deadline", "legal_ground", "is_optional", "lateness_weight"),
            ),
        ),
        Group(
            _("Money and risk"),
            ("one_off_cost", "yearly_cost", "yearly_benefit", "fund", "risk", "risk_text"),
        ),
        Group(_("Where it comes from"), ("origin", "programme", "project_model"), folded=True),
        Group(
            _("What has happened"),
            ("started_on", "delivered_on", "handed_over_on", "accepted_yearly_cost"),
            folded=True,
        ),
    ),
    headers={
        "name": ("initiative", "insats", "initiativ", "projekt", "prosjekt", "project", "tiltak"),
        "evidence": ("belägg", "underlag", "dokumentation", "evidence"),
        "part_of": ("del av", "utmaning", "utfordring", "udfordring"),
        "units": ("berörda enheter", "berørte enheter"),
        "problem": ("problem", "behov", "bakgrund", "bakgrunn", "baggrund", "description"),
        "track": ("spår", "spor", "track", "kategori"),
        "state": ("status", "läge", "tilstand", "fas", "fase"),
        "origin": ("ursprung", "opphav", "oprindelse"),
        "programme": ("program", "programme"),
        "owner": ("ägare", "eier", "ejer", "ansvarig", "ansvarlig", "owner"),
        "sponsor": ("sponsor", "beställare", "bestiller", "oppdragsgiver"),
        "unit": ("enhet", "förvaltning", "avdeling", "afdeling", "tjenesteområde", "unit"),
        "deadline": ("slutdatum", "senast", "frist", "sluttdato", "slutdato", "deadline"),
        "earliest_start": ("startdatum", "tidigast", "startdato", "start"),
        "legal_ground": ("lagrum", "hjemmel", "lovhjemmel", "legal basis"),
        "one_off_cost": ("kostnad", "engångskostnad", "engangskostnad", "engangsudgift", "cost"),
        "yearly_cost": ("driftkostnad", "driftskostnad", "driftsudgift", "årlig kostnad"),
        "yearly_benefit": ("nytta", "årlig nytta", "gevinst", "årlig gevinst", "benefit"),
        "fund": ("medel", "finansiering", "midler", "pulje", "fund"),
        "risk": ("risk", "risiko"),
    },
    computed=(Computed("gives_yearly", _("gives a year"), queries.yearly_benefit, kind="money"),),
    tones={"track": {}, "state": STATE_TONES},
    panels=(
        Panel("portfolio/fragments/_next_panel.html", next_panel, first=True),
        Panel("portfolio/fragments/_learning_panel.html", learning_panel),
        Panel("portfolio/fragments/_work_panel.html", work_panel),
        Panel("portfolio/fragments/_dependencies_panel.html", dependencies_panel),
        STATUS_PANEL,
        NEEDS_PANEL,
        Panel("portfolio/fragments/_decisions_panel.html", decisions_panel),
    ),
    actions=(
        *_STEPS[:-1],
        Action(_("Plan the work"), "portfolio:plan_work", _WRITE, shown=_is_open),
        Action(
            _("Move to another track"),
            "portfolio:move",
            _WRITE,
            shown=lambda initiative: initiative.state not in ENDED,
        ),
        Action(_("Directive"), "portfolio:directive", _READ),
        _STEPS[-1],
    ),
    list_actions=(Action(_("Take in a national programme"), "portfolio:programme", _WRITE),),
    form=InitiativeForm,
    after_save=parts_follow,
    check_change=steered,
    intro=_("What we set out to do, in three tracks that are steered differently."),
    empty=_("Write down one thing that must change, and for whom. Or bring in your spreadsheet."),
    order=20,
    hidden_relations=(
        *("dependencies", "status-reports", "time-reports", "answered-needs", "scores"),
        "meetings-let-be",
        *("gate-checks", "gate-decisions", "stop-rules", "experiments", "ambition-options"),
        *("initiative-goals", "track-moves"),
    ),
)
