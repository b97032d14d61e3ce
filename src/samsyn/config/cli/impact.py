"""Tell what a system must withstand, and what stops if it stops.

SYSTEM is its id, its local id, its name, or words that are in one name only. Levels follow
information through flows and hosting; what stops is told in order of harm.
Exit code 0: told. 2: there is no such system, or several.

For example::

  samsyn impact "Ekot Omsorg" --organisation edskog
  samsyn impact 12 --organisation edskog --json
"""

from argparse import ArgumentParser, Namespace
from typing import Any

from samsyn.config.cli._output import add_json, complain, say, say_json
from samsyn.config.cli._work import at_work

_OK, _USAGE = 0, 2


def add_arguments(parser: ArgumentParser) -> None:
    """Ask which system, and whose."""
    parser.add_argument("system", metavar="SYSTEM", help="id, local id or name")
    parser.add_argument(
        "--organisation",
        "--org",
        required=True,
        metavar="SLUG",
        help="as in its address: /edskog/ is edskog",
    )
    add_json(parser)


def run(options: Namespace) -> int:
    """Find the system and tell; answer by the exit code."""
    with at_work():
        from samsyn.config.cli import _impact

        try:
            answer, lines = _impact.told(options.organisation, options.system)
        except _impact.NotOne as problem:
            complain(str(problem))
            return _USAGE
    if options.json:
        say_json(answer)
    else:
        _tell(lines)
    return _OK


def _tell(lines: list[Any]) -> None:
    for line in lines:
        say(line)
