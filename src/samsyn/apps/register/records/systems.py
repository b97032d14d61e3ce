"""How systems are listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.forms import SystemForm
from samsyn.apps.register.models import System
from samsyn.apps.register.queries.classifications import highest_of
from samsyn.apps.register.records import headers
from samsyn.apps.register.records.panels import system_protection
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.scales import Aspect
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Action, Computed, Group, Panel, Record

SYSTEMS = Record(
    model=System,
    slug="systems",
    menu=Menu.REGISTER,
    read=Permission.REGISTER_READ,
    write=Permission.REGISTER_WRITE,
    columns=("name", "product", "stage", "unit", "owner", "criticality", "yearly_cost"),
    filters=("stage", "unit", "criticality", "hosting", "owner", "product"),
    groups=(
        Group(
            _("What it is"),
            ("name", "aliases", "local_id", "product", "version", "purpose"),
        ),
        Group(
            _("Who answers"),
            ("owner", "administrator", "information_owner", "unit", "units_served", "users"),
        ),
        Group(
            _("Its life"),
            (
                "stage",
                "planned_on",
                "pilot_on",
                "production_on",
                "phase_out_on",
                "retired_on",
                "replaced_by",
                "information_after",
            ),
        ),
        Group(
            _("If it stops"),
            ("criticality", "rto_hours", "rpo_hours", "fallback", "fallback_exercised_on"),
        ),
        Group(
            _("Information and agreements"),
            ("assets", "no_agreement_because", "no_dpa_because"),
        ),
        Group(_("Where it runs, what it costs"), ("hosting", "hosting_country", "yearly_cost")),
    ),
    computed=(
        Computed(
            "confidentiality",
            _("confidentiality"),
            lambda actor: highest_of(actor, Aspect.CONFIDENTIALITY),
        ),
        Computed("integrity", _("integrity"), lambda actor: highest_of(actor, Aspect.INTEGRITY)),
        Computed(
            "availability", _("availability"), lambda actor: highest_of(actor, Aspect.AVAILABILITY)
        ),
    ),
    key=("name",),
    headers=headers.SYSTEM,
    tones={
        "stage": {
            "planned": "info",
            "pilot": "info",
            "production": "success",
            "phase_out": "warning",
            "retired": "neutral",
        },
        "criticality": {
            "low": "neutral",
            "medium": "info",
            "high": "warning",
            "critical": "danger",
        },
    },
    panels=(Panel("register/fragments/_protection.html", system_protection),),
    actions=(
        Action(
            _("Retire"),
            "register:system_retire",
            Permission.SYSTEM_RETIRE,
            shown=lambda system: system.stage != System.Stage.RETIRED,
        ),
    ),
    form=SystemForm,
    intro=_("The systems we use, who answers for them, and what they hold."),
    empty=_("Import the list of systems you already have, or write down the first one."),
    order=10,
)
