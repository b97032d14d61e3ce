"""Bring the tables up to what this version needs.

Runs as the owner of the tables. Does nothing where nothing has changed since the last time.

For example::

  samsyn migrate
  samsyn migrate --check      # 1 when something is left to do
"""

from argparse import ArgumentParser, Namespace

from samsyn.config.cli import _schema
from samsyn.config.cli._output import say
from samsyn.config.cli._work import at_work
from samsyn.config.postgres.connect import database
from samsyn.config.postgres.databases import Role


def add_arguments(parser: ArgumentParser) -> None:
    """Offer the two ways to call it."""
    parser.add_argument("--check", action="store_true", help="only tell whether something is left")
    parser.add_argument("--force", action="store_true", help="look even where nothing has changed")


def run(options: Namespace) -> int:
    """Migrate, unless the database says that it is up to date."""
    with database() as doors:
        if not options.force and _schema.is_current(doors):
            say("The tables are up to date.")
            return 0
        if options.check:
            say("The tables need `samsyn migrate`.")
            return 1
        with at_work(Role.OWNER):
            from django.core.management import call_command

            call_command("migrate", interactive=False, verbosity=1)
        _schema.mark_current(doors)
    return 0
