"""What changed in what plans are made from: people, effort, deadlines, money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import CharField, F, Model, Value
from django.db.models.functions import Concat
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from samsyn.apps.roadmap.models import PublishedRoadmap
from samsyn.apps.roadmap.queries.runs import PLANNED_FROM
from samsyn.domain.access.actor import Actor
from samsyn.kernel.models import Change
from samsyn.kernel.tenancy.owned import Owned

MOST = 60
_QUIET = {"id", "organisation_id", "sort_key", "revision", "confirmed_on", "visibility", "name"}
_NAMES: Mapping[str, tuple[str, ...]] = {
    "portfolio_phase": ("initiative__name", "name"),
    "portfolio_effort": ("phase__initiative__name", "role__name"),
}
_LONG = 40


@dataclass(frozen=True, slots=True)
class InputChange:
    """One row that changed: of what noun, which, by whom, and its columns in words."""

    noun: str
    name: str
    kind: str
    who: str
    at: datetime
    differences: tuple[tuple[str, str, str], ...]
    """Label, before, after."""


def input_changes(
    actor: Actor, old: PublishedRoadmap, new: PublishedRoadmap
) -> tuple[list[InputChange], int]:
    """Return what changed between two versions, the latest first, and how many rows in all.

    Text that does not bear on a plan is left out. Two queries, and one per kind of row that
    changed.
    """
    published = PublishedRoadmap._meta.db_table
    decided = Change.visible_to(actor).filter(table_name=published, row_id__in=[old.pk, new.pk])
    places = sorted(decided.values_list("id", flat=True))
    if len(places) < 2:  # noqa: PLR2004 - a version each
        return [], 0
    rows = (
        Change.visible_to(actor)
        .filter(
            organisation_id=actor.organisation_id,
            table_name__in=PLANNED_FROM,
            id__gt=places[0],
            id__lt=places[-1],
        )
        .select_related("act")
        .order_by("-id")
    )
    kept = [(row, told) for row in rows[: 10 * MOST] if (told := _told(row)) is not None]
    names = _names(actor, [row for row, _told_of in kept[:MOST]])
    lines = [
        InputChange(
            noun=str(_model(row.table_name)._meta.verbose_name),
            name=names.get((row.table_name, row.row_id)) or _own_name(row),
            kind=row.kind,
            who=row.act.actor_name if row.act else "",
            at=row.at,
            differences=told,
        )
        for row, told in kept[:MOST]
    ]
    return lines, len(kept)


def _told(row: Change) -> tuple[tuple[str, str, str], ...] | None:
    """Put the changed columns into words; None where nothing of it bears on a plan."""
    if row.kind != "update":
        return ()
    model, before, after = _model(row.table_name), row.before or {}, row.after or {}
    told = tuple(
        (str(field.verbose_name), _words(field, before.get(column)), _words(field, after[column]))
        for column in after
        if column not in _QUIET and (field := _plain_field(model, column)) is not None
    )
    return told or None


def _model(table: str) -> type[Model]:
    return next(model for model in apps.get_models() if model._meta.db_table == table)


def _plain_field(model: type[Model], column: str) -> Any:  # noqa: ANN401 - Django's field
    """Return the field of a column that holds a figure, a day, a choice or a yes."""
    field = next((f for f in model._meta.local_fields if f.column == column), None)
    if field is None or field.is_relation:
        return None
    kinds = ("IntegerField", "SmallIntegerField", "PositiveSmallIntegerField", "DateField",
             "BooleanField", "DecimalField")  # fmt: skip
    return field if field.choices or field.get_internal_type() in kinds else None


def _words(field: Any, value: Any) -> str:  # noqa: ANN401 - from JSON
    if value is None or value == "":
        return "-"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.get_internal_type() == "DateField":
        return date_format(date.fromisoformat(str(value)), "SHORT_DATE_FORMAT")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return number_format(value, force_grouping=True)


def _own_name(row: Change) -> str:
    columns = row.after or row.before or {}
    return str(columns.get("name", ""))[:_LONG]


def _names(actor: Actor, rows: Iterable[Change]) -> dict[tuple[str, int], str]:
    """Look up what the rows are called now, one query per table."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.table_name].add(row.row_id)
    found: dict[tuple[str, int], str] = {}
    for table, ids in wanted.items():
        model = _model(table)
        if not issubclass(model, Owned):
            continue
        parts = _NAMES.get(table) or (("name",) if hasattr(model, "title_field") else ("pk",))
        joined: list[Any] = [F(parts[0])]
        for part in parts[1:]:
            joined += [Value(" · "), F(part)]
        called = Concat(*joined, output_field=CharField()) if len(joined) > 1 else F(parts[0])
        named = model.owned_by(actor).filter(pk__in=ids).values_list("pk", called)
        found |= {(table, pk): str(name) for pk, name in named}
    return found
