"""What is proven about the best plan that may exist, where the one shown is not proven best."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from samsyn.domain.scheduling.outcome import Objective
from samsyn.kernel.templatetags.formats import money

_WEIGHTY = 3  # left out, late, and worth: what a plan is wanted for


def how_far(picture: Mapping[str, Any] | None) -> dict[str, Any]:
    """Say of a kept picture what no plan can better: nothing where its plan is proven.

    `settled`: all that is open is how little moves and how early things end.
    """
    verdict = (picture or {}).get("verdict", {})
    levels, proven = verdict.get("objective"), verdict.get("bound")
    if not levels or not proven or tuple(levels) == tuple(proven):
        return {"bound": "", "settled": False}
    found, bound = Objective(*levels), Objective(*proven)
    return {
        "bound": bound_in_words(found, bound),
        "settled": found[:_WEIGHTY] == bound[:_WEIGHTY],
    }


def bound_in_words(found: Objective, bound: Objective) -> str:
    """Say what no plan can better, at the first level where found and bound differ."""
    if found.unplaced != bound.unplaced:
        told = {"found": found.unplaced, "bound": bound.unplaced}
        return _("must-dos left out: %(found)s; no plan has fewer than %(bound)s") % told
    if found.lateness != bound.lateness:
        told = {"found": found.lateness, "bound": bound.lateness}
        return _("weeks late, by weight: %(found)s; no plan has fewer than %(bound)s") % told
    if found.cost != bound.cost:
        worth = {"found": money(found.benefit), "bound": money(bound.benefit)}
        return _("net benefit %(found)s; no plan gives more than %(bound)s") % worth
    if found.moved != bound.moved:
        told = {"found": found.moved, "bound": bound.moved}
        return _("weeks moved: %(found)s; no plan moves fewer than %(bound)s") % told
    told = {"found": found.finish, "bound": bound.finish}
    return _("finish weeks in all: %(found)s; no plan has fewer than %(bound)s") % told
