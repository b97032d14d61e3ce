"""How agreements and their templates are listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import Agreement, AgreementTemplate
from samsyn.apps.register.records import headers
from samsyn.apps.register.records.panels import agreement_validity
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Group, Panel, Record

AGREEMENTS = Record(
    model=Agreement,
    slug="agreements",
    menu=Menu.REGISTER,
    read=Permission.REGISTER_READ,
    write=Permission.REGISTER_WRITE,
    columns=("name", "kind", "supplier", "valid_until", "notice_months", "owner", "yearly_value"),
    filters=("kind", "supplier", "owner", "unit", "systems"),
    groups=(
        Group(
            _("What is agreed"),
            ("name", "number", "kind", "supplier", "parent", "systems", "notes"),
        ),
        Group(_("Who answers"), ("owner", "unit", "next_follow_up")),
        Group(
            _("How long it holds"),
            (
                "signed_on",
                "signed_by",
                "valid_from",
                "valid_until",
                "ongoing",
                "renewal",
                "renewal_months",
                "notice_months",
                "kept_until",
                "terminated_on",
            ),
        ),
        Group(_("Money"), ("value", "yearly_value")),
        Group(_("Template"), ("template", "template_version")),
    ),
    key=("number", "name"),
    headers=headers.AGREEMENT,
    tones={"kind": {"dpa": "accent", "framework": "info"}},
    panels=(Panel("register/fragments/_validity.html", agreement_validity),),
    intro=_("What is agreed with suppliers, which systems it covers, and until when it holds."),
    empty=_("Write down the agreements your systems depend on, or import your contract list."),
    order=20,
)

TEMPLATES = Record(
    model=AgreementTemplate,
    slug="agreement-templates",
    menu=Menu.REGISTER,
    read=Permission.REGISTER_READ,
    write=Permission.CATALOGUE_WRITE,
    columns=("name", "current_version", "current_since", "published_by"),
    groups=(
        Group(
            _("What it is"),
            ("name", "current_version", "current_since", "published_by", "website"),
        ),
    ),
    headers=headers.TEMPLATE,
    intro=_("Templates that agreements are written on, shared by all organisations."),
    empty=_("Write down the template of your data-processing agreements, and its version."),
    order=70,
)
