"""The room's nouns as the house shows them, and what it adds to the register's pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.data_protection.models import ProcessorTerms
from samsyn.apps.data_protection.queries.conclusions import concluded
from samsyn.apps.data_protection.records.activities import (
    ACTIVITIES,
    CONTROLLERS,
    PURPOSES,
    SCREENINGS,
    SERVED,
    SUBJECTS,
)
from samsyn.apps.data_protection.records.additions import addition_to
from samsyn.apps.data_protection.records.agreements import OVERSIGHTS, SUB_PROCESSORS, TERMS
from samsyn.apps.data_protection.records.sharing import SHARED_ACTIVITY
from samsyn.apps.data_protection.wording import ACT_NAMES
from samsyn.apps.register.public import conclusions_by
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu, MenuItem, add_to_menu
from samsyn.kernel.records.declaration import Record, register
from samsyn.kernel.records.history import name_acts
from samsyn.kernel.records.views.pages import add_to_pages_by
from samsyn.kernel.rules import watch_too
from samsyn.kernel.sharing import shareable

RECORDS: tuple[Record, ...] = (
    ACTIVITIES,
    PURPOSES,
    SUBJECTS,
    SERVED,
    CONTROLLERS,
    SCREENINGS,
    TERMS,
    SUB_PROCESSORS,
    OVERSIGHTS,
)


def show() -> None:
    """Make the nouns known, name the acts, and stand on the register's pages."""
    register(*RECORDS)
    name_acts(ACT_NAMES)
    add_to_pages_by(addition_to)
    conclusions_by(concluded)
    watch_too("REG-003", ProcessorTerms)
    shareable(SHARED_ACTIVITY)
    add_to_menu(
        MenuItem(
            menu=Menu.REGISTER,
            label=_("Article 30 register"),
            url_name="data_protection:article_30",
            permission=Permission.DATA_PROTECTION_READ,
            order=51,
            under=_("Personal data"),
        )
    )
