"""Every address, export, API operation, search and job is tried by everybody who must not learn.

The walk finds its own way: a new address, noun or job is tried the day it is written.
"""

from __future__ import annotations

import json

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import ProgrammingError, connection, transaction
from django.db.models import Model

from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import tasks
from samsyn.kernel.access.grants import issue_token
from samsyn.kernel.models import Task
from samsyn.kernel.records.declaration import all_records
from samsyn.kernel.tenancy.session import Standing, acting_for
from tests.security.world import (
    CLOSED,
    SECRET,
    addresses,
    api_addresses,
    fill,
    fingerprint,
    knocks,
    owned_models,
    text_of,
    visitors,
)
from tests.support.builders import Town

NO_SUCH_ROW = 987_654_321
Rows = dict[type[Model], list[int]]


@pytest.fixture
def secrets(north: Town) -> Rows:
    """One secret and one closed row in every noun of north."""
    return fill(north)


def test_no_page_tells_a_secret_and_no_post_changes_a_thing(
    secrets: Rows, north: Town, south: Town, far: Town, settings: LazySettings
) -> None:
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"  # no query each
    everywhere, people = addresses(secrets), visitors(north, south, far)
    before = fingerprint(north)
    told, broken, shown = [], [], set[str]()
    for knock in knocks(people, everywhere):
        told += [str(knock) for word in knock.visitor.forbidden if word in knock.text]
        broken += [str(knock)] if knock.status >= 500 else []
        shown |= {knock.address} if SECRET in knock.text else set()

    assert told == []
    assert broken == []
    assert fingerprint(north) == before
    assert [m for m in mail.outbox if SECRET in f"{m.subject}{m.body}"] == []
    # All are still who they were, and the owner does see the secrets: else it would prove nothing.
    assert [v.name for v in people if not v.is_known()] == ["nobody"]
    assert len(shown) >= 2 * len([r for r in all_records() if r.owned])


def test_a_row_of_others_answers_exactly_as_one_that_never_was(
    secrets: Rows, north: Town, south: Town, far: Town
) -> None:
    for visitor in visitors(north, south, far)[2:]:
        for record in all_records():
            for pk in secrets.get(record.model, []):
                for end in ("", "edit/", "delete/"):
                    answers = [
                        visitor.client.get(f"{visitor.home}/{record.slug}/{number}/{end}")
                        for number in (pk, NO_SUCH_ROW)
                    ]
                    one, other = (
                        a.content.decode().replace(f"/{record.slug}/{n}/", "#")
                        for a, n in zip(answers, (pk, NO_SUCH_ROW), strict=True)
                    )
                    assert answers[0].status_code == answers[1].status_code == 404
                    assert one == other


def test_no_program_learns_a_secret_by_rest(
    secrets: Rows, north: Town, south: Town, far: Town
) -> None:
    before = fingerprint(north)
    for town in (south, far):
        user = town.user(AccessRole.ADMINISTRATOR)
        secret = issue_token(user, town.row, name="t", scopes=["read", "write"], until=None)
        client = visitors(north, south, far)[0].client
        for address in api_addresses(secrets):
            for method in ("GET", "PATCH", "DELETE"):
                answer = client.generic(
                    method,
                    address,
                    json.dumps({}),
                    content_type="application/json",
                    headers={"Authorization": f"Bearer {secret}"},
                )
                text = text_of(answer)
                assert SECRET not in text
                assert CLOSED not in text
                is_row = address.rsplit("/", 1)[1].isdecimal()
                for record in all_records():
                    if is_row and record.owned and f"/{record.slug}/" in address:
                        there = record.writable or method == "GET"
                        assert answer.status_code == (404 if there else 405), (method, address)
    assert fingerprint(north) == before


def test_no_job_works_on_a_row_of_others(secrets: Rows, north: Town, south: Town) -> None:
    before = fingerprint(north)
    user = south.user(AccessRole.ADMINISTRATOR)
    for kind in sorted(tasks.known_kinds()):
        for pk in sorted({pks[0] for pks in secrets.values()})[:5]:
            with south.looking():
                task = Task.everything.create(
                    organisation_id=south.id, kind=kind, user_id=user.pk, about_id=pk
                )
            tasks.perform(task_id=task.pk, organisation_id=south.id)
            with south.looking():
                task.refresh_from_db()
            assert SECRET not in json.dumps(task.result) + task.message
    assert fingerprint(north) == before


def test_below_django_another_organisation_sets_eyes_on_nothing(
    secrets: Rows, north: Town, south: Town, far: Town
) -> None:
    tables = [model._meta.db_table for model in owned_models()]
    tables += ["kernel_change", "kernel_searchentry"]
    for town in (south, far, None):
        standing = Standing(str(town.id), "1", "on") if town else Standing()
        with acting_for(standing), connection.cursor() as cursor:
            for table in tables:
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" WHERE organisation_id = %s',  # noqa: S608 - our own table names
                    [north.id],
                )
                assert cursor.fetchone() == (0,), table
                for sql in (
                    f'UPDATE "{table}" SET organisation_id = organisation_id WHERE organisation_id = %s',  # noqa: S608, E501
                    f'DELETE FROM "{table}" WHERE organisation_id = %s',  # noqa: S608
                ):
                    _changes_nothing(sql, north.id)


def _changes_nothing(sql: str, organisation: int) -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [organisation])
            assert cursor.rowcount == 0
    except ProgrammingError as refused:
        assert "permission denied" in str(refused)  # noqa: PT017 - append-only tables
