"""Migrations are made quickly, and exactly as they are written."""

from __future__ import annotations

from django.core.management import get_commands
from django.db import models
from django.db.migrations import AddConstraint, AddField, RunSQL
from django.db.migrations.state import ModelState, ProjectState

from samsyn.kernel.management.commands.migrate import Together, together


def column(name: str) -> AddField:
    return AddField("thing", name, models.IntegerField(default=0))


def rule(name: str) -> AddConstraint:
    return AddConstraint("thing", models.UniqueConstraint(fields=["id"], name=name))


def test_djangos_command_is_ours() -> None:
    assert get_commands()["migrate"] == "samsyn.kernel"


def test_what_is_alike_and_in_a_row_is_made_together_and_nothing_changes_places() -> None:
    sql = RunSQL("SELECT 1")
    written = [column("a"), column("b"), column("c"), sql, rule("d"), rule("e")]

    made = together([*written])

    assert [type(one) for one in made] == [Together, RunSQL, AddConstraint, AddConstraint]
    assert isinstance(made[0], Together)
    assert [*made[0].operations, *made[1:]] == written


def test_statements_are_never_put_together() -> None:
    written = [RunSQL("SELECT 1"), RunSQL("SELECT 2"), RunSQL("SELECT 3")]

    assert together([*written]) == written


def test_every_change_has_happened_when_the_models_are_looked_at_again() -> None:
    state = ProjectState()
    state.add_model(ModelState("kernel", "Thing", [("id", models.BigAutoField(primary_key=True))]))
    before = state.apps.get_model("kernel", "Thing")

    Together([column("a"), column("b"), column("c")]).state_forwards("kernel", state)

    after = state.apps.get_model("kernel", "Thing")
    assert [field.name for field in before._meta.fields] == ["id"]
    assert [field.name for field in after._meta.fields] == ["id", "a", "b", "c"]
