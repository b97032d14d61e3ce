"""What most tests of data protection begin with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import pytest
from django.test import Client
from django.utils import translation

from samsyn.apps.data_protection.models import (
    ActivitySubjects,
    ControllerDetails,
    Oversight,
    ProcessingActivity,
    ProcessorTerms,
    Purpose,
    SubProcessor,
)
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock
from samsyn.kernel.tenancy.owned import Noun
from tests.apps.register.conftest import Shelf, signed_in
from tests.support.builders import Town

M = TypeVar("M", bound=Noun)
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def the_day() -> Iterator[None]:
    """Let it be 22 November 2026 among people who read English."""
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)), translation.override("en"):
        yield


class Desk(Shelf):
    """Arranges rows of the register and of data protection in one town."""

    def row(self, model: type[M], **said: Any) -> M:
        """Make one row inside an act."""
        with self.town.arranging():
            made = model(organisation_id=self.town.id, **said)
            made.save()
        return made

    def activity(self, **said: Any) -> ProcessingActivity:
        """Make a processing activity."""
        said.setdefault("name", "Grades")
        links = {name: said.pop(name) for name in ("systems", "assets", "agreements")
                 if name in said}  # fmt: skip
        made = self.row(ProcessingActivity, **said)
        with self.town.arranging():
            for name, rows in links.items():
                getattr(made, name).set(rows)
        return made

    def purpose(self, activity: ProcessingActivity, **said: Any) -> Purpose:
        """Make a purpose of an activity."""
        said.setdefault("text", "To grade pupils")
        said.setdefault("visibility", activity.visibility)
        return self.row(Purpose, activity=activity, **said)

    def people(self, activity: ProcessingActivity, **said: Any) -> ActivitySubjects:
        """Make a group of people in an activity."""
        said = {"name": "Pupils", "categories": "Name, grades", **said}
        return self.row(ActivitySubjects, activity=activity, **said)

    def controller(self, **said: Any) -> ControllerDetails:
        """Describe a controller."""
        said = {"name": "North municipality", "dpo_name": "Dag Ombud", **said}
        return self.row(ControllerDetails, **said)

    def dpa(self, *systems: Any, **said: Any) -> Any:
        """Make a data-processing agreement in force."""
        said = {"kind": "dpa", "signed_on": date(2025, 1, 1), "ongoing": True,
                "valid_from": date(2025, 1, 1), **said}  # fmt: skip
        return self.agreement(*systems, **said)

    def terms(self, agreement: Any, **said: Any) -> ProcessorTerms:
        """Write down the terms of an agreement."""
        return self.row(ProcessorTerms, agreement=agreement, **said)

    def sub_processor(self, agreement: Any, **said: Any) -> SubProcessor:
        """Name a sub-processor."""
        said.setdefault("name", "Moln Inc")
        return self.row(SubProcessor, agreement=agreement, **said)

    def oversight(self, agreement: Any, **said: Any) -> Oversight:
        """Plan or do an oversight."""
        said = {"method": "isae_3000", "planned_on": TODAY, **said}
        return self.row(Oversight, agreement=agreement, **said)


@pytest.fixture
def desk(north: Town) -> Desk:
    """The town a test is about."""
    return Desk(north)


@pytest.fixture
def client(north: Town) -> Client:
    """Somebody who may do everything in north."""
    return signed_in(north, AccessRole.ADMINISTRATOR)
