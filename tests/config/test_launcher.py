"""The embedded server comes up, whatever happened to it, and loses nothing it has promised."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from samsyn.config.environment import PROJECT, inherited
from samsyn.config.postgres import binaries, ground, launcher
from samsyn.config.postgres.launcher import Cluster

ALONE = textwrap.dedent("""
    import sys, time
    from pathlib import Path
    from samsyn.config.postgres.launcher import Cluster
    with Cluster(Path(sys.argv[1]), durable=False).running() as address:
        with address.connect() as connection:
            print(connection.execute("SELECT pg_postmaster_start_time()").fetchone()[0], flush=True)
        time.sleep(float(sys.argv[2]))
""")


@pytest.fixture
def home() -> Iterator[Path]:
    """A data folder beside the project's own, removed with its server afterwards."""
    folder = PROJECT / ".samsyn" / f"trial-{os.getpid()}-{time.monotonic_ns()}"
    yield folder
    Cluster(folder).stop()
    shutil.rmtree(folder)


def _postmaster(home: Path) -> int:
    return int((home / "postgres" / "data" / "postmaster.pid").read_text().split("\n", 1)[0])


def _is_up(home: Path) -> bool:
    return (home / "postgres" / "data" / "postmaster.pid").exists()


def test_it_stops_with_its_last_user(home: Path) -> None:
    with Cluster(home, durable=False).running() as first:
        with Cluster(home, durable=False).running() as second:
            assert first == second
        assert _is_up(home)
    assert not _is_up(home)


def test_two_that_come_at_once_get_the_same_server(home: Path) -> None:
    command = [sys.executable, "-c", ALONE, str(home), "1.0"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert said[0] == said[1] != ""
    assert not _is_up(home)


def test_a_hard_kill_loses_no_committed_row(home: Path) -> None:
    cluster = Cluster(home)
    with cluster.running(leave_running=True) as address, address.connect() as connection:
        connection.execute("CREATE TABLE kept (id int)")
        connection.execute("INSERT INTO kept SELECT generate_series(1, 1000)")
        os.kill(_postmaster(home), signal.SIGKILL)
    with cluster.running() as address, address.connect() as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_a_stranger_with_the_old_servers_number_is_not_taken_for_it(home: Path) -> None:
    cluster = Cluster(home, durable=False)
    with cluster.running():
        kept = (home / "postgres" / "data" / "postmaster.pid").read_text()
    stranger = subprocess.Popen(["/bin/sleep", "60"])
    try:
        numbered = "\n".join([str(stranger.pid), *kept.split("\n")[1:]])
        (home / "postgres" / "data" / "postmaster.pid").write_text(numbered)
        with cluster.running() as address, address.connect() as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_data_of_another_version_is_refused_in_words(home: Path) -> None:
    with Cluster(home, durable=False).running():
        pass
    version = home / "postgres" / "data" / "PG_VERSION"
    kept = version.read_text()
    version.write_text("14\n")
    with (
        pytest.raises(launcher.ServerDidNotStart, match="made by PostgreSQL 14"),
        Cluster(home, durable=False).running(),
    ):
        pass
    version.write_text(kept)


def test_it_listens_to_no_network(home: Path) -> None:
    with Cluster(home, durable=False).running() as address, address.connect() as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert Path(address.host).stat().st_mode & 0o777 == 0o700


def test_letters_are_known_beyond_english(home: Path) -> None:
    with Cluster(home, durable=False).running() as address, address.connect() as connection:
        row = connection.execute("SELECT upper('åäöæøß'), 'ÅÄÖ' ILIKE 'åäö'").fetchone()
    assert row in {("ÅÄÖÆØß", True), ("ÅÄÖÆØSS", True)}


def test_a_long_path_gets_its_socket_elsewhere(home: Path) -> None:
    deep = home / ("a-very-long-name-" * 6)
    with Cluster(deep, durable=False).running() as address, address.connect() as connection:
        assert len(f"{address.host}/.s.PGSQL.5432") <= 107
        assert connection.execute("SELECT 1").fetchone() == (1,)
    shutil.rmtree(address.host)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")
def test_a_folder_that_only_root_may_enter_is_left_closed(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    place = ground.prepare(binaries.find(), closed / "home", "postgres")
    base = place.data.parents[1]
    try:
        assert base.parent == ground.SYSTEM_FOLDER
        with Cluster(closed / "home", durable=False).running() as address:
            address.connect().close()
        assert closed.stat().st_mode & 0o777 == 0o700
    finally:
        shutil.rmtree(base)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder away")
def test_a_folder_of_somebody_else_is_refused(home: Path) -> None:
    home.mkdir(parents=True)
    (home / "postgres").mkdir()
    os.chown(home / "postgres", 12345, 12345)
    with (
        pytest.raises(ground.GroundIsUnsafe, match="belongs to somebody else"),
        Cluster(home, durable=False).running(),
    ):
        pass
    shutil.rmtree(home / "postgres")


@pytest.mark.skipif(not binaries.DEBIAN.exists(), reason="the system has no PostgreSQL of its own")
def test_the_systems_own_postgresql_will_do(home: Path) -> None:
    found = max(binaries.DEBIAN.glob("*/bin"))
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(home), "0"],
        env=inherited(POSTGRES_BIN=str(found)),
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    made_by = (home / "postgres" / "data" / "PG_VERSION").read_text().strip()
    assert made_by == found.parent.name
