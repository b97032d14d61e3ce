"""Do the jobs that pages and the clock have ordered: plans, imports, nightly checks, mail.

Any number of workers, on any number of machines, share one queue in the database.

For example::

  samsyn work
  samsyn work --concurrency 4
  samsyn work --until-idle      # do what waits, then leave
"""

from argparse import ArgumentParser, Namespace

from samsyn.config.cli._family import add_leave_with_parent, leave_with_parent
from samsyn.config.cli._machine_code import make_soon
from samsyn.config.cli._work import at_work

_CONCURRENCY = 2


def add_arguments(parser: ArgumentParser) -> None:
    """Offer how much to do, and for how long."""
    parser.add_argument(
        "--concurrency", type=int, default=_CONCURRENCY, help="jobs at a time (default %(default)s)"
    )
    parser.add_argument("--queue", action="append", help="only this queue; may be repeated")
    parser.add_argument("--until-idle", action="store_true", help="leave when nothing waits")
    add_leave_with_parent(parser)


def run(options: Namespace) -> int:
    """Work until interrupted, or until nothing waits."""
    if options.leave_with_parent:
        leave_with_parent()
    elif not options.until_idle:
        make_soon()
    with at_work():
        from procrastinate.contrib.django import app
        from procrastinate.contrib.django.django_connector import DjangoConnector

        assert isinstance(app.connector, DjangoConnector)  # noqa: S101  for the type checker
        worker_app = app.with_connector(app.connector.get_worker_connector())
        with app.replace_connector(worker_app.connector), worker_app.open():
            worker_app.run_worker(
                concurrency=options.concurrency,
                queues=options.queue,
                wait=not options.until_idle,
                install_signal_handlers=True,
            )
    return 0
