"""Know without Django whether the files that browsers fetch have been collected."""

import hashlib
from pathlib import Path

from samsyn.config.environment import PROJECT, environment

_STAMP = ".collected"


def is_current() -> bool:
    """Tell whether the collected files are those of today."""
    stamp = environment().static_root / _STAMP
    return stamp.exists() and stamp.read_text() == _fingerprint()


def mark_current() -> None:
    """Remember that the files of today have been collected."""
    (environment().static_root / _STAMP).write_text(_fingerprint())


def _fingerprint() -> str:
    """Describe every file by name, size and age: reading them all would cost more."""
    digest = hashlib.sha256((PROJECT / "requirements" / "run.txt").read_bytes())
    folders = [*(PROJECT / "src").rglob("static"), *environment().static_dirs]
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        digest.update(_facts(path))
    return digest.hexdigest()


def _facts(path: Path) -> bytes:
    facts = path.stat()
    return f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode()
