"""To the single sign-on and back, also on a day when it does not answer."""

from __future__ import annotations

import requests
import structlog
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

log = structlog.get_logger(__name__)


def go(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Send the visitor to the provider."""
    try:
        answer: HttpResponseBase = oidc.login(request, provider_id)
    except (requests.RequestException, LookupError, ValueError) as trouble:
        return _out_of_order(request, trouble)
    return answer


def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take what the provider says about the visitor."""
    try:
        answer: HttpResponseBase = oidc.callback(request, provider_id)
    except (requests.RequestException, LookupError, ValueError) as trouble:
        return _out_of_order(request, trouble)
    return answer


def _out_of_order(request: HttpRequest, trouble: Exception) -> HttpResponse:
    log.error("single_sign_on.out_of_order", why=type(trouble).__name__)
    return render(request, "socialaccount/authentication_error.html", status=503)
