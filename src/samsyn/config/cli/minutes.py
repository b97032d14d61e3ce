"""Read old minutes: who was there, what was taken up, decided, to be done and counted.

FILE is text, Markdown, HTML or DOCX, in Swedish, Norwegian (both) or Danish; - reads what is piped
in. Every fact is told with the lines it was read from, and what was not understood is told too.
Nothing is stored: no database is needed.

Exit code 0: read, and every line understood. 1: read, but some lines were not understood.
2: wrong usage, no such file, or no text in it.

For example::

  samsyn minutes read 2020-06-18.docx
  samsyn minutes read 2020-06-18.docx --json
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from samsyn.config.cli._output import add_json, complain, say, say_json

_OK, _NOT_ALL, _USAGE = 0, 1, 2


def add_arguments(parser: ArgumentParser) -> None:
    """Ask for the file."""
    parser.add_argument("verb", choices=("read",), help="what to do with it")
    parser.add_argument("file", metavar="FILE", help="text, Markdown, HTML or DOCX; - for a pipe")
    add_json(parser)


def run(options: Namespace) -> int:
    """Read, tell, and answer by the exit code."""
    from samsyn.config.cli import _minutes

    try:
        content = (
            sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
        )
    except FileNotFoundError:
        complain(f"There is no file {options.file}.")
        return _USAGE
    except OSError as problem:
        complain(f"{options.file} cannot be read: {problem.strerror}.")
        return _USAGE
    try:
        answer = _minutes.read(content)
    except _minutes.NoText as problem:
        complain(f"{options.file}: {problem}")
        return _USAGE
    if options.json:
        say_json(answer)
    else:
        for line in _minutes.told(answer):
            say(line)
    return _NOT_ALL if answer["not_understood"] else _OK
