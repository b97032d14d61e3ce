"""How the register's nouns are listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.records.agreement_parts import (
    AGREEMENT_COSTS,
    AGREEMENT_PARTIES,
    FOLLOW_UPS,
    PRICES,
)
from samsyn.apps.register.records.agreements import AGREEMENTS, TEMPLATES
from samsyn.apps.register.records.catalogue import CAPABILITIES, PRODUCTS, SUPPLIERS
from samsyn.apps.register.records.costs import COST_SHARES, SYSTEM_COSTS
from samsyn.apps.register.records.flows import FLOWS, INTEGRATIONS
from samsyn.apps.register.records.incidents import INCIDENT_ACTS, INCIDENT_RECORDS
from samsyn.apps.register.records.information import ASSETS, CLASSIFICATIONS, WORKSHOPS
from samsyn.apps.register.records.overrides import OVERRIDES
from samsyn.apps.register.records.places import PARTIES, SITES
from samsyn.apps.register.records.routines import (
    ROUTINE_REQUIREMENTS,
    ROUTINE_RIGHTS,
    ROUTINE_SYSTEMS,
    ROUTINES,
)
from samsyn.apps.register.records.scales import SCALES, STEPS
from samsyn.apps.register.records.standards import FOLLOWINGS, STANDARDS
from samsyn.apps.register.records.systems import SYSTEMS
from samsyn.apps.register.records.templates import TEMPLATE_VERSIONS
from samsyn.kernel.records.history import name_acts

RECORDS = (
    SYSTEMS,
    AGREEMENTS,
    AGREEMENT_PARTIES,
    PRICES,
    AGREEMENT_COSTS,
    FOLLOW_UPS,
    ASSETS,
    CLASSIFICATIONS,
    WORKSHOPS,
    SCALES,
    STEPS,
    ROUTINES,
    ROUTINE_SYSTEMS,
    ROUTINE_RIGHTS,
    ROUTINE_REQUIREMENTS,
    PRODUCTS,
    SUPPLIERS,
    CAPABILITIES,
    TEMPLATES,
    TEMPLATE_VERSIONS,
    SYSTEM_COSTS,
    COST_SHARES,
    STANDARDS,
    FOLLOWINGS,
    FLOWS,
    INTEGRATIONS,
    PARTIES,
    SITES,
    OVERRIDES,
    *INCIDENT_RECORDS,
)

name_acts(INCIDENT_ACTS)
name_acts(
    {
        "register.retire_system": _("Retired"),
        "register.give_notice": _("Notice given"),
        "register.use_option": _("Option used"),
        "register.extend_agreement": _("Extended"),
        "register.record_follow_up": _("Followed up"),
        "register.classify_asset": _("Classified"),
        "register.start_workshop": _("Workshop begun"),
        "register.answer_workshop": _("Answered"),
        "register.describe_workshop": _("Answered"),
        "register.decide_workshop": _("Classified"),
        "register.accept_requirements": _("Requirement accepted"),
        "register.refuse_requirement": _("Requirement turned down"),
        "register.renew_requirements": _("Requirement brought up to date"),
        "register.override_classification": _("Overridden"),
        "register.withdraw_override": _("Override withdrawn"),
    }
)
