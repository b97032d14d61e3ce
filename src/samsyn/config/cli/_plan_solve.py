"""Lay an organisation's portfolio out in time, and say why every date is what it is.

The result becomes the plan as it stands; publishing it is a decision that people take.
Exit code 0: all fits. 1: a legal deadline is missed, or mandatory work is left out, or there is
nothing to plan.

For example::

  samsyn plan solve --organisation edskog --seconds 30
  samsyn plan solve --organisation edskog --seconds 5 --json
  samsyn plan solve --organisation edskog --seconds 600 --work 20000 --seed 7

With --work the same portfolio, seed and work give the same plan on any machine, as long as the
seconds suffice; the proofs that depend on the clock take no part.
"""

from argparse import ArgumentParser, Namespace
from typing import Any

from samsyn.config.cli._output import add_json, complain, say, say_json
from samsyn.config.cli._work import at_work

_NO, _USAGE = 1, 2


def add_arguments(parser: ArgumentParser) -> None:
    """Ask whose portfolio, and how long to try."""
    parser.add_argument(
        "--organisation",
        "--org",
        required=True,
        metavar="SLUG",
        help="as in its address: /edskog/ is edskog",
    )
    parser.add_argument("--seconds", type=float, default=10.0, help="at most; default 10")
    parser.add_argument("--workers", type=int, default=2, help="cores to use; default 2")
    parser.add_argument("--work", type=int, metavar="PLANS", help="build so many plans and no more")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins; default 1")
    add_json(parser)


def run(options: Namespace) -> int:
    """Plan, tell, and answer by the exit code."""
    with at_work():
        from django.utils import translation

        from samsyn.config.cli import _planning

        organisation = _planning.organisation_at(options.organisation)
        if organisation is None:
            complain(f"There is no organisation at {options.organisation!r}.")
            return _USAGE
        with translation.override(organisation.language):
            try:
                answer = _planning.planned(
                    organisation,
                    seconds=options.seconds,
                    workers=options.workers,
                    seed=options.seed,
                    work=options.work,
                )
            except _planning.Cannot as reason:
                complain(str(reason))
                return _NO
    say_json(answer) if options.json else _tell(answer)
    return 0 if answer["holds"] else _NO


def _tell(answer: dict[str, Any]) -> None:
    say(
        f"{answer['plan']}: {answer['status']}, at most {100 * answer['gap']:.1f} % from the best"
        f" possible, {answer['seconds']:.1f} s (first plan after"
        f" {answer['first_feasible_seconds']:.2f} s)"
    )
    for one in answer["initiatives"]:
        late = f", {one['weeks_late']} weeks late" if one["weeks_late"] else ""
        say(f"  {one['starts_on']} to {one['in_use_from']}  {one['initiative']}{late}")
    for one in answer["left_out"]:
        say(f"  left out: {one['initiative']}: {one['why']}")
