"""How the portfolio's nouns are listed, shown, typed, imported and exported."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.forms.nouns import DependencyForm, InitiativeForm
from samsyn.apps.portfolio.models import (
    Allocation,
    Benefit,
    Cost,
    Dependency,
    Fund,
    Initiative,
    TrackPolicy,
)
from samsyn.apps.portfolio.services.follow_names import follow_fund, follow_initiative
from samsyn.apps.portfolio.wording import ACT_NAMES, STEPS
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import COMES_FROM, ENDED, OPEN, State, Step
from samsyn.kernel.navigation import Menu, MenuItem, add_to_menu
from samsyn.kernel.records.declaration import Action, Group, Panel, Record
from samsyn.kernel.records.history import name_acts

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
    hidden_relations=("dependencies",),
)

BENEFITS = Record(
    model=Benefit,
    slug="benefits",
    menu=Menu.PORTFOLIO,
    read=_READ,
    write=_WRITE,
    columns=("name", "initiative", "kind", "owner", "indicator", "baseline", "target"),
    filters=("kind", "owner", "initiative"),
    groups=(
        Group(_("What it is"), ("name", "initiative", "kind", "owner")),
        Group(
            _("How it is measured"),
            ("indicator", "baseline", "measured_on", "target", "expected_from", "yearly_value"),
        ),
    ),
    key=("initiative", "name"),
    headers={
        "name": ("nytta", "effekt", "gevinst", "benefit"),
        "initiative": ("insats", "initiativ", "projekt", "prosjekt", "initiative"),
        "owner": ("ägare", "nyttoägare", "gevinsteier", "gevinstejer", "owner"),
        "baseline": ("nuläge", "utgångsläge", "nullpunkt", "udgangspunkt", "baseline"),
        "target": ("mål", "målvärde", "målverdi", "målværdi", "target"),
        "indicator": ("mått", "nyckeltal", "nøkkeltall", "nøgletal", "indicator"),
        "yearly_value": ("årligt värde", "årlig verdi", "årlig værdi", "value"),
    },
    intro=_("What gets better, by how much, and who sees to it."),
    empty=_("Name what one initiative makes better, and how it was before."),
    order=30,
)

DEPENDENCIES = Record(
    model=Dependency,
    slug="dependencies",
    menu=Menu.PORTFOLIO,
    read=_READ,
    write=_WRITE,
    columns=("name", "kind", "lag_weeks", "note"),
    filters=("kind", "before", "after"),
    groups=(Group(_("What depends"), ("before", "after", "kind", "lag_weeks", "note")),),
    key=("before", "after"),
    headers={
        "before": ("först", "föregångare", "først", "forgjenger", "before"),
        "after": ("sedan", "efterföljare", "deretter", "derefter", "after"),
    },
    form=DependencyForm,
    intro=_("Which initiative waits for which, and which are run with an eye on each other."),
    empty=_("Two initiatives that depend on each other should find out now."),
    order=40,
)

FUNDS = Record(
    model=Fund,
    slug="funds",
    menu=Menu.PORTFOLIO,
    read=_READ,
    write=_WRITE,
    columns=("name", "owner", "purpose"),
    filters=("owner",),
    groups=(Group(_("What it is"), ("name", "owner", "purpose")),),
    headers={"name": ("medel", "pott", "fond", "pulje", "fund")},
    after_save=follow_fund,
    intro=_("Pots of money that initiatives are paid from."),
    empty=_("Name one pot of money, then say what it may spend in a year."),
    order=60,
)

ALLOCATIONS = Record(
    model=Allocation,
    slug="allocations",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "one_off", "running"),
    filters=("fund",),
    groups=(Group(_("What may be spent"), ("fund", "fiscal_year", "one_off", "running")),),
    key=("fund", "fiscal_year"),
    intro=_("What a fund may spend in a fiscal year. The roadmap keeps within it."),
    empty=_("Say what one fund may spend in one year."),
    order=61,
)

COSTS = Record(
    model=Cost,
    slug="costs",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("initiative", "fiscal_year", "kind", "amount", "fund"),
    filters=("initiative", "fund", "kind"),
    groups=(Group(_("What it costs"), ("initiative", "fiscal_year", "kind", "amount", "fund")),),
    key=("initiative", "fiscal_year", "kind", "fund"),
    intro=_("What initiatives are expected to cost, year by year."),
    empty=_("Say what one initiative costs in one year."),
    order=62,
)

TRACKS = Record(
    model=TrackPolicy,
    slug="tracks",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "owner", "decided_by", "next_decision", "next_decision_on"),
    groups=(
        Group(_("Who steers"), ("track", "owner", "decided_by")),
        Group(_("What holds here"), ("fixed", "flexible", "next_decision", "next_decision_on")),
    ),
    key=("track",),
    intro=_("Who owns each track here, and what is decided next."),
    empty=_("The method's own words hold until you say otherwise."),
    order=63,
    importable=False,
)

RECORDS: tuple[Record, ...] = (
    INITIATIVES,
    BENEFITS,
    DEPENDENCIES,
    FUNDS,
    ALLOCATIONS,
    COSTS,
    TRACKS,
)


def show_in_menu() -> None:
    """Put the board first in the portfolio's section, and name this room's acts."""
    name_acts(ACT_NAMES)
    add_to_menu(
        MenuItem(
            menu=Menu.PORTFOLIO,
            label=_("Three tracks"),
            url_name="portfolio:board",
            permission=_READ,
            order=10,
        )
    )
