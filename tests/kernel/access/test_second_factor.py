"""The second factor is real: the codes are those that any authenticator app would show."""

from __future__ import annotations

import hmac
import struct
import time
from base64 import b32decode

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.models import User
from tests.kernel.access.test_signing_in import PASSWORD, sign_in, with_password
from tests.support.builders import Town

ON, FACTOR = "/account/factors/app/", "/account/second-factor/"


def code(secret: str, steps: int = 0) -> str:
    """Return the six digits of RFC 6238 for a secret, now or some half minutes away."""
    counter = int(time.time()) // 30 + steps
    digest = hmac.digest(b32decode(secret), struct.pack(">Q", counter), "sha1")
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


@pytest.fixture
def user(north: Town) -> User:
    """Somebody with a password."""
    return with_password(north, AccessRole.READER)


@pytest.fixture
def secret(user: User, client: Client) -> str:
    """What the person's app holds, after turning the second factor on."""
    sign_in(client, user)
    page = client.get(ON)
    secret = str(page.context["form"].secret)
    assert secret in page.content.decode()
    wrong = client.post(ON, {"code": "000000"})
    assert wrong.context["form"].errors
    done = client.post(ON, {"code": code(str(wrong.context["form"].secret))})
    assert done.headers["Location"] == "/account/factors/codes/"
    return str(wrong.context["form"].secret)


def test_a_stolen_password_alone_opens_nothing(user: User, secret: str) -> None:
    thief = Client()
    answer = sign_in(thief, user)
    assert answer.headers["Location"].startswith(FACTOR)
    assert thief.get("/north/people/").status_code == 302
    assert thief.post(FACTOR, {"code": "123456"}).context["form"].errors
    assert thief.get("/north/people/").status_code == 302


def test_password_and_code_open_the_account_and_the_code_works_once(
    user: User, secret: str
) -> None:
    owner = Client()
    sign_in(owner, user)
    digits = code(secret, steps=1)  # a clock half a minute fast is forgiven
    assert owner.post(FACTOR, {"code": digits}).status_code == 302
    assert owner.get("/north/people/").status_code == 200

    who_looked_over_the_shoulder = Client()
    sign_in(who_looked_over_the_shoulder, user)
    assert who_looked_over_the_shoulder.post(FACTOR, {"code": digits}).context["form"].errors


def test_a_recovery_code_opens_once(user: User, secret: str, client: Client) -> None:
    codes = client.get("/account/factors/codes/").context["unused_codes"]
    assert len(codes) == 10
    statuses = []
    for _ in range(2):
        visitor = Client()
        sign_in(visitor, user)
        statuses.append(visitor.post(FACTOR, {"code": codes[0]}).status_code)
    assert statuses == [302, 200]


def test_secrets_are_sealed_in_the_database(user: User, secret: str) -> None:
    kept = Authenticator.objects.filter(user=user).values_list("data", flat=True)
    assert len(kept) == 2
    assert secret not in str(list(kept))


def test_guessing_codes_is_stopped(user: User, secret: str) -> None:
    thief = Client()
    sign_in(thief, user)
    errors = [
        thief.post(FACTOR, {"code": f"{n:06}"}).context["form"].errors.as_data()["code"][0].code
        for n in range(6)
    ]
    assert errors == ["incorrect_code"] * 5 + ["too_many_login_attempts"]


def test_turning_it_off_asks_who_it_is(user: User, secret: str, client: Client) -> None:
    session = client.session  # as if the person had signed in an hour ago
    session["account_authentication_methods"] = [
        {**method, "at": method["at"] - 3600}
        for method in session["account_authentication_methods"]
    ]
    session.save()
    answer = client.get("/account/factors/app/off/")
    assert answer.headers["Location"].startswith("/account/confirm/")
    client.post(answer.headers["Location"], {"password": "wrong"})
    assert client.post("/account/factors/app/off/").status_code == 302
    assert Authenticator.objects.filter(user=user).exists()

    client.post(answer.headers["Location"], {"password": PASSWORD})
    client.post("/account/factors/app/off/")
    assert not Authenticator.objects.filter(user=user).exists()
