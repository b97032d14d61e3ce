"""KER-001: find personal identity numbers that somebody typed where others read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, IntegerField, Q, Value
from django.db.models.functions import JSONObject
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, ngettext

from samsyn.apps.checks.queries.own_rules import person_field
from samsyn.domain.personal_data.finding import find_identity_numbers, masked
from samsyn.domain.personal_data.findings import Certainty, PersonalData
from samsyn.kernel.models import Organisation
from samsyn.kernel.rules import Hit, Law, Question, Severity, rule
from samsyn.kernel.tenancy.owned import Owned

_MAYBE = r"[0-9]{6}.?[0-9]{3}"  # the database leaves out all texts that cannot hold one
_SHORTEST = 10
_LONGEST_TITLE = 150


def says(facts: Mapping[str, Any]) -> str:
    """Say how many there are and in which fields, and never what they are."""
    fields = ", ".join(str(name) for name in facts["fields"])
    told = ngettext(
        "A personal identity number stands in free text: %(fields)s.",
        "%(n)d personal identity numbers stand in free text: %(fields)s.",
        int(facts["count"]),
    )
    return told % {"n": facts["count"], "fields": fields}


@cache
def free_texts() -> dict[type[Owned], tuple[str, ...]]:
    """Return every owned noun of every room with the fields that hold free text."""
    return {
        model: names
        for model in apps.get_models()
        if issubclass(model, Owned) and model.recorded and model._meta.app_label != "kernel"
        if (names := tuple(f.name for f in model._meta.local_fields if _is_free(f)))
    }


def _is_free(field: models.Field[Any, Any]) -> bool:
    if field.choices or isinstance(field, models.EmailField | models.URLField | models.SlugField):
        return False
    if isinstance(field, models.TextField):
        return True
    return isinstance(field, models.CharField) and (field.max_length or 0) >= _SHORTEST


@rule(
    code="KER-001",
    title=gettext_lazy("A personal identity number stands in free text"),
    severity=Severity.HIGH,
    why=gettext_lazy(
        "An identity number may be processed only where it is clearly justified; in free text"
        " everybody who reads the record sees it."
    ),
    basis=[Law("GDPR", "87"), Law("GDPR", "5(1)(c)")],
    fix=gettext_lazy("Take the number away. Name the person in another way, or not at all."),
    watches=list(free_texts()),
    says=says,
    minds_the_date=False,
)
def identity_number_in_free_text(question: Question) -> Iterable[Hit]:
    """Hit every row of our own with a likely identity number; one query over all tables."""
    country = Organisation.objects.values_list("country", flat=True)
    home = country.get(pk=question.actor.organisation_id)
    nouns = list(free_texts().items())
    for nth, pk, texts in _suspected(question, nouns):
        model, _names = nouns[nth]
        found = {name: _numbers(text, question, home) for name, text in texts.items() if text}
        told = {name: numbers for name, numbers in found.items() if numbers}
        if told:
            yield _hit(model, pk, texts, told)


def _suspected(
    question: Question, nouns: Iterable[tuple[type[Owned], tuple[str, ...]]]
) -> Iterator[tuple[int, int, dict[str, Any]]]:
    queries = []
    for nth, (model, names) in enumerate(nouns):
        maybe = Q(*[(f"{name}__regex", _MAYBE) for name in names], _connector=Q.OR)
        owner = person_field(model)
        extra = {"_owner": F(owner)} if owner else {}
        queries.append(
            model.owned_by(question.actor)
            .filter(maybe)
            .order_by()
            .annotate(
                nth=Value(nth, output_field=IntegerField()),
                row_pk=F("pk"),
                row_texts=JSONObject(**{name: F(name) for name in names}, **extra),
            )
            .values_list("nth", "row_pk", "row_texts")
        )
    yield from queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0]


def _numbers(text: Any, question: Question, country: str) -> list[PersonalData]:  # noqa: ANN401 - of JSON
    if not isinstance(text, str):
        return []
    found = find_identity_numbers(text, today=question.today, country=country)
    return [number for number in found if number.certainty is not Certainty.UNCERTAIN]


def _hit(
    model: type[Owned], pk: int, texts: Mapping[str, Any], told: Mapping[str, list[PersonalData]]
) -> Hit:
    named = getattr(model, "title_field", "name")
    title = str(texts.get(named) or f"{capfirst(str(model._meta.verbose_name))} {pk}")
    return Hit(
        model=model,
        pk=pk,
        title=masked(title, told.get(named, []))[:_LONGEST_TITLE],
        facts={
            "fields": [str(model._meta.get_field(name).verbose_name) for name in told],  # type: ignore[union-attr]
            "count": sum(len(numbers) for numbers in told.values()),
        },
        responsible=texts.get("_owner"),
    )
