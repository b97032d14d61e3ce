"""Make a row of any table, so that tests can walk through all of them and miss no new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from django.db import models
from django.db.models import F, Model

from samsyn.kernel.models import Membership, Organisation
from samsyn.kernel.tenancy.owned import ActingOrganisation, Catalogue, Owned

_numbers = count(1)
_turns: dict[str, count[int]] = {}


def _federation() -> int:
    """Return the federation that the organisation acted for is in."""
    mine = Membership.objects.annotate(me=ActingOrganisation()).filter(member=F("me"))
    return int(mine.values_list("federation", flat=True)[0])


# What a table demands that its columns don't tell.
SPECIAL: dict[str, dict[str, Callable[[], Any]]] = {
    "council.Meeting": {"ends_at": lambda: datetime(2040, 1, 1, tzinfo=UTC)},
    "federation.LocalPart": {"shared_id": lambda: next(_numbers)},
    # Between two of one federation; its words are told to both, so they are nobody's secret.
    "federation.TimeAgreement": {
        "partner_id": _federation,
        "agreed_on": lambda: None,
        "agreed_by": lambda: "",
        "ended_on": lambda: None,
        "ended_because": lambda: "",
    },
    "sharing.Prize": {"year": lambda: 2000 + next(_numbers)},  # one a year for each winner
}
# Links that may be empty, but not all of them at once, or in one row only.
WANTED = frozenset(
    {
        "register.InformationFlow.source_system",
        "register.InformationFlow.target_party",
        "data_protection.ControllerDetails.unit",
    }
)


# Nouns of which an organisation has only so many: one that is there will do to point at.
FEW = frozenset({"portfolio.TrackPolicy"})


def anything(model: type[Model], word: str, kin: str = "", **given: Any) -> Model:
    """Create one row of a table, inside an act; every text in it holds `word`.

    Rows it needs are made too, with the word `kin`.
    """
    if issubclass(model, Catalogue):
        word = "Katalog"  # shared by all, so no secret of anybody's
    demanded = {name: make() for name, make in SPECIAL.get(model._meta.label, {}).items()}
    columns: dict[str, Any] = {**demanded, **given}
    if issubclass(model, Owned):
        columns.setdefault("visibility", "own")  # whatever the table tells others by itself
    for field in model._meta.local_fields:
        known = field.name in columns or field.attname in columns
        if field.primary_key or known or field.name in {"organisation", "sort_key"}:
            continue
        value = _value(field, word, kin or word, _shut(model, columns))
        if value is not None:
            columns[field.attname] = value
    made: Model = model.everything.create(**columns)  # type: ignore[attr-defined]
    return made


def _shut(model: type[Model], columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return how shut the rows it hangs on are: what a forum's rows reach is the forum's own."""
    return {"visibility": columns["visibility"]} if hasattr(model, "hangs_on") else {}


def _value(field: models.Field[Any, Any], word: str, kin: str, shut: Mapping[str, Any]) -> Any:
    if isinstance(field, models.ForeignKey):
        wanted = not field.null or f"{field.model._meta.label}.{field.name}" in WANTED
        return _end(field.related_model, kin, shut) if wanted else None  # type: ignore[arg-type]
    if field.has_default():
        return None
    if field.choices:
        turns = _turns.setdefault(str(field), count())  # each row the next choice
        return field.flatchoices[next(turns) % len(field.flatchoices)][0]
    return _typed(field, word)


def _end(model: type[Model], kin: str, shut: Mapping[str, Any]) -> int:
    """Return the id of a row to point at; of organisations, the one acted for."""
    if model is Organisation:
        return Organisation.objects.annotate(me=ActingOrganisation()).get(pk=F("me")).pk
    rows: Any = model.everything.order_by("pk")  # type: ignore[attr-defined]
    there = rows.values_list("pk", flat=True).first() if model._meta.label in FEW else None
    owned = shut if issubclass(model, Owned) else {}
    return int(there or anything(model, kin, **owned).pk)


def _typed(field: models.Field[Any, Any], word: str) -> Any:
    number = next(_numbers)
    texts = {
        models.EmailField: f"{word.lower()}{number}@example.org",
        models.URLField: f"https://example.org/{word}",
        models.CharField: f"{word} {number}"[: field.max_length or 200],
        models.TextField: f"{word} {number}",
    }
    for kind, text in texts.items():
        if isinstance(field, kind):
            return text
    if field.null:
        return None
    values: dict[type, Any] = {
        models.DateTimeField: datetime(2026, 1, 1, tzinfo=UTC),
        models.DateField: date(2026, 1, 1),
        models.DecimalField: Decimal(1),
    }
    return next((value for kind, value in values.items() if isinstance(field, kind)), 1)
