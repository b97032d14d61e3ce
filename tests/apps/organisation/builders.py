"""People and roles of a believable town, in one line each."""

from __future__ import annotations

from itertools import count

from samsyn.apps.organisation.models import Assignment, Person, Role
from tests.support.builders import Town

_numbers = count(1)


def person(town: Town, name: str = "Anna Berg", **facts: object) -> Person:
    """Return somebody who works in the town."""
    with town.arranging():
        return Person.everything.create(name=name, **facts)


def role(town: Town, name: str = "", **facts: object) -> Role:
    """Return a role of the catalogue."""
    with town.arranging():
        return Role.everything.create(name=name or f"role {next(_numbers)}", **facts)


def holds(town: Town, somebody: Person, held: Role, share: int = 10, **facts: object) -> Assignment:
    """Let somebody hold a role."""
    with town.arranging():
        return Assignment.everything.create(person=somebody, role=held, share=share, **facts)
