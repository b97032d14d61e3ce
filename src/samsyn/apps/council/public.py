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
from samsyn.apps.council.queries.agenda import agenda_of, digest_of
from samsyn.apps.council.queries.decisions import moves_told
from samsyn.apps.council.services.adjust_minutes import (
    add_to_minutes,
    approve_minutes,
    send_minutes,
)
from samsyn.apps.council.services.decide import decide_together, make_decision
from samsyn.apps.council.services.follow_up import Promise, finish_action, promise_action
from samsyn.apps.council.services.plan_effect import plan_effect
from samsyn.apps.council.services.plan_meeting import Plan, begin_meeting, number_lines
from samsyn.apps.council.services.publish_minutes import finds_to_judge, publish_minutes
from samsyn.domain.minutes_paper.showing import Judged

__all__ = [
    "Action",
    "Adjustment",
    "AgendaItem",
    "Attendance",
    "CommunicationActivity",
    "Decision",
    "Forum",
    "ForumMember",
    "Judged",
    "Meeting",
    "Minutes",
    "Plan",
    "Promise",
    "add_to_minutes",
    "agenda_of",
    "approve_minutes",
    "begin_meeting",
    "decide_together",
    "digest_of",
    "finds_to_judge",
    "finish_action",
    "make_decision",
    "moves_told",
    "my_messages",
    "my_open_actions",
    "number_lines",
    "open_actions",
    "plan_effect",
    "promise_action",
    "publish_minutes",
    "send_minutes",
]
