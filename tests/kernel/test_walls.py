"""Who sees a row, who may write it, and what an error may tell: asked of PostgreSQL itself."""

from __future__ import annotations

import psycopg
import pytest
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import ProtectedError

from samsyn.apps.organisation.models import Person, Unit
from samsyn.domain.access.permissions import AccessRole, Permission
from samsyn.kernel.tenancy.owned import Visibility
from samsyn.kernel.tenancy.session import THE_PUBLIC, Standing, acting_for
from tests.support.builders import Town

LEVELS = [str(level) for level in Visibility]


def _units(town: Town, *names: str, **columns: object) -> list[Unit]:
    with town.arranging():
        return [Unit.everything.create(name=name, **columns) for name in names]


def _raw_names(standing: Standing) -> set[str]:
    """Read below Django, as the application's own role, in an organisation's standing."""
    with acting_for(standing), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM organisation_unit")
        return {name for (name,) in cursor}


def _of_each_level(town: Town) -> None:
    for level in LEVELS:
        _units(town, level, visibility=level)


def test_each_visibility_reaches_as_far_as_it_says(
    north: Town, south: Town, far: Town, alliance: Town
) -> None:
    _of_each_level(north)
    shared = {"federation", "public"}

    assert _raw_names(Standing(str(north.id), "1", "on")) == set(LEVELS)
    assert _raw_names(Standing(str(north.id), "1", "")) == set(LEVELS) - {"restricted"}
    for neighbour in (south, alliance):
        assert _raw_names(Standing(str(neighbour.id), "1", "on")) == shared
    for stranger in (str(far.id), str(THE_PUBLIC)):
        assert _raw_names(Standing(stranger, "1", "on")) == {"public"}
    assert _raw_names(Standing()) == set()


def test_the_query_layer_says_the_same_as_the_database(north: Town, south: Town, far: Town) -> None:
    _of_each_level(north)
    with acting_for(north.administrator):  # the widest standing: what the second wall lets pass
        for actor in (
            north.administrator,
            north.person(AccessRole.READER),
            north.person(AccessRole.SECURITY),
        ):
            seen = set(Unit.visible_to(actor).values_list("name", flat=True))
            closed = set() if actor.may(Permission.RESTRICTED_READ) else {"restricted"}
            assert seen == set(LEVELS) - closed
    for neighbour, expected in ((south, {"federation", "public"}), (far, {"public"})):
        with acting_for(neighbour.administrator):
            seen = set(Unit.visible_to(neighbour.administrator).values_list("name", flat=True))
            assert seen == expected
            assert not Unit.owned_by(neighbour.administrator).exists()


def test_a_membership_that_ended_shares_no_more(
    north: Town, south: Town, as_owner: psycopg.Connection
) -> None:
    _units(north, "shared", visibility="federation")
    seeing = Standing(str(south.id), "1", "on")
    before = _raw_names(seeing)
    as_owner.execute(
        "UPDATE kernel_membership SET until = current_date - 1 WHERE member_id = %s", [south.id]
    )
    try:
        assert (before, _raw_names(seeing)) == ({"shared"}, set())
    finally:
        as_owner.execute("UPDATE kernel_membership SET until = NULL")


def test_nothing_said_is_nothing_written(north: Town) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Unit.everything.create(name="Ghost", organisation_id=north.id)


def test_a_neighbours_row_can_be_read_but_not_written(north: Town, south: Town) -> None:
    (unit,) = _units(north, "Payroll", visibility="public")

    with south.arranging():
        assert Unit.everything.filter(pk=unit.pk).update(name="Ours") == 0
        assert Unit.everything.filter(pk=unit.pk).delete()[0] == 0
        assert not Unit.everything.select_for_update().filter(pk=unit.pk).exists()
        with pytest.raises(ProgrammingError), transaction.atomic():
            Unit.everything.bulk_create([Unit(name="Gift", organisation_id=north.id)])
    with north.arranging(), pytest.raises(ProgrammingError), transaction.atomic():
        Unit.everything.update(organisation_id=south.id)


def test_a_link_stays_at_home_and_its_error_tells_nothing(north: Town, south: Town) -> None:
    (theirs,) = _units(north, "Payroll", visibility="public")
    errors = []
    for pk in (theirs.pk, 999_999):
        with pytest.raises(IntegrityError) as error:
            _spy(south, pk)
        errors.append(str(error.value).replace(str(pk), "?"))

    assert errors[0] == errors[1]


def _spy(town: Town, unit: int) -> None:
    with town.arranging():
        Person.everything.bulk_create([Person(name="Spy", unit_id=unit)])
        connection.check_constraints()


def test_a_name_taken_next_door_is_free_here_and_errors_keep_values_to_themselves(
    north: Town, south: Town
) -> None:
    _units(north, "Payroll")
    _units(south, "Payroll")

    with pytest.raises(IntegrityError) as error:
        _units(south, "Payroll")
    assert "Payroll" not in str(error.value)


def test_what_others_stand_on_cannot_be_deleted(north: Town) -> None:
    (unit,) = _units(north, "Payroll")
    with north.arranging():
        Person.everything.create(name="Anna", unit=unit)
        with pytest.raises(ProtectedError):
            unit.delete()


@pytest.mark.django_db(transaction=True)
def test_a_table_made_by_hand_is_found(as_owner: psycopg.Connection) -> None:
    as_owner.execute("CREATE TABLE stray (organisation_id bigint)")
    try:
        with pytest.raises(Exception, match="stray has no wall"):
            call_command("check", databases=["default"])
    finally:
        as_owner.execute("DROP TABLE stray")
