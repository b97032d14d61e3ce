"""Build the demonstration into a database of its own, and compare two buildings of it."""

from __future__ import annotations

import sys
import time

from django.apps import apps
from django.db import connection

from samsyn.config.demo import building
from samsyn.config.postgres.roles import Doors
from samsyn.domain.access.actor import samsyn_for
from samsyn.kernel.models import Organisation
from samsyn.kernel.tenancy.owned import Owned
from samsyn.kernel.tenancy.session import acting_for
from tests.support.database import django_at


def load_demo(doors: Doors) -> None:
    """Build everything, and say how long it took."""
    assert doors.owner is not None
    began = time.monotonic()
    with django_at(doors.app), doors.owner.connect() as owner:
        building.build(owner, lambda _name: None)
    sys.stderr.write(f"\nthe demo was built in {time.monotonic() - began:.1f} s\n")


def sizes() -> dict[str, dict[str, int]]:
    """Return by organisation the number of rows in every table whose history is kept.

    What is derived differs with the machine: a plan made in a second is better on a fast one.
    """
    return {slug: _sizes_of(slug) for slug in all_slugs()}


def all_slugs() -> list[str]:
    """Return the addresses of all organisations, in the order they were founded."""
    return list(Organisation.objects.order_by("pk").values_list("slug", flat=True))


def _sizes_of(slug: str) -> dict[str, int]:
    number = Organisation.objects.get(slug=slug).pk
    kept = [m for m in apps.get_models() if issubclass(m, Owned) and m.recorded]
    tables = [model._meta.db_table for model in kept]
    found = {}
    with acting_for(samsyn_for(number)), connection.cursor() as cursor:
        for table in [*tables, "kernel_change"]:
            cursor.execute(
                f'SELECT count(*) FROM "{table}" WHERE organisation_id = %s',  # noqa: S608 - our own table names
                [number],
            )
            found[table] = cursor.fetchone()[0]
    return {table: count for table, count in found.items() if count}
