"""The steps of an import that a person takes: upload, match the columns, answer, write, undo."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.tabular.folding import fold_heading
from samsyn.domain.tabular.mapping import Proposal, Reason, propose, signature, to_remember
from samsyn.domain.tabular.tables import Table
from samsyn.domain.tabular.targets import Target
from samsyn.kernel import clock, tasks
from samsyn.kernel.imports.file_faults import FileFault, refusal
from samsyn.kernel.imports.plan import table_of
from samsyn.kernel.imports.reading import LooksLike, SheetOverview, open_workbook
from samsyn.kernel.imports.references import known_names
from samsyn.kernel.imports.targets import LOCAL_IDS, headings_known, keys_of, targets_of
from samsyn.kernel.models import Import, ImportMapping, Organisation, Task
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.tenancy.owned import Visibility

KEPT = timedelta(days=30)
_SAMPLED = 300
_FEW, _MOSTLY = 20, 0.9  # of a column of ids, nearly all are there once
_BUSY = (Task.State.WAITING, Task.State.RUNNING)


@dataclass(frozen=True)
class Offer:
    """A sheet understood, with a proposal for where its columns go."""

    table: Table
    targets: Sequence[Target]
    proposal: Proposal


def receive(actor: Actor, record: Record, content: bytes, file_name: str) -> Import:
    """Keep an uploaded file and guess which of its sheets is meant.

    Raises Refused, with the reason, for a file that can't be read or has no table in it.
    """
    must_import(actor, record)
    known = headings_known(record)
    book = open_workbook(content, file_name)
    sheet = _likeliest(book.overview(known), known)
    if sheet is None:
        raise refusal(FileFault.NOTHING_IN_IT)
    visibility = Visibility.OWN
    if actor.may(Permission.RESTRICTED_READ):
        visibility = Visibility.RESTRICTED
    return Import.everything.create(
        organisation_id=actor.organisation_id,
        visibility=visibility,
        user_id=actor.user_id,
        actor_name=actor.name,
        slug=record.slug,
        file_name=file_name[-200:],
        content=content,
        sheet=sheet.name,
    )


def must_import(actor: Actor, record: Record) -> None:
    """Raise NotAllowed unless the actor may write these rows, many at a time."""
    actor.must(record.write)
    actor.must(Permission.RECORDS_IMPORT)


def runs_of(actor: Actor, record: Record) -> QuerySet[Import]:
    """Return our own imports into this noun that the actor may see, without the files."""
    return Import.owned_by(actor).filter(slug=record.slug).select_related("task").defer("content")


def offer(run: Import, record: Record, actor: Actor, sheet: str = "") -> Offer:
    """Propose where the columns go: as last time, else by heading and values."""
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    table = table_of(run, record, sheet)
    targets = targets_of(record, organisation.country, known_names(record, actor))
    samples = [
        [row.cells[index] for row in table.rows[:_SAMPLED]] for index in range(len(table.columns))
    ]
    proposal = propose(
        targets,
        table.columns,
        samples,
        language=organisation.language,
        remembered=_remembered(actor, record, table),
    )
    return Offer(table, targets, _without_repeated_ids(table, proposal))


def missing_from(
    record: Record, targets: Sequence[Target], mapping: Mapping[int, str]
) -> list[str]:
    """Return the labels of what no row could be recognised or made without."""
    mapped = set(mapping.values())
    keys = keys_of(record, mapped)
    labels = {target.name: target.label for target in targets}
    if any(set(key.fields) <= mapped for key in keys):
        return []
    return [labels[name] for name in keys[-1].fields if name not in mapped]


def choose_columns(
    actor: Actor, record: Record, run: Import, table: Table, mapping: Mapping[int, str]
) -> None:
    """Settle the columns, remember them for the next such file, and begin the preview."""
    must_import(actor, record)
    ImportMapping.everything.update_or_create(
        organisation_id=actor.organisation_id,
        slug=record.slug,
        signature=signature(table.columns),
        defaults={"headings": to_remember(table.columns, mapping)},
    )
    run.sheet = table.sheet
    run.mapping = {str(column): name for column, name in mapping.items()}
    run.settings = {}
    run.save(update_fields=["sheet", "mapping", "settings"])
    start(actor, run, "imports.preview", _("Comparing with the register"))


def answer(actor: Actor, record: Record, run: Import, settings: Mapping[str, Any]) -> None:
    """Keep a person's answers and look again. Decisions row by row are added to earlier ones."""
    must_import(actor, record)
    decisions = {**run.settings.get("decisions", {}), **settings.get("decisions", {})}
    run.settings = {**run.settings, **settings, "decisions": decisions}
    run.save(update_fields=["settings"])
    start(actor, run, "imports.preview", _("Comparing with the register"))


def start(actor: Actor, run: Import, kind: str, message: str) -> None:
    """Begin background work on an import, unless some is under way."""
    if is_busy(run):
        return
    run.task = tasks.start(actor, kind, about=run.pk, message=message)
    run.save(update_fields=["task"])


def is_busy(run: Import) -> bool:
    """Tell whether work on the import is waiting or under way."""
    return run.task is not None and run.task.state in _BUSY


def throw_away_old(actor: Actor) -> int:
    """Drop files and previews after thirty days; what was written is still told, and undoable."""
    old = Import.owned_by(actor).filter(created_at__lt=clock.now() - KEPT)
    done = [Import.State.APPLIED, Import.State.UNDONE]
    unfinished = old.exclude(state__in=done)
    count = unfinished.count()
    unfinished.delete()
    for run in old.filter(content__isnull=False).only("pk"):
        run.rows.all().delete()
        count += 1
    old.filter(content__isnull=False).update(content=None)
    return count


def _without_repeated_ids(table: Table, proposal: Proposal) -> Proposal:
    """Drop a guess that a column holds our ids when its values come again and again."""
    kept = tuple(
        guess
        for guess in proposal.guesses
        if guess.target not in LOCAL_IDS
        or guess.reason is Reason.REMEMBERED
        or _tells_apart(table, guess.column)
    )
    return replace(proposal, guesses=kept)


def _tells_apart(table: Table, column: int) -> bool:
    filled = [str(value) for value in table.values(column) if value is not None]
    return len(filled) < _FEW or len(set(filled)) >= _MOSTLY * len(filled)


def _remembered(actor: Actor, record: Record, table: Table) -> dict[str, str]:
    kept = ImportMapping.owned_by(actor).filter(
        slug=record.slug, signature=signature(table.columns)
    )
    headings: dict[str, str] = kept.values_list("headings", flat=True).first() or {}
    return headings


def _likeliest(sheets: Sequence[SheetOverview], known: Collection[str]) -> SheetOverview | None:
    """Return the sheet whose headings we know best; visible before hidden, long before short."""

    def weight(sheet: SheetOverview) -> tuple[bool, bool, int, int]:
        told = sum(fold_heading(heading).key in known for heading in sheet.headings)
        return sheet.looks_like is LooksLike.TABLE, not sheet.hidden, told, sheet.rows

    usable = [s for s in sheets if s.looks_like in {LooksLike.TABLE, LooksLike.NOTES}]
    return max(usable, key=weight) if usable else None
