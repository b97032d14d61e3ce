"""Administrators give and take access to their own organisation, and to no other."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from samsyn.apps.organisation.models import Person
from samsyn.apps.organisation.services.change_access import change_access
from samsyn.apps.organisation.services.invite import invite
from samsyn.domain.access.actor import Actor, NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.access.roles import Obstacle
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.access.grants import actor_for
from samsyn.kernel.models import Access, Act, Change, Organisation, User
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.organisation.builders import person
from tests.support.builders import Town

ADMINISTRATOR, READER = AccessRole.ADMINISTRATOR, AccessRole.READER


def roles_of(town: Town, user: User) -> set[str]:
    """Return what an account may be in the town."""
    with town.looking():
        return set(Access.everything.filter(user=user).values_list("role", flat=True))


def as_actor(town: Town, user: User) -> Actor:
    """Return an account acting for the town."""
    actor = actor_for(user, town.row)
    assert actor
    return actor


def test_an_administrator_changes_what_somebody_may_do_and_the_history_says_why(
    north: Town,
) -> None:
    user = north.user(READER)
    change_access(
        north.administrator,
        user_id=user.pk,
        roles=[AccessRole.STRATEGIST, AccessRole.SECURITY],
        reason="New job",
    )
    assert roles_of(north, user) == {"strategist", "security"}
    with north.looking():
        act = Act.everything.get(name="organisation.change_access")
        assert act.reason == "New job"
        kinds = Change.everything.filter(act=act).values_list("kind", flat=True)
        assert sorted(kinds) == ["delete", "insert", "insert"]


def test_the_last_administrator_stays(north: Town) -> None:
    one, other = north.user(ADMINISTRATOR), north.user(ADMINISTRATOR)
    change_access(north.administrator, user_id=one.pk, roles=[], reason="")
    assert roles_of(north, one) == set()

    with pytest.raises(Refused) as refused:
        change_access(north.administrator, user_id=other.pk, roles=[READER], reason="")
    assert [objection.code for objection in refused.value.objections] == [
        Obstacle.LAST_ADMINISTRATOR
    ]
    assert roles_of(north, other) == {"administrator"}


def test_an_administrator_whose_account_is_closed_does_not_count(north: Town) -> None:
    one, closed = north.user(ADMINISTRATOR), north.user(ADMINISTRATOR)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    with pytest.raises(Refused):
        change_access(north.administrator, user_id=one.pk, roles=[], reason="")


@pytest.mark.parametrize("role", [r for r in AccessRole if r is not ADMINISTRATOR])
def test_nobody_but_an_administrator_gives_access(north: Town, role: AccessRole) -> None:
    user = north.user(role)
    actor = as_actor(north, user)
    with pytest.raises(NotAllowed):
        change_access(actor, user_id=user.pk, roles=[ADMINISTRATOR], reason="")
    with pytest.raises(NotAllowed):
        invite(actor, email="a@b.example", name="A", roles=[READER])


def test_the_neighbours_administrator_neither_finds_nor_changes_an_account(
    north: Town, south: Town, client: Client
) -> None:
    user = north.user(READER)
    with pytest.raises(User.DoesNotExist):
        change_access(south.administrator, user_id=user.pk, roles=[ADMINISTRATOR], reason="")
    client.force_login(south.user(ADMINISTRATOR))
    assert client.get(f"/south/access/{user.pk}/").status_code == 404
    assert client.post(f"/south/access/{user.pk}/invite/").status_code == 404
    assert client.get("/north/access/").status_code == 404
    assert user.email not in client.get("/south/access/").content.decode()
    assert roles_of(north, user) == {"reader"}


@pytest.mark.parametrize("page", ["access/", "access/invite/", "settings/"])
def test_a_strategist_does_not_open_the_pages_of_administrators(
    north: Town, client: Client, page: str
) -> None:
    client.force_login(north.user(AccessRole.STRATEGIST))
    assert client.get(f"/north/{page}").status_code == 403


def test_an_invitation_leads_to_a_password_and_into_the_organisation(
    north: Town, client: Client
) -> None:
    anna = person(north, email="anna@north.example")
    client.force_login(north.user(ADMINISTRATOR))
    client.post(
        "/north/access/invite/",
        {"name": "Anna Berg", "email": " Anna@North.example", "roles": ["contributor"]},
    )

    user = User.objects.get(email="anna@north.example")
    assert roles_of(north, user) == {"contributor"}
    with north.looking():
        assert Person.everything.get(pk=anna.pk).user_id == user.pk
    (message,) = mail.outbox
    assert message.to == ["anna@north.example"]
    (link,) = re.findall(r"http://localhost:8000(/account/password/set/\S+)", str(message.body))
    assert "http://localhost:8000/north/" in message.body

    visitor = Client()
    address = visitor.get(link, follow=True).redirect_chain[-1][0]
    words = "four quiet geese at dawn"
    visitor.post(address, {"password1": words, "password2": words})
    visitor.post("/account/sign-in/", {"login": user.email, "password": words})
    assert visitor.get("/north/people/").status_code == 200


def test_inviting_somebody_who_has_an_account_elsewhere_tells_nothing_about_them(
    north: Town, south: Town, client: Client
) -> None:
    user = south.user(READER)
    User.objects.filter(pk=user.pk).update(name="Secret Name")
    user.set_password("four quiet geese at dawn")
    user.save()
    client.force_login(north.user(ADMINISTRATOR))
    known = client.post(
        "/north/access/invite/", {"name": "X", "email": user.email, "roles": ["reader"]}
    )
    unknown = client.post(
        "/north/access/invite/", {"name": "Y", "email": "y@y.example", "roles": ["reader"]}
    )
    assert known.status_code == unknown.status_code == 302
    page = client.get("/north/access/").content.decode()
    assert user.email in page
    assert "Secret Name" not in page
    assert "/account/password/set/" not in mail.outbox[0].body
    assert "/account/password/set/" in mail.outbox[1].body


def test_everything_wrong_with_an_invitation_is_said_at_once(north: Town) -> None:
    user = north.user(READER)
    with pytest.raises(Refused) as refused:
        invite(north.administrator, email=user.email, name="Again", roles=[])
    assert {objection.code for objection in refused.value.objections} == {
        Obstacle.HAS_ACCESS_ALREADY,
        Obstacle.NO_ROLE,
    }


def test_access_is_given_though_the_mail_server_is_down(
    north: Town, client: Client, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    client.force_login(north.user(ADMINISTRATOR))
    answer = client.post(
        "/north/access/invite/",
        {"name": "A", "email": "a@a.example", "roles": ["reader"]},
        follow=True,
    )
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]
    assert roles_of(north, User.objects.get(email="a@a.example")) == {"reader"}


def test_access_taken_away_is_gone_at_the_next_click(north: Town, client: Client) -> None:
    user = north.user(READER)
    client.force_login(user)
    assert client.get("/north/people/").status_code == 200
    change_access(north.administrator, user_id=user.pk, roles=[], reason="")
    assert client.get("/north/people/").status_code == 404


def test_an_administrator_describes_the_organisation_and_no_other(
    north: Town, south: Town, client: Client
) -> None:
    client.force_login(north.user(ADMINISTRATOR))
    said = {"name": "Northern", "country": "NO", "language": "nb", "fiscal_year_start": "4"}
    assert (
        client.post("/north/settings/", said | {"slug": "x", "kind": "region"}).status_code == 302
    )
    row = Organisation.objects.get(pk=north.id)
    assert (row.name, row.country, row.language, row.fiscal_year_start) == (
        "Northern",
        "NO",
        "nb",
        4,
    )
    assert (row.slug, row.kind) == ("north", "municipality")
    with acting_for(north.administrator):
        assert Organisation.objects.filter(pk=south.id).update(name="Ours") == 0
        act = Act.everything.get(name="organisation.change_settings")
        assert (Change.everything.get(act=act).after or {})["name"] == "Northern"
