"""Write everything into one file: all tables and all uploads.

The file can be restored by this version or a later one. Keep SECRET_KEY (or the data folder's
`secret-key`) apart from it.

For example::

  samsyn backup friday.samsyn
  samsyn backup /backups/$(date +%F).samsyn --json
"""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from samsyn.config.cli._output import add_json, say, say_json
from samsyn.config.postgres import backup
from samsyn.config.postgres.connect import database


def add_arguments(parser: ArgumentParser) -> None:
    """Ask for the file."""
    parser.add_argument("file", type=Path, metavar="FILE", help="where to write; replaced if there")
    add_json(parser)


def run(options: Namespace) -> int:
    """Write the backup and tell what it holds."""
    with database() as doors:
        manifest = backup.write(doors, options.file)
    size = options.file.stat().st_size
    if options.json:
        say_json({"file": str(options.file), "bytes": size, **asdict(manifest)})
    else:
        say(f"{options.file}: {manifest.tables} tables, {manifest.uploads} uploads, {size:,} bytes")
    return 0
