"""A January in English in which the clock stands still, and a small portfolio."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from samsyn.apps.organisation.public import Role
from samsyn.domain.scheduling.solve import warm_up
from samsyn.kernel import clock
from tests.apps.portfolio import arranging as a
from tests.apps.roadmap.arranging import NOON
from tests.support.builders import Town


@pytest.fixture(autouse=True)
def _it_is_january() -> Iterator[None]:
    with clock.stopped_at(NOON), translation.override("en"):
        yield


@pytest.fixture(scope="session")
def compiled() -> None:
    """Let the engine's first, slow minute be nobody's."""
    warm_up()


@pytest.fixture
def security(north: Town) -> Role:
    """A role that Anna alone holds, for 10 per cent."""
    role = a.role(north, "Security coordinator")
    a.holds(north, a.person(north, "Anna Berg"), role, 10)
    return role


@pytest.fixture
def lead(north: Town) -> Role:
    """A role that Bo holds for 80 per cent."""
    role = a.role(north, "Project lead")
    a.holds(north, a.person(north, "Bo Ek", working_share=80), role, 80)
    return role
