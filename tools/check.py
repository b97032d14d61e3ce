"""Run the checks that `make` names, each with its seconds; stop at the first that fails.

What only reads the code goes on at once, on all processors; so do the tests, a module at a time.

python tools/check.py all|quick|types|imports|docs|bench
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
BIN = PROJECT / ".venv" / "bin"
INSTANCES = Path(os.environ.get("INSTANCES", PROJECT.parent / "shared" / "data" / "rcpsp"))
# A process each, for as many as pay off; a module's tests stay together, the slow ones go first.
PROCESSES = min(os.cpu_count() or 1, 8)
WIDE = ("-n", str(PROCESSES), "--dist", "loadfile", "--no-loadscope-reorder")
Words = tuple[str, ...]
FORMAT: Words = ("Format", "ruff", "format", "--check", "-q", ".")
STYLE: Words = ("Style", "ruff", "check", "-q", ".")
IMPORTS: Words = ("Who imports whom", "lint-imports", "--no-logo")
TYPES: Words = ("Types", "mypy", "src", "tests", "tools", "benchmarks")
# Takes a core for half a minute where nothing is compiled yet, and no time at all where all is.
ENGINES: Words = ("Planning engines", "python", "-m", "samsyn.config.cli._machine_code")
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)")


def main(what: str) -> int:
    """Run one named set of checks; return the first exit code that is not 0."""
    sets: dict[str, tuple[Callable[[], int], ...]] = {
        "all": (_reading, _docs, _tests, _tests_elsewhere),
        "quick": (_quick_reading, _quick_tests),
        "types": (lambda: _run(TYPES),),
        "imports": (lambda: _run(IMPORTS),),
        "docs": (_docs,),
        "bench": (_bench,),
    }
    for check in sets[what]:
        code = check()
        if code:
            return code
    return 0


def _reading() -> int:
    return _run(FORMAT, STYLE, IMPORTS, TYPES, ENGINES)


def _quick_reading() -> int:
    return _run(FORMAT, STYLE, IMPORTS, ENGINES)


def _tests() -> int:
    return _pytest({"TEST_DATABASE_URL": ""}, "--durations=25")


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
    wide = WIDE if PROCESSES > 1 else ()
    return _call(str(BIN / "python"), "-m", "pytest", *wide, *options, environment=changes)


def _run(*checks: Words) -> int:
    """Run programs at once and quietly; show in order what each said when it complains."""
    began = time.monotonic()
    with ThreadPoolExecutor() as crew:
        running = [(title, crew.submit(_quietly, words)) for title, *words in checks]
        codes = [_tell(title, one.result(), began) for title, one in running]
    return next((code for code in codes if code), 0)


def _quietly(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    program, *rest = words
    return subprocess.run(
        [str(BIN / program), *rest], cwd=PROJECT, capture_output=True, text=True, check=False
    )


def _tell(title: str, done: subprocess.CompletedProcess[str], began: float) -> int:
    verdict = "not right" if done.returncode else "right"
    print(f"  {title}: {verdict} after {time.monotonic() - began:.1f} s", flush=True)
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", flush=True)
    return done.returncode


def _call(*command: str, environment: dict[str, str] | None = None) -> int:
    merged = {**os.environ, **(environment or {})}
    return subprocess.run(command, cwd=PROJECT, check=False, env=merged).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
