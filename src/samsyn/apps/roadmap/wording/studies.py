"""What would help, and what stands in the way, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, assert_never

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.domain.roadmap.whatif import Kind
from samsyn.domain.scheduling.conflict import What

Told = Mapping[str, Any]
_NAMED = 3


def turn_in_words(gain: Told) -> str:
    """Say what would be otherwise: 20 % more security architect."""
    kind = Kind(gain["turn"])
    if kind is Kind.ADD_TIME:
        return _("%(percent)d %% more %(role)s") % {
            "percent": gain["percent"],
            "role": gain["name"],
        }
    if kind is Kind.MONEY:
        return _("%(amount)s more in %(fund)s each year") % {
            "amount": number_format(gain["amount"], 0, force_grouping=True),
            "fund": gain["name"],
        }
    return _("%(name)s by %(day)s") % {"name": gain["name"], "day": _day(gain["day"])}


def gain_in_words(gain: Told) -> str:
    """Say what that would bring, the most telling first, in one line."""
    parts = [
        *_moves(gain["moves"]),
        *([_entering(gain["enters"])] if gain["enters"] else []),
        *([_("less lateness")] if gain["lateness"] else []),
    ]
    return "; ".join(parts) if parts else _("nothing that was found")


def _moves(moves: list[Any]) -> list[str]:
    return [
        ngettext("%(name)s %(n)d week earlier", "%(name)s %(n)d weeks earlier", weeks)
        % {"name": name, "n": weeks}
        for _pk, name, weeks in moves[:_NAMED]
        if weeks > 0
    ]


def _entering(enters: list[Any]) -> str:
    names = ", ".join(name for _pk, name in enters[:_NAMED])
    return _("%(names)s comes into the plan") % {"names": names}


def demand_in_words(demand: Told) -> str:
    """Say what is asked, so that it can be seen what stands against what."""
    match What(demand["what"]):
        case What.DONE:
            return _("%(name)s must be done.") % demand
        case What.DEADLINE:
            told = {"name": demand["name"], "day": _day(demand["day"]), "law": demand["legal"]}
            if demand["legal"]:
                return _("%(name)s must be done by %(day)s (%(law)s).") % told
            return _("%(name)s must be done by %(day)s.") % told
        case What.PEOPLE:
            return _("%(name)s has no more time than is written down.") % demand
        case What.MONEY:
            return _("%(name)s has no more money than was allotted.") % demand
        case What.PIN:
            return _("%(name)s of %(of)s is pinned to its week.") % demand
        case unknown:
            assert_never(unknown)


def _day(text: str | None) -> str:
    return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT") if text else ""
