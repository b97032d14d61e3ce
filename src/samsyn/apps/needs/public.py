"""The front door: what rooms above may know and use of needs and friction."""

from __future__ import annotations

from samsyn.apps.needs.models import FrictionReport, Need, NeedFriction, TriageDecision
from samsyn.apps.needs.queries.frictions import costing
from samsyn.apps.needs.queries.needs import (
    NeedCard,
    hours_of_need,
    need_card,
    need_cards,
    needs_for_choice,
    needs_in_hours,
    similar_needs,
)
from samsyn.apps.needs.services.merging import merge_friction, unmerge_friction
from samsyn.apps.needs.services.reporting import Report, report_friction, say_me_too
from samsyn.apps.needs.services.settling import (
    lift_friction,
    look_at_friction,
    put_off_friction,
    solve_friction,
)
from samsyn.apps.needs.services.triage import mark_let_go, mark_taken_up, triage_need
from samsyn.domain.needs.course import Outcome
from samsyn.domain.needs.pricing import hours_a_year

__all__ = [
    "FrictionReport",
    "Need",
    "NeedCard",
    "NeedFriction",
    "Outcome",
    "Report",
    "TriageDecision",
    "costing",
    "hours_a_year",
    "hours_of_need",
    "lift_friction",
    "look_at_friction",
    "mark_let_go",
    "mark_taken_up",
    "merge_friction",
    "need_card",
    "need_cards",
    "needs_for_choice",
    "needs_in_hours",
    "put_off_friction",
    "report_friction",
    "say_me_too",
    "similar_needs",
    "solve_friction",
    "triage_need",
    "unmerge_friction",
]
