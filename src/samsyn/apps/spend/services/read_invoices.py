"""Read a heap of e-invoices: one act, from files to spend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict

from django.db import connection
from django.utils.translation import gettext as _

from samsyn.apps.spend.models import InvoiceReading, InvoiceRefusal, UnreadFile
from samsyn.apps.spend.queries.known import surroundings
from samsyn.apps.spend.services.keeping import Counts, Keeper
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.invoices.judging import Setting, judge_many
from samsyn.domain.invoices.packing import Packed, unpack
from samsyn.kernel import clock, tasks
from samsyn.kernel.imports import bulk
from samsyn.kernel.models import Task
from samsyn.kernel.templatetags.formats import moment
from samsyn.kernel.use_case import use_case

Report = Callable[[int, int], None]
_TURN = 0x5350_454E  # one reading at a time in each organisation: no invoice twice


class DryRun(Exception):
    """Raised to take everything back: the counts are what they would have been."""

    def __init__(self, counts: Counts, refusals: list[InvoiceRefusal]) -> None:
        self.counts, self.refusals = counts, refusals
        super().__init__()


def silently(_done: int, _total: int) -> None:
    """Work without a page that watches."""


@use_case(Permission.SPEND_WRITE)
def receive_invoices(actor: Actor, *, files: Iterable[tuple[str, bytes]]) -> InvoiceReading:
    """Keep uploaded files until the background has read them."""
    reading = begin_reading(actor)
    UnreadFile.everything.bulk_create(
        [
            UnreadFile(
                organisation_id=actor.organisation_id,
                reading=reading,
                file_name=name[-300:],
                content=content,
            )
            for name, content in files
        ]
    )
    reading.task = tasks.start(actor, "spend.read", about=reading.pk, message=_("Reading invoices"))
    reading.save(update_fields=["task"])
    return reading


@use_case(Permission.SPEND_WRITE)
def read_invoices(
    actor: Actor,
    *,
    files: Iterable[Packed],
    total: int = 0,
    reading: InvoiceReading | None = None,
    report: Report = silently,
    dry_run: bool = False,
) -> InvoiceReading:
    """Read, judge, match and keep; what is refused is kept with its reasons.

    files   single documents, as `unpack` yields them
    total   how many there are, where somebody counted them

    Raises DryRun, with everything taken back, when only asked what would happen.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_TURN, actor.organisation_id])
    about = surroundings(actor)
    keeper = Keeper(actor, reading or begin_reading(actor), about)
    setting = Setting(clock.today(), about.organisation.country)
    for heap in judge_many(files, setting):
        keeper.keep(heap)
        report(keeper.counts.documents, max(total, keeper.counts.documents))
    if dry_run:
        raise DryRun(keeper.counts, keeper.refusals)
    bulk.insert(InvoiceRefusal, keeper.refusals)
    return _finish(keeper.reading, keeper.counts)


def unread(actor: Actor, reading: InvoiceReading) -> tuple[int, Iterator[Packed]]:
    """Return how many files wait, and their documents one after the other."""
    waiting = UnreadFile.owned_by(actor).filter(reading=reading).order_by("pk")
    pks = list(waiting.values_list("pk", flat=True))
    return len(pks), _documents(actor, pks)


def forget_files(actor: Actor, reading: InvoiceReading) -> None:
    """Throw the files away: their invoices are kept, or their refusals."""
    UnreadFile.owned_by(actor).filter(reading=reading).delete()


def begin_reading(actor: Actor) -> InvoiceReading:
    """Make the row that tells what came of it, inside an act."""
    return InvoiceReading.everything.create(
        organisation_id=actor.organisation_id,
        name=_("Invoices of %(moment)s") % {"moment": moment(clock.now())},
        begun_by=actor.name,
    )


def is_busy(reading: InvoiceReading) -> bool:
    """Tell whether somebody works on it."""
    under_way = (Task.State.WAITING, Task.State.RUNNING)
    return reading.task is not None and reading.task.state in under_way


def _documents(actor: Actor, pks: Iterable[int]) -> Iterator[Packed]:
    for pk in pks:
        held = UnreadFile.owned_by(actor).get(pk=pk)
        yield from unpack(held.file_name, bytes(held.content))


def _finish(reading: InvoiceReading, counts: Counts) -> InvoiceReading:
    for name, value in asdict(counts).items():
        setattr(reading, name, value)
    reading.state = InvoiceReading.State.READ
    reading.save()
    return reading
