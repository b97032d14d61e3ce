"""What other rooms may know and ask of the council."""

from __future__ import annotations

from samsyn.apps.council.models import (
    Action,
    Adjustment,
    AgendaItem,
    Attendance,
    CommunicationActivity,
    Decision,
    Forum,
    ForumMember,
    Meeting,
    Minutes,
)
from samsyn.apps.council.queries.actions import my_messages, my_open_actions, open_actions
from samsyn.apps.council.services.decide import decide_together, make_decision
from samsyn.apps.council.services.follow_up import Promise, finish_action, promise_action
from samsyn.apps.council.services.plan_effect import plan_effect

__all__ = [
    "CommunicationActivity",
    "Promise",
    "decide_together",
    "finish_action",
    "make_decision",
    "my_messages",
    "my_open_actions",
    "open_actions",
    "plan_effect",
    "promise_action",
    "Action",
    "Adjustment",
    "AgendaItem",
    "Attendance",
    "Decision",
    "Forum",
    "ForumMember",
    "Meeting",
    "Minutes",
]
