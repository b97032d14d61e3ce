"""Measures how long people wait for Samsyn to start, and prints the figures as JSON.

    python benchmarks/starting.py

Everything is installed already; a data folder of its own is made and removed again.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMAND = (sys.executable, "-m", "samsyn.config.cli")
STARTS = 3


def main() -> None:
    """Measure the first start, later starts, and the start after a hard kill."""
    home = Path(tempfile.mkdtemp(prefix="samsyn-starting-"))
    home.chmod(0o755)  # so that the embedded server may live in it
    try:
        figures = {
            "help_seconds": _seconds(*COMMAND, "--help"),
            "first_start_seconds": _start(home, signal.SIGINT),
            "later_start_seconds": min(_start(home, signal.SIGINT) for _ in range(STARTS)),
            "killed_after_seconds": _start(home, signal.SIGKILL),
            "start_after_kill_seconds": _start(home, signal.SIGINT),
        }
    finally:
        shutil.rmtree(home, ignore_errors=True)
    answer = {"what": "starting", "machine": _machine(), **figures}
    sys.stdout.write(json.dumps(answer, indent=1) + "\n")


def _start(home: Path, ending: signal.Signals) -> float:
    """Return the seconds from the command to the printed address; then end it."""
    environment = {**os.environ, "SAMSYN_HOME": str(home), "PORT": str(_free_port())}
    began = time.perf_counter()
    process = subprocess.Popen(
        [*COMMAND, "run"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    for line in process.stdout or ():
        if line.startswith("Samsyn is at"):
            break
    seconds = time.perf_counter() - began
    process.send_signal(ending)
    process.communicate(timeout=60)
    return round(seconds, 2)


def _seconds(*command: str) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return round(time.perf_counter() - began, 2)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def _machine() -> dict[str, object]:
    return {
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 2),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


if __name__ == "__main__":
    main()
