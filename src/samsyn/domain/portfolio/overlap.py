"""Which initiatives meet at the same time: on one system, in one unit, or in one narrow role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations


class MeetingFlaw(StrEnum):
    """What keeps a meeting from being settled."""

    NOT_TWO = "not_two"
    NO_REASON = "no_reason_for_letting_be"
    SETTLED_ALREADY = "settled_already"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """An initiative in time: [start, end), what it touches, and its highest share of each role."""

    key: int
    start: date
    end: date
    systems: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()
    shares: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two initiatives that meet; on which system, in which unit, or in which role."""

    first: int
    second: int
    system: int | None = None
    role: int | None = None
    unit: int | None = None


def span_of(
    key: int,
    *,
    start: date,
    weeks: int,
    systems: Iterable[int],
    shares: Mapping[int, int],
    units: Iterable[int] = (),
) -> Span:
    """Lay an initiative out in time: an initiative without phases takes one week."""
    return Span(
        key=key,
        start=start,
        end=start + timedelta(weeks=max(weeks, 1)),
        systems=frozenset(systems),
        units=frozenset(units),
        shares=shares,
    )


def meetings(
    spans: Iterable[Span], *, known: Collection[frozenset[int]], narrow: Mapping[int, int]
) -> list[Meeting]:
    """Return every pair that meets without anybody having said so.

    known   pairs of keys with a dependency, an agreement to coordinate, or that were let be
    narrow  percent of full time that each bottleneck role has in all
    """
    listed = list(spans)
    found: dict[tuple[int, int, str], Meeting] = {}
    groups = {
        "system": _grouped(listed, lambda span: span.systems),
        "unit": _grouped(listed, lambda span: span.units),
        "role": _grouped(listed, lambda span: span.shares.keys() & narrow.keys()),
    }
    for kind, places in groups.items():
        for place, group in places.items():
            for one, other in combinations(sorted(group, key=lambda span: span.key), 2):
                apart = not (one.start < other.end and other.start < one.end)
                if apart or frozenset({one.key, other.key}) in known:
                    continue
                if kind == "role" and one.shares[place] + other.shares[place] <= narrow[place]:
                    continue
                meeting = Meeting(one.key, other.key, **{kind: place})
                found.setdefault((one.key, other.key, kind), meeting)
    return list(found.values())


def _grouped(
    spans: Iterable[Span], places_of: Callable[[Span], Iterable[int]]
) -> dict[int, list[Span]]:
    groups: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        for place in places_of(span):
            groups[place].append(span)
    return groups
