"""What a system must withstand, and what stops with it: for programs."""

from datetime import date
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from samsyn.apps.register.models import System
from samsyn.apps.register.wording.impact_told import impact_told
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.api.problems import Problem

_NO = dict.fromkeys((401, 403, 404, 422), Problem)
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]


class Thing(Schema):
    """A system, an asset, a routine, a unit, an outside party, a site or an organisation."""

    kind: str
    id: int
    name: str


class Step(Thing):
    """One thing on the way from what causes a level, and how the level came to it."""

    by: str
    flow: int | None
    flow_name: str


class Override(Schema):
    """What people have decided against what was worked out."""

    ground: str
    reason: str
    worked_out: int | None
    next_review: date


class Level(Schema):
    """One aspect's effective level; `because_of` begins with its cause."""

    aspect: str
    level: int | None
    words: str
    because_of: list[Step]
    override: Override | None


class Link(Thing):
    """One thing in the chain that leads to a stop, and why it stops."""

    why: str


class Stop(Thing):
    """One thing that stops: hours are counted from the beginning."""

    hour: int
    tolerable_hours: int | None
    harm_hour: int
    because_of: list[Link]


class Impact(Schema):
    """A system's effective levels, and everything that stops with it, harm first."""

    id: int
    name: str
    url: str
    levels: list[Level]
    stops: list[Stop]


def router() -> Router:
    """Return the one question that can be asked about a system's impact."""
    made = Router(tags=["systems"])

    @made.get(
        "/{pk}/impact",
        response={200: Impact, **_NO},
        summary="What a system must withstand, and what stops if it stops",
        operation_id="read_system_impact",
    )
    def impact(request: HttpRequest, pk: Id) -> dict[str, Any]:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if not actor.may(Permission.REGISTER_READ):
            raise PermissionDenied
        return impact_told(actor, get_object_or_404(System.owned_by(actor), pk=pk))

    return made
