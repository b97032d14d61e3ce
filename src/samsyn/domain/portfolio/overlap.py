"""Which initiatives meet at the same time: on one system, or in one narrow role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """An initiative in time: [start, end), what it touches, and its highest share of each role."""

    key: int
    start: date
    end: date
    systems: frozenset[int] = frozenset()
    shares: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two initiatives that meet; on which system, or in which role."""

    first: int
    second: int
    system: int | None = None
    role: int | None = None


def span_of(
    key: int, *, start: date, weeks: int, systems: Iterable[int], shares: Mapping[int, int]
) -> Span:
    """Lay an initiative out in time: an initiative without phases takes one week."""
    end = start + timedelta(weeks=max(weeks, 1))
    return Span(key=key, start=start, end=end, systems=frozenset(systems), shares=shares)


def meetings(
    spans: Iterable[Span], *, known: Collection[frozenset[int]], narrow: Mapping[int, int]
) -> list[Meeting]:
    """Return every pair that meets without anybody having said so.

    known   pairs of keys with a dependency or an agreement to coordinate
    narrow  percent of full time that each bottleneck role has in all
    """
    found: dict[tuple[int, int, str], Meeting] = {}
    for kind, groups in (("system", _by_system(spans)), ("role", _by_role(spans, narrow))):
        for place, group in groups.items():
            for one, other in combinations(sorted(group, key=lambda span: span.key), 2):
                pair = frozenset({one.key, other.key})
                if pair in known or not (one.start < other.end and other.start < one.end):
                    continue
                if kind == "system":
                    meeting = Meeting(one.key, other.key, system=place)
                elif one.shares[place] + other.shares[place] > narrow[place]:
                    meeting = Meeting(one.key, other.key, role=place)
                else:
                    continue
                found.setdefault((one.key, other.key, kind), meeting)
    return list(found.values())


def _by_system(spans: Iterable[Span]) -> dict[int, list[Span]]:
    groups: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        for system in span.systems:
            groups[system].append(span)
    return groups


def _by_role(spans: Iterable[Span], narrow: Mapping[int, int]) -> dict[int, list[Span]]:
    groups: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        for role in span.shares.keys() & narrow.keys():
            groups[role].append(span)
    return groups
