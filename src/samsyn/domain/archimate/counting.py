"""Read a model back far enough to tell what is in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lxml import etree

from samsyn.domain.archimate.writing import NAMESPACE

_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


@dataclass(frozen=True, slots=True)
class Contents:
    """How many there are of each kind of element and relation, and what stands in the view."""

    elements: Counter[str]
    relations: Counter[str]
    nodes: int
    connections: int
    ids: frozenset[str]


def contents(document: bytes) -> Contents:
    """Count what is in an exchange file; nothing outside the document is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(document, parser)
    return Contents(
        elements=Counter(one.get(_TYPE, "") for one in _all(root, "element")),
        relations=Counter(one.get(_TYPE, "") for one in _all(root, "relationship")),
        nodes=len(_all(root, "node")),
        connections=len(_all(root, "connection")),
        ids=frozenset(str(one.get("identifier")) for one in root.iter() if one.get("identifier")),
    )


def _all(root: etree._Element, name: str) -> list[etree._Element]:
    return list(root.iter(f"{{{NAMESPACE}}}{name}"))
