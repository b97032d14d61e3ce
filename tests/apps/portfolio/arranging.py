"""Arrange a believable portfolio in a line or two."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

from samsyn.apps.organisation.public import Assignment, Person, Role
from samsyn.apps.portfolio.models import (
    Benefit,
    Dependency,
    Effort,
    Experiment,
    Initiative,
    InitiativeSystem,
    Phase,
    StopRule,
)
from samsyn.apps.register.models import System
from samsyn.kernel import clock
from tests.support.builders import Town

_numbers = count(1)


def person(town: Town, name: str = "", **columns: object) -> Person:
    """Return somebody who works in the town."""
    with town.arranging():
        return Person.everything.create(name=name or f"Person {next(_numbers)}", **columns)


def role(town: Town, name: str = "") -> Role:
    """Return a role of the catalogue."""
    with town.arranging():
        return Role.everything.create(name=name or f"Role {next(_numbers)}")


def holds(town: Town, who: Person, what: Role, share: int, **columns: object) -> Assignment:
    """Let a person hold a role."""
    with town.arranging():
        return Assignment.everything.create(person=who, role=what, share=share, **columns)


def system(town: Town, name: str = "", **columns: object) -> System:
    """Return a system of the town."""
    with town.arranging():
        return System.everything.create(name=name or f"System {next(_numbers)}", **columns)


def initiative(town: Town, name: str = "", **columns: object) -> Initiative:
    """Return an initiative of the town, a decided prerequisite unless said otherwise."""
    given = {"track": "prerequisite", "state": "decided", "problem": "It hurts.", **columns}
    with town.arranging():
        return Initiative.everything.create(name=name or f"Initiative {next(_numbers)}", **given)


def phase(
    of: Initiative, town: Town, weeks: int, shares: dict[Role, int] | None = None, **columns: object
) -> Phase:
    """Add a phase with its effort at the end of an initiative's work."""
    with town.arranging():
        order = Phase.owned_by(town.administrator).filter(initiative=of).count()
        given = {"name": f"Phase {order + 1}", "order": order, "weeks": weeks, **columns}
        made = Phase.everything.create(initiative=of, **given)
        for needed, share in (shares or {}).items():
            Effort.everything.create(phase=made, role=needed, share=share)
    return made


def benefit(of: Initiative, town: Town, **columns: object) -> Benefit:
    """Add a benefit to an initiative."""
    with town.arranging():
        given = {"name": f"Benefit {next(_numbers)}", **columns}
        return Benefit.everything.create(initiative=of, **given)


def stop_rule(of: Initiative, town: Town, days: int = 30, **columns: object) -> StopRule:
    """Promise to look at an initiative in so many days, or so many days ago."""
    with town.arranging():
        given = {"evidence": f"Figure {next(_numbers)} is seen.", **columns}
        by = clock.today() + timedelta(days=days)
        return StopRule.everything.create(initiative=of, by=by, **given)


def experiment(of: Initiative, town: Town, **columns: object) -> Experiment:
    """Let something be tried out since a week, for three more."""
    with town.arranging():
        begins = clock.today() - timedelta(days=7)
        given = {"hypothesis": f"Belief {next(_numbers)}", "measure": "Minutes", **columns}
        until = begins + timedelta(days=28)
        return Experiment.everything.create(initiative=of, begins=begins, until=until, **given)


def follows(town: Town, before: Initiative, after: Initiative, **columns: object) -> Dependency:
    """Let one initiative wait for another."""
    with town.arranging():
        return Dependency.everything.create(before=before, after=after, **columns)


def touches(town: Town, of: Initiative, what: System) -> None:
    """Let an initiative touch a system."""
    with town.arranging():
        InitiativeSystem.everything.create(initiative=of, system=what)
