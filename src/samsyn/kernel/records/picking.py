"""Choose among few rows from a list, and among thousands by writing a name.

One widget does both: it counts the choices when it is shown. Without JavaScript a name is typed
and resolved here; what was typed is kept, and candidates are offered where it fits several.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

from django import forms
from django.contrib.postgres.search import TrigramWordSimilarity
from django.core.exceptions import ValidationError
from django.db.models import BinaryField, Case, CharField, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from django.forms.renderers import get_default_renderer
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

FEW = 100  # choices that a page may carry
SHOWN = 20
_ALIKE = 0.5  # word similarity from which another spelling counts as the same word
_LONGEST = 200
_CHOSEN = SafeString(" selected")

Choice = tuple[str, str]


class Typed(str):
    """A name somebody wrote; `pk` was chosen before it, `picked` among the candidates."""

    __slots__ = ("picked", "pk")
    picked: str
    pk: str

    def __new__(cls, words: str, pk: str = "", picked: str = "") -> Self:
        """Keep the words as the text itself, so that they are shown again as they were."""
        made = super().__new__(cls, words.replace("\x00", "").strip()[:_LONGEST])
        made.pk, made.picked = pk, picked
        return made


class TypedMany(list[str]):
    """The ids that stay chosen, and names written to be added to them, one on each line."""

    def __init__(self, pks: Iterable[str], words: str = "", picked: Iterable[str] = ()) -> None:
        super().__init__([*pks, *picked])
        lines = (line.replace("\x00", "").strip()[:_LONGEST] for line in words.splitlines())
        self.names = [line for line in lines if line][:SHOWN]


class Choices:
    """The choices of all a form's fields, fetched together when the first of them is shown."""

    def __init__(self) -> None:
        self._asked: dict[str, QuerySet[Any]] = {}
        self._found: dict[str, list[Choice] | None] | None = None
        self._named: dict[tuple[str, str], str] = {}
        self._options: dict[str, dict[str, str]] = {}
        self.chosen: Callable[[], Mapping[str, Iterable[str]]] = dict

    def ask(self, key: str, rows: QuerySet[Any]) -> None:
        """Note that these rows may be shown under a key; fields with one key share them."""
        self._asked.setdefault(key, rows)

    def few(self, key: str) -> list[Choice] | None:
        """Return the choices in order, or None where they are too many for a page."""
        if self._found is None:
            self._found = self._fetched()
        return self._found[key]

    def options(self, key: str) -> Mapping[str, str]:
        """Return the few choices as they stand in a list, by id: written once for all fields."""
        if key not in self._options:
            self._options[key] = {pk: _option(pk, name) for pk, name in self.few(key) or ()}
        return self._options[key]

    def name(self, key: str, pk: str) -> str:
        """Return the name of a chosen row, or nothing for one that may not be chosen.

        The first asked for costs one query, which fetches those of the whole form.
        """
        if (key, pk) not in self._named:
            self._named[key, pk] = ""
            self._name(self.chosen())
        return self._named[key, pk]

    def _name(self, chosen: Mapping[str, Iterable[str]]) -> None:
        queries = []
        for key, pks in chosen.items():
            ids = {pk for pk in pks if pk.isdecimal() and len(pk) <= 18}  # noqa: PLR2004 - a bigint
            self._named |= {(key, pk): "" for pk in ids}
            if ids:
                queries.append(_numbered(key, self._asked[key].filter(pk__in=ids)))
        for of, pk, title, _order in _together(queries):
            self._named[of, str(pk)] = title

    def _fetched(self) -> dict[str, list[Choice] | None]:
        rows: dict[str, list[Any]] = {key: [] for key in self._asked}
        queries = [_numbered(key, asked)[: FEW + 1] for key, asked in self._asked.items()]
        for row in _together(queries):
            rows[row[0]].append(row)
        return {
            key: None
            if len(them) > FEW
            else [(str(pk), title) for _of, pk, title, _order in sorted(them, key=_place)]
            for key, them in rows.items()
        }


def _option(pk: str, name: str, chosen: str = "") -> str:
    return format_html('<option value="{}"{}>{}</option>', pk, chosen, name)


def _place(row: tuple[Any, ...]) -> bytes:
    return bytes(row[3] or b"")


def _together(queries: list[QuerySet[Any]]) -> Iterable[tuple[Any, ...]]:
    if not queries:
        return []
    together: QuerySet[Any] = queries[0].union(*queries[1:], all=True)
    return together if queries[1:] else queries[0]


def _numbered(key: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    numbered: QuerySet[Any] = rows.annotate(
        of=Value(key),
        _title=Cast(F(title_of(rows)), CharField()),
        _place=Cast(F("sort_key"), BinaryField()),
    ).order_by("sort_key", "pk")
    return numbered.values_list("of", "pk", "_title", "_place")


def title_of(rows: QuerySet[Any]) -> str:
    """Return the column people know these rows by."""
    return getattr(rows.model, "title_field", "name")


def ids_in(value: Any) -> list[str]:  # noqa: ANN401 - what a field holds
    """Return the ids that a field holds: of one or several, typed, sent or saved."""
    if isinstance(value, list | tuple):
        return [str(getattr(one, "pk", one)) for one in value]
    return [pk] if (pk := str(getattr(value, "pk", value) or "")) else []


def found_among(rows: QuerySet[Any], words: str) -> list[tuple[str, str, str]]:
    """Return the rows best described by some words: (id, name, what tells namesakes apart).

    Names that begin with the words come first; another spelling is found where nothing else is.
    """
    title, said = title_of(rows), words.replace("\x00", "").strip()[:_LONGEST]
    names = list(rows.model.search_fields or (title,))[:3]
    matching = Q()
    for word in said.split()[:8]:
        matching &= Q(*[(f"{name}__icontains", word) for name in names], _connector=Q.OR)
    begins = Case(
        When(**{f"{title}__iexact": said}, then=Value(0)),
        When(**{f"{title}__istartswith": said}, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    known = rows.filter(matching).annotate(begins=begins).order_by("begins", "sort_key", "pk")
    columns = ("pk", title, names[1] if names[1:] else title)
    found = list(known.values_list(*columns)[:SHOWN])
    if not found and said:
        alike = rows.annotate(alike=TrigramWordSimilarity(said, title)).filter(alike__gte=_ALIKE)
        found = list(alike.order_by("-alike", "sort_key").values_list(*columns)[:SHOWN])
    return [(str(pk), str(name), "" if note == name else str(note)) for pk, name, note in found]


class _Picker:
    """What both widgets know: where their choices come from, and what a name could have meant."""

    choices_of: Choices | None = None
    key = ""
    url = ""
    candidates: tuple[tuple[str, str, str], ...] = ()

    def few(self) -> list[Choice] | None:
        """Return the choices where a page can carry them."""
        return self.choices_of.few(self.key) if self.choices_of else []

    def _render_by(self, template: str, context: dict[str, Any], renderer: Any) -> SafeString:  # noqa: ANN401 - Django's renderer
        return mark_safe((renderer or get_default_renderer()).render(template, context))  # noqa: S308 - a template's own

    def _title(self, pk: str) -> str:
        return self.choices_of.name(self.key, pk) if pk and self.choices_of else ""


class PickOne(_Picker, forms.Select):
    """A select for few rows, and a text field with search for many."""

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> Any:  # noqa: ANN401, ARG002 - Django's signature
        """Return an id, or what was typed together with the id it stood for."""
        pk = data.get(name)
        words = data.get(f"{name}-words")
        return pk if words is None else Typed(words, str(pk or ""), data.get(f"{name}-pick", ""))

    def render(
        self,
        name: str,
        value: Any,  # noqa: ANN401 - Django's signature
        attrs: Mapping[str, Any] | None = None,
        renderer: Any = None,  # noqa: ANN401 - Django's signature
    ) -> Any:  # noqa: ANN401 - Django's signature
        """Show a list, or the name of what is chosen."""
        self.choices = []
        context = self.get_context(name, None, dict(attrs or {}))
        pk = "".join(ids_in(value)[:1])
        few = self.few()
        if few is not None:
            options = {} if self.is_required and value else {"": _option("", "---------")}
            options |= self.choices_of.options(self.key) if self.choices_of else {}
            if pk in (known := dict(few)):
                options[pk] = _option(pk, known[pk], _CHOSEN)
            told = mark_safe("\n".join(options.values()))  # noqa: S308 - escaped one by one
            return self._render_by(
                "kernel/forms/pick_few.html", {**context, "options": told}, renderer
            )
        words = str(value) if isinstance(value, Typed) else self._title(pk)
        pick = {"pk": pk, "words": words, "url": self.url, "candidates": self.candidates}
        return self._render_by("kernel/forms/pick_one.html", {**context, "pick": pick}, renderer)


class PickMany(_Picker, forms.CheckboxSelectMultiple):
    """Checkboxes for few rows; for many the chosen ones, and a field that adds more."""

    @property
    def layout(self) -> str:
        """Say how the field template lays it out."""
        return "choices" if self.few() is not None else "picks"

    def value_from_datadict(self, data: Any, files: object, name: str) -> Any:  # noqa: ANN401, ARG002 - Django's signature
        """Return the ids that stay, with the names that are to be added."""
        pks = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        picked = data.getlist(f"{name}-pick") if hasattr(data, "getlist") else []
        words = data.get(f"{name}-words")
        return list(pks) if words is None else TypedMany(pks, words, picked)

    def value_omitted_from_data(self, *_said: object) -> bool:
        """Take an empty set of checkboxes for none, never for silence."""
        return False

    def render(
        self,
        name: str,
        value: Any,  # noqa: ANN401 - Django's signature
        attrs: Mapping[str, Any] | None = None,
        renderer: Any = None,  # noqa: ANN401 - Django's signature
    ) -> Any:  # noqa: ANN401 - Django's signature
        """Show checkboxes, or what is chosen and a field for more."""
        several = value if isinstance(value, list | tuple) else [value] if value else []
        few = self.few()
        if few is not None:
            self.choices = few
            return super().render(name, several, dict(attrs or {}), renderer)
        pks = ids_in(several)
        self.choices = []
        context = self.get_context(name, [], dict(attrs or {}))
        names = list(getattr(value, "names", ()))
        pick = {
            "chosen": [(pk, self._title(pk)) for pk in pks],
            "words": "\n".join(names),
            "url": self.url,
            "candidates": self.candidates,
        }
        return self._render_by("kernel/forms/pick_many.html", {**context, "pick": pick}, renderer)


def _meant(widget: Any, rows: QuerySet[Any], words: str) -> Any:  # noqa: ANN401 - a picker; any noun
    """Return the one row that is called so; raises with candidates to choose among."""
    exact = list(rows.filter(**{f"{title_of(rows)}__iexact": words})[:2])
    if len(exact) == 1:
        return exact[0]
    widget.candidates = (*widget.candidates, *found_among(rows, words)[:8])
    told = {"name": words}
    if exact:
        raise ValidationError(_("Several are called “%(name)s”. Choose which.") % told)
    if widget.candidates:
        raise ValidationError(_("Nothing is called “%(name)s”. Is it one of these?") % told)
    raise ValidationError(
        _("Nothing is called “%(name)s”. Check the spelling, or write it down first.") % told
    )


class PickField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row, by its id or by its name."""

    widget = PickOne

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - Django's signature
        """Understand a typed name; the id that was sent beside it counts while the name fits."""
        if not isinstance(value, Typed):
            return super().to_python(value)
        if value.picked:
            return super().to_python(value.picked)
        if not value:
            return None
        rows = self.queryset
        assert rows is not None  # noqa: S101 - form_for gave it
        if value.pk.isdecimal():
            row = rows.filter(pk=value.pk).first()
            if row is not None and str(getattr(row, title_of(rows))).strip() == str(value):
                return row
        return _meant(self.widget, rows, str(value))


class PickManyField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows, by their ids, or by their names on lines of their own."""

    widget = PickMany

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - Django's signature
        """Keep the names that were typed with the ids."""
        return value if isinstance(value, TypedMany) else super().prepare_value(value)

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - Django's signature
        """Add the named ones to those chosen; say of all at once what could not be understood."""
        if not isinstance(value, TypedMany):
            return super().clean(value)
        rows, wrong = self.queryset, list[ValidationError]()
        assert rows is not None  # noqa: S101 - form_for gave it
        unknown = []
        for name in value.names:
            try:
                pk = str(_meant(self.widget, rows, name).pk)
            except ValidationError as objection:
                unknown.append(name)
                wrong.append(objection)
            else:
                value += [] if pk in value else [pk]
        value.names[:] = unknown
        if wrong:
            raise ValidationError(wrong)
        return super().clean(list(dict.fromkeys(value)))


def offer(field: forms.Field, choices: Choices, key: str, url: str) -> None:
    """Say where a field's choices come from, and where they are searched when they are many."""
    widget: Any = field.widget
    widget.choices_of, widget.key, widget.url = choices, key, url


def key_of(field: forms.Field) -> str:
    """Return under which key a field's choices are kept."""
    widget: Any = field.widget
    return str(widget.key)


def offer_rows(form: Any, name: str, rows: QuerySet[Any], slug: str) -> None:  # noqa: ANN401 - any form
    """Let one field of a form that is no noun's own offer these rows.

    Where they are many they are searched as the noun at `slug` searches its field of that name.
    """
    field: PickField | PickManyField = form.fields[name]
    field.queryset = rows
    choices = Choices()
    choices.ask(name, field.queryset)
    choices.chosen = lambda: {name: ids_in(form[name].value())}
    offer(field, choices, name, reverse("records:pick", kwargs={"slug": slug, "name": name}))
