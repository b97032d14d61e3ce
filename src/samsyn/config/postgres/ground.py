"""Choose who runs the embedded server and where its files lie, so that it can reach them.

PostgreSQL refuses to run as root, and `nobody` cannot enter a private folder. Where the data
folder is out of its reach, the server's files go to `/var/lib/samsyn`; no permission is opened.
A socket's address holds 107 bytes at most: a longer one moves to the temporary folder.
"""

import hashlib
import os
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from samsyn.config.environment import NotReady
from samsyn.config.postgres.binaries import Binaries

PORT = 5432  # never listened to: it is only the end of the socket's name
NOBODY = 65534
SYSTEM_FOLDER = Path("/var/lib/samsyn")
_SOCKET_BYTES = 107


class _RunAs(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


class GroundIsUnsafe(NotReady):
    """A folder that the server needs belongs to somebody else; the message names it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where one embedded server lives, and as whom it runs."""

    binaries: Binaries
    data: Path
    sockets: Path
    log: Path
    run_as: _RunAs


def prepare(binaries: Binaries, home: Path, name: str) -> Ground:
    """Make the folders of the server called `name`; `home` is the project's data folder."""
    home.mkdir(parents=True, exist_ok=True)
    run_as = _RunAs(user=NOBODY, group=NOBODY, extra_groups=[]) if os.geteuid() == 0 else _RunAs()
    base = home if _reaches(home, run_as) else _system_folder(home)
    if not _reaches(Path(binaries.program("postgres")), run_as):
        binaries = binaries.copied_to(base)
    folder = base / name
    _private(folder, run_as)
    return Ground(binaries, folder / "data", _sockets(folder, run_as), folder / "log", run_as)


def _reaches(path: Path, run_as: _RunAs) -> bool:
    """Tell whether the server's user may enter or read `path`, by letting it try."""
    test = "-r" if path.is_file() else "-x"
    command = [shutil.which("test") or "/usr/bin/test", test, str(path)]
    return subprocess.run(command, check=False, **run_as).returncode == 0


def _system_folder(home: Path) -> Path:
    folder = SYSTEM_FOLDER / _short(home)
    folder.mkdir(parents=True, exist_ok=True)
    for part in (SYSTEM_FOLDER, folder):
        part.chmod(0o755)  # whatever the umask: what is private lies one level down
    return folder


def _sockets(folder: Path, run_as: _RunAs) -> Path:
    sockets = folder / "sockets"
    if len(os.fsencode(sockets / f".s.PGSQL.{PORT}")) > _SOCKET_BYTES:
        # Not `gettempdir` alone: two projects of one person must not meet.
        sockets = Path(tempfile.gettempdir()) / f"samsyn-{os.geteuid()}-{_short(folder)}"
    _private(sockets, run_as)
    return sockets


def _private(folder: Path, run_as: _RunAs) -> None:
    """Make a folder for the server's user alone; refuse one that somebody else made."""
    owner = run_as.get("user", os.geteuid())
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        facts = folder.lstat()
        if not stat.S_ISDIR(facts.st_mode) or facts.st_uid not in {owner, os.geteuid()}:
            raise GroundIsUnsafe(f"{folder} belongs to somebody else: move it away.") from None
    folder.chmod(0o700)
    if run_as:
        os.chown(folder, owner, owner)


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
