"""The front door: what rooms above may know about systems, agreements and information."""

from __future__ import annotations

from samsyn.apps.register.models import (
    Agreement,
    AgreementParty,
    AgreementSystem,
    AgreementTemplate,
    Capability,
    InformationAsset,
    OutsideParty,
    PriceLine,
    Product,
    Supplier,
    System,
    SystemInformation,
    TemplateVersion,
)
from samsyn.apps.register.models.answer import Answer, TransferBasis, answer, country
from samsyn.apps.register.models.normal_name import normal_name
from samsyn.apps.register.queries.agreements import all_terms, in_force_on, terms_of
from samsyn.apps.register.queries.conclusions import conclusions_by
from samsyn.apps.register.queries.impact_kept import effective_of
from samsyn.apps.register.queries.incidents import promises_by
from samsyn.apps.register.queries.systems import systems_elsewhere, systems_in_use
from samsyn.apps.register.queries.template_versions import current_versions
from samsyn.apps.register.services.classify_asset import classify_asset
from samsyn.apps.register.services.draw_archimate import archimate_of
from samsyn.apps.register.services.retire_system import retire_system
from samsyn.apps.register.wording.impact_told import impact_told, systems_called
from samsyn.kernel.tenancy.reach import narrowest

__all__ = [
    "Agreement",
    "AgreementParty",
    "AgreementSystem",
    "AgreementTemplate",
    "Answer",
    "Capability",
    "InformationAsset",
    "OutsideParty",
    "PriceLine",
    "Product",
    "Supplier",
    "System",
    "SystemInformation",
    "TemplateVersion",
    "TransferBasis",
    "all_terms",
    "answer",
    "archimate_of",
    "classify_asset",
    "conclusions_by",
    "country",
    "current_versions",
    "effective_of",
    "impact_told",
    "in_force_on",
    "narrowest",
    "normal_name",
    "promises_by",
    "retire_system",
    "systems_called",
    "systems_elsewhere",
    "systems_in_use",
    "terms_of",
]
