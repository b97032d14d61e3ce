"""What every answer forbids browsers to do, and what cookies keep to themselves."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.test import Client

from samsyn.domain.access.permissions import AccessRole
from tests.kernel.access.test_signing_in import sign_in, with_password
from tests.support.builders import Town

PAGES = ["/account/sign-in/", "/north/people/", "/nothing-here/", "/api/v1/openapi.json"]


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_allows_only_what_is_ours(north: Town, client: Client, page: str) -> None:
    client.force_login(north.user(AccessRole.READER))
    headers = client.get(page).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "form-action": "'self'",
    }
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_nothing_that_a_person_saw_stays_in_a_cache(north: Town, client: Client) -> None:
    client.force_login(north.user(AccessRole.READER))
    assert "no-store" in client.get("/north/people/").headers["Cache-Control"]


@pytest.mark.parametrize("page", ["/account/sign-in/", "/north/people/", "/north/account/"])
def test_no_page_holds_a_script_or_style_of_its_own(north: Town, client: Client, page: str) -> None:
    client.force_login(north.user(AccessRole.READER))
    told = client.get(page, follow=True).content.decode().lower()
    assert "<style" not in told
    assert " style=" not in told
    assert " onclick=" not in told
    assert "<script>" not in told


def test_cookies_are_out_of_reach_of_scripts(north: Town, client: Client) -> None:
    sign_in(client, with_password(north))
    client.get("/north/people/")
    client.post("/language/", {"language": "nb"})
    assert set(client.cookies) >= {"samsyn", "samsyn_language"}
    for name in ("samsyn", "samsyn_language"):
        assert client.cookies[name]["httponly"], name
        assert client.cookies[name]["samesite"] == "Lax", name


_ASKED = (
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "LANGUAGE_COOKIE_SECURE",
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "SECURE_HSTS_SECONDS",
    "ACCOUNT_DEFAULT_HTTP_PROTOCOL",
    "CSRF_TRUSTED_ORIGINS",
    "SECURE_PROXY_SSL_HEADER",
    "ALLAUTH_TRUSTED_PROXY_COUNT",
)


def _settings(**environment: str) -> dict[str, object]:
    """Return settings as another process would read them from this environment."""
    program = (
        "import json; from samsyn.config.settings import base;"
        f" print(json.dumps({{n: getattr(base, n) for n in {_ASKED!r}}}))"
    )
    done = subprocess.run(  # noqa: S603 - our own settings
        [sys.executable, "-W", "ignore", "-c", program],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    )
    read: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return read


def test_a_site_on_https_keeps_its_cookies_to_https_and_itself() -> None:
    told = _settings(SITE_URL="https://samsyn.example.org", TRUSTED_PROXIES="1")
    assert told == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "LANGUAGE_COOKIE_SECURE": True,
        "SESSION_COOKIE_NAME": "__Host-samsyn",
        "CSRF_COOKIE_NAME": "__Host-samsyn_csrf",
        "SECURE_HSTS_SECONDS": 31_536_000,
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https",
        "CSRF_TRUSTED_ORIGINS": ["https://samsyn.example.org"],
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    }


def test_no_proxy_is_believed_unless_somebody_says_there_is_one() -> None:
    told = _settings(SITE_URL="http://localhost:8000")
    assert told["SECURE_PROXY_SSL_HEADER"] is None
    assert told["ALLAUTH_TRUSTED_PROXY_COUNT"] == 0
    assert told["SECURE_HSTS_SECONDS"] == 0
