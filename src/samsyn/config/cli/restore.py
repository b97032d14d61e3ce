"""Put everything back from a file that `samsyn backup` wrote.

Replaces all tables and uploads. Either all of it succeeds or nothing is changed; afterwards the
tables are brought up to this version. Where there is data already, `--yes` is needed.

For example::

  samsyn restore friday.samsyn
  samsyn restore friday.samsyn --yes
"""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from samsyn.config.cli import _schema
from samsyn.config.cli._output import add_json, complain, say, say_json
from samsyn.config.cli._work import at_work
from samsyn.config.postgres import backup
from samsyn.config.postgres.connect import database
from samsyn.config.postgres.databases import Role


def add_arguments(parser: ArgumentParser) -> None:
    """Ask for the file, and whether data may be replaced."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a file that samsyn backup wrote")
    parser.add_argument("--yes", action="store_true", help="replace the data that is there")
    add_json(parser)


def run(options: Namespace) -> int:
    """Restore, unless that would replace data and nobody said yes."""
    manifest = backup.read_manifest(options.file)
    with database() as doors:
        if not options.yes and not backup.is_empty(doors):
            complain("There is data already. To replace it: samsyn restore FILE --yes")
            return 1
        backup.restore(doors, options.file)
        with at_work(Role.OWNER):
            from django.core.management import call_command

            call_command("migrate", interactive=False, verbosity=0)
        _schema.mark_current(doors)
    if options.json:
        say_json({"file": str(options.file), **asdict(manifest)})
    else:
        say(f"Restored {manifest.tables} tables as they were at {manifest.created_at}.")
    return 0
