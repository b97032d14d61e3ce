"""Everything that is installed is pinned by its content, and nothing says where it comes from."""

import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from samsyn.config.environment import PROJECT

LISTS = sorted((PROJECT / "requirements").glob("*.txt"))
PINNED = re.compile(r"^[a-z0-9._-]+(\[[a-z,]+\])?==[^ ]+( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
# Put together here, so that this file does not hold what it looks for.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"),
    )
)
MACHINE_PATHS = tuple("/" + path for path in ("work/main", "work/shared", "work/notes", "root/"))


@cache
def _tracked_texts() -> list[tuple[str, str]]:
    names = subprocess.run(
        ["/usr/bin/env", "git", "ls-files", "-z"],
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    texts = []
    for name in filter(None, names):
        path = PROJECT / name
        try:
            texts.append((name, path.read_text(encoding="utf-8")))
        except (UnicodeDecodeError, FileNotFoundError):
            continue
    return texts


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_python_package_is_pinned_with_hashes_and_no_address(path: Path) -> None:
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    assert lines
    strange = [line for line in lines if not (PINNED.match(line) or HASH.match(line))]
    assert strange == []


def test_all_four_lists_are_there() -> None:
    assert [path.stem for path in LISTS] == ["installer", "node", "run", "test"]


def test_every_front_end_package_is_pinned_with_a_hash_and_no_address() -> None:
    text = (PROJECT / "package-lock.json").read_text()
    packages = {name: facts for name, facts in json.loads(text)["packages"].items() if name}
    assert packages
    assert [name for name, facts in packages.items() if "sha512-" not in facts["integrity"]] == []
    assert "://" not in text


def test_every_copied_front_end_file_belongs_to_a_pinned_package() -> None:
    manifest = json.loads((PROJECT / "package.json").read_text())
    pinned = set(json.loads((PROJECT / "package-lock.json").read_text())["packages"])
    sources = manifest["samsyn"]["static"].values()
    packages = {
        "/".join(source.split("/")[: 2 if source.startswith("@") else 1]) for source in sources
    }
    assert {f"node_modules/{package}" for package in packages} <= pinned


@pytest.mark.parametrize("word", [*REGISTRIES, *MACHINE_PATHS])
def test_no_tracked_file_names_a_registry_or_a_place_on_somebodys_machine(word: str) -> None:
    assert [name for name, text in _tracked_texts() if word in text] == []
