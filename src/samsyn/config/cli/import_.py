"""Bring a spreadsheet into a list, or show what it would do.

KIND is a list's name: systems, agreements, processing-activities. With KIND the file is written
unless --dry-run is said; with --into only when --apply is said. Columns are matched as in the web
pages; --map says otherwise ("Heading=field", or "Heading=" to leave a column out), and so does
--mapping with a JSON file of the same: {"Heading": "field"}. --as names the person who does it;
else it is told in the history as Samsyn's own doing.

Exit code 0: every row is understood (and written, with --apply). 1: some rows are refused or need
an answer; the others were written, unless it was a dry run. 2: wrong usage, or no such file.

For example::

  samsyn import systems systems.xlsx --organisation edskog --dry-run
  samsyn import agreements contracts.csv --organisation edskog --mapping columns.json
  samsyn import staff.csv --organisation edskog --into people --map "Epost=email" --apply
  samsyn import staff.csv --organisation edskog --into people --as kari@edskog.example --json
"""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from samsyn.config.cli._output import add_json, complain, say, say_json
from samsyn.config.cli._work import at_work

_OK, _NOT_ALL, _USAGE = 0, 1, 2


def add_arguments(parser: ArgumentParser) -> None:
    """Ask for the file, whose list, and how to read it."""
    parser.add_argument(
        "words", nargs="+", metavar="[KIND] FILE", help="what it holds; .xlsx, .xls, .ods or .csv"
    )
    parser.add_argument(
        "--organisation", "--org", required=True, metavar="SLUG", help="/edskog/ is edskog"
    )
    parser.add_argument(
        "--into", default="", metavar="LIST", help="instead of KIND; then --apply writes"
    )
    parser.add_argument("--sheet", default="", metavar="NAME", help="else the likeliest one")
    parser.add_argument(
        "--map", action="append", default=[], metavar="HEADING=FIELD", help="may be repeated"
    )
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="the same, as JSON")
    parser.add_argument(
        "--leave-empty",
        action="append",
        default=[],
        metavar="FIELD",
        help="take rows without this field's cells that can't be used; may be repeated",
    )
    parser.add_argument(
        "--near",
        choices=("new", "same", "skip"),
        default="",
        help="what rows are whose name is nearly that of another",
    )
    parser.add_argument("--as", dest="email", default="", metavar="EMAIL", help="who does it")
    parser.add_argument("--apply", action="store_true", help="write it, as one act")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    add_json(parser)


def run(options: Namespace) -> int:
    """Preview, write when told to, tell, and answer by the exit code."""
    *kinds, named = options.words
    options.file = Path(named)
    if len(kinds) + bool(options.into) != 1:
        complain("Say what the file holds: samsyn import systems FILE --organisation SLUG")
        return _USAGE
    options.apply = (options.apply or not options.into) and not options.dry_run
    options.into = options.into or kinds[0]
    if not options.file.is_file():
        complain(f"There is no file {options.file}.")
        return _USAGE
    if wrong := [one for one in options.map if "=" not in one]:
        complain(f'Write --map as "Heading=field", not {wrong[0]!r}.')
        return _USAGE
    try:
        options.columns = _columns(options)
    except (OSError, ValueError):
        complain(f'{options.mapping} must be JSON like {{"Heading": "field"}}.')
        return _USAGE
    with at_work():
        return _import(options)


def _columns(options: Namespace) -> dict[str, str]:
    """Return field by heading, what is said on the command line over what the file says."""
    said = json.loads(options.mapping.read_text("utf-8")) if options.mapping else {}
    if not isinstance(said, dict) or not all(isinstance(name, str) for name in said.values()):
        raise ValueError(said)
    return said | dict(one.rsplit("=", 1) for one in options.map)


def _import(options: Namespace) -> int:
    from django.db import IntegrityError

    from samsyn.config.cli import _importing
    from samsyn.domain.access.actor import NotAllowed
    from samsyn.domain.shared.refusal import Refused
    from samsyn.kernel.imports.wording import explain

    wanted = _importing.Wanted(
        organisation=options.organisation,
        email=options.email,
        into=options.into,
        file=options.file,
        sheet=options.sheet,
        columns=options.columns,
        tolerate=tuple(options.leave_empty),
        all_near=options.near,
        apply=options.apply,
    )
    try:
        answer = _importing.imported(wanted)
    except (_importing.WrongWords, NotAllowed, Refused, IntegrityError) as problem:
        told = {
            NotAllowed: f"{options.email} may not import into {options.into}.",
            IntegrityError: "The register changed meanwhile. Nothing was written; try again.",
        }
        words = " ".join(map(explain, getattr(problem, "objections", ())))
        complain(told.get(type(problem)) or words or str(problem))
        return _USAGE
    return _told(answer, options)


def _told(answer: dict[str, object], options: Namespace) -> int:
    counts: dict[str, int] = answer["counts"]  # type: ignore[assignment]
    if options.json:
        say_json(answer)
    else:
        _tell(answer, counts)
    written: dict[str, list[object]] = answer["written"] or {}  # type: ignore[assignment]
    complete = not counts.get("refused") and not counts.get("asked") and not written.get("refused")
    return _OK if complete else _NOT_ALL


def _tell(answer: dict[str, object], counts: dict[str, int]) -> None:
    say(f"{answer['file']}, sheet {answer['sheet']}: {answer['rows']} rows")
    columns: dict[str, str] = answer["columns"]  # type: ignore[assignment]
    for heading, name in columns.items():
        say(f"  {heading} → {name}")
    for row in answer["refused"]:  # type: ignore[attr-defined]
        say(f"  refused  {row['cell']} ({row['title']}): {row['why']}")
    say("  " + ", ".join(f"{count} {fate}" for fate, count in sorted(counts.items())))
    say("Written." if answer["written"] else "Nothing was written.")
