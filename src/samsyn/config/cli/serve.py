"""Run the web server.

PORT and HOST choose the address; WEB_WORKERS how many processes answer.

For example::

  samsyn serve
  samsyn serve --port 8080 --workers 4
  SITE_URL=https://samsyn.example.org samsyn serve
"""

import socket
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from samsyn.config.cli import _schema
from samsyn.config.cli._family import add_leave_with_parent, leave_with_parent
from samsyn.config.environment import NotReady, environment, keep_secret_key, share_metrics
from samsyn.config.postgres.connect import database

_THREADS = 4  # requests that one process answers at a time; the pool has a connection for each


class PortIsTaken(NotReady):
    """Somebody else listens where we should."""


class TablesAreOld(NotReady):
    """The tables are not those that this version needs."""


def add_arguments(parser: ArgumentParser) -> None:
    """Offer what differs between two servers on one machine."""
    parser.add_argument("--host", default=environment().host, help="default %(default)s")
    parser.add_argument("--port", type=int, default=environment().port, help="default %(default)s")
    parser.add_argument("--workers", type=int, default=environment().web_workers)
    add_leave_with_parent(parser)


def run(options: Namespace) -> int:
    """Serve until interrupted."""
    refuse_taken_port(options.host, options.port)
    if options.leave_with_parent:
        leave_with_parent()
    keep_secret_key()
    with database() as doors:
        if not _schema.is_current(doors):
            raise TablesAreOld("The tables are not those of this version: samsyn migrate")
        _serve(options)
    return 0


def refuse_taken_port(host: str, port: int) -> None:
    """Raise `PortIsTaken` where somebody else listens already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as problem:
            raise PortIsTaken(
                f"Port {port} cannot be used ({problem.strerror})."
                f" Choose another: make run PORT={port + 1}"
            ) from problem


def _serve(options: Namespace) -> None:
    share_metrics()
    _load_once()
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "samsyn.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=_THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve(target_loader=_load, wrap_loader=False)


def _load_once() -> None:
    """Load all code before the worker processes fork off: once instead of once for each."""
    from django.urls import get_resolver

    from samsyn.config import wsgi

    _ = wsgi.application, get_resolver().url_patterns


def _load(*_words: object, **_options: object) -> Callable[..., Any]:
    """Load the application inside a worker process."""
    leave_with_parent()
    from samsyn.config.wsgi import application

    return application
