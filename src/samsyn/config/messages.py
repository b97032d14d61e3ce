"""Compile the translators' texts, so that no compiled file needs to be in git."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from samsyn.config.environment import PROJECT


def stale() -> list[Path]:
    """Return the `.po` files that have no compiled file, or an older one."""
    return [source for source in _sources() if not _is_compiled(source)]


def compile_all(sources: list[Path]) -> None:
    """Write the `.mo` file beside each of these `.po` files."""
    for source in sources:
        with source.open("rb") as file:
            catalogue = read_po(file)
        draft = source.with_suffix(f".mo.{os.getpid()}")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(source.with_suffix(".mo"))


def _sources() -> list[Path]:
    return sorted((PROJECT / "src").rglob("locale/*/LC_MESSAGES/*.po"))


def _is_compiled(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns
