"""Remember which tables have changed, until the rules that watch them have been asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import transaction

from samsyn.apps.checks.models import TouchedTable
from samsyn.apps.checks.queries.rules import (
    RULES_THEMSELVES,
    rules_in_words,
    rules_of,
    tables_watched,
    watching,
)
from samsyn.domain.access.actor import samsyn_for
from samsyn.kernel.rules import all_rules
from samsyn.kernel.tenancy.owned import Catalogue
from samsyn.kernel.tenancy.session import acting_for


@dataclass(frozen=True, slots=True)
class Touched:
    """The tables worth asking about: in this organisation, and in all others too."""

    here: frozenset[str]
    everywhere: frozenset[str]


def touch(organisation_id: int, tables: Collection[str]) -> Touched:
    """Note the changed tables that any rule watches; the rest concern nobody."""
    actor = samsyn_for(organisation_id)
    with acting_for(actor):
        rules = rules_in_words(actor).values()
        watched = RULES_THEMSELVES.union(*(tables_watched(here.rule) for here in rules))
        concerned = frozenset(tables) & watched
        with transaction.atomic():
            TouchedTable.everything.bulk_create(
                [
                    TouchedTable(organisation_id=organisation_id, table_name=table)
                    for table in sorted(concerned)
                ],
                ignore_conflicts=True,
            )
    return Touched(concerned, frozenset(tables) & _shared_tables())


def _shared_tables() -> frozenset[str]:
    """Return the catalogue's tables that rules of the house watch."""
    watched = frozenset[str]().union(*(tables_watched(rule) for rule in all_rules()))
    return watched & _catalogue_tables()


@cache
def _catalogue_tables() -> frozenset[str]:
    return frozenset(m._meta.db_table for m in apps.get_models() if issubclass(m, Catalogue))


def take_touched(organisation_id: int) -> list[str] | None:
    """Take the codes of the rules to ask out of the queue; None stands for all of them.

    What is touched from now on waits for the next run, which will see what this one does not.
    """
    actor = samsyn_for(organisation_id)
    with acting_for(actor):
        waiting = TouchedTable.owned_by(actor)
        taken = list(waiting.values_list("pk", "table_name"))
        waiting.filter(pk__in=[pk for pk, _table in taken]).delete()
        tables = {table for _pk, table in taken}
        if tables & RULES_THEMSELVES:
            return None
        return watching(rules_of(actor).values(), tables)
