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


def show_in_menu() -> None:
    """Put the board first in the portfolio's section, and name this room's acts."""
    name_acts(ACT_NAMES)
    add_to_pages_by(begin_from)
    add_to_menu(
        MenuItem(
            menu=Menu.PORTFOLIO,
            label=_("Three tracks"),
            url_name="portfolio:board",
            permission=Permission.PORTFOLIO_READ,
            order=10,
        ),
        MenuItem(
            menu=Menu.PORTFOLIO,
            label=_("Ranking"),
            url_name="portfolio:ranking",
            permission=Permission.PORTFOLIO_READ,
            order=15,
        ),
        MenuItem(
            menu=Menu.PORTFOLIO,
            label=_("Portfolio map"),
            url_name="portfolio:map",
            permission=Permission.PORTFOLIO_READ,
            order=16,
        ),
        MenuItem(
            menu=Menu.PORTFOLIO,
            label=_("Where initiatives meet"),
            url_name="portfolio:meetings",
            permission=Permission.PORTFOLIO_WRITE,
            order=41,
        ),
        MenuItem(
            menu=Menu.PORTFOLIO,
            label=_("Benefits taken home"),
            url_name="portfolio:benefits",
            permission=Permission.PORTFOLIO_READ,
            order=31,
        ),
        MenuItem(
            menu=Menu.PORTFOLIO,
            label=_("Money"),
            url_name="portfolio:money",
            permission=Permission.PORTFOLIO_READ,
            order=59,
        ),
        MenuItem(
            menu=Menu.PORTFOLIO,
            label=_("My hours"),
            url_name="portfolio:my_week",
            permission=Permission.TIME_REPORT,
            order=46,
        ),
        MenuItem(
            menu=Menu.PORTFOLIO,
            label=_("Time given"),
            url_name="portfolio:given_time",
            permission=Permission.PORTFOLIO_WRITE,
            order=47,
        ),
    )
