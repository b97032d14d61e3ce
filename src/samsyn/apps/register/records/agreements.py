"""How agreements and their templates are listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import Agreement, AgreementTemplate
from samsyn.apps.register.queries.agreement_days import decide_by, holds_on
from samsyn.apps.register.queries.agreements import agreements_over
from samsyn.apps.register.records import headers, headers_agreements
from samsyn.apps.register.records.panels_agreements import (
    agreement_follow_ups,
    agreement_tree,
    agreement_validity,
)
from samsyn.apps.register.services.follow_names import parts_follow
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.navigation import MORE, Menu, MenuItem, add_to_menu
from samsyn.kernel.records.declaration import Action, Computed, Group, Panel, Record

AGREEMENTS = Record(
    model=Agreement,
    after_save=parts_follow,
    over=agreements_over,
    slug="agreements",
    menu=Menu.REGISTER,
    read=Permission.REGISTER_READ,
    write=Permission.REGISTER_WRITE,
    columns=(
        "name",
        "kind",
        "supplier",
        "holds_today",
        "valid_until",
        "decide_by",
        "owner",
        "yearly_value",
    ),
    filters=("kind", "supplier", "owner", "unit", "systems"),
    groups=(
        Group(
            _("What is agreed"),
            ("name", "number", "kind", "supplier", "supplier_contact", "parent", "needs_parent"),
        ),
        Group(_("What it gives"), ("covers", "cpv", "call_off", "call_off_url", "systems")),
        Group(_("Who answers"), ("owner", "contact", "unit")),
        Group(
            _("How long it holds"),
            (
                "signed_on",
                "signed_by",
                "signed_by_them",
                "signed_by_them_on",
                "valid_from",
                "valid_until",
                "ongoing",
                "renewal",
                "renewal_months",
            ),
        ),
        Group(
            _("How it is left or extended"),
            (
                "notice_months",
                "notice_from",
                "irrevocable_until",
                "option_months",
                "options_left",
                "kept_until",
                "terminated_on",
            ),
        ),
        Group(
            _("Money"),
            ("value", "yearly_value", "payment_model", "payment_frequency", "price_regulation"),
        ),
        Group(_("How it is followed up"), ("follow_up_months", "next_follow_up"), folded=True),
        Group(
            _("How it was bought"),
            ("purchase_form", "initiated_on", "strategy", "planned_for"),
            folded=True,
        ),
        Group(_("Requirements"), ("requirements",), folded=True),
        Group(_("Template"), ("template", "template_version"), folded=True),
        Group(_("Notes"), ("notes",), folded=True),
    ),
    computed=(
        Computed(
            "holds_today", _("holds today"), lambda _actor: holds_on(clock.today()), kind="boolean"
        ),
        Computed("decide_by", _("decide by"), lambda _actor: decide_by(clock.today()), kind="date"),
    ),
    key=("number", "name"),
    headers=headers_agreements.AGREEMENT,
    tones={"kind": {"dpa": "accent", "framework": "info"}},
    panels=(
        Panel("register/fragments/_validity.html", agreement_validity),
        Panel("register/fragments/_follow_ups.html", agreement_follow_ups),
        Panel("register/fragments/_agreement_tree.html", agreement_tree),
    ),
    actions=(
        Action(
            _("Give notice"),
            "register:agreement_notice",
            Permission.REGISTER_WRITE,
            shown=lambda agreement: agreement.terminated_on is None,
        ),
        Action(
            _("Use an option"),
            "register:agreement_option",
            Permission.REGISTER_WRITE,
            shown=lambda agreement: bool(agreement.options_left and not agreement.terminated_on),
        ),
        Action(
            _("Extend"),
            "register:agreement_extend",
            Permission.REGISTER_WRITE,
            shown=lambda agreement: bool(agreement.valid_until and not agreement.terminated_on),
        ),
    ),
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
    under=MORE,
)

add_to_menu(
    MenuItem(
        menu=Menu.REGISTER,
        label=_("Find an agreement"),
        url_name="register:agreements_find",
        permission=Permission.REGISTER_READ,
        order=22,
    ),
    MenuItem(
        menu=Menu.REGISTER,
        label=_("What runs out"),
        url_name="register:agreements_run_out",
        permission=Permission.REGISTER_READ,
        order=23,
    ),
)
