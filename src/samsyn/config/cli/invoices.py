"""Read e-invoices (Peppol BIS Billing 3) into the spend of an organisation.

PATH is a file, a folder (with all .xml, .zip and .gz below it) or a zip of thousands. Every
document is read, known already, or refused with its reasons: none is lost, and reading the same
files again changes nothing. --as names the person who does it; else it is told in the history as
Samsyn's own doing.

Exit code 0: every document was read or known already. 1: some were refused; the others were
written, unless it was a dry run. 2: wrong usage, or no such file.

For example::

  samsyn invoices read november/ --organisation edskog --dry-run
  samsyn invoices read november/ october.zip --organisation edskog --json
"""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path

from samsyn.config.cli._output import add_json, complain, say, say_json
from samsyn.config.cli._work import at_work

_OK, _NOT_ALL, _USAGE = 0, 1, 2
_ENDINGS = (".xml", ".zip", ".gz")
_MOST_TOLD = 200


def add_arguments(parser: ArgumentParser) -> None:
    """Ask for the files, and whose they are."""
    parser.add_argument("verb", choices=("read",), help="what to do with them")
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help=".xml, .zip, .gz, folder"
    )
    parser.add_argument(
        "--organisation", "--org", required=True, metavar="SLUG", help="/edskog/ is edskog"
    )
    parser.add_argument("--as", dest="email", default="", metavar="EMAIL", help="who does it")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    add_json(parser)


def run(options: Namespace) -> int:
    """Read, tell, and answer by the exit code."""
    if missing := [path for path in options.paths if not path.exists()]:
        complain(f"There is no file {missing[0]}.")
        return _USAGE
    paths = list(_files(options.paths))
    if not paths:
        complain("There are no .xml, .zip or .gz files there.")
        return _USAGE
    if closed := [path for path in paths if not os.access(path, os.R_OK)]:
        complain(f"{closed[0]} may not be read.")
        return _USAGE
    with at_work():
        return _read(options, paths)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(
                p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in _ENDINGS
            )
        else:
            yield path


def _read(options: Namespace, paths: list[Path]) -> int:
    from samsyn.config.cli import _invoices
    from samsyn.config.cli._importing import WrongWords
    from samsyn.domain.access.actor import NotAllowed

    try:
        answer = _invoices.read(options.organisation, options.email, paths, dry=options.dry_run)
    except NotAllowed:
        complain(f"{options.email} may not read invoices here.")
        return _USAGE
    except WrongWords as problem:
        complain(str(problem))
        return _USAGE
    if options.json:
        say_json(answer)
    else:
        _tell(answer)
    return _NOT_ALL if answer["refused"] else _OK


def _tell(answer: dict[str, object]) -> None:
    refusals: list[dict[str, object]] = answer["refusals"]  # type: ignore[assignment]
    for one in refusals[:_MOST_TOLD]:
        say(f"  refused  {one['file']} ({one['sender']} {one['number']}): {one['why']}")
    if len(refusals) > _MOST_TOLD:
        say(f"  … and {len(refusals) - _MOST_TOLD} more; --json tells them all.")
    say(
        f"{answer['documents']} documents: {answer['read']} read, {answer['known']} known already,"
        f" {answer['refused']} refused."
    )
    say(
        f"{answer['within']} within agreements, {answer['undecided']} not settled,"
        f" {answer['outside']} outside."
    )
    say("Written." if answer["written"] else "Nothing was written.")
