"""How the shared catalogue is listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import Capability, Product, Supplier
from samsyn.apps.register.records import headers, headers_systems
from samsyn.apps.register.records.panels import product_elsewhere
from samsyn.apps.register.records.panels_suppliers import supplier_merged
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import MORE, Menu
from samsyn.kernel.records.declaration import Action, Group, Panel, Record

PRODUCTS = Record(
    model=Product,
    slug="products",
    menu=Menu.REGISTER,
    read=Permission.REGISTER_READ,
    write=Permission.CATALOGUE_WRITE,
    columns=("name", "supplier", "capability", "type", "licence"),
    filters=("supplier", "capability", "type", "licence"),
    groups=(
        Group(
            _("What it is"),
            ("name", "former_names", "supplier", "purpose", "capability", "type", "parent"),
        ),
        Group(
            _("Terms and life"),
            ("licence", "rights_holder", "withdrawn_on", "website", "code_url"),
        ),
        Group(_("Technology"), ("technology", "interfaces", "codes"), folded=True),
        Group(_("Archiving"), ("archive_advice",), folded=True),
    ),
    headers=headers_systems.PRODUCT,
    panels=(Panel("register/fragments/_elsewhere.html", product_elsewhere),),
    actions=(Action(_("Who else uses it"), "register:product_users", Permission.REGISTER_READ),),
    intro=_("Products, recorded once for everybody, so that neighbours can compare."),
    empty=_("Products appear here as systems are imported. Anybody who may can add one."),
    order=59,
    under=MORE,
)

SUPPLIERS = Record(
    model=Supplier,
    slug="suppliers",
    menu=Menu.REGISTER,
    read=Permission.REGISTER_READ,
    write=Permission.CATALOGUE_WRITE,
    columns=("name", "country", "org_number", "security_email"),
    filters=("country",),
    groups=(
        Group(_("Who they are"), ("name", "legal_name", "country", "org_number", "website")),
        Group(_("Other names"), ("processor_name", "former_names"), folded=True),
        Group(_("How to reach them"), ("email", "security_email", "security_phone")),
    ),
    key=("org_number", "name"),
    headers=headers_systems.SUPPLIER,
    actions=(
        Action(_("What stops if it stops"), "register:supplier_impact", Permission.REGISTER_READ),
        Action(_("Report an incident"), "register:incident_report", Permission.SUPPLIER_INCIDENT),
        Action(_("Merge with another"), "register:supplier_twin", Permission.SUPPLIER_MERGE),
    ),
    panels=(Panel("register/fragments/_merged.html", supplier_merged),),
    intro=_("Companies that deliver to us or to others, recorded once for everybody."),
    empty=_("Suppliers appear here as products and agreements are written down."),
    order=40,
    under=_("Suppliers and costs"),
)

CAPABILITIES = Record(
    model=Capability,
    slug="capabilities",
    menu=Menu.REGISTER,
    read=Permission.REGISTER_READ,
    write=Permission.CATALOGUE_WRITE,
    columns=("name", "parent"),
    filters=("parent",),
    groups=(Group(_("What it is"), ("name", "parent", "description")),),
    headers=headers.CAPABILITY,
    intro=_("What organisations must be able to do, whatever product helps them."),
    empty=_("Name what your systems are for; two for the same thing will then be noticed."),
    order=62,
    under=MORE,
)
