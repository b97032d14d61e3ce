"""A reset puts all back as it was, and touches nobody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from samsyn.apps.register.models import System
from samsyn.config.demo import building, resetting
from samsyn.config.postgres.roles import Doors
from samsyn.kernel.models import Organisation
from tests.support.builders import Town
from tests.support.database import copied_database, copied_demo, django_at, server
from tests.support.demo import all_slugs, load_demo, sizes


@pytest.fixture
def copy(database_doors: Doors, django_db_blocker: DjangoDbBlocker) -> Iterator[Doors]:
    """A demonstration that may be spoilt."""
    with (
        django_db_blocker.unblock(),
        server() as admin,
        copied_demo(admin, load_demo, "again") as doors,
        django_at(doors.app),
    ):
        yield doors


def test_a_reset_builds_the_same_again_and_leaves_others_alone(copy: Doors) -> None:
    assert copy.owner is not None
    before = sizes()
    with copy.owner.connect() as owner:
        other = Town(owner, "far", name="Långtborta")
        with other.arranging():
            System.everything.create(organisation_id=other.id, name="Vårt eget")
        edskog = Organisation.objects.get(slug="edskog")
        town = Town(owner, edskog.slug, name=edskog.name)
        with town.arranging():
            System.everything.create(organisation_id=edskog.pk, name="Spår av en besökare")
        built = building.load(owner, lambda _name: None, reset=True)

    after = sizes()
    others = after.pop("far")
    assert built is True
    assert differences(before, after) == {}
    assert others == {"kernel_change": 1, "register_system": 1}


def test_an_organisation_that_only_has_the_name_is_left_alone(
    database_doors: Doors, django_db_blocker: DjangoDbBlocker
) -> None:
    with (
        django_db_blocker.unblock(),
        server() as admin,
        copied_database(admin, "real") as doors,
        django_at(doors.app),
    ):
        assert doors.owner is not None
        with doors.owner.connect() as owner:
            real = Town(owner, "granmo", name="Granmo på riktigt")
            with real.arranging():
                System.everything.create(organisation_id=real.id, name="Vårt eget")
            resetting.empty(owner)

        assert all_slugs() == ["granmo"]


def test_towns_for_measurements_are_built_fast_and_alike(
    database_doors: Doors, django_db_blocker: DjangoDbBlocker
) -> None:
    with (
        django_db_blocker.unblock(),
        server() as admin,
        copied_database(admin, "scale") as doors,
        django_at(doors.app),
    ):
        assert doors.owner is not None
        with doors.owner.connect() as owner:
            building.build_scaled(owner, 2, lambda _name: None)
            building.build_scaled(owner, 2, lambda _name: None)
        one, other = sizes().values()

    assert one["register_system"] == other["register_system"] == 65


def differences(
    before: dict[str, dict[str, int]], after: dict[str, dict[str, int]]
) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the tables whose number of rows differs, so that a failure says which."""
    tables = {(slug, table) for slug in before | after for table in _at(before, after, slug)}
    pairs = {
        key: tuple(s.get(key[0], {}).get(key[1], 0) for s in (before, after)) for key in tables
    }
    return {key: (one, other) for key, (one, other) in sorted(pairs.items()) if one != other}


def _at(before: dict[str, dict[str, int]], after: dict[str, dict[str, int]], slug: str) -> set[str]:
    return set(before.get(slug, {})) | set(after.get(slug, {}))
