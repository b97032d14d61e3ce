"""The pages about one plan, beside each other."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.apps.roadmap.models import Plan

HERE, HELP, CONFLICT, COMPARE = "of_plan", "help", "conflict", "compare"


def tabs_of(plan: Plan, current: str) -> list[dict[str, object]]:
    """Return the tabs of a plan's pages, one of them the current."""
    labels = {
        HERE: _("Roadmap"),
        HELP: _("What would help"),
        CONFLICT: _("What stands in the way"),
        COMPARE: _("Side by side"),
    }
    return [
        {
            "label": label,
            "url": reverse(f"roadmap:{name}", args=[plan.pk]),
            "current": name == current,
        }
        for name, label in labels.items()
    ]
