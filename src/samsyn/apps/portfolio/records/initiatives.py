"""How initiatives are listed, shown, typed, imported and exported."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.forms.nouns import InitiativeForm
from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.records.reporting import STATUS_PANEL
from samsyn.apps.portfolio.services.follow_names import follow_initiative
from samsyn.apps.portfolio.wording import STEPS
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import COMES_FROM, ENDED, OPEN, State, Step
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Action, Group, Panel, Record

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


def work_panel(actor: Actor, initiative: Initiative) -> Mapping[str, object]:
    """Return the phases and their effort, with the person-weeks of each role."""
    work = queries.work_of(actor, initiative)
    rows = [
        {
            "name": phase.name,
            "weeks": phase.weeks,
            "cost": phase.cost,
            "started_on": phase.started_on,
            "shares": [phase.shares.get(role) for role in work.roles],
        }
        for phase in work.phases
    ]
    totals = [
        sum(phase.weeks * phase.shares.get(role, 0) for phase in work.phases) / 100
        for role in work.roles
    ]
    return {
        "rows": rows,
        "roles": list(work.roles.values()),
        "totals": totals,
        "weeks": sum(phase.weeks for phase in work.phases),
        "cost": sum(phase.cost for phase in work.phases),
        "edit_url": _own(actor, initiative, "portfolio:plan_work")
        if initiative.state in OPEN
        else "",
    }


def dependencies_panel(actor: Actor, initiative: Initiative) -> Mapping[str, object]:
    """Return what the initiative waits for, and what waits for it."""
    links = queries.dependencies_of(actor, initiative)
    new = reverse("records:new", kwargs={"slug": "dependencies"})
    return {
        "waits_for": [link for link in links if link.after_id == initiative.pk],
        "followed_by": [link for link in links if link.before_id == initiative.pk],
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
    columns=("name", "track", "state", "owner", "deadline", "yearly_benefit"),
    filters=("track", "state", "origin", "owner", "unit", "is_optional", "fund"),
    groups=(
        Group(
            _("What it is"),
            ("name", "problem", "track", "state", "origin", "programme", "cynefin", "systems"),
        ),
        Group(_("Who answers"), ("owner", "owner_level", "sponsor", "line_owner", "unit")),
        Group(
            _("How far and by when"),
            (
                *("ambition", "ambition_decided_on", "is_optional", "earliest_start", "deadline"),
                *("legal_ground", "lateness_weight", "started_on", "delivered_on"),
            ),
        ),
        Group(
            _("Money and risk"),
            ("one_off_cost", "yearly_cost", "yearly_benefit", "fund", "risk", "risk_text"),
        ),
    ),
    headers={
        "name": ("initiative", "insats", "initiativ", "projekt", "prosjekt", "project", "tiltak"),
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
    tones={"track": {}, "state": STATE_TONES},
    panels=(
        STATUS_PANEL,
        Panel("portfolio/fragments/_work_panel.html", work_panel),
        Panel("portfolio/fragments/_dependencies_panel.html", dependencies_panel),
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
        _STEPS[-1],
    ),
    form=InitiativeForm,
    after_save=follow_initiative,
    intro=_("What we set out to do, in three tracks that are steered differently."),
    empty=_("Write down one thing that must change, and for whom. Or bring in your spreadsheet."),
    order=20,
    hidden_relations=("dependencies", "status-reports", "time-reports"),
)
