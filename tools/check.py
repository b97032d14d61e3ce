"""Run the checks that `make` names, each with its seconds; stop at the first that fails.

python tools/check.py all|quick|types|imports|docs|bench
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
BIN = PROJECT / ".venv" / "bin"
INSTANCES = Path(os.environ.get("INSTANCES", PROJECT.parent / "shared" / "data" / "rcpsp"))
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)")


def main(what: str) -> int:
    """Run one named set of checks; return the first exit code that is not 0."""
    sets: dict[str, tuple[Callable[[], int], ...]] = {
        "all": (_style, _imports, _docs, _types, _tests, _tests_elsewhere),
        "quick": (_style, _imports, _quick_tests),
        "types": (_types,),
        "imports": (_imports,),
        "docs": (_docs,),
        "bench": (_bench,),
    }
    for check in sets[what]:
        code = check()
        if code:
            return code
    return 0


def _style() -> int:
    return _run("Format", "ruff", "format", "--check", "-q", ".") or _run(
        "Style", "ruff", "check", "-q", "."
    )


def _imports() -> int:
    return _run("Who imports whom", "lint-imports", "--no-logo")


def _types() -> int:
    return _run("Types", "mypy", "src", "tests", "tools", "benchmarks")


def _tests() -> int:
    return _pytest({"TEST_DATABASE_URL": ""})


def _quick_tests() -> int:
    return _pytest({"TEST_DATABASE_URL": ""}, "--ignore=tests/browser", "-q")


def _tests_elsewhere() -> int:
    """Run once more on the server that TEST_DATABASE_URL names; browsers do not know it."""
    if not os.environ.get("TEST_DATABASE_URL"):
        return 0
    print("Tests on TEST_DATABASE_URL", flush=True)
    return _pytest({}, "--ignore=tests/browser")


def _docs() -> int:
    """Follow every link between the project's own texts."""
    pages = [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(PROJECT)}: {target} is not there"
        for page in pages
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    print("\n".join(broken) if broken else f"{len(pages)} pages, every link leads somewhere")
    return 1 if broken else 0


def _bench() -> int:
    """Run every benchmark; the public instances are no part of the project."""
    codes = []
    for path in sorted((PROJECT / "benchmarks").glob("[a-z]*.py")):
        words = [str(INSTANCES)] if path.stem == "scheduling" else []
        if words and not INSTANCES.is_dir():
            print(f"{path.name}: no instances at {INSTANCES}; INSTANCES=folder names another place")
            continue
        codes.append(_call(str(BIN / "python"), str(path), *words))
    return max(codes, default=0)


def _pytest(changes: dict[str, str], *options: str) -> int:
    return _call(str(BIN / "python"), "-m", "pytest", *options, environment=changes)


def _run(title: str, program: str, *words: str) -> int:
    """Run one program quietly; show what it said when it complains."""
    print(f"  {title} … ", end="", flush=True)
    began = time.monotonic()
    done = subprocess.run(
        [str(BIN / program), *words], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    print(f"{time.monotonic() - began:.1f} s", flush=True)
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", flush=True)
    return done.returncode


def _call(*command: str, environment: dict[str, str] | None = None) -> int:
    merged = {**os.environ, **(environment or {})}
    return subprocess.run(command, cwd=PROJECT, check=False, env=merged).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
