"""The front door: what the rooms above may ask of polls, shared work, ability and pooled time."""

from __future__ import annotations

from samsyn.apps.federation.models import (
    CapabilityAssessment,
    CapabilityMap,
    Choice,
    CostKey,
    LocalPart,
    Participant,
    Poll,
    PollAnswer,
    PollAsked,
    SharedInitiative,
    TimeAgreement,
    TimeGiven,
    TimeOffer,
    TimeRequest,
)
from samsyn.apps.federation.queries.capability import areas_of
from samsyn.apps.federation.queries.polls import (
    OPEN_STATES,
    Said,
    answers_of,
    polls_to_answer,
    standings,
    tallies,
)
from samsyn.apps.federation.queries.pooled import deals, months_of
from samsyn.apps.federation.queries.shared import (
    Touched,
    local_part_of,
    ours,
    participants_of,
    touched_by_leaving,
)
from samsyn.apps.federation.services.answer_poll import Answer, answer_poll, write_down_answer
from samsyn.apps.federation.services.ask_members import ask_members
from samsyn.apps.federation.services.assess import show_roles
from samsyn.apps.federation.services.local_part import leave_shared, start_local_part
from samsyn.apps.federation.services.pool_time import Terms, agree_to_time, propose_time
from samsyn.apps.federation.services.remind_members import remind_members
from samsyn.apps.federation.services.settle_poll import Settlement, settle_poll, settle_step
from samsyn.apps.federation.services.start_map import start_map
from samsyn.apps.federation.services.write_hours import write_hours
from samsyn.apps.federation.wording.polls import explain

__all__ = [
    "OPEN_STATES",
    "Answer",
    "CapabilityAssessment",
    "CapabilityMap",
    "Choice",
    "CostKey",
    "LocalPart",
    "Participant",
    "Poll",
    "PollAnswer",
    "PollAsked",
    "Said",
    "Settlement",
    "SharedInitiative",
    "Terms",
    "TimeAgreement",
    "TimeGiven",
    "TimeOffer",
    "TimeRequest",
    "Touched",
    "agree_to_time",
    "answer_poll",
    "answers_of",
    "areas_of",
    "ask_members",
    "deals",
    "explain",
    "leave_shared",
    "local_part_of",
    "months_of",
    "ours",
    "participants_of",
    "polls_to_answer",
    "propose_time",
    "remind_members",
    "settle_poll",
    "settle_step",
    "show_roles",
    "standings",
    "start_local_part",
    "start_map",
    "tallies",
    "touched_by_leaving",
    "write_down_answer",
    "write_hours",
]
