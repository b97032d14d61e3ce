"""Write a model in The Open Group's exchange format, ArchiMate Model Exchange File 3.1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from samsyn.domain.archimate.model import Diagram, Folder, Model, Property, Words
from samsyn.domain.shared.xml_text import xml_text

NAMESPACE = "http://www.opengroup.org/xsd/archimate/3.0/"
SCHEMA = f"{NAMESPACE} http://www.opengroup.org/xsd/archimate/3.1/archimate3_Diagram.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SPACES: dict[Any, str] = {None: NAMESPACE, "xsi": _XSI}  # the stubs know no default space
_TYPE = f"{{{_XSI}}}type"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def written(model: Model) -> bytes:
    """Return the model as an XML document; the same model is always the same bytes."""
    root = etree.Element(f"{{{NAMESPACE}}}model", nsmap=_SPACES)
    root.set(f"{{{_XSI}}}schemaLocation", SCHEMA)
    root.set("identifier", model.id)
    _say(root, "name", {model.language: model.name})
    _say(root, "documentation", {model.language: model.told} if model.told else {})
    _elements(root, model)
    _relationships(root, model)
    if model.folders:
        tree = _child(root, "organizations")
        for folder in model.folders:
            _folder(tree, folder)
    _definitions(root, model.properties)
    if model.diagram and model.diagram.places:
        _view(root, model, model.diagram)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _elements(root: etree._Element, model: Model) -> None:
    box = _child(root, "elements") if model.things else root
    for thing in model.things:
        element = _child(box, "element", identifier=thing.id)
        element.set(_TYPE, thing.kind)
        _say(element, "name", {model.language: thing.name})
        _say(element, "documentation", {model.language: thing.told} if thing.told else {})
        _properties(element, thing.properties, model.language)


def _relationships(root: etree._Element, model: Model) -> None:
    box = _child(root, "relationships") if model.links else root
    for link in model.links:
        ends = {"identifier": link.id, "source": link.source, "target": link.target}
        element = _child(box, "relationship", **ends)
        element.set(_TYPE, link.kind)
        if link.reach:
            element.set("accessType", link.reach)
        _say(element, "name", {model.language: link.name} if link.name else {})
        _properties(element, link.properties, model.language)


def _properties(element: etree._Element, values: Mapping[str, str], language: str) -> None:
    if not values:
        return
    box = _child(element, "properties")
    for key, value in values.items():
        one = _child(box, "property", propertyDefinitionRef=_property_id(key))
        _say(one, "value", {language: value})


def _definitions(root: etree._Element, properties: Iterable[Property]) -> None:
    known = list(properties)
    if not known:
        return
    box = _child(root, "propertyDefinitions")
    for one in known:
        kind = "number" if one.number else "string"
        definition = _child(box, "propertyDefinition", identifier=_property_id(one.key), type=kind)
        _say(definition, "name", one.words)


def _folder(parent: etree._Element, folder: Folder) -> None:
    item = _child(parent, "item")
    _say(item, "label", folder.words)
    for inner in folder.folders:
        _folder(item, inner)
    for thing in folder.things:
        _child(item, "item", identifierRef=thing)


def _view(root: etree._Element, model: Model, diagram: Diagram) -> None:
    box = _child(_child(root, "views"), "diagrams")
    view = _child(box, "view", identifier=diagram.id, viewpoint="Application Cooperation")
    view.set(_TYPE, "Diagram")
    _say(view, "name", diagram.words)
    size = {"w": str(diagram.width), "h": str(diagram.height)}
    for thing, (x, y) in diagram.places.items():
        place = {"elementRef": thing, "x": str(x), "y": str(y), **size}
        _child(view, "node", identifier=f"{thing}-on-map", **place).set(_TYPE, "Element")
    for link in model.links:
        if link.source in diagram.places and link.target in diagram.places:
            ends = {"source": f"{link.source}-on-map", "target": f"{link.target}-on-map"}
            line = _child(
                view,
                "connection",
                identifier=f"{link.id}-on-map",
                relationshipRef=link.id,
                **ends,
            )
            line.set(_TYPE, "Relationship")


def _property_id(key: str) -> str:
    return f"samsyn-property-{key}"


def _child(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


def _say(parent: etree._Element, name: str, words: Words) -> None:
    for language, text in words.items():
        child = _child(parent, name)
        if language:
            child.set(_LANG, language)
        child.text = xml_text(text)
