"""Polls for programs: where everybody stands, and our own answer."""

from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from samsyn.apps.federation.models import Poll
from samsyn.apps.federation.queries.polls import Said, answers_of
from samsyn.apps.federation.services.answer_poll import Answer, answer_poll
from samsyn.apps.federation.wording.polls import explain
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.api.problems import Invalid, Problem


class Stands(Schema):
    """Where one member stands; `waiting` until it has answered."""

    member: str
    answer: str
    hours: int | None
    money: float | None
    seats: int | None
    condition: str
    mandate: str
    answered_on: str | None
    written_down: bool
    late: bool


class OurAnswer(Schema):
    """What our organisation answers."""

    answer: Literal["lead", "join", "follow", "no"]
    hours: int | None = None
    money: float | None = None
    seats: int | None = None
    condition: str = ""
    contact: str = ""
    mandate: str


def router() -> Router:
    """Return the questions and the one act of polls for programs."""
    made = Router(tags=["polls"])

    @made.get(
        "/{pk}/answers",
        response={200: list[Stands], 401: Problem, 403: Problem, 404: Problem},
        summary="Where the members stand",
        operation_id="poll_answers",
    )
    def answers(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
        """Tell of everybody who was asked, ours or by a federation of ours."""
        actor = _actor(request, Permission.FEDERATION_READ)
        poll = get_object_or_404(Poll.visible_to(actor), pk=pk)
        return [_told(one) for one in answers_of(actor, [poll])[poll.pk]]

    @made.put(
        "/{pk}/answer",
        response={200: list[Stands], 401: Problem, 403: Problem, 404: Problem, 422: Problem},
        summary="Answer for our organisation",
        operation_id="answer_poll",
    )
    def answer(request: HttpRequest, pk: int, said: OurAnswer) -> list[dict[str, Any]]:
        """Answer, or change our answer while answering is open."""
        actor = _actor(request, Permission.POLL_ANSWER)
        poll = get_object_or_404(Poll.visible_to(actor), pk=pk)
        typed = said.dict()
        try:
            answer_poll(actor, poll_id=pk, answer=Answer(choice=typed.pop("answer"), **typed))
        except Refused as refusal:
            errors: dict[str, list[str]] = {}
            for objection in refusal.objections:
                errors.setdefault(objection.field or "answer", []).append(explain(objection))
            raise Invalid(errors) from None
        ours = answers_of(actor, [poll])[poll.pk]
        return [_told(one) for one in ours if one.member_id == actor.organisation_id]

    return made


def _actor(request: HttpRequest, permission: Permission) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.may(permission):
        raise PermissionDenied
    return actor


def _told(one: Said) -> dict[str, Any]:
    return {
        "member": one.member,
        "answer": one.standing.value,
        "hours": one.hours,
        "money": None if one.money is None else float(one.money),
        "seats": one.seats,
        "condition": one.condition,
        "mandate": one.mandate,
        "answered_on": one.on.isoformat() if one.on else None,
        "written_down": one.told,
        "late": one.late,
    }
