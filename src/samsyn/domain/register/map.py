"""The register as a map: what there is, what goes between it, and what is left when one narrows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from samsyn.domain.classification.scales import Aspect

Levels = Mapping[Aspect, int]
NOTHING: Levels = {}
_EEA = """AT AX BE BG CY CZ DE DK EE ES EU FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE
SI SK"""
EEA = frozenset(_EEA.split())
"""Where personal data may go without more ado (GDPR chapter V), with "EU" as people write it."""


class Kind(StrEnum):
    """What can stand on the map."""

    SYSTEM = "system"
    ROUTINE = "routine"
    UNIT = "unit"
    PARTY = "party"


class Tie(StrEnum):
    """What can lead from one to another."""

    FLOW = "flow"
    USE = "use"  # a routine uses a system
    HOST = "host"  # a system runs on another


class Grouping(StrEnum):
    """What nodes may be gathered by."""

    NONE = "none"
    UNIT = "unit"
    SUPPLIER = "supplier"


class Personal(StrEnum):
    """How personal data is; the later the more sensitive."""

    NONE = "none"
    ORDINARY = "ordinary"
    SENSITIVE = "sensitive"


_SENSITIVITY = ["", *Personal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One thing on the map; `assets` are the ids of the information in it."""

    kind: Kind
    pk: int
    name: str
    levels: Levels = field(default_factory=dict)
    personal: str = ""
    outside: bool = False
    unit: int | None = None
    supplier: int | None = None
    stage: str = ""
    criticality: str = ""
    country: str = ""
    assets: frozenset[int] = frozenset()

    @property
    def key(self) -> str:
        """Its name among all nodes: s12, r3, u4, p5."""
        return f"{self.kind[0]}{self.pk}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One flow, use or hosting, from node to node by key."""

    source: str
    target: str
    tie: Tie
    pk: int
    levels: Levels = field(default_factory=dict)
    personal: str = ""
    assets: frozenset[int] = frozenset()
    means: str = ""
    encrypted: str = ""
    leaves: bool = False
    country: str = ""


@dataclass(frozen=True, slots=True)
class RegisterMap:
    """Nodes by key in order of name, edges between them, and the names of what they speak of."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]
    units: Mapping[int, str] = field(default_factory=dict)
    suppliers: Mapping[int, str] = field(default_factory=dict)
    assets: Mapping[int, str] = field(default_factory=dict)
    of_assets: Mapping[int, Levels] = field(default_factory=dict)

    def group_of(self, node: Node, grouping: Grouping) -> int | None:
        """Return the id of the unit or supplier it is gathered with."""
        if grouping is Grouping.UNIT:
            return node.pk if node.kind is Kind.UNIT else node.unit
        return node.supplier if grouping is Grouping.SUPPLIER else None

    def around(self, key: str) -> dict[str, list[Edge]]:
        """Return the edges that come from a node and those that go to it."""
        return {
            "out": [edge for edge in self.edges if edge.source == key],
            "in": [edge for edge in self.edges if edge.target == key],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """What one wants to see; whatever is empty asks for nothing."""

    kinds: frozenset[Kind] = frozenset()
    asset: int = 0
    aspect: Aspect | None = None
    level: int = 0
    personal: str = ""
    leaves: bool = False
    focus: str = ""
    steps: int = 1

    @property
    def narrows(self) -> bool:
        """Tell whether anything is left out."""
        return self != replace(Sieve(), aspect=self.aspect, steps=self.steps)

    def passes(self, thing: Node | Edge) -> bool:
        """Tell whether a node or an edge is what one looks for, by itself."""
        outside = thing.outside if isinstance(thing, Node) else thing.leaves
        return (
            (not self.asset or self.asset in thing.assets)
            and (not self.level or (height(thing.levels, self.aspect) or 0) >= self.level)
            and (not self.personal or sensitivity(thing.personal) >= sensitivity(self.personal))
            and (not self.leaves or outside)
        )

    def sift(self, whole: RegisterMap) -> RegisterMap:
        """Return what is left: edges that pass, their ends, and nodes that pass by themselves."""
        nodes = {
            key: node
            for key, node in whole.nodes.items()
            if not self.kinds or node.kind in self.kinds
        }
        within = [e for e in whole.edges if e.source in nodes and e.target in nodes]
        edges = [e for e in within if self.passes(e)]
        ends = {end for e in edges for end in (e.source, e.target)}
        kept = {k for k, n in nodes.items() if k in ends or self.passes(n)}
        if self.focus:
            kept = neighbourhood(self.focus, kept, edges, self.steps) | (
                {self.focus} & set(whole.nodes)
            )
        return replace(
            whole,
            nodes={key: node for key, node in whole.nodes.items() if key in kept},
            edges=tuple(e for e in edges if e.source in kept and e.target in kept),
        )


def neighbourhood(key: str, among: set[str], edges: Iterable[Edge], steps: int) -> set[str]:
    """Return what is at most so many steps from a node, whichever way the edges lead."""
    beside: dict[str, set[str]] = {}
    for edge in edges:
        beside.setdefault(edge.source, set()).add(edge.target)
        beside.setdefault(edge.target, set()).add(edge.source)
    found = {key} & among
    rim = set(found)
    for _step in range(steps):
        rim = {other for one in rim for other in beside.get(one, ())} & among - found
        found |= rim
    return found


def height(levels: Levels, aspect: Aspect | None = None) -> int | None:
    """Return the level of an aspect, or the highest of all; None where nobody has judged it."""
    if aspect is not None:
        return levels.get(aspect)
    return max(levels.values(), default=None)


def highest(several: Iterable[Levels]) -> dict[Aspect, int]:
    """Return the highest level of each aspect."""
    found: dict[Aspect, int] = {}
    for levels in several:
        for aspect, level in levels.items():
            found[aspect] = max(level, found.get(aspect, level))
    return found


def sensitivity(personal: str) -> int:
    """Return how sensitive personal data is, -1 where nobody has said."""
    return _SENSITIVITY.index(personal) - 1 if personal in _SENSITIVITY else -1


def most_sensitive(several: Iterable[str]) -> str:
    """Return the most sensitive of these."""
    return max(several, key=sensitivity, default="")


def is_outside(country: str) -> bool:
    """Tell whether a country is known and not in the EEA."""
    return bool(country) and country.upper() not in EEA
