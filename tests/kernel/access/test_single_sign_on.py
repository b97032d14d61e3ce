"""Single sign-on with a real provider: it opens accounts that exist, by verified addresses only."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from pytest_django import Settings

from samsyn.config.environment import read
from samsyn.config.sign_in import content_security_policy, single_sign_on
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.models import User
from tests.kernel.access.test_signing_in import PASSWORD, sign_in, with_password
from tests.support.builders import Town
from tests.support.oidc_provider import CLIENT_ID, CLIENT_SECRET

START = "/account/oidc/sso/login/"
CALLBACK = "/account/oidc/sso/login/callback/"


@pytest.fixture
def issuer(provider: str, settings: Settings) -> str:
    """A site whose environment names the provider."""
    told = read(
        {
            "OIDC_ISSUER": f"{provider}/o",
            "OIDC_CLIENT_ID": CLIENT_ID,
            "OIDC_CLIENT_SECRET": CLIENT_SECRET,
            "OIDC_NAME": "Town hall",
        }
    )
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": single_sign_on(told)}
    }
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": content_security_policy(told)}
    return provider


def visit(client: Client, issuer: str, *, email: str, start: str = START, **who: str) -> Any:
    """Go to the provider as somebody, and come back; returns the answer to coming back."""
    browser = requests.Session()
    browser.get(f"{issuer}/as/", params={"sub": email, "email": email, **who}, timeout=10)
    away = client.post(start).headers["Location"]
    assert away.startswith(f"{issuer}/o/authorize/")
    assert "code_challenge=" in away
    back = browser.get(away, allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(back)
    assert parts.path == CALLBACK, back
    return client.get(f"{parts.path}?{parts.query}")


def test_an_invited_person_comes_in_and_is_known_from_then_on(
    issuer: str, north: Town, client: Client
) -> None:
    user = north.user(AccessRole.READER)
    answer = visit(client, issuer, email=user.email, email_is="verified")
    assert answer.headers["Location"] == "/"
    assert client.get("/north/people/").status_code == 200
    assert SocialAccount.objects.get().user == user

    # The address changes at the provider; the person stays the same.
    moved = Client()
    browser_says = {"sub": user.email, "email_is": "verified"}
    visit(moved, issuer, email="new@north.example", **browser_says)
    assert moved.get("/north/people/").context["request"].user == user


def test_the_page_offers_it_by_its_name_and_the_policy_lets_its_form_through(
    issuer: str, client: Client, db: None
) -> None:
    page = client.get("/account/sign-in/")
    assert "Town hall" in page.content.decode()
    assert f"form-action 'self' {issuer};" in page.headers["Content-Security-Policy"] + ";"


def test_an_address_that_nobody_verified_opens_nothing(
    issuer: str, north: Town, client: Client
) -> None:
    user = north.user(AccessRole.ADMINISTRATOR)
    answer = visit(client, issuer, email=user.email, name="Mallory")
    assert "account/signup_closed.html" in [template.name for template in answer.templates]
    assert client.get("/north/people/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_somebody_nobody_invited_gets_a_page_that_says_so_and_leaves_no_trace(
    issuer: str, north: Town, client: Client
) -> None:
    before = User.objects.count()
    answer = visit(client, issuer, email="stranger@elsewhere.example", email_is="verified")
    assert "account/signup_closed.html" in [template.name for template in answer.templates]
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_a_closed_account_stays_closed(issuer: str, north: Town, client: Client) -> None:
    user = north.user(AccessRole.READER)
    User.objects.filter(pk=user.pk).update(is_active=False)
    visit(client, issuer, email=user.email, email_is="verified")
    assert client.get("/north/people/").status_code == 302


def test_who_has_lost_all_access_is_told_so(issuer: str, client: Client, db: None) -> None:
    User.objects.create_user("anna@nowhere.example", name="Anna")
    visit(client, issuer, email="anna@nowhere.example", email_is="verified")
    assert client.get("/").status_code == 403


def test_an_answer_that_was_not_asked_for_signs_nobody_in(
    issuer: str, north: Town, client: Client
) -> None:
    """Somebody else's code in my browser: the state belongs to the browser that asked."""
    user = north.user(AccessRole.READER)
    browser = requests.Session()
    who = {"sub": user.email, "email": user.email, "email_is": "verified"}
    browser.get(f"{issuer}/as/", params=who, timeout=10)
    theirs = Client().post(START).headers["Location"]
    back = browser.get(theirs, allow_redirects=False, timeout=10).headers["Location"]
    client.get(f"{CALLBACK}?{urlsplit(back).query}")
    assert client.get("/north/people/").status_code == 302


def test_it_leads_on_to_the_page_that_was_asked_for_and_to_no_other_site(
    issuer: str, north: Town, client: Client
) -> None:
    user = north.user(AccessRole.READER)
    good = visit(
        client,
        issuer,
        email=user.email,
        email_is="verified",
        start=f"{START}?next=/north/units/",
    )
    assert good.headers["Location"] == "/north/units/"
    evil = visit(
        Client(),
        issuer,
        email=user.email,
        email_is="verified",
        start=f"{START}?next=https://evil.example/",
    )
    assert evil.headers["Location"] == "/"


def test_no_token_of_the_provider_is_kept(issuer: str, north: Town, client: Client) -> None:
    visit(client, issuer, email=north.user(AccessRole.READER).email, email_is="verified")
    assert SocialAccount.objects.count() == 1
    assert not SocialToken.objects.exists()


def test_a_password_that_its_owner_set_by_mail_stays(
    issuer: str, north: Town, client: Client
) -> None:
    user = with_password(north)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    visit(client, issuer, email=user.email, email_is="verified")
    again = Client()
    sign_in(again, user, PASSWORD)
    assert again.get("/north/people/").status_code == 200


def test_a_provider_that_cannot_be_reached_gives_a_page_and_no_error(
    settings: Settings, client: Client, db: None
) -> None:
    told = read(
        {
            "OIDC_ISSUER": "http://127.0.0.1:9/o",
            "OIDC_CLIENT_ID": "x",
            "OIDC_CLIENT_SECRET": "y",
        }
    )
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": single_sign_on(told)}}
    assert client.post(START).status_code == 503


def test_without_a_provider_there_is_nothing_to_click_and_nothing_to_guess(
    client: Client, db: None
) -> None:
    assert client.post(START).status_code == 404
    assert "oidc" not in client.get("/account/sign-in/").content.decode()
