"""Pin every package, with hashes and without addresses; `make lock` runs it."""

import json
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
LISTS = ("installer", "node", "run", "test")
OPTIONS = (
    *("--universal", "--fork-strategy", "fewest", "--python-version", "3.11"),
    *("--generate-hashes", "--no-emit-index-url", "--no-annotate"),
    *("--custom-compile-command", "make lock", "--quiet"),
)


def main() -> None:
    """Write requirements/*.txt and package-lock.json."""
    uv = PROJECT / ".venv" / "bin" / "uv"
    for name in LISTS:
        same = ("-c", "requirements/run.txt") if name == "test" else ()
        files = ("-o", f"requirements/{name}.txt", f"requirements/{name}.in")
        subprocess.run([uv, "pip", "compile", *OPTIONS, *same, *files], cwd=PROJECT, check=True)
    subprocess.run(["npm", "install", "--package-lock-only"], cwd=PROJECT, check=True)  # noqa: S607  a developer's own npm
    _without_addresses(PROJECT / "package-lock.json")


def _without_addresses(lock: Path) -> None:
    content = json.loads(lock.read_text())
    for package in content["packages"].values():
        package.pop("funding", None)  # a web address, and of no use to an installer
    lock.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
