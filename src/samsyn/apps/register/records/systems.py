"""How systems are listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.apps.register.forms import SystemForm
from samsyn.apps.register.models import System
from samsyn.apps.register.queries.completeness import systems_missing
from samsyn.apps.register.queries.impact_kept import effective_of
from samsyn.apps.register.queries.systems import systems_over
from samsyn.apps.register.records import headers_systems, panels_systems
from samsyn.apps.register.records.changes import retiring
from samsyn.apps.register.records.panels_flows import flows_panel
from samsyn.apps.register.records.panels_impact import system_protection
from samsyn.apps.register.services.follow_names import parts_follow
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.scales import Aspect
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Action, Computed, Group, Panel, Record

GROUPS = (
    Group(
        _("What it is"),
        ("name", "product", "stage", "purpose", "aliases", "local_id", "version"),
    ),
    Group(_("Who answers"), ("owner", "administrator", "information_owner", "unit")),
    Group(_("What it holds, and how much it matters"), ("assets", "criticality", "yearly_cost")),
    Group(
        _("Whom to call, and who steps in"),
        (
            "operations",
            "security_contact",
            "owner_deputy",
            "administrator_deputy",
            "operations_deputy",
            "security_deputy",
        ),
        folded=True,
    ),
    Group(_("Who uses it"), ("units_served", "users"), folded=True),
    Group(
        _("Its life"),
        (
            "planned_on",
            "pilot_on",
            "production_on",
            "phase_out_on",
            "retired_on",
            "replaced_by",
            "cut_over_on",
            "information_after",
        ),
        folded=True,
    ),
    Group(
        _("If it stops"),
        (
            "societally_critical",
            "criticality_on",
            "criticality_document",
            "mtpd_hours",
            "rto_hours",
            "rpo_hours",
            "fallback",
            "fallback_exercised_on",
            "recovery_plan",
        ),
        folded=True,
    ),
    Group(_("Where it runs"), ("hosting", "hosting_country", "hosted_on", "site"), folded=True),
    Group(
        _("Agreements"),
        ("main_agreement", "no_agreement_because", "dpa_need", "no_dpa_because"),
    ),
    Group(
        _("How it is protected"),
        (
            "encrypted",
            "pseudonymised",
            "access_controlled",
            "logged",
            "assessed_confidentiality",
            "assessed_integrity",
            "assessed_availability",
            "assessed_on",
            "risk_assessed_on",
            "risk_level",
            "risk_next_on",
        ),
        folded=True,
    ),
    Group(_("Impact on privacy"), ("dpia", "dpia_on", "dpia_reason"), folded=True),
    Group(
        _("Deletion and archiving"),
        ("retention", "deletion_due_on", "archiving", "archive_period", "archive_service"),
        folded=True,
    ),
    Group(_("Accessibility"), ("accessible", "accessible_on"), folded=True),
    Group(_("Artificial intelligence"), ("ai_use", "ai_purpose", "ai_class"), folded=True),
    Group(_("Clearance"), ("cleared_on", "cleared_until", "clearance_note"), folded=True),
    Group(
        _("How well it serves"),
        ("functional_fit", "technical_fit", "verdict", "verdict_reason"),
        folded=True,
    ),
)


def _effective(aspect: Aspect, label: StrOrPromise) -> Computed:
    return Computed(str(aspect), label, lambda actor: effective_of(actor, aspect))


SYSTEMS = Record(
    model=System,
    after_save=parts_follow,
    slug="systems",
    menu=Menu.REGISTER,
    read=Permission.REGISTER_READ,
    write=Permission.REGISTER_WRITE,
    columns=("name", "product", "stage", "unit", "owner", "criticality", "yearly_cost"),
    filters=("stage", "unit", "criticality", "hosting", "owner", "product", "verdict"),
    groups=GROUPS,
    computed=(
        _effective(Aspect.CONFIDENTIALITY, _("confidentiality")),
        _effective(Aspect.INTEGRITY, _("integrity")),
        _effective(Aspect.AVAILABILITY, _("availability")),
        _effective(Aspect.TRACEABILITY, _("traceability")),
        Computed("missing", _("missing"), systems_missing),
    ),
    key=("name",),
    headers=headers_systems.SYSTEM,
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
        "verdict": {
            "tolerate": "neutral",
            "invest": "success",
            "migrate": "warning",
            "eliminate": "danger",
        },
    },
    panels=(
        Panel("register/fragments/_life.html", panels_systems.system_life, first=True),
        Panel("register/fragments/_missing.html", panels_systems.system_missing, first=True),
        Panel("register/fragments/_exchange.html", panels_systems.system_exchange),
        Panel("register/fragments/_protection.html", system_protection),
        flows_panel("system"),
        Panel("register/fragments/_costs.html", panels_systems.system_costs),
        Panel("register/fragments/_standards.html", panels_systems.system_standards),
        Panel("register/fragments/_elsewhere.html", panels_systems.system_elsewhere),
    ),
    hidden_relations=("flows", "system-costs", "cost-shares", "standards-in-systems"),
    actions=(
        Action(_("What stops if it stops"), "register:system_impact", Permission.REGISTER_READ),
        Action(
            _("Retire"),
            "register:system_retire",
            Permission.SYSTEM_RETIRE,
            shown=lambda system: system.stage != System.Stage.RETIRED,
        ),
    ),
    form=SystemForm,
    check_change=retiring,
    over=systems_over,
    intro=_("The systems we use, who answers for them, and what they hold."),
    empty=_("Import the list of systems you already have, or write down the first one."),
    order=10,
)
