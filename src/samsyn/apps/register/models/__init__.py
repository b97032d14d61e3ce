"""The register's nouns: what there is, and who answers for it."""

from samsyn.apps.register.models.agreement import Agreement, AgreementSystem
from samsyn.apps.register.models.agreement_template import AgreementTemplate
from samsyn.apps.register.models.capability import Capability
from samsyn.apps.register.models.information import Classification, InformationAsset
from samsyn.apps.register.models.product import Product
from samsyn.apps.register.models.supplier import Supplier
from samsyn.apps.register.models.system import System, SystemInformation, SystemUnit

__all__ = [
    "Agreement",
    "AgreementSystem",
    "AgreementTemplate",
    "Capability",
    "Classification",
    "InformationAsset",
    "Product",
    "Supplier",
    "System",
    "SystemInformation",
    "SystemUnit",
]
