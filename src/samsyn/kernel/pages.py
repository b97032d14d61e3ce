"""Answer with a whole page, or with only the part htmx asked for."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.models import Organisation

P = ParamSpec("P")
HTMX_HEADERS = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")


class PageRequest(HttpRequest):
    """A request after our middleware: it knows its actor, its organisation and its htmx headers."""

    actor: Actor
    organisation: Organisation | None
    organisations: list[Organisation]
    htmx: HtmxDetails


View = Callable[Concatenate[PageRequest, P], HttpResponseBase]


def requires(permission: Permission) -> Callable[[View[P]], View[P]]:
    """Guard a view; the architecture tests refuse any view without it.

    Who isn't signed in is asked to; who is and may not gets 403.
    """

    def decorate(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def guarded(request: PageRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if refusal := turned_away(request, permission):
                return refusal
            return view(request, *args, **kwargs)

        guarded.required_permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def turned_away(request: PageRequest, permission: Permission) -> HttpResponse | None:
    """Return the way to the sign-in page for a stranger, raise for who may not, else None."""
    if request.actor.may(permission):
        return None
    if request.actor.user_id > 0:
        raise PermissionDenied
    answer = redirect_to_login(request.get_full_path(), str(settings.LOGIN_URL))
    return HttpResponseClientRedirect(answer["Location"]) if request.htmx else answer


def wants_fragment(request: PageRequest) -> bool:
    """Tell a real swap from a visit, a boosted link and the Back button."""
    htmx = request.htmx
    return bool(htmx and not htmx.boosted and not htmx.history_restore_request)


def page(
    request: PageRequest,
    template: str,
    context: Mapping[str, object],
    *,
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render `fragment` for an htmx swap, and the full `template` otherwise."""
    chosen = fragment if fragment and wants_fragment(request) else template
    response = render(request, chosen, dict(context), status=status)
    patch_vary_headers(response, HTMX_HEADERS)
    return response


def go_to(request: PageRequest, address: str, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - of the address
    """Send the person to another page, whether or not htmx is running."""
    answer: HttpResponse = redirect(address, *args, **kwargs)
    return HttpResponseClientRedirect(answer["Location"]) if request.htmx else answer
