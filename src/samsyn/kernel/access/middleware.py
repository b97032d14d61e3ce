"""Every request acts for one organisation, from its first query to its last.

The organisation is the first part of the address, `/edskog/systems/12/`: a link opens in the
right place, and two tabs may show two organisations. It becomes the script prefix, so that
every address made while answering has it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import set_script_prefix

from samsyn.domain.access.actor import ANONYMOUS, Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.access.grants import Grant, actor_by_token, grants_of
from samsyn.kernel.models import Organisation, User
from samsyn.kernel.pages import PageRequest
from samsyn.kernel.tenancy.session import (
    NOBODY,
    Standing,
    acting_for,
    adopt,
    standing_of,
    streaming_for,
)

Answer = Callable[[HttpRequest], HttpResponseBase]
_FOR_PEOPLE = ("/account/", "/demo/")  # where no program has any business, whatever its token
_OUTSIDE = (
    "/static/",
    "/health/",
    "/metrics",
)  # answered for anybody, without a look at the database


def act_for_the_visitor(answer: Answer) -> Answer:
    """Find out who asks and for which organisation; answer, and stream, as that actor."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(_OUTSIDE):
            _introduce(request, ANONYMOUS, [], None)
            return answer(request)
        with acting_for(_who_knocks(request)):
            standing = _recognise(request)
            adopt(standing)
            try:
                response = answer(request)
            finally:
                set_script_prefix("/")
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            parts: Iterator[bytes] = response.streaming_content  # type: ignore[assignment]
            response.streaming_content = streaming_for(standing, parts)
        return response

    return middleware


def _who_knocks(request: HttpRequest) -> Standing:
    """Tell whose accesses must be readable before it is known where the visitor goes."""
    by_token = request.headers.get("Authorization", "").lower().startswith("bearer ")
    user = None if by_token else getattr(request, "user", None)
    return Standing(user=str(user.pk)) if isinstance(user, User) else NOBODY


def _recognise(request: HttpRequest) -> Standing:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return _recognise_program(request, secret.strip())
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        _forget_the_organisation(request)
        _introduce(request, ANONYMOUS, [], None)
        return NOBODY
    grants = grants_of(user)
    grant = _grant_in_address(request, grants)
    if grant is None:
        stranger = Actor(
            user_id=user.pk,
            organisation_id=0,
            permissions=frozenset({Permission.SIGNED_IN}),
            name=str(user),
            language=user.language,
        )
        _introduce(request, stranger, grants, None)
        return standing_of(stranger)
    actor = grant.actor(user)
    _introduce(request, actor, grants, grant)
    return standing_of(actor)


def _recognise_program(request: HttpRequest, secret: str) -> Standing:
    for_people = request.path_info.startswith(_FOR_PEOPLE)
    found = None if for_people else actor_by_token(secret)
    if found is None:
        _introduce(request, ANONYMOUS, [], None)
        return NOBODY
    user, grant, actor = found
    request.user = user
    _introduce(request, actor, [grant], grant)
    request.token_used = True  # type: ignore[attr-defined]
    return standing_of(actor)


def _grant_in_address(request: HttpRequest, grants: list[Grant]) -> Grant | None:
    slug, _slash, rest = request.path_info.lstrip("/").partition("/")
    for grant in grants:
        if grant.organisation.slug == slug:
            request.path_info = f"/{rest}"
            set_script_prefix(f"/{slug}/")
            return grant
    return None


def _forget_the_organisation(request: HttpRequest) -> None:
    """Let a stranger's link lead to signing in, and from there to where it points."""
    slug, _slash, rest = request.path_info.lstrip("/").partition("/")
    if slug and Organisation.objects.filter(slug=slug).exists():
        request.path_info = f"/{rest}"


def _introduce(
    request: HttpRequest, actor: Actor, grants: list[Grant], grant: Grant | None
) -> None:
    visitor: PageRequest = request  # type: ignore[assignment]
    visitor.actor = actor
    visitor.organisation = grant.organisation if grant else None
    visitor.organisations = [entry.organisation for entry in grants]
