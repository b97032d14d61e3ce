"""History is written by the database, read like the row, and never rewritten."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from samsyn.kernel.models import Access, Act, Change, User
from samsyn.kernel.tenancy.session import acting_for
from tests.support.builders import Town


def test_a_recorded_table_refuses_what_nobody_answers_for(north: Town) -> None:
    user = User.objects.create_user("a@north.example", name="A")
    with (
        north.looking(),
        pytest.raises(ProgrammingError, match="outside a use-case"),
        transaction.atomic(),
    ):
        Access.everything.create(user=user, role="reader")


def test_bulk_and_raw_writes_are_told_with_their_act(north: Town) -> None:
    users = [User.objects.create_user(f"{n}@north.example", name=n) for n in ("a", "b")]
    with north.arranging() as act:
        Access.everything.bulk_create([Access(user=u, role="reader") for u in users])
        with connection.cursor() as cursor:
            cursor.execute("UPDATE kernel_access SET role = 'security'")
        Access.everything.all().delete()
    with north.looking():
        told = Change.visible_to(north.administrator).filter(act=act).order_by("id")
        assert [change.kind for change in told] == ["insert"] * 2 + ["update"] * 2 + ["delete"] * 2
        assert told[2].before == {"role": "reader"}
        assert told[2].after == {"role": "security"}


def test_history_is_only_ever_added_to_and_only_by_the_database(north: Town) -> None:
    with north.arranging() as act:
        pass
    for forgery in (
        lambda: Act.everything.filter(pk=act.pk).update(name="other"),
        lambda: Change.everything.all().delete(),
        lambda: Change.everything.create(
            act=act, table_name="x", row_id=1, kind="insert", at=act.at, organisation_id=north.id
        ),
    ):
        with north.looking(), pytest.raises(ProgrammingError), transaction.atomic():
            forgery()


def test_a_neighbour_reads_neither_acts_nor_changes(north: Town, south: Town) -> None:
    north.user()
    with acting_for(south.administrator):
        assert not Act.everything.filter(organisation_id=north.id).exists()
        assert not Change.everything.filter(organisation_id=north.id).exists()
