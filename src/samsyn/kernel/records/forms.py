"""The form of a noun: all fields of its page that people may type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Model
from django.forms import ModelForm
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samsyn.domain.access.actor import Actor
from samsyn.kernel.fields import MoneyField
from samsyn.kernel.form_widgets import DayInput
from samsyn.kernel.models import Organisation
from samsyn.kernel.models.organisation import near
from samsyn.kernel.records import choosing
from samsyn.kernel.records.declaration import Group, Record
from samsyn.kernel.records.picking import Choices, PickField, PickManyField, ids_in, key_of, offer
from samsyn.kernel.records.showing import field_of
from samsyn.kernel.tenancy.owned import Catalogue, Owned


class NounForm(ModelForm[Any]):
    """Checks what was typed against everything the database will demand, all at once."""

    actor: Actor
    record: Record

    def _get_validation_exclusions(self) -> set[str]:
        """Check rules that name the organisation too, though nobody types it."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"organisation"}

    def _clean_form(self) -> None:
        """Take over what was chosen of several nouns at once before anything is checked."""
        for group in self.record.groups:
            if group.one_of:
                choosing.take_over(self, group)
        super()._clean_form()  # type: ignore[misc]

    def _update_errors(self, errors: ValidationError) -> None:
        """Tell what is wrong with a link where the form asks for it."""
        for group in self.record.groups:
            if group.one_of:
                choosing.move_errors(self, group, errors)
        super()._update_errors(errors)  # type: ignore[misc]

    def narrow_choices(self) -> None:
        """Leave out choices that this noun never takes; asked once all of ours are offered."""

    def clean_revision(self) -> int:
        """Keep the revision that the person saw; saving compares it."""
        return int(self.cleaned_data["revision"] or self.instance.revision)


class ReasonForm(forms.Form):
    """Asks why, for the history; nobody has to answer."""

    reason = forms.CharField(label=_("Why"), max_length=500, required=False)


def form_for(
    record: Record,
    actor: Actor,
    instance: Model | None = None,
    data: Any = None,  # noqa: ANN401 - request.POST or None
) -> NounForm:
    """Return the form of a noun for a new row or an existing one."""
    form_class = _form_class(record)
    if instance is None:
        instance = new_row(record, actor)
    form = form_class(data, instance=instance)
    form.actor, form.record = actor, record
    for group in record.groups:
        if group.one_of:
            choosing.add_choice(form, group)
    whole = {}
    choices: dict[type[Model], models.QuerySet[Any]] = {}  # many fields ask for the same noun
    for name, field in form.fields.items():
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            model = field.queryset.model
            if model not in choices:
                choices[model] = _choices(model, actor)
            field.queryset = choices[model]
            if model is Organisation:
                field.queryset = near(also=getattr(instance, f"{name}_id", None))
            whole[name] = field.queryset
    form.narrow_choices()
    _offer(form, whole)
    return form


def _offer(form: NounForm, whole: Mapping[str, models.QuerySet[Any]]) -> None:
    """Let the fields share what they fetch: those of one noun, unless narrowed, offer the same."""
    choices = Choices()
    for name, field in form.fields.items():
        if isinstance(field, PickField | PickManyField) and field.queryset is not None:
            narrowed = field.queryset is not whole[name]
            key = name if narrowed else field.queryset.model._meta.label_lower
            offer(field, choices, key, pick_url(form.record, name))
            choices.ask(key, field.queryset)
    choices.chosen = lambda: _chosen_in(form)


def _chosen_in(form: NounForm) -> dict[str, list[str]]:
    chosen: dict[str, list[str]] = {}
    for name, field in form.fields.items():
        if isinstance(field, PickField | PickManyField):
            chosen.setdefault(key_of(field), []).extend(ids_in(form[name].value()))
    return chosen


def pick_url(record: Record, name: str) -> str:
    """Return where the choices of one field are searched."""
    return reverse("records:pick", kwargs={"slug": record.slug, "name": name})


def choices_of_field(record: Record, name: str, actor: Actor) -> models.QuerySet[Any] | None:
    """Return all rows that a link of a noun may lead to, or None for what is no link."""
    target = getattr(field_of(record, name), "related_model", None)
    return _choices(target, actor) if isinstance(target, type) else None


def new_row(record: Record, actor: Actor) -> Model:
    """Return an unsaved row that already belongs where it will."""
    if issubclass(record.model, Owned):
        return record.model(organisation_id=actor.organisation_id)
    return record.model()


def editable_fields(record: Record) -> tuple[str, ...]:
    """Return the names of the fields a person may type, in the order of the page."""
    fields = {f.name: f for f in [*record.model._meta.fields, *record.model._meta.many_to_many]}
    names = [name for name in record.field_names if name in fields and fields[name].editable]
    return (*names, "visibility") if record.owned else tuple(names)


def form_groups(record: Record, form: NounForm) -> list[dict[str, object]]:
    """Return the form's fields under the headings of the page."""
    groups = [*record.groups, Group(_("Who sees it"), ("visibility",))]
    made: list[dict[str, object]] = []
    for group in groups:
        names = (group.one_of,) if group.one_of in form.fields else group.fields
        fields = [form[name] for name in names if name in form.fields]
        if fields:
            folded = {"folded": group.folded, "open": any(_speaks(field) for field in fields)}
            made.append({"label": group.label, "fields": fields, **folded})
    return made


def _speaks(field: forms.BoundField) -> bool:
    """Tell whether a field has something to show: a value, or an objection to it."""
    value = field.value()
    return bool(field.errors or value) or (value == 0 and value is not False)


def _form_class(record: Record) -> type[NounForm]:
    base = record.form or NounForm
    form = forms.modelform_factory(
        record.model,
        form=base,
        fields=editable_fields(record),
        formfield_callback=_formfield,  # type: ignore[arg-type]
    )
    form.base_fields["revision"] = forms.IntegerField(required=False, widget=forms.HiddenInput())
    return form  # type: ignore[return-value]


def _formfield(field: models.Field[Any, Any], **options: Any) -> forms.Field | None:  # noqa: ANN401 - Django's signature
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        options["widget"] = DayInput
    if isinstance(field, models.ManyToManyField):
        options["form_class"] = PickManyField
    elif isinstance(field, models.ForeignKey) and field.related_model is Organisation:
        options["form_class"] = forms.ModelChoiceField  # few enough to show them all
        options["queryset"] = Organisation.objects.none()
    elif isinstance(field, models.ForeignKey):
        options["form_class"] = PickField
    if (
        isinstance(field, MoneyField | models.DecimalField | models.IntegerField)
        and not field.choices
    ):
        options["localize"] = True
    if isinstance(field, models.URLField):
        options["assume_scheme"] = "https"
    if isinstance(field, models.ForeignKey | models.ManyToManyField) and "queryset" not in options:
        target = field.related_model
        options.setdefault("queryset", target.everything.none())  # type: ignore[union-attr]
    made: forms.Field | None = field.formfield(**options)
    return made


def _choices(model: type[Model], actor: Actor) -> models.QuerySet[Any]:
    if issubclass(model, Owned):
        return (
            model.owned_by(actor).order_by("sort_key")
            if hasattr(model, "sort_key")
            else model.owned_by(actor)
        )
    if issubclass(model, Catalogue):
        return model.visible_to(actor).order_by("sort_key")
    if model is Organisation:
        return near()
    raise ValidationError(_("This cannot be chosen here."))
