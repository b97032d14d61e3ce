"""How experiments, project models, levels of ambition, goals and moves are listed and shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.models import (
    AmbitionOption,
    Experiment,
    InitiativeGoal,
    ModelStep,
    ProjectModel,
    TrackMove,
)
from samsyn.apps.portfolio.records.panels_steering import EXPERIMENT_TONES
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import MORE, Menu
from samsyn.kernel.records.declaration import Action, Group, Record

_READ, _WRITE = Permission.PORTFOLIO_READ, Permission.PORTFOLIO_WRITE
_INITIATIVE = ("insats", "initiativ", "projekt", "prosjekt", "initiative")

EXPERIMENTS = Record(
    model=Experiment,
    slug="experiments",
    menu=Menu.PORTFOLIO,
    under=MORE,
    read=_READ,
    write=_WRITE,
    columns=("hypothesis", "initiative", "begins", "until", "owner", "outcome"),
    filters=("outcome", "initiative", "owner"),
    groups=(
        Group(
            _("What we believe"),
            ("initiative", "hypothesis", "measure", "succeeds_when", "begins", "until", "owner"),
        ),
        Group(_("What came of it"), ("result", "learned", "outcome", "outcome_on"), folded=True),
    ),
    key=("initiative", "hypothesis"),
    headers={
        "initiative": _INITIATIVE,
        "hypothesis": ("hypotes", "hypotese", "antagande", "antakelse", "antagelse"),
        "measure": ("mått", "mål", "mäts med", "measure"),
        "learned": ("lärdom", "lärdomar", "læring", "læringspunkt", "learned"),
    },
    tones={"outcome": EXPERIMENT_TONES},
    actions=(
        Action(
            _("End it"),
            "portfolio:end_experiment",
            _WRITE,
            shown=lambda row: not row.outcome,
            primary=True,
        ),
    ),
    intro=_("What is tried out in short rounds, how it is measured, and what was learned."),
    empty=_("Say what you believe about one complex problem, and how you would see it."),
    order=44,
)

PROJECT_MODELS = Record(
    model=ProjectModel,
    slug="project-models",
    menu=Menu.PORTFOLIO,
    under=MORE,
    read=_READ,
    write=_WRITE,
    columns=("name", "cynefin", "description"),
    filters=("cynefin",),
    groups=(Group(_("How work is done"), ("name", "cynefin", "description")),),
    headers={"name": ("projektmodell", "prosjektmodell", "projektmodel", "project model")},
    intro=_("How work of each kind is done here, as steps to start from."),
    empty=_("Start from the method on a track's page, or describe how you work."),
    order=66,
)

MODEL_STEPS = Record(
    model=ModelStep,
    slug="model-steps",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "project_model", "order", "weeks"),
    filters=("project_model",),
    groups=(Group(_("The step"), ("project_model", "name", "order", "weeks", "guidance")),),
    key=("project_model", "name"),
    headers={
        "name": ("steg", "fas", "fase", "trinn", "trin", "step"),
        "project_model": ("projektmodell", "prosjektmodell", "projektmodel"),
        "weeks": ("veckor", "uker", "uger", "weeks"),
    },
    intro=_("Steps of project models: they become phases of initiatives that follow the model."),
    empty=_("Add the first step to a project model."),
    order=67,
)

AMBITION_OPTIONS = Record(
    model=AmbitionOption,
    slug="ambition-options",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("initiative", "level", "one_off_cost", "yearly_cost", "yearly_benefit"),
    filters=("level", "initiative"),
    groups=(
        Group(_("How far one could go"), ("initiative", "level", "meaning")),
        Group(_("What it takes and gives"), ("one_off_cost", "yearly_cost", "yearly_benefit")),
    ),
    key=("initiative", "level"),
    headers={
        "initiative": _INITIATIVE,
        "level": ("ambitionsnivå", "ambisjonsnivå", "ambitionsniveau", "nivå", "level"),
    },
    intro=_("Levels of ambition, each with its own work, money and benefit."),
    empty=_("Describe what one mandated solution would be at its lowest level."),
    order=68,
)

INITIATIVE_GOALS = Record(
    model=InitiativeGoal,
    slug="initiative-goals",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("initiative", "clause", "expected_shift"),
    filters=("initiative", "clause"),
    groups=(Group(_("What it serves"), ("initiative", "clause", "expected_shift")),),
    key=("initiative", "clause"),
    headers={"initiative": _INITIATIVE, "clause": ("mål", "goal", "skrivning")},
    intro=_("Which goals and clauses initiatives serve, and how far they are to shift them."),
    empty=_("Name the goal that one initiative serves."),
    order=69,
)

TRACK_MOVES = Record(
    model=TrackMove,
    slug="track-moves",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("initiative", "from_track", "to_track", "moved_on", "reason"),
    filters=("from_track", "to_track", "initiative"),
    groups=(Group(_("The move"), ("initiative", "from_track", "to_track", "moved_on", "reason")),),
    intro=_("Initiatives that were moved to another track, and why."),
    empty=_("An initiative is moved from its own page, with a reason."),
    order=70,
    importable=False,
    made_by_hand=False,
    writable=False,
)

LEARNING = (
    EXPERIMENTS,
    PROJECT_MODELS,
    MODEL_STEPS,
    AMBITION_OPTIONS,
    INITIATIVE_GOALS,
    TRACK_MOVES,
)
