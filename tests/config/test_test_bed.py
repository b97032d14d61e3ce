"""The ground the tests stand on holds what it promises."""

import socket

import psycopg
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from pytest_socket import SocketConnectBlockedError

from samsyn.config.postgres.roles import Doors


def test_nothing_leaves_this_machine() -> None:
    # It warns before it raises, and here a warning is an error.
    with pytest.raises((SocketConnectBlockedError, UserWarning), match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


@pytest.mark.django_db
def test_tests_run_as_the_application_does() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole"
            " FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("samsyn_app", False, False, False, False)


@pytest.mark.django_db
def test_the_application_cannot_build_tables() -> None:
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("CREATE TABLE anything (id int)")


def test_the_owner_builds_tables_and_is_no_superuser(as_owner: psycopg.Connection) -> None:
    row = as_owner.execute(
        "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    assert row == ("samsyn_owner", False, False)
    as_owner.execute("CREATE TEMPORARY TABLE anything (id int)")


def test_what_the_owner_builds_the_application_may_use(database_doors: Doors) -> None:
    owner = database_doors.owner
    assert owner is not None
    with owner.connect() as building, database_doors.app.connect() as using:
        building.execute("CREATE TABLE trial (id int GENERATED ALWAYS AS IDENTITY, word text)")
        try:
            using.execute("INSERT INTO trial (word) VALUES ('one')")
            assert using.execute("SELECT id, word FROM trial").fetchall() == [(1, "one")]
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                using.execute("TRUNCATE trial")
        finally:
            building.execute("DROP TABLE trial")


def test_the_backup_role_reads_and_never_writes(database_doors: Doors) -> None:
    assert database_doors.backup is not None
    with database_doors.backup.connect() as connection:
        connection.execute("SELECT count(*) FROM django_content_type")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM django_content_type")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_transactional_test_leaves_nothing_to_the_next(turn: int) -> None:
    assert not ContentType.objects.filter(app_label="trial").exists()
    ContentType.objects.create(app_label="trial", model=f"turn{turn}")
