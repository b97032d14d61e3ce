"""Start and stop the embedded PostgreSQL, whatever happened to it before.

Safe for processes that come at the same time: they queue at one lock, and a second lock counts
who uses the server, so that the last one to leave stops it.
"""

import fcntl
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg

from samsyn.config.environment import NotReady
from samsyn.config.postgres import binaries, ground
from samsyn.config.postgres.address import Address
from samsyn.config.postgres.ground import PORT, Ground

SUPERUSER = "postgres"
_ATTEMPTS = 25
_PATIENCE = 2.0  # seconds from "started" to the first answer
_NO_SUCH_PROCESS = 2_000_000_000  # above every system's highest process number
_HURRIED = {
    # Only for data that may be lost: a test database.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}


class ServerDidNotStart(NotReady):
    """The embedded server could not be brought up; the message ends with its log."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One embedded server: `name` is its folder, `durable` whether its data must survive."""

    home: Path
    name: str = "postgres"
    durable: bool = True

    @contextmanager
    def running(self, *, leave_running: bool = False) -> Iterator[Address]:
        """Have the server up inside the block; yields the superuser's way in.

        The last user to leave stops it, unless `leave_running`.
        """
        place = self._place()
        with _lock(self.home / f"{self.name}.users") as users:
            with _lock(self.home / f"{self.name}.starting") as starting:
                fcntl.flock(starting, fcntl.LOCK_EX)
                address = _ensure(place, durable=self.durable)
                fcntl.flock(users, fcntl.LOCK_SH)
            try:
                yield address
            finally:
                if not leave_running:
                    self._leave(place, users)

    def stop(self) -> None:
        """Stop the server, whoever uses it; does nothing when it is down."""
        _control(self._place(), "stop", "-m", "fast", "-w")

    def _place(self) -> Ground:
        return ground.prepare(binaries.find(), self.home, self.name)

    def _leave(self, place: Ground, users: IO[str]) -> None:
        with _lock(self.home / f"{self.name}.starting") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return  # somebody else still works here
            _control(place, "stop", "-m", "fast", "-w")


@contextmanager
def _lock(path: Path) -> Iterator[IO[str]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        yield file


def _ensure(place: Ground, *, durable: bool) -> Address:
    address = Address(str(place.sockets), PORT, "postgres", SUPERUSER)
    if not (place.data / "PG_VERSION").exists():
        _create(place, durable=durable)
    _refuse_another_version(place)
    options = _options(place, durable=durable)
    for attempt in range(_ATTEMPTS):
        _disown_stranger(place.data / "postmaster.pid", place.data)
        _disown_stranger(place.sockets / f".s.PGSQL.{PORT}.lock", place.data)
        if attempt == 0 and _control(place, "status") and _answers(address):
            return address
        started = _control(place, "start", "-w", "-t", "120", "-l", str(place.log), "-o", options)
        if started and _answers(address):
            return address
        time.sleep(0.2)  # the children of a server that was killed need a moment to notice
    raise ServerDidNotStart(f"PostgreSQL did not start.\n{_tail(place.log)}")


def _create(place: Ground, *, durable: bool) -> None:
    unfinished = place.data.with_name("data.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    options = ["-U", SUPERUSER, "-A", "trust", "-E", "UTF8", *place.binaries.locale]
    done = subprocess.run(
        [
            place.binaries.program("initdb"),
            *("-D", str(unfinished)),
            *options,
            *(() if durable else ("--no-sync",)),
        ],
        check=False,
        capture_output=True,
        text=True,
        cwd="/",
        **place.run_as,
    )
    if done.returncode:
        raise ServerDidNotStart(f"initdb failed.\n{done.stderr}")
    unfinished.rename(place.data)  # so that a half-made folder is never taken for a database


def _refuse_another_version(place: Ground) -> None:
    made_by = int((place.data / "PG_VERSION").read_text())
    if made_by != place.binaries.major:
        raise ServerDidNotStart(
            f"{place.data} was made by PostgreSQL {made_by}, and this is {place.binaries.major}."
            " Make a backup with the old version, move the folder away, start, and restore."
        )


def _options(place: Ground, *, durable: bool) -> str:
    settings = {"listen_addresses": "", "port": str(PORT), "jit": "off"}
    settings |= {"unix_socket_directories": str(place.sockets), "unix_socket_permissions": "0700"}
    if not durable:
        settings |= _HURRIED
    return " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())


def _control(place: Ground, *words: str) -> bool:
    """Run `pg_ctl`; tell whether it succeeded."""
    done = subprocess.run(
        [place.binaries.program("pg_ctl"), "-D", str(place.data), *words],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # a pipe would stay open in the server and never end
        stderr=subprocess.DEVNULL,
        cwd="/",
        **place.run_as,
    )
    return done.returncode == 0


def _answers(address: Address) -> bool:
    """Ask a real question: a process that "is running" may be a zombie or somebody else."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            with address.connect(timeout=5) as connection:
                connection.execute("SELECT 1")
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        else:
            return True


def _disown_stranger(path: Path, data: Path) -> None:
    """Make a lock file that names a zombie or a stranger's process name nobody instead.

    PostgreSQL believes any living number. The file itself stays: it also tells PostgreSQL about
    shared memory that children of the old server may still hold.
    """
    try:
        first, rest = path.read_text().split("\n", 1)
        process = abs(int(first))
    except (OSError, ValueError):
        return
    if not _is_server_of(data, process):
        path.write_text(f"{_NO_SUCH_PROCESS}\n{rest}")


def _is_server_of(data: Path, process: int) -> bool:
    """Tell whether the process lives and is a PostgreSQL on this folder."""
    facts = Path("/proc") / str(process)
    if facts.parent.joinpath("self").exists():
        try:
            state = facts.joinpath("stat").read_text().rpartition(")")[2].split()[0]
            return state != "Z" and str(data) in facts.joinpath("cmdline").read_text()
        except OSError:
            return False
    asked = subprocess.run(
        ["/bin/ps", "-ww", "-o", "stat=,args=", "-p", str(process)],
        check=False,
        capture_output=True,
        text=True,
    )
    return str(data) in asked.stdout and not asked.stdout.startswith("Z")


def _tail(log: Path) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-15:])
    except OSError:
        return ""
