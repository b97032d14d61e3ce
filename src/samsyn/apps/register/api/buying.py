"""Buyers' search for programs."""

from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Query, Router, Schema

from samsyn.apps.register.queries.buying import Answer, Found, find_agreements, person_told
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.buying.words import LONGEST_QUESTION, cleaned
from samsyn.kernel.api.problems import Problem

Words = Annotated[str, Query(max_length=LONGEST_QUESTION)]


class Contact(Schema):
    """Whom to ask."""

    name: str
    title: str
    email: str
    phone: str


class Price(Schema):
    """One line of a price list."""

    article_number: str
    name: str
    price: float
    currency: str
    unit: str


class FoundShape(Schema):
    """One agreement, as a buyer needs it."""

    id: int
    number: str
    name: str
    kind: str
    supplier: str
    organisation: str
    holds: bool
    until: str | None
    callable: bool
    call_off: str
    call_off_url: str
    contact: Contact | None
    prices: list[Price]


class AnswerShape(Schema):
    """What holds, what ran out, what neighbours have; other spellings where nothing holds."""

    holding: list[FoundShape]
    ran_out: list[FoundShape]
    neighbours: list[FoundShape]
    holding_count: int
    near_words: list[str]


def router() -> Router:
    """Return the question of buyers for programs."""
    made = Router(tags=["agreements"])

    @made.get(
        "/find",
        response={200: AnswerShape, 401: Problem, 403: Problem, 422: Problem},
        summary="Find the agreement to buy from",
        operation_id="find_agreements",
    )
    def find(request: HttpRequest, q: Words) -> dict[str, Any]:
        """Search by goods, services, suppliers, article numbers and CPV codes."""
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if not actor.may(Permission.REGISTER_READ):
            raise PermissionDenied
        return _told(find_agreements(actor, cleaned(q)))

    return made


def _told(answer: Answer) -> dict[str, Any]:
    return {
        "holding": [_one(found) for found in answer.holding],
        "ran_out": [_one(found) for found in answer.late],
        "neighbours": [_one(found) for found in answer.theirs],
        "holding_count": answer.holding_count,
        "near_words": answer.near,
    }


def _one(found: Found) -> dict[str, Any]:
    agreement = found.agreement
    return {
        "id": agreement.pk,
        **{
            n: getattr(agreement, n) for n in ("number", "name", "kind", "call_off", "call_off_url")
        },
        "supplier": agreement.supplier.name if agreement.supplier else "",
        "organisation": agreement.organisation.name,
        "holds": found.holds,
        "until": found.until.isoformat() if found.until else None,
        "callable": found.callable,
        "contact": person_told(found.whom) if found.whom else None,
        "prices": [
            {
                "article_number": line.article_number,
                "name": line.name,
                "price": float(line.price),
                "currency": line.currency,
                "unit": line.unit,
            }
            for line in found.prices
        ],
    }
