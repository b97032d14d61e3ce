"""Tell whether two values of a field mean the same, so that nothing changes for nothing."""

from __future__ import annotations

from samsyn.domain.tabular.matching import Field, Link
from samsyn.domain.tabular.names import Likeness, compare_names


def same_value(one: Field, other: Field) -> bool:
    """Tell whether two values of a field mean the same: empty is None, spacing does not count."""
    if isinstance(one, tuple) or isinstance(other, tuple):
        return _same_members(one, other)
    if isinstance(one, Link) or isinstance(other, Link):
        return _same_link(one, other)
    if isinstance(one, str) or isinstance(other, str):
        return " ".join(str(one or "").split()) == " ".join(str(other or "").split())
    return one == other and isinstance(one, bool) is isinstance(other, bool)


def _same_link(one: Field, other: Field) -> bool:
    if isinstance(one, Link) and isinstance(other, Link) and None not in {one.id, other.id}:
        return one.id == other.id
    names = [value.text if isinstance(value, Link) else str(value or "") for value in (one, other)]
    return all(names) and compare_names(*names) is Likeness.SAME


def _same_members(one: Field, other: Field) -> bool:
    left = one if isinstance(one, tuple) else ((one,) if one else ())
    right = other if isinstance(other, tuple) else ((other,) if other else ())
    return len(left) == len(right) and all(
        any(same_value(member, wanted) for wanted in right) for member in left
    )
