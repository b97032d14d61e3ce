"""What an ArchiMate model consists of, and which relations its rules allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Words = Mapping[str, str]
"""The same words by language: {"sv": "Kritikalitet", "en": "Criticality"}."""


class Element(StrEnum):
    """The kinds of element that a register has."""

    BUSINESS_ACTOR = "BusinessActor"
    BUSINESS_PROCESS = "BusinessProcess"
    BUSINESS_SERVICE = "BusinessService"
    BUSINESS_OBJECT = "BusinessObject"
    APPLICATION_COMPONENT = "ApplicationComponent"
    DATA_OBJECT = "DataObject"
    SYSTEM_SOFTWARE = "SystemSoftware"
    FACILITY = "Facility"


class Relation(StrEnum):
    """The kinds of relation that a register has."""

    COMPOSITION = "Composition"
    ASSIGNMENT = "Assignment"
    SERVING = "Serving"
    ACCESS = "Access"
    FLOW = "Flow"
    ASSOCIATION = "Association"


class Reach(StrEnum):
    """What an Access does to its object."""

    READ = "Read"
    WRITE = "Write"
    BOTH = "ReadWrite"
    ANY = "Access"


_E = Element
_PASSIVE = frozenset({_E.BUSINESS_OBJECT, _E.DATA_OBJECT})
_ACTIVE = frozenset(_E) - _PASSIVE
_BUSINESS = frozenset({_E.BUSINESS_ACTOR, _E.BUSINESS_PROCESS, _E.BUSINESS_SERVICE})
_TECHNOLOGY = frozenset({_E.SYSTEM_SOFTWARE, _E.FACILITY})
_UPWARDS = {
    _E.FACILITY: _TECHNOLOGY | {_E.APPLICATION_COMPONENT} | _BUSINESS,
    _E.SYSTEM_SOFTWARE: {_E.SYSTEM_SOFTWARE, _E.APPLICATION_COMPONENT} | _BUSINESS,
    _E.APPLICATION_COMPONENT: {_E.APPLICATION_COMPONENT} | _BUSINESS,
}


def allowed(relation: Relation, source: Element, target: Element) -> bool:
    """Tell whether the relation may lead from the one to the other.

    Those that a register needs, of ArchiMate 3.1, appendix B: where two layers meet a technology
    serves what runs on it, since only elements of one kind may be composed of each other.
    """
    match relation:
        case Relation.ASSOCIATION:
            return True
        case Relation.COMPOSITION:
            return source is target
        case Relation.FLOW:
            return source in _ACTIVE and target in _ACTIVE
        case Relation.SERVING:
            return target in _UPWARDS.get(source, frozenset())
        case Relation.ASSIGNMENT:
            return source is _E.BUSINESS_ACTOR and target in _BUSINESS - {_E.BUSINESS_ACTOR}
        case Relation.ACCESS:
            business = source in _BUSINESS and target in _PASSIVE
            return business or (source is _E.APPLICATION_COMPONENT and target is _E.DATA_OBJECT)


@dataclass(frozen=True, slots=True)
class Thing:
    """One element; its id is the same in every export."""

    id: str
    kind: Element
    name: str
    told: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    folder: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One relation between two elements, by their ids."""

    id: str
    kind: Relation
    source: str
    target: str
    name: str = ""
    reach: Reach | None = None
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Property:
    """What a property is called, and whether it holds a number."""

    key: str
    words: Words
    number: bool = False


@dataclass(frozen=True, slots=True)
class Folder:
    """A place in the tree of the model, named in every language."""

    words: Words
    things: Sequence[str]
    folders: Sequence[Folder] = ()


@dataclass(frozen=True, slots=True)
class Diagram:
    """One view: where elements stand, the left upper corner of each; links follow."""

    id: str
    words: Words
    places: Mapping[str, tuple[int, int]]
    width: int = 120
    height: int = 55


@dataclass(frozen=True, slots=True)
class Model:
    """A whole model, ready to be written; `language` is that of names and texts."""

    id: str
    name: str
    told: str
    language: str
    things: Sequence[Thing]
    links: Sequence[Link]
    properties: Sequence[Property]
    folders: Sequence[Folder]
    diagram: Diagram | None = None

    def breaches(self) -> list[Link]:
        """Return the links that ArchiMate does not allow, or whose ends are missing."""
        kinds = {thing.id: thing.kind for thing in self.things}
        return [
            link
            for link in self.links
            if link.source not in kinds
            or link.target not in kinds
            or not allowed(link.kind, kinds[link.source], kinds[link.target])
        ]
