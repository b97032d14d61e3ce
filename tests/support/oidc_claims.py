"""What the provider of `oidc_provider` says about people, and how one becomes somebody there."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from oauth2_provider.oauth2_validators import (  # type: ignore[import-untyped]
    OAuth2Validator,
)

VERIFIED = "verified"


class Claims(OAuth2Validator):  # type: ignore[misc] # django-oauth-toolkit is untyped
    """Tells name, e-mail, and whether the e-mail is verified."""

    oidc_claim_scope = None

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        """Return what is known of the person who signed in."""
        user = request.user
        return {
            "sub": user.username,
            "name": user.first_name,
            "email": user.email,
            "email_verified": user.last_name == VERIFIED,
        }


def become(request: HttpRequest) -> HttpResponse:
    """Be signed in at the provider as the person in the address."""
    user, _new = User.objects.update_or_create(
        username=request.GET["sub"],
        defaults={
            "email": request.GET["email"],
            "first_name": request.GET.get("name", ""),
            "last_name": request.GET.get("email_is", ""),
        },
    )
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type] # its own kind of user
    return HttpResponse(status=204)


def addresses() -> list[URLPattern | URLResolver]:
    """Return the provider's addresses."""
    return [path("as/", become), path("o/", include("oauth2_provider.urls"))]
