"""A person's programs may do what they were allowed to, where they were allowed to, and no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock
from samsyn.kernel.models import Act, ApiToken, User
from tests.kernel.access.test_signing_in import sign_in, with_password
from tests.support.builders import Town

NEW = "/north/account/tokens/new/"


@pytest.fixture
def user(north: Town, client: Client) -> User:
    """A strategist who has just signed in."""
    user = with_password(north, AccessRole.STRATEGIST)
    sign_in(client, user)
    return user


def make(client: Client, **wanted: str) -> str:
    """Make a token on its page and return the secret that is shown."""
    form = {"name": "Power BI", "scope": "read", "days": "90", **wanted}
    secret = client.post(NEW, form).context["secret"]
    assert isinstance(secret, str)
    return secret


def test_the_secret_is_shown_once_and_not_kept(user: User, client: Client, north: Town) -> None:
    secret = make(client)
    assert secret not in client.get("/north/account/").content.decode()
    token = ApiToken.objects.get()
    assert (token.user, token.organisation_id, token.scopes) == (user, north.id, ["read"])
    assert token.expires_on == clock.today() + timedelta(days=90)
    assert secret.encode() not in bytes(token.digest)
    with north.looking():
        assert Act.everything.filter(name="access.create_token", user_id=user.pk).count() == 1


def test_a_token_opens_the_interface_for_programs_and_no_page_of_the_account(
    user: User, client: Client
) -> None:
    program = Client(headers={"authorization": f"Bearer {make(client, scope='write')}"})
    assert program.get("/api/v1/people").status_code == 200
    for page in ("/account/", "/account/tokens/new/", "/account/password/", "/account/factors/"):
        assert program.get(page).status_code == 302, page


def test_a_token_that_may_read_changes_nothing(user: User, client: Client) -> None:
    program = Client(headers={"authorization": f"Bearer {make(client)}"})
    answer = program.post("/api/v1/people", {"name": "X"}, content_type="application/json")
    assert answer.status_code == 403


def test_a_revoked_or_expired_token_opens_nothing(user: User, client: Client) -> None:
    program = Client(headers={"authorization": f"Bearer {make(client)}"})
    token = ApiToken.objects.get()
    ApiToken.objects.filter(pk=token.pk).update(expires_on=clock.today() - timedelta(days=1))
    assert program.get("/api/v1/people").status_code == 401
    ApiToken.objects.filter(pk=token.pk).update(expires_on=clock.today())
    assert program.get("/api/v1/people").status_code == 200
    client.post(f"/north/account/tokens/{token.pk}/revoke/")
    assert program.get("/api/v1/people").status_code == 401


def test_nobody_revokes_another_persons_token(
    user: User, client: Client, north: Town, south: Town
) -> None:
    make(client)
    token = ApiToken.objects.get()
    other = Client()
    other.force_login(north.user(AccessRole.ADMINISTRATOR))
    assert other.post(f"/north/account/tokens/{token.pk}/revoke/").status_code == 404
    neighbour = Client()
    neighbour.force_login(south.user(AccessRole.ADMINISTRATOR))
    assert neighbour.post(f"/south/account/tokens/{token.pk}/revoke/").status_code == 404
    assert ApiToken.objects.exists()


def test_making_a_token_asks_who_it_is_when_signing_in_was_long_ago(
    user: User, client: Client
) -> None:
    session = client.session
    session["account_authentication_methods"] = [
        {**method, "at": method["at"] - 3600}
        for method in session["account_authentication_methods"]
    ]
    session.save()
    answer = client.post(NEW, {"name": "x", "scope": "read", "days": "30"})
    assert answer.headers["Location"].startswith("/north/account/confirm/")
    assert not ApiToken.objects.exists()


def test_outside_an_organisation_there_is_nothing_a_token_could_be_for(
    user: User, client: Client
) -> None:
    assert client.get("/account/tokens/new/").headers["Location"] == "/account/"
