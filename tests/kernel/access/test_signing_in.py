"""Signing in with a password: what opens, what stays shut, and where one lands."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.models import User
from tests.support.builders import Town

PASSWORD = "four quiet geese at dawn"  # noqa: S105 - opens nothing but this test
SIGN_IN = "/account/sign-in/"


def with_password(town: Town, role: AccessRole = AccessRole.READER) -> User:
    """Return an account of the town that opens with PASSWORD."""
    user = town.user(role)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: str) -> Any:
    """Fill in the sign-in page; returns the answer."""
    return client.post(SIGN_IN, {"login": user.email, "password": password, **more})


def test_who_signs_in_lands_in_their_organisation(north: Town, client: Client) -> None:
    user = with_password(north)
    answer = client.post(SIGN_IN, {"login": user.email.upper(), "password": PASSWORD}, follow=True)
    assert [address for address, _status in answer.redirect_chain][:2] == ["/", "/north/"]
    assert answer.status_code == 200
    assert answer.wsgi_request.path.startswith("/north/")


def test_a_link_into_an_organisation_asks_a_stranger_to_sign_in_and_then_leads_there(
    north: Town, client: Client
) -> None:
    user = with_password(north)
    answer = client.get("/north/people/")
    assert answer.headers["Location"] == f"{SIGN_IN}?next=/north/people/"
    answer = client.post(answer.headers["Location"], {"login": user.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/north/people/"


def test_somebody_of_another_town_is_told_nothing_about_a_page(
    north: Town, south: Town, client: Client
) -> None:
    client.force_login(with_password(south, AccessRole.ADMINISTRATOR))
    assert client.get("/north/people/").status_code == 404
    assert client.get("/south/people/").status_code == 200


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "http://testserver.evil.example/",
    ],
)
def test_signing_in_and_out_and_choosing_a_language_lead_nowhere_else(
    north: Town, client: Client, target: str
) -> None:
    user = with_password(north)
    answers = [
        client.post(f"{SIGN_IN}?next={target}", {"login": user.email, "password": PASSWORD}),
        client.post("/language/", {"language": "nb", "next": target}),
        client.post("/account/sign-out/", {"next": target}),
    ]
    assert [answer.headers["Location"] for answer in answers] == ["/", "/", SIGN_IN]


def test_the_session_gets_a_new_name_when_somebody_signs_in(north: Town, client: Client) -> None:
    user = with_password(north)
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    client.cookies["samsyn"] = planted or ""
    sign_in(client, user)
    assert client.session.session_key not in {None, planted}
    assert not Client(headers={"cookie": f"samsyn={planted}"}).get("/").wsgi_request.user.pk


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(
    north: Town, client: Client
) -> None:
    user = with_password(north)
    wrong = client.post(SIGN_IN, {"login": user.email, "password": "wrong"})
    unknown = client.post(SIGN_IN, {"login": "nobody@north.example", "password": "wrong"})
    errors = [answer.context["form"].errors for answer in (wrong, unknown)]
    assert errors[0] == errors[1] != {}


def test_a_closed_account_does_not_open(north: Town, client: Client) -> None:
    user = with_password(north)
    User.objects.filter(pk=user.pk).update(is_active=False)
    sign_in(client, user)
    assert client.get("/north/people/").status_code == 302


def test_five_wrong_passwords_shut_the_account_for_a_while_even_for_the_right_one(
    north: Town, client: Client
) -> None:
    user = with_password(north)
    wrong = [_complaint(client, user, "wrong") for _ in range(6)]
    assert wrong == ["email_password_mismatch"] * 5 + ["too_many_login_attempts"]
    assert _complaint(client, user, PASSWORD) == "too_many_login_attempts"
    assert client.get("/").headers["Location"].startswith(SIGN_IN)


def _complaint(client: Client, user: User, password: str) -> str:
    answer = client.post(SIGN_IN, {"login": user.email, "password": password})
    (error,) = answer.context["form"].non_field_errors().as_data()
    return str(error.code)


def test_guessing_from_one_place_is_stopped_whatever_the_account(
    north: Town, client: Client
) -> None:
    answers = [
        client.post(SIGN_IN, {"login": f"a{n}@north.example", "password": "wrong"})
        for n in range(61)
    ]
    assert [answer.status_code for answer in answers[-2:]] == [200, 429]


def test_nobody_gives_themselves_an_account(north: Town, client: Client) -> None:
    assert client.get("/account/signup/").status_code == 404
    assert "sign up" not in client.get(SIGN_IN).content.decode().lower()


def test_who_has_access_to_nothing_is_told_what_to_do(db: None, client: Client) -> None:
    user = User.objects.create_user("anna@nowhere.example", PASSWORD, name="Anna")
    client.force_login(user)
    answer = client.get("/", headers={"accept-language": "en"})
    assert answer.status_code == 403
    assert "anna@nowhere.example" in answer.content.decode()


def test_a_mailed_link_sets_the_password_once(north: Town, client: Client) -> None:
    user = north.user(AccessRole.READER)
    client.post(
        "/account/password/forgotten/", {"email": user.email}, headers={"host": "testserver"}
    )
    (message,) = mail.outbox
    (link,) = re.findall(r"http://localhost:8000(/account/password/set/\S+)", str(message.body))

    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    weak = client.post(address, {"password1": "short", "password2": "short"})
    assert weak.context["form"].errors
    client.post(address, {"password1": PASSWORD, "password2": PASSWORD})

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=user).verified
    assert Client().get(link).context["token_fail"]


def test_asking_for_a_link_tells_nobody_who_has_an_account(north: Town, client: Client) -> None:
    user = north.user()
    known = client.post("/account/password/forgotten/", {"email": user.email})
    unknown = client.post("/account/password/forgotten/", {"email": "nobody@north.example"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert [message.to for message in mail.outbox] == [[user.email]]


def test_signing_out_takes_a_post_and_ends_the_session(north: Town, client: Client) -> None:
    client.force_login(with_password(north))
    assert client.get("/account/sign-out/").status_code == 200
    assert client.get("/north/people/").status_code == 200
    client.post("/account/sign-out/")
    assert client.get("/north/people/").status_code == 302


def test_signing_out_needs_the_pages_own_token(north: Town) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(with_password(north))
    assert client.post("/account/sign-out/").status_code == 403
    assert client.get("/north/people/").status_code == 200


def test_a_chosen_language_follows_the_person(north: Town, client: Client) -> None:
    user = with_password(north)
    client.force_login(user)
    client.post("/language/", {"language": "da", "next": "/north/people/"})
    user.refresh_from_db()
    assert user.language == "da"
    assert client.get("/account/").headers["Content-Language"] == "da"
    client.post("/language/", {"language": "xx"})
    user.refresh_from_db()
    assert user.language == "da"
