"""Tables over the start of an activity in the CP-SAT model, in as few pieces as they are straight.

A table with a value per week is mostly straight: what a start costs in a fiscal year, how many
weeks of work lie in it. Each straight piece is one literal, with what the start has gone into it
where the piece slopes. Only a table of many pieces becomes an element constraint, which costs the
solver a literal for each week.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from samsyn.domain.scheduling.model import Model
from samsyn.domain.scheduling.model_ways import Expression
from samsyn.domain.scheduling.network import Longs

MOST_PIECES = 40


def looked_up(
    model: Model, activity: int, tables: Sequence[Longs], holds: Expression
) -> list[Expression]:
    """Give table[start] of each table where the literal holds, else 0; all share their pieces."""
    start = model.start[activity]
    if isinstance(holds, int) and not holds:
        return [0 for _table in tables]
    if isinstance(start, int):
        return [holds * int(table[start]) for table in tables]
    low, high = _bounds(model, activity)
    if all(table[low : high + 1].min() == table[low : high + 1].max() for table in tables):
        return [holds * int(table[low]) for table in tables]
    pieces = straight_pieces(tables, low, high)
    if len(pieces) > MOST_PIECES:
        return [_element(model.cp, start, table, low, high, holds) for table in tables]
    return _by_piece(model.cp, start, tables, pieces, holds)


def straight_pieces(tables: Sequence[Longs], low: int, high: int) -> list[tuple[int, int]]:
    """Cut the weeks from low to high where any of the tables bends; both ends of a piece count."""
    slopes = np.array([np.diff(table[low : high + 1]) for table in tables], np.int64)
    pieces = []
    first, last = 0, high - low
    while first <= last:
        end = first
        while end < last and (slopes[:, end] == slopes[:, first]).all():
            end += 1
        bends_at_once = end == first + 1 and end < last and slopes[:, first].any()
        if bends_at_once:
            end = first
        pieces.append((low + first, low + end))
        first = end + 1
    return pieces


def _bounds(model: Model, activity: int) -> tuple[int, int]:
    """Give the first and the last week in which the start may lie."""
    net = model.network.net
    low = int(model.network.windows.earliest[activity])
    return low, max(low, net.horizon - int(net.duration[activity]))


def _by_piece(
    cp: cp_model.CpModel,
    start: Any,  # noqa: ANN401 - a variable
    tables: Sequence[Longs],
    pieces: Sequence[tuple[int, int]],
    holds: Any,  # noqa: ANN401 - a literal, or 1
) -> list[Expression]:
    inside: list[Any] = [cp.new_bool_var("inside") for _ in pieces] if len(pieces) > 1 else [holds]
    if len(pieces) > 1:
        cp.add_exactly_one([*inside, *([] if isinstance(holds, int) else [holds.negated()])])
    values: list[Expression] = [0 for _ in tables]
    for literal, (first, last) in zip(inside, pieces, strict=True):
        if len(pieces) > 1:
            within = cp.add_linear_expression_in_domain(start, cp_model.Domain(first, last))
            within.only_enforce_if(literal)
        slopes = [int(t[first + 1] - t[first]) if last > first else 0 for t in tables]
        gone: Any = 0
        if any(slopes):
            gone = cp.new_int_var(0, last - first, "gone")
            if isinstance(literal, int):
                cp.add(gone == start - first)
            else:
                cp.add(gone == start - first).only_enforce_if(literal)
                cp.add(gone == 0).only_enforce_if(literal.negated())
        values = [
            value + literal * int(table[first]) + slope * gone
            for value, table, slope in zip(values, tables, slopes, strict=True)
        ]
    return values


def _element(
    cp: cp_model.CpModel,
    start: Any,  # noqa: ANN401 - a variable
    table: Longs,
    low: int,
    high: int,
    holds: Any,  # noqa: ANN401 - a literal, or 1
) -> Expression:
    least, most = int(table[low : high + 1].min()), int(table[low : high + 1].max())
    seen = cp.new_int_var(least, most, "seen")
    cp.add_element(start - low, table[low : high + 1].tolist(), seen)
    if isinstance(holds, int):
        return seen
    counted = cp.new_int_var(min(0, least), max(0, most), "counted")
    cp.add(counted == seen).only_enforce_if(holds)
    cp.add(counted == 0).only_enforce_if(holds.negated())
    return counted
