"""An installation that has classifications already gets their names, and the scales."""

from __future__ import annotations

from importlib import import_module

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from samsyn.apps.register.models import Classification, ClassificationScale
from samsyn.config.postgres.roles import Doors
from samsyn.kernel.models import Change
from tests.apps.register.conftest import Shelf
from tests.support.builders import Town
from tests.support.database import django_at

MIGRATION = import_module("samsyn.apps.register.migrations.0004_scales")
FORGET = """
    ALTER TABLE register_classification NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE register_classification DISABLE TRIGGER journal;
    UPDATE register_classification SET name = '', sort_key = '';
    ALTER TABLE register_classification ENABLE TRIGGER journal;
    ALTER TABLE register_classification FORCE ROW LEVEL SECURITY;
"""


@pytest.mark.django_db(transaction=True)
def test_old_decisions_are_named_and_scales_come(
    shelf: Shelf, north: Town, as_owner: psycopg.Connection, database_doors: Doors
) -> None:
    for name, visibility in (("Elevakter", "own"), ("Skyddade", "restricted")):
        shelf.classification(shelf.asset(name=name, visibility=visibility))
    as_owner.execute(FORGET)
    with north.looking():
        told_before = Change.everything.count()
    assert database_doors.owner is not None
    with django_at(database_doors.owner, pooled=False), connection.schema_editor() as editor:
        MIGRATION.name_decisions(apps, editor)
        MIGRATION.bring_scales(apps, editor)

    with north.looking():
        rows = list(Classification.everything.order_by("name"))
        assert Change.everything.count() == told_before  # nobody's act, so nobody's history
    assert [row.name for row in rows] == ["Elevakter · 2026-01-01", "Skyddade · 2026-01-01"]
    assert all(row.sort_key for row in rows)
    assert set(ClassificationScale.everything.values_list("code", flat=True)) >= {
        "consequence",
        "four_steps",
    }
    with pytest.raises(psycopg.errors.RaiseException), as_owner.transaction():
        as_owner.execute("UPDATE register_scalestep SET words = 'x'")  # the journal watches again
