"""Plan initiatives, or measure the planner.

For example::

  samsyn plan solve --organisation edskog --seconds 30
  samsyn plan benchmark j30*.sm --seconds 10 --workers 2
  samsyn plan benchmark instances/ --json
"""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter

from samsyn.config.cli import _plan_benchmark, _plan_solve

_KINDS = {"solve": _plan_solve, "benchmark": _plan_benchmark}


def add_arguments(parser: ArgumentParser) -> None:
    """Offer what can be done with plans."""
    kinds = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    for name, kind in _KINDS.items():
        summary, _, details = str(kind.__doc__).partition("\n")
        child = kinds.add_parser(
            name,
            help=summary,
            description=summary,
            epilog=details.strip(),
            formatter_class=RawDescriptionHelpFormatter,
        )
        kind.add_arguments(child)
        child.set_defaults(kind=kind.run)


def run(options: Namespace) -> int:
    """Do the one that was asked for."""
    code: int = options.kind(options)
    return code
