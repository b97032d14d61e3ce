"""Load the demo: Fjordbygden, fourteen invented municipalities and their neighbour.

Loads once; where the demo is already, nothing is changed. `--reset` empties the demo's own
organisations and builds them again; others are never touched.

For example::

  samsyn demo
  samsyn demo --reset          # all back as it was
  samsyn demo --scale 20       # and twenty more municipalities, for measurements
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from samsyn.config.cli._output import say
from samsyn.config.cli._work import at_work
from samsyn.config.environment import NotReady

_MOST = 999


class NoOwner(NotReady):
    """Organisations are founded by the owner of the tables."""


class HalfLoaded(NotReady):
    """An earlier load did not come to its end."""


def add_arguments(parser: ArgumentParser) -> None:
    """Offer to begin anew, and to build many."""
    parser.add_argument("--reset", action="store_true", help="empty the demo, and build it again")
    parser.add_argument(
        "--scale", type=_count, default=0, metavar="N", help="add N municipalities of one size"
    )


def run(options: Namespace) -> int:
    """Load what is missing."""
    with at_work() as doors:
        if doors.owner is None:
            raise NoOwner("Founding organisations needs DATABASE_OWNER_URL.")
        from samsyn.config.demo import building

        with doors.owner.connect() as owner:
            try:
                built = building.load(owner, _tell, reset=options.reset)
            except building.HalfBuilt:
                raise HalfLoaded(
                    "The demo is half loaded: `samsyn demo --reset` mends it."
                ) from None
            if not built:
                say("The demo is there already; `--reset` builds it again.")
            building.build_scaled(owner, options.scale, _tell)
    return 0


def _tell(name: str) -> None:
    say(f"    {name}")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) > _MOST:
        raise ArgumentTypeError(f"must be a whole number up to {_MOST}, not {text!r}")
    return int(text)
