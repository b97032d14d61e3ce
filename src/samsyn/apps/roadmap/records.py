"""How plans are listed, shown and typed; the roadmap itself has pages of its own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.roadmap.forms import ScenarioChangeForm
from samsyn.apps.roadmap.models import ClosedPeriod, Plan, Scenario, ScenarioChange
from samsyn.apps.roadmap.views.scenario_panel import scenario_panel
from samsyn.apps.roadmap.wording import ACT_NAMES
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu, MenuItem, add_to_menu
from samsyn.kernel.records.declaration import Action, Group, Panel, Record
from samsyn.kernel.records.history import name_acts

_READ, _WRITE = Permission.ROADMAP_READ, Permission.ROADMAP_SOLVE

PLANS = Record(
    model=Plan,
    slug="plans",
    menu=Menu.ROADMAP,
    read=_READ,
    write=_WRITE,
    columns=("name", "starts_on", "weeks", "discount_rate"),
    groups=(
        Group(_("What it covers"), ("name", "starts_on", "weeks", "closed_from", "closed_until")),
        Group(
            _("How it is made"),
            ("discount_rate", "keeps_published", "counts_on_given", "improve_seconds"),
        ),
    ),
    actions=(Action(_("Show the roadmap"), "roadmap:of_plan", _READ, primary=True),),
    intro=_("What the roadmap covers, and how it is made. Most organisations need one plan."),
    empty=_("A plan says over which weeks the portfolio is laid out."),
    order=60,
    importable=False,
)

CLOSED_PERIODS = Record(
    model=ClosedPeriod,
    slug="closed-periods",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "plan", "since", "until"),
    groups=(Group(_("When nobody works for the plan"), ("name", "plan", "since", "until")),),
    key=("plan", "name", "since"),
)

SCENARIOS = Record(
    model=Scenario,
    slug="scenarios",
    menu=Menu.ROADMAP,
    read=_READ,
    write=_WRITE,
    columns=("name", "question", "plan"),
    filters=("plan",),
    groups=(Group(_("What it asks"), ("name", "question", "plan")),),
    key=("plan", "name"),
    panels=(Panel("roadmap/fragments/_scenario_panel.html", scenario_panel),),
    intro=_("The plan with something changed, to be seen beside it."),
    empty=_("What if there were a fifth more of a role, or one initiative less?"),
    order=20,
    importable=False,
    hidden_relations=("scenario-changes",),
)

SCENARIO_CHANGES = Record(
    model=ScenarioChange,
    slug="scenario-changes",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "scenario", "kind"),
    filters=("scenario", "kind"),
    groups=(
        Group(_("What is otherwise"), ("scenario", "kind")),
        Group(
            _("How"),
            (
                "role",
                "initiative",
                "fund",
                "share",
                "since",
                "until",
                "day",
                "ambition",
                "fiscal_year",
                "amount",
            ),
        ),
    ),
    key=("scenario", "name"),
    form=ScenarioChangeForm,
    importable=False,
)

RECORDS: tuple[Record, ...] = (PLANS, CLOSED_PERIODS, SCENARIOS, SCENARIO_CHANGES)


def show_in_menu() -> None:
    """Put the roadmap and its versions in the menu, and name this room's acts."""
    name_acts(ACT_NAMES)
    add_to_menu(
        MenuItem(
            menu=Menu.ROADMAP,
            label=_("Roadmap"),
            url_name="roadmap:timeline",
            permission=_READ,
            order=10,
        ),
        MenuItem(
            menu=Menu.ROADMAP,
            label=_("Published versions"),
            url_name="roadmap:versions",
            permission=_READ,
            order=30,
        ),
        MenuItem(
            menu=Menu.ROADMAP,
            label=_("Share of each track"),
            url_name="roadmap:track_shares",
            permission=_READ,
            order=40,
        ),
    )
