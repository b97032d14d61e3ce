"""What other rooms may know and ask of the council."""

from __future__ import annotations

from samsyn.apps.council.models import (
    Action,
    Adjustment,
    AgendaItem,
    Attendance,
    Decision,
    Forum,
    ForumMember,
    Meeting,
    Minutes,
)

__all__ = [
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
