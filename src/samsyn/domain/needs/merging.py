"""Which reports came along when one was merged into another."""

from __future__ import annotations

from collections.abc import Mapping


def below(report: int, merged_through: Mapping[int, int | None]) -> frozenset[int]:
    """Return every report that was merged into this one, directly or through others.

    `merged_through` tells for each merged report which one it was merged with.
    """
    found: set[int] = set()
    wave = {report}
    while wave:
        wave = {one for one, through in merged_through.items() if through in wave} - found
        found |= wave
    return frozenset(found - {report})
