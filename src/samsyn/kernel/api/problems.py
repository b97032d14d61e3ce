"""How the API says no: problem details (RFC 9457), with every objection and never a trace."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.records.wording import explain

PROBLEM = "application/problem+json"
log = structlog.get_logger(__name__)


class Problem(Schema):
    """What went wrong, in words; `errors` names each field at fault."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: dict[str, list[str]] = {}


class Invalid(Exception):
    """The body can't be used; `errors` says why, field by field."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__("invalid")
        self.errors = errors


def problem(
    status: HTTPStatus, detail: str = "", errors: Mapping[str, list[str]] | None = None
) -> HttpResponse:
    """Return one answer of type application/problem+json."""
    body = Problem(title=status.phrase, status=status, detail=detail, errors=dict(errors or {}))
    response = JsonResponse(body.dict(), status=status, content_type=PROBLEM)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="Samsyn"'
    return response


def _unknown(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem(HTTPStatus.UNAUTHORIZED, _("Send a valid token: Authorization: Bearer …"))


def _forbidden(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem(HTTPStatus.FORBIDDEN, _("This token or person may not do that."))


def _missing(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND)


def _malformed(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors: dict[str, list[str]] = {}
    for entry in error.errors:
        place = ".".join(str(part) for part in entry["loc"][1:]) or "body"
        errors.setdefault(place, []).append(str(entry["msg"]))
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, errors=errors)


def _invalid(_request: HttpRequest, error: Invalid) -> HttpResponse:
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, errors=error.errors)


def _refused(_request: HttpRequest, refusal: Refused) -> HttpResponse:
    reasons = [explain(objection) for objection in refusal.objections]
    return problem(HTTPStatus.CONFLICT, " ".join(reasons), {"__all__": reasons})


def _other(_request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(HTTPStatus(error.status_code), str(error))


def _crashed(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("api.failed", path=request.path_info, exc_info=error)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR)


_HANDLERS: Mapping[type[Exception], Any] = {
    AuthenticationError: _unknown,
    PermissionDenied: _forbidden,
    NotAllowed: _forbidden,
    Http404: _missing,
    ValidationError: _malformed,
    Invalid: _invalid,
    Refused: _refused,
    HttpError: _other,
    Exception: _crashed,
}


def answer_with_problems(api: NinjaAPI) -> None:
    """Teach the API to say no in one form, whatever went wrong."""
    for kind, handler in _HANDLERS.items():
        api.add_exception_handler(kind, handler)
