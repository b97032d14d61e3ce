"""Write the register as an ArchiMate model (Model Exchange File, 3.1).

Systems, routines, units, parties, information, sites and suppliers become elements; flows, uses
and hosting become relations; the map becomes a view. Ids are the same in every export, so that a
tool updates what it has. Everything in the register is written, what only named roles may read too.
Exit code 0: written. 2: there is no such organisation. 3: the file could not be written.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from samsyn.config.cli._output import complain
from samsyn.config.cli._work import at_work

_USAGE, _NOT_READY = 2, 3


def add_arguments(parser: ArgumentParser) -> None:
    """Ask whose register, and where to."""
    parser.add_argument(
        "--organisation",
        "--org",
        required=True,
        metavar="SLUG",
        help="as in its address: /edskog/ is edskog",
    )
    parser.add_argument(
        "--output", metavar="FILE", help="where to write; the standard output if not said"
    )


def run(options: Namespace) -> int:
    """Write the document, and nothing else, where it was asked for."""
    with at_work():
        from samsyn.config.cli import _exporting

        document = _exporting.archimate(options.organisation)
    if document is None:
        complain(f"There is no organisation at {options.organisation!r}.")
        return _USAGE
    if not options.output:
        sys.stdout.buffer.write(document)
        return 0
    try:
        Path(options.output).write_bytes(document)
    except OSError as problem:
        complain(f"{options.output} could not be written: {problem.strerror}.")
        return _NOT_READY
    return 0
