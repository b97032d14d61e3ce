"""Ask an organisation's rules now, and list what they find.

Lists the open findings; those that somebody has accepted for a time are left out.
Exit code 0: nothing is open. 1: there are findings, or a rule could not be asked.

For example::

  samsyn check --organisation edskog
  samsyn check --organisation edskog --rule REG-003 --rule REG-005
  samsyn check --organisation edskog --json
"""

from argparse import ArgumentParser, Namespace

from samsyn.config.cli._output import add_json, complain, say, say_json
from samsyn.config.cli._work import at_work

_FOUND, _USAGE = 1, 2


def add_arguments(parser: ArgumentParser) -> None:
    """Ask whose rules, and which."""
    parser.add_argument(
        "--organisation",
        "--org",
        required=True,
        metavar="SLUG",
        help="as in its address: /edskog/ is edskog",
    )
    parser.add_argument(
        "--rule", action="append", metavar="CODE", help="only this rule; may be repeated"
    )
    add_json(parser)


def run(options: Namespace) -> int:
    """Ask, tell, and answer by the exit code."""
    with at_work():
        from django.utils import translation

        from samsyn.config.cli import _checking

        organisation = _checking.organisation_at(options.organisation)
        if organisation is None:
            complain(f"There is no organisation at {options.organisation!r}.")
            return _USAGE
        unknown = _checking.unknown_rules(organisation, options.rule or [])
        if unknown:
            complain(f"There is no rule {', '.join(unknown)}.")
            return _USAGE
        with translation.override(organisation.language):
            answer = _checking.asked(organisation, options.rule or None)
    if options.json:
        say_json(answer)
    else:
        _tell(answer)
    return _FOUND if answer["findings"] or answer["could_not_be_asked"] else 0


def _tell(answer: dict[str, list[dict[str, object]]]) -> None:
    for row in answer["findings"]:
        who = f" · {row['who']}" if row["who"] else ""
        say(f"{row['severity']:<7} {row['rule']}  {row['about']}: {row['what']}{who}")
    for rule in answer["could_not_be_asked"]:
        complain(f"{rule['rule']} could not be asked: {rule['trouble']}. See the log.")
    say(f"{len(answer['findings'])} open.")
