"""Headers that keep pages to themselves, beside those that Django and django-csp send."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]

_NOTHING_OF = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
ALWAYS = {
    "Permissions-Policy": ", ".join(f"{power}=()" for power in _NOTHING_OF),
    "Cross-Origin-Resource-Policy": "same-origin",
}
_KEPT_NOWHERE = "private, no-store"


def keep_to_ourselves(answer: Answer) -> Answer:
    """Forbid what no page needs, and let no cache keep what a person saw while signed in."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", _KEPT_NOWHERE)
        return response

    return middleware
