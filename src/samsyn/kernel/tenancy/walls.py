"""What every table gets from the database, as Django constraints: migrations write them down.

`build` runs once at start-up, so no model can forget its walls, its history or its place in the
search box, and `makemigrations --check` notices any table that lacks one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import BaseConstraint, ForeignKey, Model

from samsyn.kernel.tenancy.owned import Catalogue, Owned, is_owned

Editor = BaseDatabaseSchemaEditor
Quote = Callable[[str], str]
_MINE = (
    "organisation_id = (SELECT tenancy_me())"
    " AND (visibility <> 'restricted' OR (SELECT tenancy_restricted()))"
)
# Scalar subselects run once per query, not once per row: 60 ms instead of 7,500.
_SHARED = (
    "(visibility IN ('federation', 'public')"
    " AND organisation_id = ANY ((SELECT tenancy_circle())::bigint[]))"
    " OR (visibility = 'public' AND (SELECT tenancy_me()) IS NOT NULL)"
)


class Wall(BaseConstraint):
    """A rule that lives in PostgreSQL; the ORM neither sees nor checks it."""

    options: ClassVar[tuple[str, ...]] = ()

    def constraint_sql(self, model: type[Model] | None, schema_editor: Editor | None) -> str:
        """Build after the tables of this migration stand: links need both ends."""
        if model is None or schema_editor is None:
            return ""
        schema_editor.deferred_sql.append(self.sql(model, schema_editor.quote_name))
        return ""

    def create_sql(self, model: type[Model] | None, schema_editor: Editor | None) -> str:
        """Do the same when added to a table that exists already."""
        return self.constraint_sql(model, schema_editor)

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, object]]:
        """Write down what makes this wall differ from another of its kind."""
        path, _args, options = super().deconstruct()
        return path, (), {**options, **{name: getattr(self, name) for name in self.options}}

    def __eq__(self, other: object) -> bool:
        """Compare what a migration would write: without this every run would rebuild walls."""
        return isinstance(other, Wall) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__

    def validate(self, *_args: object, **_options: object) -> None:
        """Leave the verdict to PostgreSQL."""

    def sql(self, model: type[Model], quote: Quote) -> str:
        """Return the statements that raise this wall."""
        raise NotImplementedError


class RowSecurity(Wall):
    """Read what you may see, write what is yours.

    append_only   the application may add rows and never change them
    catalogue_too rows without an organisation tell about the catalogue, and are seen by all
    also          one more reason to read a row, in SQL
    mine          which rows are mine, in SQL, where belonging to the organisation is not enough
    """

    options = ("append_only", "catalogue_too", "also", "mine")

    def __init__(
        self,
        *,
        name: str,
        append_only: bool = False,
        catalogue_too: bool = False,
        also: str = "",
        mine: str = "",
    ) -> None:
        super().__init__(name=name)
        self.append_only, self.catalogue_too, self.also = append_only, catalogue_too, also
        self.mine = mine

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, object]]:
        """Leave out what is usual: most walls were written down before `mine` could be said."""
        path, args, options = super().deconstruct()
        return path, args, {k: v for k, v in options.items() if k != "mine" or v}

    def sql(self, model: type[Model], quote: Quote) -> str:
        """Return the four policies; the owner of the table is bound by them too (FORCE)."""
        table = quote(model._meta.db_table)
        mine = self.mine or _MINE
        if self.catalogue_too:
            mine = f"({mine}) OR organisation_id IS NULL"
        seen = f"{mine} OR {_SHARED}" + (f" OR {self.also}" if self.also else "")
        return f"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
            CREATE POLICY tenancy_read ON {table} FOR SELECT USING ({seen});
            CREATE POLICY tenancy_insert ON {table} FOR INSERT WITH CHECK ({mine});
            CREATE POLICY tenancy_update ON {table} FOR UPDATE USING ({mine}) WITH CHECK ({mine});
            CREATE POLICY tenancy_delete ON {table} FOR DELETE USING ({mine});
            {self._append_only(table)}"""

    def _append_only(self, table: str) -> str:
        role = settings.SAMSYN_APP_ROLE
        return f"REVOKE UPDATE, DELETE ON {table} FROM {role};" if self.append_only else ""

    def remove_sql(self, model: type[Model] | None, _editor: Editor | None) -> str:
        """Drop the policies; what is left is a table closed to everybody."""
        table = _table(model)
        acts = ("read", "insert", "update", "delete")
        return "".join(f'DROP POLICY tenancy_{act} ON "{table}";' for act in acts)


class Link(Wall):
    """A foreign key between owned tables: composite, so that it stays in the organisation."""

    options = ("field",)

    def __init__(self, *, name: str, field: str) -> None:
        super().__init__(name=name)
        self.field = field

    def sql(self, model: type[Model], quote: Quote) -> str:
        """Return the key; FORCE is lifted meanwhile, or dangling rows would pass unseen."""
        link = model._meta.get_field(self.field)
        there = quote(link.related_model._meta.db_table)  # type: ignore[union-attr]
        here, column = quote(model._meta.db_table), quote(str(link.column))  # type: ignore[union-attr]
        return f"""
            ALTER TABLE {here} NO FORCE ROW LEVEL SECURITY;
            ALTER TABLE {there} NO FORCE ROW LEVEL SECURITY;
            ALTER TABLE {here} ADD CONSTRAINT {quote(self.name)}
                FOREIGN KEY (organisation_id, {column})
                REFERENCES {there} (organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
            ALTER TABLE {here} FORCE ROW LEVEL SECURITY;
            ALTER TABLE {there} FORCE ROW LEVEL SECURITY;"""

    def remove_sql(self, model: type[Model] | None, _editor: Editor | None) -> str:
        """Drop the key."""
        return f'ALTER TABLE "{_table(model)}" DROP CONSTRAINT "{self.name}"'


class Recorded(Wall):
    """Every change of a row is told in the history, and refused outside a use-case."""

    def sql(self, model: type[Model], quote: Quote) -> str:
        """Return the trigger that writes `kernel_change`."""
        return (
            f"CREATE TRIGGER journal AFTER INSERT OR UPDATE OR DELETE ON"
            f" {quote(model._meta.db_table)} FOR EACH ROW EXECUTE FUNCTION journal_write();"
        )

    def remove_sql(self, model: type[Model] | None, _editor: Editor | None) -> str:
        """Drop the trigger."""
        return f'DROP TRIGGER journal ON "{_table(model)}"'


class Searchable(Wall):
    """The row can be found in the search box by the words of these columns."""

    options = ("fields",)

    def __init__(self, *, name: str, fields: tuple[str, ...]) -> None:
        super().__init__(name=name)
        self.fields = tuple(fields)

    def sql(self, model: type[Model], quote: Quote) -> str:
        """Return the trigger that keeps `kernel_searchentry`; the first column is the title."""
        columns = ", ".join(f"'{_column(model, name)}'" for name in self.fields)
        return (
            f"CREATE TRIGGER searchable AFTER INSERT OR UPDATE OR DELETE ON"
            f" {quote(model._meta.db_table)} FOR EACH ROW EXECUTE FUNCTION search_write({columns});"
        )

    def remove_sql(self, model: type[Model] | None, _editor: Editor | None) -> str:
        """Drop the trigger."""
        return f'DROP TRIGGER searchable ON "{_table(model)}"'


def build() -> None:
    """Give every model its walls, and take away the single-column keys they replace."""
    for model in apps.get_models():
        if issubclass(model, Owned | Catalogue):
            model._meta.constraints = [*model._meta.constraints, *_walls(model)]
            model._meta.original_attrs["constraints"] = model._meta.constraints


def _walls(model: type[Owned | Catalogue]) -> list[BaseConstraint]:
    walls: list[BaseConstraint] = []
    if is_owned(model):
        has_own = any(isinstance(rule, RowSecurity) for rule in model._meta.constraints)
        walls += [] if has_own else [RowSecurity(name=_name(model, "rls"))]
        walls.append(
            models.UniqueConstraint(fields=["organisation", "id"], name=_name(model, "own"))
        )
        walls += _links(model)
    if model.recorded:
        walls.append(Recorded(name=_name(model, "journal")))
    if model.search_fields:
        walls.append(Searchable(name=_name(model, "search"), fields=model.search_fields))
    return walls


def _links(model: type[Owned | Catalogue]) -> list[BaseConstraint]:
    links: list[BaseConstraint] = []
    for field in model._meta.local_fields:
        target = field.related_model
        if isinstance(field, ForeignKey) and isinstance(target, type) and is_owned(target):
            field.db_constraint = False  # type: ignore[attr-defined] # else its error would tell a neighbour's row from no row
            links.append(Link(name=_name(model, field.name), field=field.name))
    return links


def _column(model: type[Model], name: str) -> str:
    return str(model._meta.get_field(name).column)  # type: ignore[union-attr]


def _table(model: type[Model] | None) -> str:
    return model._meta.db_table if model else ""


def _name(model: type[Model], end: str) -> str:
    return re.sub(r"\W", "_", f"{model._meta.db_table}_{end}_wall")[-63:]
