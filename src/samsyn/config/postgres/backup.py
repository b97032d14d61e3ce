"""Write everything into one file that can be checked, and put it back in one transaction.

The file is a zip: `manifest.json` says what it is, `database.dump` is PostgreSQL's own custom
format, `uploads/` holds what people have uploaded.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO
from zipfile import ZIP_STORED, BadZipFile, ZipFile

import psycopg

from samsyn.config.environment import NotReady, environment, inherited
from samsyn.config.postgres import binaries
from samsyn.config.postgres.address import Address
from samsyn.config.postgres.roles import Doors

FORMAT = 1
_MANIFEST, _DUMP, _UPLOADS = "manifest.json", "database.dump", "uploads/"
_PIECE = 1 << 20
# Written by newer programs for every server, and unknown to servers before 17.
_NOT_FOR_OLD_SERVERS = b"SET transaction_timeout = 0;\n"
_EMPTY = b"DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"


class BackupFailed(NotReady):
    """A backup could not be written, or one could not be put back; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself."""

    format: int
    samsyn: str
    postgres: int
    """Version of the server, as the server says it: 180006 is 18.6."""
    created_at: str
    tables: int
    sha256: str
    """Of the dump."""
    uploads: int


def write(doors: Doors, target: Path) -> Manifest:
    """Write a backup to `target`, replacing it only when all went well."""
    if doors.backup is None:
        raise BackupFailed(
            "The role of DATABASE_URL cannot read every row. Use pg_dump as a role that bypasses"
            " row security, or give DATABASE_URL a role that may create roles."
        )
    draft = target.with_name(f"{target.name}.unfinished")
    try:
        with _scratch() as folder:
            dump = folder / _DUMP
            _dump(doors.backup, dump)
            manifest = _describe(doors.backup, dump)
            _pack(draft, dump, manifest)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def read_manifest(source: Path) -> Manifest:
    """Return what a backup says about itself, after checking that the dump is whole."""
    try:
        with ZipFile(source) as archive:
            manifest = Manifest(**json.loads(archive.read(_MANIFEST)))
            with archive.open(_DUMP) as dump:
                found = _sha256(dump)
    except (OSError, BadZipFile, KeyError, TypeError, ValueError) as problem:
        raise BackupFailed(f"{source} is not a backup of Samsyn: {problem}") from problem
    if manifest.format > FORMAT:
        raise BackupFailed(f"{source} was written by a newer Samsyn ({manifest.samsyn}).")
    if found != manifest.sha256:
        raise BackupFailed(f"{source} is damaged: its dump is not the one that was written.")
    return manifest


def is_empty(doors: Doors) -> bool:
    """Tell whether there are no tables that a restore would throw away."""
    return _count_tables(doors.owner or doors.app) == 0


def restore(doors: Doors, source: Path) -> Manifest:
    """Replace tables and uploads by those of a backup: all of them, or nothing is changed."""
    manifest = read_manifest(source)
    if doors.owner is None:
        raise BackupFailed("Tables are put back by their owner: set DATABASE_OWNER_URL.")
    with _scratch() as folder, ZipFile(source) as archive:
        archive.extract(_DUMP, folder)
        _put_back(doors.owner, folder / _DUMP)
        _put_back_uploads(archive)
    return manifest


def _dump(door: Address, target: Path) -> None:
    command = [_program("pg_dump"), "--format=custom", "--no-owner"]
    done = subprocess.run(
        [*command, f"--file={target}"],
        env=inherited(**door.libpq()),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupFailed(f"pg_dump failed: {done.stderr}")


def _describe(door: Address, dump: Path) -> Manifest:
    with dump.open("rb") as file, door.connect() as connection:
        return Manifest(
            format=FORMAT,
            samsyn=version("samsyn"),
            postgres=connection.info.server_version,
            created_at=datetime.now(UTC).isoformat(timespec="seconds"),
            tables=_count_tables(door),
            sha256=_sha256(file),
            uploads=len(_uploads()),
        )


def _sha256(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _pack(target: Path, dump: Path, manifest: Manifest) -> None:
    descriptor = os.open(
        target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600
    )  # it holds everything
    with os.fdopen(descriptor, "wb") as file, ZipFile(file, "w", ZIP_STORED) as archive:
        archive.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=2))
        archive.write(dump, _DUMP)
        for path in _uploads():
            archive.write(path, _UPLOADS + path.relative_to(environment().uploads).as_posix())


def _put_back(owner: Address, dump: Path) -> None:
    """Empty the schema and fill it, in one transaction of `psql`."""
    with (
        _piped([_program("pg_restore"), "--no-owner", "--file=-", str(dump)], {}) as script,
        tempfile.TemporaryFile() as said,
    ):
        options = ["-X", "-q", "--single-transaction", "--set=ON_ERROR_STOP=1", "--file=-"]
        psql = subprocess.Popen(
            [_program("psql"), *options],
            env=inherited(**owner.libpq(), PGOPTIONS="-c client_min_messages=warning"),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        if psql.stdin:
            _feed(script, psql.stdin)
        if psql.wait():
            said.seek(0)
            raise BackupFailed(f"Nothing was changed: {said.read().decode(errors='replace')}")


def _feed(script: IO[bytes], psql: IO[bytes]) -> None:
    try:
        with psql:
            psql.write(_EMPTY)
            for line in script:
                # `public` is there by now; rows are data, and never equal these whole lines.
                if line not in (_NOT_FOR_OLD_SERVERS, b"CREATE SCHEMA public;\n"):
                    psql.write(line)
    except BrokenPipeError:
        pass  # psql has stopped at an error, and has said which


@contextmanager
def _piped(command: list[str], changes: dict[str, str]) -> Iterator[IO[bytes]]:
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=inherited(**changes)
    ) as process:
        if process.stdout:
            yield process.stdout


def _put_back_uploads(archive: ZipFile) -> None:
    fresh = environment().uploads.with_name("uploads.unfinished")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name in archive.namelist():
        if name.startswith(_UPLOADS):
            archive.extract(name, fresh)  # `extract` refuses to leave the folder
    shutil.rmtree(environment().uploads, ignore_errors=True)
    if (fresh / _UPLOADS).is_dir():
        (fresh / _UPLOADS).rename(environment().uploads)
    shutil.rmtree(fresh, ignore_errors=True)


def _uploads() -> list[Path]:
    return sorted(path for path in environment().uploads.rglob("*") if path.is_file())


def _count_tables(door: Address) -> int:
    try:
        with door.connect() as connection:
            row = connection.execute(
                "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
            ).fetchone()
    except psycopg.OperationalError as problem:
        raise BackupFailed(str(problem)) from problem
    return int(row[0]) if row else 0


@contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="samsyn-") as folder:
        yield Path(folder)


def _program(name: str) -> str:
    return binaries.find().program(name)
