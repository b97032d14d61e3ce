"""POR-007: find initiatives that will meet on a system, or in a narrow role, and don't know it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.organisation.public import Assignment
from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import (
    Dependency,
    Effort,
    Initiative,
    InitiativeSystem,
    InitiativeUnit,
    MeetingLetBe,
    Phase,
)
from samsyn.apps.register.public import System
from samsyn.domain.portfolio.overlap import Meeting, meetings
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule

_NAMED = 5


def says(facts: Mapping[str, Any]) -> str:
    """Say with which others it meets, and where."""
    told = []
    if facts["systems"]:
        told.append(
            gettext("On the same system at the same time: %(names)s.")
            % {"names": ", ".join(facts["systems"])}
        )
    if facts.get("units"):
        told.append(
            gettext("In the same unit at the same time: %(names)s.")
            % {"names": ", ".join(facts["units"])}
        )
    if facts["roles"]:
        told.append(
            gettext("In the same narrow role at the same time: %(names)s.")
            % {"names": ", ".join(facts["roles"])}
        )
    return " ".join(told)


@rule(
    code="POR-007",
    title=gettext_lazy("Two initiatives meet on a system or in a bottleneck without coordination"),
    severity=Severity.MEDIUM,
    why=gettext_lazy(
        "Projects that depend on each other find it out late. A line between them, and an agreed"
        " order, costs an hour now."
    ),
    fix=gettext_lazy("Say which comes first, that they are coordinated, or why they need not be."),
    watches=[
        Initiative,
        Phase,
        Effort,
        InitiativeSystem,
        InitiativeUnit,
        Dependency,
        MeetingLetBe,
        Assignment,
        System,
    ],
    says=says,
    fix_url=lambda _hit: reverse("portfolio:meetings"),
    parameters=[
        Parameter(
            "narrow",
            gettext_lazy("a role is a bottleneck when it has at most"),
            50,
            gettext_lazy("% of full time"),
        )
    ],
)
def uncoordinated(question: Question) -> Iterable[Hit]:
    """Hit each decided or running initiative that meets another nobody tied it to.

    It lasts from its start (its earliest, or today) for the weeks of its phases. In a role two
    meet when together they ask for more than everybody who holds the role gives.
    """
    narrow = queries.narrow_roles(question.actor, question.today, question.threshold("narrow"))
    spans = queries.spans(question.actor, question.today)
    known = queries.tied_pairs(question.actor)
    yield from _hits(question, meetings(spans, known=known, narrow=narrow))


def _hits(question: Question, found: list[Meeting]) -> Iterable[Hit]:
    if not found:
        return
    keys = {key for meeting in found for key in (meeting.first, meeting.second)}
    rows = Initiative.owned_by(question.actor).filter(pk__in=keys)
    facts = {pk: (name, owner) for pk, name, owner in rows.values_list("pk", "name", "owner_id")}
    places = queries.places_of(question.actor, found)
    told: dict[int, dict[str, list[str]]] = defaultdict(
        lambda: {"systems": [], "units": [], "roles": []}
    )
    for meeting in found:
        kind, place = queries.kind_and_place(meeting)
        for one, other in (
            (meeting.first, meeting.second),
            (meeting.second, meeting.first),
        ):
            told[one][f"{kind}s"].append(f"{facts[other][0]} ({places[kind, place]})")
    for pk, said in sorted(told.items()):
        name, owner = facts[pk]
        shown = {kind: sorted(names)[:_NAMED] for kind, names in said.items()}
        yield Hit(model=Initiative, pk=pk, title=name, facts=shown, responsible=owner)
