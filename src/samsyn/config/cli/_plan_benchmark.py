"""Solve public instances with the product's own model, and check every schedule apart.

For example::

  samsyn plan benchmark j30*.sm --seconds 10 --workers 2
  samsyn plan benchmark instances/ --json

A file that is no instance is named with the line and what was expected there.
"""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from samsyn.config.cli._output import add_json, complain, say

_SUFFIXES = (".sm", ".mm", ".sch", ".rcp", ".dzn")
_HEAD = f"{'instance':16} {'makespan':>8} {'bound':>6}  {'status':10} {'seconds':>8} {'first':>7}"


def add_arguments(parser: ArgumentParser) -> None:
    """Ask for instances, and how long to try."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="PSPLIB (.sm, .mm), RCPSP/max (.sch), Patterson (.rcp), MSPSP (.dzn), or a folder",
    )
    parser.add_argument("--seconds", type=float, default=10.0, help="at most, each; default 10")
    parser.add_argument("--workers", type=int, default=2, help="cores to use; default 2")
    add_json(parser)


def run(options: Namespace) -> int:
    """Print one line an instance as it is solved; 1 for a schedule that breaks a rule."""
    from samsyn.domain.scheduling.benchmark import NotAPlan, benchmark
    from samsyn.domain.scheduling.solve import warm_up

    warm_up()  # the machine code is made once for each installation, and is no part of the times
    rows = (
        asdict(row)
        for row in benchmark(_instances(options.files), options.seconds, options.workers)
    )
    try:
        _print_json(rows) if options.json else _print_table(rows)
    except NotAPlan as problem:
        complain(f"A schedule breaks a rule. {problem}")
        return 1
    except (OSError, ValueError) as problem:
        complain(str(problem))
        return 2
    return 0


def _instances(files: list[Path]) -> Iterator[Path]:
    for path in files:
        if path.is_dir():
            yield from sorted(file for file in path.iterdir() if file.suffix in _SUFFIXES)
        else:
            yield path


def _print_json(rows: Iterator[dict[str, object]]) -> None:
    """Write one array, a row a line, so that it can be read while it grows."""
    before = "["
    for row in rows:
        say(f"{before}{json.dumps(row)}" if before == "[" else f",{json.dumps(row)}")
        before = ","
    say("]" if before == "," else "[]")


def _known(number: object) -> str:
    return "-" if number is None else str(number)


def _print_table(rows: Iterator[dict[str, object]]) -> None:
    say(_HEAD)
    for row in rows:
        say(
            f"{row['instance']:16} {_known(row['makespan']):>8} {_known(row['lower_bound']):>6} "
            f" {row['status']:10}"
            f" {row['seconds']:>8.3f} {row['first_feasible_seconds']:>7.3f}"
        )
