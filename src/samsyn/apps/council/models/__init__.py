"""The nouns of the council."""

from samsyn.apps.council.models.action import Action, CommunicationActivity
from samsyn.apps.council.models.agenda import AgendaItem, ConflictOfInterest, ItemNote, PaperReceipt
from samsyn.apps.council.models.circulation import CirculationAnswer
from samsyn.apps.council.models.decision import Decision, DecisionEffect, Vote
from samsyn.apps.council.models.forum import Forum, ForumMember
from samsyn.apps.council.models.meeting import Attendance, CallSent, Meeting
from samsyn.apps.council.models.minutes import (
    Addendum,
    Adjustment,
    Minutes,
    MinutesTemplate,
    OldMinutes,
)
from samsyn.apps.council.models.network import NetworkArticle
from samsyn.apps.council.models.opened import MinutesFile, OpenedMinutes
from samsyn.apps.council.models.pulse import MeetingPulse

__all__ = [
    "Action",
    "Addendum",
    "Adjustment",
    "AgendaItem",
    "Attendance",
    "CallSent",
    "CirculationAnswer",
    "CommunicationActivity",
    "ConflictOfInterest",
    "Decision",
    "DecisionEffect",
    "Forum",
    "ForumMember",
    "ItemNote",
    "Meeting",
    "MeetingPulse",
    "Minutes",
    "MinutesFile",
    "MinutesTemplate",
    "NetworkArticle",
    "OldMinutes",
    "OpenedMinutes",
    "PaperReceipt",
    "Vote",
]
