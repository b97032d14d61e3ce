"""Fill what all organisations share: roles, suppliers, products, capabilities, templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from samsyn.apps.organisation.models import Role
from samsyn.apps.register.models import AgreementTemplate, Capability, Product, Supplier
from samsyn.config.demo import dates, sheets
from samsyn.config.demo.site import Site
from samsyn.kernel.tenancy.owned import Catalogue

C = TypeVar("C", bound=Catalogue)
_TYPES = {"low": Product.Type.APP, "medium": Product.Type.BUSINESS}


@dataclass(frozen=True, slots=True)
class Shared:
    """The rows of the catalogue, by key or by name."""

    roles: Mapping[str, Role]
    suppliers: Mapping[str, Supplier]
    products: Mapping[str, Product]
    capabilities: Mapping[str, Capability]
    templates: Mapping[str, AgreementTemplate]


def fill(site: Site) -> Shared:
    """Add what is missing, on behalf of the federation; what is there already is left alone."""
    sheet = sheets.read("catalogue")
    with site.making("catalogue"):
        roles = _complete(site, Role, [_role(row) for row in sheet["Roles"]])
        suppliers = _complete(site, Supplier, [_supplier(row) for row in sheet["Suppliers"]])
        templates = _complete(
            site, AgreementTemplate, [_template(row, site.today) for row in sheet["Templates"]]
        )
        capabilities = _complete(
            site, Capability, [Capability(name=row["name"]) for row in sheet["Capabilities"]]
        )
        firms = {name.split()[0]: supplier for name, supplier in suppliers.items()}
        products = _complete(
            site,
            Product,
            [
                _product(name, row, firms[name.split()[0]], capabilities[row["name"]])
                for row in sheet["Capabilities"]
                for name in row["products"].split(", ")
            ],
        )
    keyed = {row["key"]: roles[row["name"]] for row in sheet["Roles"]}
    return Shared(keyed, suppliers, products, capabilities, templates)


def _complete(site: Site, model: type[C], wanted: Sequence[C]) -> dict[str, C]:
    def known() -> dict[str, C]:
        names = [_name(row) for row in wanted]
        return {_name(row): row for row in model.visible_to(site.samsyn).filter(name__in=names)}

    have = known()
    model.everything.bulk_create([row for row in wanted if _name(row) not in have])
    return known()


def _name(row: Any) -> str:  # noqa: ANN401 - any row of the catalogue
    return str(row.name)


def _role(row: sheets.Row) -> Role:
    return Role(
        name=row["name"],
        description=row["description"],
        typical_share=int(row["share"]),
        is_critical=row["critical"] == "yes",
    )


def _supplier(row: sheets.Row) -> Supplier:
    domain = row["mail"].partition("@")[2]
    return Supplier(
        name=row["name"],
        country=row["country"],
        email=row["mail"],
        security_email=f"incident@{domain}",
        website=f"https://www.{domain}",
    )


def _template(row: sheets.Row, today: date) -> AgreementTemplate:
    return AgreementTemplate(
        name=row["name"],
        current_version=row["version"],
        current_since=dates.day(today, row["since"]),
        published_by=row["by"],
    )


def _product(name: str, row: sheets.Row, supplier: Supplier, capability: Capability) -> Product:
    return Product(
        name=name,
        supplier=supplier,
        capability=capability,
        purpose=f"Stöd för {row['name'].lower()}.",
        type=_TYPES.get(row["matters"], Product.Type.BUSINESS),
        licence=Product.Licence.PROPRIETARY,
    )
