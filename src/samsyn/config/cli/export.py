"""Hand out an organisation's register as a file that other tools read.

For example::

  samsyn export archimate --organisation edskog --output edskog.xml
  samsyn export archimate --organisation edskog | xmllint --noout -
"""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter

from samsyn.config.cli import _export_archimate

_KINDS = {"archimate": _export_archimate}


def add_arguments(parser: ArgumentParser) -> None:
    """Offer what can be handed out."""
    kinds = parser.add_subparsers(title="what to hand out", metavar="WHAT", required=True)
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
