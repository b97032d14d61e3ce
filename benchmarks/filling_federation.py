"""Fills a federation with members, initiatives, polls and a council, the same every time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from samsyn.apps.council.models import Action, Attendance, Decision, Forum, ForumMember, Meeting
from samsyn.apps.federation.models import (
    CapabilityAssessment,
    CapabilityMap,
    Participant,
    Poll,
    PollAnswer,
    PollAsked,
    SharedInitiative,
)
from samsyn.apps.organisation.public import Person
from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.register.models import Capability
from samsyn.apps.together.models import MandateChange
from samsyn.kernel import clock

_TRACKS = ("challenge", "mandated", "mandated", "prerequisite")
_STATES = ("idea", "proposed", "decided", "running", "running", "delivered", "closed")
_CHOICES = ("lead", "join", "join", "join", "follow", "no")
_AREAS, _EACH, _MEETINGS, _ACTIONS, _DECISIONS, _SHARED = 8, 5, 40, 2000, 400, 120
_ANSWERING = 0.75


def fill_federation(owner: Any, members: int, initiatives: int, polls: int) -> dict[str, Any]:
    """Found a federation with so many members and all they do together; return one id of each."""
    from tests.support.builders import Town

    dice = Random(20261122)
    federation = Town(owner, "alliance", kind="federation", name="Alliance")
    towns = [Town(owner, f"town{n:02}", name=f"Town {n:02}") for n in range(members)]
    for town in towns:
        town.joins(federation)
    with federation.arranging():
        made = _bulk(_initiative(dice, n) for n in range(initiatives))
        asked = _polls(dice, made, polls, towns)
        shared = _shared(dice, made, towns)
        _root, leaves, chart = _capabilities()
        council = _council(dice, towns)
        change = MandateChange.everything.create(
            name="Town 00 leaves", what="member", member_id=towns[0].id, ends_on=clock.today()
        )
    for town in towns:
        with town.arranging():
            _of_member(dice, federation, asked, leaves)
    return {
        "federation": federation,
        "member": towns[0],
        "rows": {
            "members": members,
            "initiatives": len(made),
            "polls": len(asked),
            "answers": "about three of four",
            "capabilities": len(leaves),
            "meetings": _MEETINGS,
            "actions": _ACTIONS,
            "decisions": _DECISIONS,
        },
        "samples": {
            "initiative": made[0].pk,
            "poll": asked[0].pk,
            "shared": shared.pk,
            "map": chart.pk,
            "change": change.pk,
            **council,
        },
    }


def _bulk(rows: Iterable[Any]) -> list[Any]:
    made = list(rows)
    for row in made:
        if hasattr(row, "name_it"):
            row.name_it()
    return type(made[0]).everything.bulk_create(made, batch_size=1000) if made else []


def _initiative(dice: Random, n: int) -> Initiative:
    return Initiative(
        name=f"Initiative {n}",
        track=dice.choice(_TRACKS),
        state=dice.choice(_STATES),
        origin="joint",
        visibility="federation",
        one_off_cost=dice.randrange(0, 900_000, 1000),
    )


def _polls(dice: Random, made: list[Any], count: int, towns: list[Any]) -> list[Any]:
    today = clock.today()
    asked = _bulk(
        Poll(
            name=f"Who joins initiative {n}?",
            initiative=made[n % len(made)],
            state="asked" if n % 4 else "settled",
            asked_on=today - timedelta(days=30),
            deadline=today + timedelta(days=dice.randrange(-20, 40)),
            visibility="federation",
        )
        for n in range(count)
    )
    members = {town.id: town.row for town in towns}
    _bulk(
        PollAsked(poll=poll, member=row, asked_on=today, visibility="federation")
        for poll in asked
        for row in members.values()
    )
    return asked


def _shared(dice: Random, made: list[Any], towns: list[Any]) -> Any:
    joint = _bulk(
        SharedInitiative(name=one.name, initiative=one, visibility="federation")
        for one in made[:_SHARED]
    )
    members = [town.row for town in towns]
    _bulk(
        Participant(
            shared=one,
            member=row,
            takes_part=dice.choice(_CHOICES[:5]),
            seats=dice.randrange(3),
            hours=dice.randrange(200),
            cost_share=dice.randrange(50_000),
            visibility="federation",
        )
        for one in joint
        for row in members
        if dice.random() < _ANSWERING
    )
    return joint[0]


def _capabilities() -> tuple[Any, list[Any], Any]:
    root = Capability.everything.create(name="Digitalisation", normal_name="digitalisation")
    leaves = []
    for area in range(_AREAS):
        above = Capability.everything.create(
            name=f"Area {area}", normal_name=f"area {area}", parent=root
        )
        leaves += [
            Capability.everything.create(
                name=f"Ability {area}.{n}", normal_name=f"ability {area}.{n}", parent=above
            )
            for n in range(_EACH)
        ]
    return root, leaves, CapabilityMap.everything.create(name="Digitalisation", root=root)


def _of_member(dice: Random, federation: Any, asked: list[Any], leaves: list[Any]) -> None:
    today = clock.today()
    _bulk(
        PollAnswer(
            poll_id=poll.pk,
            federation_id=federation.id,
            choice=dice.choice(_CHOICES),
            mandate="The executive",
            answered_by="Somebody",
            answered_on=today,
        )
        for poll in asked
        if dice.random() < _ANSWERING
    )
    _bulk(
        CapabilityAssessment(
            capability=leaf,
            assessed_on=today - timedelta(days=365 * year),
            level=dice.randrange(5),
            target=dice.randrange(3, 6),
            visibility="federation",
        )
        for leaf in leaves
        for year in range(3)
    )


def _council(dice: Random, towns: list[Any]) -> dict[str, int]:
    forum = Forum.everything.create(name="E-council", short_name="E")
    seats = []
    for town in towns:
        person = Person.everything.create(name=f"Member of {town.slug}")
        seats.append(
            ForumMember.everything.create(forum=forum, person=person, represents_id=town.id)
        )
    now = timezone.now()
    meetings = _bulk(
        Meeting(
            forum=forum,
            name=f"E-council {n}",
            year=2020 + n // 10,
            number=n % 10 + 1,
            starts_at=now - timedelta(days=36 * n - 20),
            ends_at=now - timedelta(days=36 * n - 20) + timedelta(hours=2),
            state="ended" if n else "planned",
        )
        for n in range(_MEETINGS)
    )
    _bulk(
        Attendance(
            forum=forum,
            meeting=meeting,
            member=seat,
            who=seat.person.name,
            presence="present" if dice.random() < _ANSWERING else "absent",
        )
        for meeting in meetings
        for seat in seats
    )
    today = clock.today()
    _bulk(
        Action(
            forum=forum,
            name=f"Action {n}",
            responsible=dice.choice(seats).person,
            due_on=today + timedelta(days=dice.randrange(-300, 300)),
            state=dice.choice(("open", "doing", "done", "done", "done", "done")),
            meeting=dice.choice(meetings),
        )
        for n in range(_ACTIONS)
    )
    _bulk(
        Decision(
            forum=forum,
            name=f"Decision {n}",
            number=f"E {n}",
            text="Yes.",
            decided_on=today - timedelta(days=n * 5),
            meeting=meetings[n % _MEETINGS],
        )
        for n in range(_DECISIONS)
    )
    return {"forum": forum.pk, "meeting": meetings[1].pk}
