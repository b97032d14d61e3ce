"""A federation that asks, and members that answer, in a line each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from samsyn.apps.federation.models import Poll
from samsyn.apps.federation.services.answer_poll import Answer, answer_poll
from samsyn.apps.federation.services.ask_members import ask_members
from samsyn.apps.portfolio.models import Initiative
from samsyn.kernel import clock
from tests.support.builders import Town

MANDATE = "Kommunstyrelsen § 12"


def poll_of(town: Town, *, asks: list[Town] | None = None, **said: Any) -> Poll:
    """Let a federation write a poll about an initiative of its own, and ask these members."""
    given = {"name": "Digitala processer", "deadline": clock.today() + timedelta(days=14), **said}
    with town.arranging():
        initiative = Initiative.everything.create(
            name=given["name"], problem="Ingen hinner.", track="challenge", state="decided"
        )
        poll = Poll.everything.create(initiative=initiative, **given)
    if asks is not None:
        ask_members(town.administrator, poll_id=poll.pk, members=[one.id for one in asks])
        with town.looking():
            poll.refresh_from_db()
    return poll


def answer_of(town: Town, poll: Poll, choice: str = "join", **said: Any) -> None:
    """Let a member answer."""
    given = {"hours": 10, "mandate": MANDATE, **said}
    answer_poll(town.administrator, poll_id=poll.pk, answer=Answer(choice=choice, **given))


def over(poll: Poll) -> date:
    """Return the first day on which answering is over."""
    day: date = poll.deadline + timedelta(days=1)
    return day
