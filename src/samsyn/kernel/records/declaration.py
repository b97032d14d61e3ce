"""What a room says once about a noun; list, page, forms, import, export, REST and search follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Expression, Model, Q
from django.forms import ModelForm
from django.http import Http404
from django.urls import get_script_prefix, reverse
from django_stubs_ext import StrOrPromise

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.asking import Asking
from samsyn.kernel.navigation import Menu, MenuItem, add_to_menu
from samsyn.kernel.tenancy.owned import Catalogue, Owned

Tones = Mapping[str, str]
Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that belong together, under one heading on the page and in the form.

    A folded group is out of the way until somebody has filled in something of it. Of the links in
    a group with `one_of` exactly one is given; forms ask for it by one choice of that name.
    """

    label: StrOrPromise
    fields: tuple[str, ...]
    folded: bool = False
    one_of: str = ""


@dataclass(frozen=True, slots=True)
class Computed:
    """A column that the database works out: `expression(actor)` annotates the list's query."""

    name: str
    label: StrOrPromise
    expression: Callable[[Actor], Expression]
    kind: str = "number"


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the record page that a room writes itself; one that is `first` is above the facts.

    `context` yields what it asks, so that all parts of the page ask in one round trip; see
    `kernel.asking`. The row's links are there from the first answer on.
    """

    template: str
    context: Callable[[Actor, Any], Asking[Facts | None] | Facts | None]
    first: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """A button on the record page, leading to a page of the room; `shown` may hide it."""

    label: StrOrPromise
    url_name: str
    permission: Permission
    shown: Callable[[Any], bool] = lambda _instance: True
    primary: bool = False


@dataclass(frozen=True, kw_only=True)
class Record:
    """One noun. Field names are the model's; `columns` and `filters` are the list's defaults."""

    model: type[Owned | Catalogue]
    slug: str
    menu: Menu | None
    read: Permission
    write: Permission
    columns: tuple[str, ...]
    groups: tuple[Group, ...]
    filters: tuple[str, ...] = ()
    computed: tuple[Computed, ...] = ()
    key: tuple[str, ...] = ("name",)
    #: Several such keys of references, any of which finds the record; instead of `key`.
    keys: tuple[tuple[str, ...], ...] = ()
    #: Fields that, where a file fills them, tell apart what the keys alone would not.
    told_apart_by: tuple[str, ...] = ()
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tones: Mapping[str, Tones] = field(default_factory=dict)
    panels: tuple[Panel, ...] = ()
    actions: tuple[Action, ...] = ()
    #: Buttons above the list; their pages take no row.
    list_actions: tuple[Action, ...] = ()
    form: type[ModelForm[Any]] | None = None
    intro: StrOrPromise = ""
    empty: StrOrPromise = ""
    order: int = 50
    #: The heading that the menu folds it under, where it stands with others.
    under: StrOrPromise = ""
    importable: bool = True
    #: Whether people make rows themselves; where not, an act of the room does: no New, no POST.
    made_by_hand: bool = True
    #: Whether a row may be changed or deleted at all; where not, an act wrote it once and for ever.
    writable: bool = True
    #: Called inside the act after rows were made, or were changed: (actor, rows, created).
    after_save: Callable[[Actor, Sequence[Any], bool], None] | None = None
    #: Says what an act of its own would object to when a file changes a row instead:
    #: (actor, the row as it would be, its values before) to (field, sentence).
    check_change: Callable[[Actor, Any, Mapping[str, Any]], Iterable[tuple[str, str]]] | None = None
    #: What the words of a field are understood as, told beside them before a file is taken.
    read_as: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    #: Which rows have had their day, so that nobody is asked whether they are still true:
    #: (today) to a condition.
    over: Callable[[date], Q] | None = None
    #: Not offered as relation on other records' pages.
    hidden_relations: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What one of them is called."""
        return str(self.model._meta.verbose_name)

    @property
    def title_plural(self) -> str:
        """What several of them are called."""
        return str(self.model._meta.verbose_name_plural)

    @property
    def owned(self) -> bool:
        """Tell whether each row belongs to one organisation."""
        return issubclass(self.model, Owned)

    @property
    def field_names(self) -> tuple[str, ...]:
        """All fields of the page, in order."""
        return tuple(name for group in self.groups for name in group.fields)


_BY_SLUG: dict[str, Record] = {}
_BY_MODEL: dict[type[Model], Record] = {}


def register(*records: Record) -> None:
    """Make the nouns of a room known; called once, when the room is ready."""
    for record in records:
        _BY_SLUG[record.slug] = record
        _BY_MODEL[record.model] = record
        if record.menu:
            add_to_menu(
                MenuItem(
                    menu=record.menu,
                    label=record.model._meta.verbose_name_plural,  # type: ignore[arg-type]
                    url_name="records:list",
                    url_kwargs=(("slug", record.slug),),
                    permission=record.read,
                    order=record.order,
                    under=record.under,
                )
            )


def all_records() -> tuple[Record, ...]:
    """Return every noun of the house."""
    return tuple(_BY_SLUG.values())


def record_at(slug: str) -> Record:
    """Return the noun at this address, or answer 404."""
    try:
        return _BY_SLUG[slug]
    except KeyError:
        raise Http404 from None


def record_of(model: type[Model]) -> Record | None:
    """Return how a model is declared, or None for one without a page."""
    return _BY_MODEL.get(model)


def record_of_table(table: str) -> Record | None:
    """Return the noun kept in this table."""
    return next((r for r in _BY_SLUG.values() if r.model._meta.db_table == table), None)


def record_url(instance: Model) -> str:
    """Return the address of a row's page, or an empty text where it has none."""
    record = record_of(type(instance))
    return url_of(record, instance.pk) if record else ""


def url_of(record: Record, pk: int) -> str:
    """Return the address of one row's page: its list's address, and its number."""
    return f"{_list_address(get_script_prefix(), record.slug)}{pk}/"


@lru_cache(maxsize=4096)  # a list shows hundreds of links; finding each address anew takes 5 ms
def _list_address(_organisation: str, slug: str) -> str:
    return reverse("records:list", kwargs={"slug": slug})


def list_url(record: Record) -> str:
    """Return the address of a noun's list."""
    return reverse("records:list", kwargs={"slug": record.slug})
