"""The `samsyn` command: quick to help, clear in its exit codes, whole in what it keeps."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from samsyn.config.cli import NO, NOT_READY, OK, USAGE
from samsyn.config.environment import PROJECT, inherited
from samsyn.config.postgres.address import Address
from samsyn.config.postgres.launcher import Cluster
from samsyn.config.postgres.roles import doors

Done = subprocess.CompletedProcess[str]


def samsyn(*words: object, **variables: str) -> Done:
    """Call the command as a person would."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "samsyn.config.cli", *map(str, words)],
        env=inherited(**{"TEST_DATABASE_URL": "", "DATABASE_URL": "", **variables}),
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty data folder, beside the project's."""
    with _folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def site() -> Iterator[Path]:
    """A data folder whose database has its tables, and whose server is up."""
    with _folder() as folder, Cluster(folder).running():
        assert samsyn("migrate", SAMSYN_HOME=str(folder)).returncode == OK
        yield folder


@contextmanager
def _folder() -> Iterator[Path]:
    folder = PROJECT / ".samsyn" / f"command-{os.getpid()}-{time.monotonic_ns()}"
    folder.mkdir(parents=True)
    yield folder
    Cluster(folder).stop()
    shutil.rmtree(folder)


def _owner_of(server: Address) -> Address:
    owner = doors(server.at("samsyn"), trusted=True).owner
    assert owner is not None
    return owner


def test_help_is_quick_because_it_leaves_django_alone() -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "samsyn.config.cli", "--help"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert "| django" not in told.stderr
    assert "| psycopg" not in told.stderr
    assert "exit codes" in told.stdout


COMMANDS = sorted(
    path.stem.rstrip("_") for path in (PROJECT / "src/samsyn/config/cli").glob("[a-z]*.py")
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does_and_shows_an_example(command: str) -> None:
    told = samsyn(command, "--help")
    assert (told.returncode, told.stderr) == (OK, "")
    assert "For example" in told.stdout
    assert f"samsyn {command}" in told.stdout.partition("For example")[2]


def test_a_word_it_does_not_know_is_wrong_usage() -> None:
    assert samsyn("dance").returncode == USAGE


def test_a_wrong_environment_is_told_in_words_and_not_as_a_crash() -> None:
    told = samsyn("doctor", PORT="http", LOG_LEVEL="loud")
    assert told.returncode == NOT_READY
    assert told.stderr.splitlines() == [
        "PORT must be a number from 1 to 65535, not 'http'.",
        "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, not 'loud'.",
    ]


def test_an_unreachable_database_is_told_in_words(tmp_path: Path) -> None:
    url = "postgresql://someone:hush@127.0.0.1:1/samsyn"
    told = samsyn("migrate", DATABASE_URL=url, SAMSYN_HOME=str(tmp_path))
    assert told.returncode == NOT_READY
    assert told.stderr.startswith("DATABASE_URL (someone at 127.0.0.1:1/samsyn): ")
    assert "hush" not in told.stderr


def test_a_taken_port_is_told_before_anything_is_started(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = samsyn("run", PORT=str(port), SAMSYN_HOME=str(tmp_path))
    assert told.returncode == NOT_READY
    assert told.stderr.startswith(f"Port {port} cannot be used")
    assert list(tmp_path.iterdir()) == []


def test_tables_that_are_not_there_keep_the_server_from_starting(home: Path) -> None:
    told = samsyn("serve", PORT="39999", SAMSYN_HOME=str(home))
    assert (told.returncode, told.stdout) == (NOT_READY, "")
    assert told.stderr == "The tables are not those of this version: samsyn migrate\n"


def test_a_check_says_no_until_the_tables_are_there(site: Path, home: Path) -> None:
    assert samsyn("migrate", "--check", SAMSYN_HOME=str(home)).returncode == NO
    assert samsyn("migrate", "--check", SAMSYN_HOME=str(site)).returncode == OK


def test_what_was_backed_up_comes_back_whole(site: Path, tmp_path: Path) -> None:
    here, file = {"SAMSYN_HOME": str(site)}, tmp_path / "friday.samsyn"
    _put(site, "before")
    wrote = samsyn("backup", file, "--json", **here)
    assert wrote.returncode == OK, wrote.stderr
    assert json.loads(wrote.stdout)["uploads"] == 1
    assert file.stat().st_mode & 0o777 == 0o600

    _put(site, "after")
    _write(site, "CREATE TABLE came_later (id int)")
    refused = samsyn("restore", file, **here)
    assert (refused.returncode, "--yes" in refused.stderr) == (NO, True)
    assert _found(site) == ("after", "after", True)

    restored = samsyn("restore", file, "--yes", **here)
    assert restored.returncode == OK, restored.stderr
    assert _found(site) == ("before", "before", False)


def test_walls_and_rights_come_back_with_the_rows(site: Path, tmp_path: Path) -> None:
    here, file = {"SAMSYN_HOME": str(site)}, tmp_path / "friday.samsyn"
    walls = "SELECT count(*) FROM pg_class WHERE relforcerowsecurity"
    rights = (
        "SELECT count(*) FROM information_schema.role_table_grants WHERE grantee = 'samsyn_app'"
    )
    before = _read(site, walls), _read(site, rights)
    assert samsyn("backup", file, **here).returncode == OK
    assert samsyn("restore", file, "--yes", **here).returncode == OK
    assert (_read(site, walls), _read(site, rights)) == before
    assert before != ([(0,)], [(0,)])
    assert samsyn("migrate", "--check", **here).returncode == OK


def _put(home: Path, word: str) -> None:
    """Leave one row and one uploaded file that can be recognised."""
    _write(home, "DELETE FROM django_session")
    _write(home, f"INSERT INTO django_session VALUES ('trial', '{word}', now())")  # noqa: S608
    (home / "uploads").mkdir(exist_ok=True)
    (home / "uploads" / "minutes.txt").write_text(word)


def _found(home: Path) -> tuple[object, object, object]:
    """Return the row's word, the file's word, and whether a later table is there."""
    rows = _read(
        home, "SELECT session_data, to_regclass('came_later') IS NOT NULL FROM django_session"
    )
    return rows[0][0], (home / "uploads" / "minutes.txt").read_text(), rows[0][1]


def test_a_damaged_backup_changes_nothing(home: Path, tmp_path: Path) -> None:
    here = {"SAMSYN_HOME": str(home)}
    (tmp_path / "damaged").write_bytes(b"PK, but no zip")
    told = samsyn("restore", tmp_path / "damaged", "--yes", **here)
    assert told.returncode == NOT_READY
    assert "is not a backup of Samsyn" in told.stderr
    assert list(home.iterdir()) == []


def _write(home: Path, statement: str) -> None:
    with Cluster(home).running() as server, _owner_of(server).connect() as connection:
        connection.execute(statement.encode())


def _read(home: Path, statement: str) -> list[tuple[object, ...]]:
    with Cluster(home).running() as server, _owner_of(server).connect() as connection:
        return connection.execute(statement.encode()).fetchall()


def test_an_organisation_is_founded_and_its_first_administrator_gets_a_token(site: Path) -> None:
    here = {"SAMSYN_HOME": str(site)}
    federation = ("--kind", "federation", "--administrator", "e@bygden.example")
    assert samsyn("found", "Bygden", *federation, **here).returncode == OK

    words = ("--member-of", "bygden", "--administrator", "A@aby.example", "--json")
    founded = json.loads(samsyn("found", "Åby", *words, **here).stdout)
    made = samsyn("token", "a@aby.example", "--scope", "read", **here)

    assert founded["organisation"] == "aby"
    assert "/account/password/set/" in founded["set_password"]
    assert made.stdout.startswith("samsyn_")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("found", "Api", "--administrator", "a@b.example"), "cannot be part of an address"),
        (("found", "Aby", "--administrator", "nobody"), "is not an e-mail address"),
        (
            ("found", "Aby", "--administrator", "a@b.example", "--member-of", "nowhere"),
            "There is no federation",
        ),
        (("token", "nobody@b.example"), "Nobody signs in as"),
    ],
)
def test_what_cannot_be_founded_or_made_is_said(
    site: Path, words: tuple[str, ...], complaint: str
) -> None:
    refused = samsyn(*words, SAMSYN_HOME=str(site))

    assert refused.returncode == USAGE
    assert complaint in refused.stderr
