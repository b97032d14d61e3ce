"""How far a row may be seen whose name holds the names of others: no further than they."""

from __future__ import annotations

from samsyn.kernel.tenancy.owned import Owned, Visibility

_FROM_NARROW = [str(value) for value in Visibility]


def narrowest(own: str, *others: Owned | None) -> str:
    """Return the narrowest visibility among a row's own and that of the rows it names."""
    reach = [str(own), *(str(other.visibility) for other in others if other is not None)]
    return min(reach, key=_FROM_NARROW.index)
