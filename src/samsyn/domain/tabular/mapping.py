"""Propose which column fills which field, with a reason a person can check."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samsyn.domain.tabular.cells import CellValue
from samsyn.domain.tabular.columns import column_reader
from samsyn.domain.tabular.empties import is_empty
from samsyn.domain.tabular.evidence import TELLING, heading_likeness, value_fit
from samsyn.domain.tabular.tables import TableColumn
from samsyn.domain.tabular.targets import Kind, Target

SAMPLE = 120
_WEAKEST = 0.45
_SURE, _PART = 0.9, 0.5
_MISFIT = 0.3
_DAY = Target(name="", label="", kind=Kind.DATE)


class Reason(StrEnum):
    """Why a column was matched with a field."""

    REMEMBERED = "remembered"
    SAME_HEADING = "same_heading"
    ALIKE_HEADING = "alike_heading"
    VALUES = "values"
    FIRST_TEXT = "first_text"


@dataclass(frozen=True, slots=True)
class Guess:
    """One column proposed for one field; `column` counts from 0, `confidence` is 0 to 1.

    `fit` is the share of the column's sample that can be read as the field, None where
    nothing is filled.
    """

    column: int
    target: str
    confidence: float
    reason: Reason
    fit: float | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A whole mapping: one-to-one guesses, columns left over, required fields not found."""

    guesses: tuple[Guess, ...]
    unmapped: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def mapping(self) -> dict[int, str]:
        """The proposal as column (from 0) to field name."""
        return {guess.column: guess.target for guess in self.guesses}


def signature(columns: Sequence[TableColumn]) -> str:
    """Return a short name for a set of headings; order, case and spelling of å do not matter."""
    keys = "\n".join(sorted(column.key for column in columns))
    return hashlib.sha256(keys.encode()).hexdigest()[:32]


def to_remember(columns: Sequence[TableColumn], mapping: Mapping[int, str]) -> dict[str, str]:
    """Return what to store for next time: folded heading to field, "" for a column left out."""
    return {column.key: mapping.get(index, "") for index, column in enumerate(columns)}


def propose(
    targets: Sequence[Target],
    columns: Sequence[TableColumn],
    samples: Sequence[Sequence[CellValue]],
    *,
    language: str,
    remembered: Mapping[str, str] | None = None,
) -> Proposal:
    """Guess the mapping; `samples` holds each column's cells, all or the first few hundred.

    A remembered heading wins over any guess, and one remembered as left out stays out.
    Otherwise the heading is compared with labels and aliases, and the values must agree.
    """
    kept = remembered or {}
    names = {target.name for target in targets}
    settled = [
        Guess(index, kept[column.key], 1.0, Reason.REMEMBERED)
        for index, column in enumerate(columns)
        if kept.get(column.key) in names
    ]
    ignored = {index for index, column in enumerate(columns) if kept.get(column.key) == ""}
    weighed = list(_weigh(targets, columns, [_sample(cells) for cells in samples], language))
    order = {target.name: place for place, target in enumerate(targets)}
    weighed.sort(key=lambda guess: (-guess.confidence, order[guess.target], guess.column))
    chosen = _one_to_one(settled, (guess for guess in weighed if guess.column not in ignored))
    chosen += _fallback_title(targets, samples, chosen, ignored)
    return _proposal(targets, columns, chosen)


def _proposal(
    targets: Sequence[Target], columns: Sequence[TableColumn], chosen: Sequence[Guess]
) -> Proposal:
    taken = {guess.column for guess in chosen}
    filled = {guess.target for guess in chosen}
    return Proposal(
        tuple(sorted(chosen, key=lambda guess: guess.column)),
        tuple(index for index in range(len(columns)) if index not in taken),
        tuple(target.name for target in targets if target.required and target.name not in filled),
    )


def _one_to_one(settled: Sequence[Guess], weighed: Iterable[Guess]) -> list[Guess]:
    chosen: list[Guess] = []
    columns: set[int] = set()
    fields: set[str] = set()
    for guess in (*settled, *weighed):
        if guess.column not in columns and guess.target not in fields:
            chosen.append(guess)
            columns.add(guess.column)
            fields.add(guess.target)
    return chosen


def _sample(cells: Sequence[CellValue]) -> list[CellValue]:
    filled = [cell for cell in cells if not is_empty(cell)]
    step = max(1, len(filled) // SAMPLE)
    return filled[::step][:SAMPLE]


def _weigh(
    targets: Sequence[Target],
    columns: Sequence[TableColumn],
    samples: Sequence[Sequence[CellValue]],
    language: str,
) -> Iterable[Guess]:
    for index, column in enumerate(columns):
        by_kind: dict[Kind, float] = {}
        for target in targets:
            likeness = heading_likeness(column.key, target) if column.heading else 0.0
            if likeness < _PART and target.kind not in TELLING:
                continue
            fit = _fit(target, samples[index], language, by_kind)
            if guess := _judge(index, target, likeness, fit):
                yield guess


def _fit(
    target: Target, sample: Sequence[CellValue], language: str, by_kind: dict[Kind, float]
) -> float | None:
    if not sample:
        return None
    shared = target.kind not in {Kind.CHOICE, Kind.REFERENCE} and not target.many
    if shared and target.kind in by_kind:
        return by_kind[target.kind]
    fit = value_fit(target, sample, column_reader(target, sample, language=language).read)
    if target.kind is Kind.REFERENCE and not target.known:  # a day is nobody's name
        fit *= 1 - value_fit(_DAY, sample, column_reader(_DAY, sample, language=language).read)
    if shared:
        by_kind[target.kind] = fit
    return fit


def _judge(column: int, target: Target, likeness: float, fit: float | None) -> Guess | None:
    agreed = 1.0 if fit is None else fit
    if likeness >= _SURE:
        confidence = likeness if agreed >= _PART else likeness * (0.6 + 0.4 * agreed)
        return Guess(column, target.name, round(confidence, 3), Reason.SAME_HEADING, fit)
    if likeness >= _PART and agreed >= _MISFIT:
        confidence = likeness * (0.7 + 0.3 * agreed)
        if confidence >= _WEAKEST:
            return Guess(column, target.name, round(confidence, 3), Reason.ALIKE_HEADING, fit)
    if target.kind in TELLING and fit is not None and fit >= 0.8:  # noqa: PLR2004
        return Guess(column, target.name, round(0.55 * fit, 3), Reason.VALUES, fit)
    return None


def _fallback_title(
    targets: Sequence[Target],
    samples: Sequence[Sequence[CellValue]],
    chosen: Sequence[Guess],
    ignored: set[int],
) -> list[Guess]:
    """Give a required name that found no heading the first column of mostly different texts."""
    filled = {guess.target for guess in chosen}
    taken = {guess.column for guess in chosen} | ignored
    for target in targets:
        if not target.required or target.kind is not Kind.TEXT:
            continue
        if target.name in filled:
            return []
        for index, cells in enumerate(samples):
            texts = [cell for cell in cells if isinstance(cell, str) and not is_empty(cell)]
            if (
                index not in taken
                and texts
                and len(set(texts)) > 0.8 * len(texts) >= 0.5 * len(cells)
            ):
                return [Guess(index, target.name, 0.3, Reason.FIRST_TEXT)]
        return []
    return []
