"""A written model is valid by The Open Group's schema, the same every time, and keeps the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from samsyn.config.environment import PROJECT
from samsyn.domain.archimate.counting import contents
from samsyn.domain.archimate.model import (
    Diagram,
    Element,
    Folder,
    Link,
    Model,
    Property,
    Reach,
    Relation,
    Thing,
    allowed,
)
from samsyn.domain.archimate.writing import written

SCHEMAS = PROJECT.parent / "shared" / "data" / "archimate"


class _Local(etree.Resolver):
    """Find what the schemas import beside them; nothing is fetched from anywhere."""

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:  # type: ignore[override]  # noqa: ARG002 - lxml's signature
        return self.resolve_filename(  # type: ignore[attr-defined]
            str(SCHEMAS / Path(str(system_url)).name), context
        )


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The schema of the exchange format, where the material is at hand."""
    if not SCHEMAS.is_dir():
        pytest.skip(f"The Open Group's schemas are not in {SCHEMAS}")
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local())
    return etree.XMLSchema(etree.parse(SCHEMAS / "archimate3_Diagram.xsd", parser))


def model(**changed: Any) -> Model:
    said: dict[str, Any] = {
        "id": "samsyn-north",
        "name": "North & <South>",
        "told": "What we know.",
        "language": "sv",
        "things": [
            Thing("a-1", Element.APPLICATION_COMPONENT, "Pupils", "For\x0b school", {"level": "3"}),
            Thing("b-1", Element.DATA_OBJECT, "Grades"),
            Thing("c-1", Element.BUSINESS_ACTOR, "Authority"),
        ],
        "links": [
            Link("l-1", Relation.ACCESS, "a-1", "b-1", reach=Reach.BOTH),
            Link("l-2", Relation.FLOW, "a-1", "c-1", "Grades", properties={"level": "3"}),
        ],
        "properties": [Property("level", {"sv": "Nivå", "en": "Level"}, number=True)],
        "folders": [Folder({"sv": "System", "en": "Systems"}, ["a-1"])],
        "diagram": Diagram("d-1", {"en": "Map"}, {"a-1": (0, 0), "c-1": (200, 40)}),
    }
    return Model(**{**said, **changed})


def test_a_model_is_valid(schema: etree.XMLSchema) -> None:
    schema.assertValid(etree.fromstring(written(model())))


def test_an_empty_register_is_a_valid_model(schema: etree.XMLSchema) -> None:
    empty = model(things=[], links=[], folders=[], diagram=None)

    schema.assertValid(etree.fromstring(written(empty)))


@given(name=st.text(max_size=40), told=st.text(max_size=40), value=st.text(max_size=20))
def test_whatever_people_write_is_valid(
    schema: etree.XMLSchema, name: str, told: str, value: str
) -> None:
    thing = Thing("a-1", Element.BUSINESS_PROCESS, name, told, {"level": value})
    made = model(name=name or "x", things=[thing], links=[], folders=[], diagram=None)

    schema.assertValid(etree.fromstring(written(made)))


def test_what_was_written_is_read_back() -> None:
    found = contents(written(model()))

    assert found.elements == {"ApplicationComponent": 1, "DataObject": 1, "BusinessActor": 1}
    assert found.relations == {"Access": 1, "Flow": 1}
    assert (found.nodes, found.connections) == (2, 1)


def test_the_same_model_is_the_same_bytes() -> None:
    assert written(model()) == written(model())


def test_links_that_the_rules_forbid_are_found() -> None:
    wrong = Link("l-9", Relation.ASSIGNMENT, "a-1", "b-1")

    assert model().breaches() == []
    assert model(links=[wrong]).breaches() == [wrong]


@pytest.mark.parametrize("element", list(Element))
def test_anything_may_be_associated_and_composed_of_its_own_kind(element: Element) -> None:
    assert all(allowed(Relation.ASSOCIATION, element, other) for other in Element)
    assert [o for o in Element if allowed(Relation.COMPOSITION, element, o)] == [element]


def test_nothing_passive_acts() -> None:
    for passive in (Element.DATA_OBJECT, Element.BUSINESS_OBJECT):
        acts = [r for r in Relation if r not in {Relation.ASSOCIATION, Relation.COMPOSITION}]
        assert not any(allowed(r, passive, other) for r in acts for other in Element)
