"""Which language a page speaks: the person's, else the organisation's, else the browser's."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponseBase]


def speak_the_language(answer: Answer) -> Answer:
    """Answer in the chosen language, and say which it is."""
    spoken = {code for code, _name in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = request.actor.language if request.actor.user_id > 0 else ""  # type: ignore[attr-defined]
        wanted = [chosen, known, translation.get_language_from_request(request)]
        language = next((code for code in wanted if code in spoken), settings.LANGUAGE_CODE)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = answer(request)
            response.headers.setdefault("Content-Language", language)
        return response

    return middleware
