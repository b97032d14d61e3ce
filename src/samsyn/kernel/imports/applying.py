"""Write what was seen, all of it or nothing, as one act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db.models import ManyToManyField, Model

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.tabular.name_index import NameIndex
from samsyn.kernel import clock, journal
from samsyn.kernel.imports import bulk
from samsyn.kernel.imports.drafts import unsaved
from samsyn.kernel.imports.existing import members_of
from samsyn.kernel.imports.hindrances import Hindrance
from samsyn.kernel.imports.judged import Fate
from samsyn.kernel.imports.meanwhile import refuse_newcomers, wait_for_other_imports
from samsyn.kernel.imports.references import related_model, related_of
from samsyn.kernel.imports.writing import (
    Report,
    Row,
    Writing,
    links_in,
    refuse_dependants,
    rows_to_write,
)
from samsyn.kernel.models import Import
from samsyn.kernel.records.declaration import Record, record_of
from samsyn.kernel.records.forms import new_row
from samsyn.kernel.records.listing import rows_of
from samsyn.kernel.records.services import act_name
from samsyn.kernel.records.showing import field_of

T = TypeVar("T")
_AT_ONCE = 500


class NothingToWrite(Exception):
    """The import was written already, or has not been looked at."""


def apply_import(run_id: int, record: Record, actor: Actor, report: Report) -> dict[str, Any]:
    """Write the created and changed rows of a preview in one transaction; returns the counts.

    Rows that somebody changed or added since are refused and reported, the rest is written.
    Raises NothingToWrite when there is no preview, IntegrityError when the register refuses.
    """
    actor.must(record.write)
    actor.must(Permission.RECORDS_IMPORT)
    with journal.act(actor, act_name(record, "import")) as act:
        run = Import.owned_by(actor).select_for_update().filter(pk=run_id).first()
        if run is None or run.state != Import.State.PREVIEWED:
            raise NothingToWrite
        writing = Writing(record, actor, rows_to_write(run, actor), report)
        wait_for_other_imports(writing)
        refuse_newcomers(writing, set(run.settings.get("decisions", {})))
        refuse_dependants(writing.rows)
        _make_catalogue_rows(writing)
        _create(writing)
        _change(writing)
        run.result = _told(writing)
        run.act_id, run.applied_at, run.state = act.pk, clock.now(), Import.State.APPLIED
        run.save(update_fields=["result", "act_id", "applied_at", "state"])
    if len(writing.rows) >= _AT_ONCE:
        bulk.count_anew([record.model])
    told: dict[str, Any] = run.result
    return told


def _make_catalogue_rows(writing: Writing) -> None:
    """Make the suppliers and products that only the file knows, each once."""
    wanted: dict[str, dict[str, None]] = {}
    for row in writing.rows:
        for name, link in links_in(row.values):
            if link.id is None and row.hindrance is None:
                wanted.setdefault(name, {})[link.text] = None
    for name, texts in wanted.items():
        model = related_model(writing.record, name)
        other = record_of(model) if model else None
        if other is not None:
            writing.actor.must(other.write)
            there = related_of(writing.record, [name], writing.actor)[name].index
            _make_each_once(writing, other, texts, there)


def _make_each_once(
    writing: Writing, other: Record, texts: Iterable[str], there: NameIndex[Any]
) -> None:
    made: dict[Any, Model] = {}
    for text in texts:
        same = there.find(text, near=False).same
        if not same:
            row: Any = unsaved(other.model, text, writing.actor)
            row.clean()
            row.save()
            there.add(row.pk, text)
            _told_after_save(other, writing.actor, [row], created=True)
        else:
            row = made.get(same[0]) or rows_of(other, writing.actor).get(pk=same[0])
        made[row.pk] = writing.drafts.created[other.model, text] = row


def _create(writing: Writing) -> None:
    record, drafts, rows = writing.record, writing.drafts, writing.going(Fate.CREATED)
    for row, pk in zip(rows, bulk.reserve_ids(record.model, len(rows)), strict=True):
        drafts.made[row.number] = new_row(record, writing.actor)
        drafts.made[row.number].pk = pk
    for batch in _batches(rows):
        made = [drafts.fresh(row.values, row.number) for row in batch]
        if bulk.saves_itself(record.model):
            for draft in made:
                draft.save(force_insert=True)
        else:
            bulk.insert(record.model, made)
        _link_members(writing, zip(batch, made, strict=True), {})
        _told_after_save(record, writing.actor, made, created=True)
        writing.step(len(batch))


def _change(writing: Writing) -> None:
    """Change rows that are as the person saw them; the others are refused."""
    record = writing.record
    for batch in _batches(writing.going(Fate.CHANGED)):
        locked = rows_of(record, writing.actor).select_for_update()
        originals = {one.pk: one for one in locked.filter(pk__in=[r.record for r in batch])}
        ready = []
        for row in batch:
            draft = originals.get(row.record)
            if draft is None or draft.revision != row.revision:
                row.hindrance = Hindrance.CHANGED_MEANWHILE
                continue
            writing.drafts.fill(draft, row.values)
            draft.revision += 1
            ready.append((row, draft))
        _overwrite(record, ready)
        _link_members(writing, ready, _members_now(writing, ready))
        drafts = [draft for _row, draft in ready]
        _told_after_save(record, writing.actor, drafts, created=False)
        writing.step(len(batch))


def _overwrite(record: Record, ready: list[tuple[Row, Any]]) -> None:
    if bulk.saves_itself(record.model):
        for _row, draft in ready:
            draft.save()
        return
    names = {name for row, _draft in ready for name in row.values if not _is_many(record, name)}
    bulk.overwrite(record.model, [draft for _row, draft in ready], {*names, "revision"})


def _members_now(
    writing: Writing, ready: list[tuple[Row, Any]]
) -> dict[str, dict[int, dict[int, int]]]:
    names = {name for row, _d in ready for name in row.values if _is_many(writing.record, name)}
    ids = [draft.pk for _row, draft in ready]
    return {
        name: members_of(field_of(writing.record, name), writing.actor, ids)  # type: ignore[arg-type]
        for name in names
    }


def _link_members(
    writing: Writing,
    ready: Iterable[tuple[Row, Any]],
    now: dict[str, dict[int, dict[int, int]]],
) -> None:
    """Add the links that the file names and drop those it does not."""
    fresh: dict[Any, list[Model]] = {}
    gone: dict[Any, list[int]] = {}
    for row, draft in ready:
        for name, value in row.values.items():
            if not _is_many(writing.record, name):
                continue
            column: Any = field_of(writing.record, name)
            through = column.remote_field.through
            linked = now.get(name, {}).get(draft.pk, {})
            wanted = {other.pk: other for other in writing.drafts.members(name, value)}
            gone.setdefault(through, []).extend(p for o, p in linked.items() if o not in wanted)
            fresh.setdefault(through, []).extend(
                _link(through, column, draft, other, writing.actor)
                for pk, other in wanted.items()
                if pk not in linked
            )
    for through, ids in gone.items():
        through.everything.filter(pk__in=ids).delete()
    for through, links in fresh.items():
        bulk.insert(through, links)


def _link(through: Any, column: Any, draft: Model, other: Model, actor: Actor) -> Model:  # noqa: ANN401 - a through table
    ends = {column.m2m_field_name(): draft, column.m2m_reverse_field_name(): other}
    link: Model = through(organisation_id=actor.organisation_id, **ends)
    return link


def _told_after_save(record: Record, actor: Actor, rows: Sequence[Model], *, created: bool) -> None:
    if record.after_save:
        record.after_save(actor, rows, created)


def _told(writing: Writing) -> dict[str, Any]:
    """Return what was written, and which rows were not, JSON."""
    written = Counter(str(row.fate) for row in writing.rows if row.hindrance is None)
    refused = [[row.number, row.title, str(row.hindrance)] for row in writing.rows if row.hindrance]
    return {
        "created": written[Fate.CREATED],
        "changed": written[Fate.CHANGED],
        "refused": refused,
    }


def _is_many(record: Record, name: str) -> bool:
    return isinstance(field_of(record, name), ManyToManyField)


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    stream = iter(rows)
    while batch := list(islice(stream, _AT_ONCE)):
        yield batch
