"""The register's nouns: what there is, and who answers for it."""

from samsyn.apps.register.models.agreement import Agreement, AgreementSystem
from samsyn.apps.register.models.agreement_parts import (
    AgreementCost,
    AgreementParty,
    FollowUp,
    PriceLine,
)
from samsyn.apps.register.models.agreement_search import AgreementMention, AgreementWord
from samsyn.apps.register.models.agreement_template import AgreementTemplate
from samsyn.apps.register.models.capability import Capability
from samsyn.apps.register.models.cost import CostShare, SystemCost
from samsyn.apps.register.models.effective_level import EffectiveLevel, LevelReckoning
from samsyn.apps.register.models.flow import FlowAsset, InformationFlow, Integration
from samsyn.apps.register.models.information import Classification, InformationAsset
from samsyn.apps.register.models.map_places import MapPlaces
from samsyn.apps.register.models.override import ClassificationOverride
from samsyn.apps.register.models.party import OutsideParty
from samsyn.apps.register.models.product import Product
from samsyn.apps.register.models.routine import (
    Routine,
    RoutineRequirement,
    RoutineRight,
    RoutineSystem,
)
from samsyn.apps.register.models.scale import ClassificationScale, ScaleStep
from samsyn.apps.register.models.site import Site
from samsyn.apps.register.models.standard import StandardFollowing, TechnologyStandard
from samsyn.apps.register.models.supplier import Supplier
from samsyn.apps.register.models.supplier_incident import (
    IncidentClock,
    IncidentEntry,
    SupplierIncident,
)
from samsyn.apps.register.models.supplier_merge import SupplierMerge
from samsyn.apps.register.models.supplier_notice import NoticeAnswer, SupplierNotice
from samsyn.apps.register.models.system import System, SystemInformation, SystemUnit
from samsyn.apps.register.models.template_version import TemplateVersion
from samsyn.apps.register.models.workshop import ClassificationWorkshop

__all__ = [
    "Agreement",
    "AgreementCost",
    "AgreementMention",
    "AgreementParty",
    "AgreementSystem",
    "AgreementTemplate",
    "AgreementWord",
    "Capability",
    "Classification",
    "ClassificationOverride",
    "ClassificationScale",
    "ClassificationWorkshop",
    "CostShare",
    "EffectiveLevel",
    "FlowAsset",
    "FollowUp",
    "IncidentClock",
    "IncidentEntry",
    "InformationAsset",
    "InformationFlow",
    "Integration",
    "LevelReckoning",
    "MapPlaces",
    "NoticeAnswer",
    "OutsideParty",
    "PriceLine",
    "Product",
    "Routine",
    "RoutineRequirement",
    "RoutineRight",
    "RoutineSystem",
    "ScaleStep",
    "Site",
    "StandardFollowing",
    "Supplier",
    "SupplierIncident",
    "SupplierMerge",
    "SupplierNotice",
    "System",
    "SystemCost",
    "SystemInformation",
    "SystemUnit",
    "TechnologyStandard",
    "TemplateVersion",
]
