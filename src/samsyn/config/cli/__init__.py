"""The `samsyn` command: one module of this package is one subcommand.

A module without a leading underscore is a subcommand of its name. The first line of its docstring
is its help, the rest (with examples) follows the options. It defines
`add_arguments(parser: ArgumentParser) -> None` and `run(options: Namespace) -> int`. Only the
module that is asked for is imported; it leaves Django to the inside of `run`: help must be quick.

Exit codes: 0 done, or nothing to complain about; 1 findings, or the answer is no; 2 wrong usage;
3 the surroundings are not ready (a sentence says what to do); 130 interrupted.
"""

import ast
import signal
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from samsyn.config.cli._output import complain
from samsyn.config.environment import NotReady

OK, NO, USAGE, NOT_READY, INTERRUPTED = 0, 1, 2, 3, 130
_EPILOG = """\
exit codes: 0 done · 1 findings, or the answer is no · 2 wrong usage · 3 the surroundings are not
ready (a sentence says what to do) · 130 interrupted

examples:
  samsyn doctor
  samsyn serve --port 8080
  samsyn backup friday.samsyn
"""


@dataclass(frozen=True, slots=True)
class _Command:
    """One subcommand, known without being imported."""

    name: str
    module: str
    summary: str
    details: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    commands = _commands()
    chosen = next((commands[word] for word in given if word in commands), None)
    options = _parser(commands, chosen).parse_args(given)
    run: Callable[[Namespace], int] = import_module(options.module).run
    for number in (signal.SIGTERM, signal.SIGINT):  # a shell's background job ignores the latter
        signal.signal(number, _leave)
    try:
        return run(options)
    except NotReady as problem:
        complain(str(problem))
        return NOT_READY
    except KeyboardInterrupt:
        return INTERRUPTED


def _leave(_signal: int, _frame: object) -> None:
    """Unwind as on Ctrl-C, so that an embedded server is not left behind."""
    raise KeyboardInterrupt


def _commands() -> dict[str, _Command]:
    """Read every subcommand's docstring; importing them all would take a second."""
    commands = {}
    for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        summary, _, details = text.partition("\n")
        name = path.stem.rstrip("_")  # `import` is a word of Python's own
        commands[name] = _Command(name, f"{__name__}.{path.stem}", summary, details.strip())
    return commands


def _parser(commands: dict[str, _Command], chosen: _Command | None) -> ArgumentParser:
    parser = ArgumentParser(
        prog="samsyn",
        description="Run and look after Samsyn.",
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"samsyn {version('samsyn')}")
    choices = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in commands.values():
        child = choices.add_parser(
            command.name,
            help=command.summary,
            description=command.summary,
            epilog=command.details,
            formatter_class=RawDescriptionHelpFormatter,
        )
        child.set_defaults(module=command.module)
        if command is chosen:
            import_module(command.module).add_arguments(child)
    return parser
