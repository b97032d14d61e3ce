"""Run one of Django's own commands, as the role it needs.

Commands that change tables run as the owner, all others as the application.

For example::

  samsyn manage showmigrations
  samsyn manage makemigrations register
  samsyn manage shell
"""

from argparse import REMAINDER, ArgumentParser, Namespace

from samsyn.config.cli._work import at_work
from samsyn.config.postgres.databases import Role

_CHANGES_TABLES = {"migrate", "sqlmigrate", "makemigrations", "sqlflush", "flush"}


def add_arguments(parser: ArgumentParser) -> None:
    """Take whatever Django's command takes."""
    parser.add_argument("words", nargs=REMAINDER, metavar="...", help="the command and its options")


def run(options: Namespace) -> int:
    """Hand the words to Django."""
    role = Role.OWNER if _CHANGES_TABLES & set(options.words[:1]) else Role.APP
    with at_work(role):
        from django.core.management import execute_from_command_line

        execute_from_command_line(["samsyn manage", *options.words])
    return 0
