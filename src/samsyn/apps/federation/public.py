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
from samsyn.apps.federation.queries.polls import (
    OPEN_STATES,
    Said,
    answers_of,
    polls_to_answer,
    standings,
    tallies,
)
from samsyn.apps.federation.queries.shared import (
    Touched,
    local_part_of,
    ours,
    participants_of,
    touched_by_leaving,
)
from samsyn.apps.federation.services.answer_poll import Answer, answer_poll, write_down_answer
from samsyn.apps.federation.services.ask_members import ask_members
from samsyn.apps.federation.services.local_part import leave_shared, start_local_part
from samsyn.apps.federation.services.remind_members import remind_members
from samsyn.apps.federation.services.settle_poll import Settlement, settle_poll, settle_step
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
    "TimeAgreement",
    "TimeGiven",
    "TimeOffer",
    "TimeRequest",
    "Touched",
    "answer_poll",
    "answers_of",
    "ask_members",
    "explain",
    "leave_shared",
    "local_part_of",
    "ours",
    "participants_of",
    "polls_to_answer",
    "remind_members",
    "settle_poll",
    "settle_step",
    "standings",
    "start_local_part",
    "tallies",
    "touched_by_leaving",
    "write_down_answer",
]
