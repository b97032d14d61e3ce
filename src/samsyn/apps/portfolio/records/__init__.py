"""How the portfolio's nouns are listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.records.benefits import BENEFIT_RECORDS
from samsyn.apps.portfolio.records.dependencies import DEPENDENCIES
from samsyn.apps.portfolio.records.gates import STEERING
from samsyn.apps.portfolio.records.initiatives import INITIATIVES, STATE_TONES
from samsyn.apps.portfolio.records.learning import LEARNING
from samsyn.apps.portfolio.records.money import MONEY
from samsyn.apps.portfolio.records.ranking import COMPARING, begin_from
from samsyn.apps.portfolio.records.reporting import REPORTING
from samsyn.apps.portfolio.records.tracks import TRACKS
from samsyn.apps.portfolio.wording import ACT_NAMES
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu, MenuItem, add_to_menu
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.history import name_acts
from samsyn.kernel.records.views.pages import add_to_pages_by

__all__ = ["RECORDS", "STATE_TONES", "show_in_menu"]

RECORDS: tuple[Record, ...] = (
    INITIATIVES,
    *BENEFIT_RECORDS,
    DEPENDENCIES,
    *MONEY,
    TRACKS,
    *STEERING,
    *LEARNING,
    *REPORTING,
    *COMPARING,
)


#: The room's own pages: their place in the menu, what they are called, where, and who may.
_PAGES = (
    (10, _("Three tracks"), "portfolio:board", Permission.PORTFOLIO_READ),
    (15, _("Ranking"), "portfolio:ranking", Permission.PORTFOLIO_READ),
    (16, _("Portfolio map"), "portfolio:map", Permission.PORTFOLIO_READ),
    (31, _("Benefits taken home"), "portfolio:benefits", Permission.PORTFOLIO_READ),
    (41, _("Where initiatives meet"), "portfolio:meetings", Permission.PORTFOLIO_READ),
    (46, _("My hours"), "portfolio:my_week", Permission.TIME_REPORT),
    (47, _("Time given"), "portfolio:given_time", Permission.PORTFOLIO_WRITE),
    (59, _("Money"), "portfolio:money", Permission.PORTFOLIO_READ),
)


def show_in_menu() -> None:
    """Put the board first in the portfolio's section, and name this room's acts."""
    name_acts(ACT_NAMES)
    add_to_pages_by(begin_from)
    add_to_menu(
        *(
            MenuItem(
                menu=Menu.PORTFOLIO, label=label, url_name=url, permission=permission, order=order
            )
            for order, label, url, permission in _PAGES
        )
    )
