"""Keep a row's verdict as JSON, and get its values back as they were."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from samsyn.domain.shared.refusal import Objection
from samsyn.domain.tabular.faults import Fault
from samsyn.domain.tabular.matching import Field, Link
from samsyn.domain.tabular.row_reading import CellProblem
from samsyn.kernel.imports.hindrances import Hindrance

Json = Any


def pack(value: Field) -> Json:
    """Return a value as JSON: what JSON lacks is an object with one telling letter."""
    match value:
        case Decimal():
            return {"d": str(value)}
        case date():
            return {"t": value.isoformat()}
        case Link():
            return {"i": value.id, "s": value.text}
        case tuple():
            return [pack(part) for part in value]
        case _:
            return value


def unpack(value: Json) -> Field:
    """Return the value that was packed."""
    if isinstance(value, list):
        return tuple(unpack(part) for part in value)  # type: ignore[return-value]
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]
    if "d" in value:
        return Decimal(value["d"])
    if "t" in value:
        return date.fromisoformat(value["t"])
    return Link(value["i"], value["s"])


def pack_all(values: Mapping[str, Field]) -> dict[str, Json]:
    """Return the values of several fields as JSON."""
    return {name: pack(value) for name, value in values.items()}


def unpack_all(values: Mapping[str, Json]) -> dict[str, Field]:
    """Return the values of several fields as they were."""
    return {name: unpack(value) for name, value in values.items()}


def pack_problem(problem: CellProblem) -> list[Json]:
    """Return a cell's problem: field, cell, code, facts."""
    objection = problem.objection
    return [problem.target, problem.address.cell, str(objection.code), dict(objection.facts)]


def objection_of(packed: list[Json]) -> Objection:
    """Return the objection in a packed problem."""
    code = packed[2]
    codes = Fault if code in set(Fault) else Hindrance
    return Objection(codes(code), packed[3])
