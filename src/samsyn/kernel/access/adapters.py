"""What django-allauth shall do differently here: no self-signup, own addresses, sealed secrets."""

from __future__ import annotations

import base64
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import force_bytes
from django.utils.http import url_has_allowed_host_and_scheme

from samsyn.kernel.access.addresses import absolute, outside
from samsyn.kernel.models import User

_MANY_BYTES = 32


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth is untyped
    """Accounts are given by administrators; their owners set the password by a mailed link."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Let nobody give themselves an account."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Go on to addresses of this very site only."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Make the link from the site's own address, never from the request's Host header."""
        uid, _dash, secret = key.partition("-")
        return absolute(outside("account_reset_password_from_key", uidb36=uid, key=secret))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth's signature
        """Go back to the account page."""
        return outside("account")

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:  # noqa: ANN401 - allauth's signature
        """Spare somebody who signed in minutes ago; afterwards ask before what matters."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        if time.time() - latest < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **more))

    def set_password(self, user: Any, password: str) -> None:  # noqa: ANN401 - allauth's signature
        """Set it; who came by the mailed link has shown that the mailbox is theirs."""
        super().set_password(user, password)
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth is untyped
    """Single sign-on opens accounts that exist; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 - allauth's signature
        """Ask the administrator instead: somebody unknown gets a page that says so."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> User:  # noqa: ANN401, ARG002 - allauth's signature
        """Keep nothing of a stranger: an account that exists has its name already."""
        user: User = sociallogin.user
        user.email = data.get("email") or ""
        return user


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth is untyped
    """Seals the secrets of second factors, so that a stolen backup opens no account."""

    def encrypt(self, text: str) -> str:
        """Seal with a key made from the site's secret key."""
        return _seals().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what was sealed with the secret key or one of its fallbacks."""
        return _seals().decrypt(encrypted_text.encode()).decode()


def _seals() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key))) for key in keys])


def _derived(key: str | bytes) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=_MANY_BYTES, salt=None, info=b"samsyn second factor")
    return kdf.derive(force_bytes(key))
