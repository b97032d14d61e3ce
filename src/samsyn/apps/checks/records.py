"""Makes findings show on every record's page, in the margins of steering documents, in the menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.checks.queries.own_clauses import checks_of
from samsyn.apps.checks.views.telling import findings_on_page
from samsyn.apps.policy.public import tell_checks_by
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu, MenuItem, add_to_menu
from samsyn.kernel.records.history import name_acts
from samsyn.kernel.records.views.pages import show_findings_by

MENU = (
    MenuItem(
        menu=Menu.CHECKS,
        label=_("Findings"),
        url_name="checks:findings",
        permission=Permission.CHECKS_READ,
        order=10,
    ),
    MenuItem(
        menu=Menu.CHECKS,
        label=_("Rules"),
        url_name="checks:rules",
        permission=Permission.CHECKS_READ,
        order=20,
    ),
)


def show() -> None:
    """Connect the room to the pages below it; called once, when the room is ready."""
    show_findings_by(findings_on_page)
    tell_checks_by(checks_of)
    add_to_menu(*MENU)
    name_acts(
        {
            "checks.accept_finding": _("Finding accepted"),
            "checks.withdraw_acceptance": _("Acceptance taken back"),
            "checks.assign_finding": _("Finding assigned"),
            "checks.configure_rule": _("Rule set"),
            "checks.save_own_rule": _("Own rule written"),
            "checks.delete_own_rule": _("Own rule removed"),
        }
    )
