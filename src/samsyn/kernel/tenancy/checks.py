"""`check` refuses a model, and `check --database default` a table, with a gap in its walls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import connections, models

from samsyn.kernel.tenancy.owned import is_owned

_GAPS = """
    SELECT c.oid::regclass::text FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organisation_id'
    WHERE c.relnamespace = 'public'::regnamespace
      AND c.relname <> 'kernel_apitoken'  -- read by its digest before anybody is known
      AND (
      c.relkind = 'm'  -- a materialised view knows no row security
      OR (c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false))
      OR (c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND 4 <=
          (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid))))
    UNION ALL
    SELECT 'role ' || rolname FROM pg_roles
    WHERE rolname = %s AND (rolsuper OR rolbypassrls)
"""


@checks.register(checks.Tags.models)
def owned_models_keep_to_themselves(**_options: object) -> list[checks.CheckMessage]:
    """Find what row security cannot mend: hidden tables, telling errors, open windows."""
    return [checks.Error(gap, id="tenancy.E001") for m in apps.get_models() for gap in _gaps(m)]


@checks.register(checks.Tags.database)
def owned_tables_are_walled(
    databases: Sequence[str] | None = None, **_options: object
) -> list[checks.CheckMessage]:
    """Ask the database itself, so that a table made by hand is found too."""
    gaps: list[checks.CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute(_GAPS, [settings.SAMSYN_APP_ROLE])
            gaps += [checks.Error(f"{name} has no wall", id="tenancy.E002") for (name,) in cursor]
    return gaps


def _gaps(model: type[models.Model]) -> Iterator[str]:
    return _gaps_of_an_owned(model) if is_owned(model) else _gaps_of_a_shared(model)


def _gaps_of_a_shared(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.local_fields:
        target = field.related_model
        soft = not getattr(field, "db_constraint", True)
        if isinstance(target, type) and is_owned(target) and not soft:
            yield f"{model._meta.label}.{field.name} points from a shared table at an owned one"


def _gaps_of_an_owned(model: type[models.Model]) -> Iterator[str]:
    meta = model._meta
    for many in meta.local_many_to_many:
        if not is_owned(many.remote_field.through):  # type: ignore[arg-type]
            yield f"{meta.label}.{many.name} needs `through=` an owned model"
    for field in meta.local_fields:
        if field.unique and not field.primary_key:
            yield f"{meta.label}.{field.name} is unique across organisations"
    for rule in meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and "organisation" not in rule.fields:
            yield f"{rule.name} is unique across organisations"
