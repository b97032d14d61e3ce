"""Do everything: bring all up to date, then run web server and job worker until interrupted.

This is what `make run` calls. Whatever is up to date already is left alone.

For example::

  samsyn run
  samsyn run --demo           # and load the demo into an empty database
  PORT=8080 samsyn run
"""

import signal
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPException

from samsyn.config import messages
from samsyn.config.cli import _demo, _schema, _static
from samsyn.config.cli._machine_code import make_soon
from samsyn.config.cli._output import say, step
from samsyn.config.cli.serve import refuse_taken_port
from samsyn.config.environment import NotReady, environment, inherited, keep_secret_key
from samsyn.config.postgres.connect import database

_PATIENCE = 60.0  # seconds from starting the web server to its first answer


class StepFailed(NotReady):
    """One of the steps did not succeed; it has said why."""


def add_arguments(parser: ArgumentParser) -> None:
    """Offer the demo."""
    parser.add_argument("--demo", action="store_true", help="load the demo where there is no data")


def run(options: Namespace) -> int:
    """Prepare, start the two processes, and wait."""
    refuse_taken_port(environment().host, environment().port)
    keep_secret_key()
    with ExitStack() as stack:
        with step("Starting the database"):
            doors = stack.enter_context(database())
        if not _schema.is_current(doors):
            with step("Building the tables"):
                _samsyn("migrate", "--force")
        stale = messages.stale()
        if stale:
            with step("Compiling the translations"):
                messages.compile_all(stale)
        if not _static.is_current():
            with step("Collecting static files"):
                _samsyn("manage", "collectstatic", "--noinput", "--clear", "-v", "0")
                _static.mark_current()
        if options.demo:
            _demo.load(doors, _samsyn)
        return _serve_and_work(demo=options.demo)


def _serve_and_work(*, demo: bool) -> int:
    changes = {"SAMSYN_DEMO": "yes"} if demo else {}
    began = time.monotonic()
    children = [_start(name, changes) for name in ("serve", "work")]
    try:
        _wait_for_answer(children[0])
    except BaseException:
        _stop(children)
        raise
    # Not a `step`: what the two processes say would land in the middle of its line.
    say(f"  Starting the web server and the worker … {time.monotonic() - began:.1f} s")
    maker = make_soon()
    say(f"\nSamsyn is at {environment().site_url}/   (Ctrl-C stops it)")
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
    except KeyboardInterrupt:
        say("\nStopping.")
        return 0
    finally:
        _stop([*children, maker])
    raise StepFailed("A process ended by itself; its words are above.")


def _start(name: str, changes: dict[str, str]) -> subprocess.Popen[bytes]:
    # A group of its own: Ctrl-C reaches us alone, and we stop them in order.
    return subprocess.Popen(
        [*_SAMSYN, name, "--leave-with-parent"], env=inherited(**changes), start_new_session=True
    )


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.send_signal(signal.SIGTERM)
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()


def _wait_for_answer(server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            _ask()
        except (OSError, HTTPException):
            if server.poll() is not None or time.monotonic() > deadline:
                raise StepFailed("The web server did not start; its words are above.") from None
            time.sleep(0.05)
        else:
            return


def _ask() -> None:
    """Fetch a page: the port is open long before anybody answers at it."""
    connection = HTTPConnection(environment().host, environment().port, timeout=_PATIENCE)
    try:
        connection.request("GET", "/health/live")
        connection.getresponse()
    finally:
        connection.close()


def _samsyn(*words: str, aloud: bool = False) -> None:
    """Run another subcommand, quietly unless told; show what it said when it fails."""
    done = subprocess.run(
        [*_SAMSYN, *words],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=None if aloud else subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=inherited(),
    )
    if done.returncode:
        raise StepFailed(f"samsyn {' '.join(words)} failed:\n{done.stdout or ''}")


_SAMSYN = (sys.executable, "-m", "samsyn.config.cli")
