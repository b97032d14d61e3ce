"""What can be asked about, whom by which role, and which rows a round would hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samsyn.apps.organisation.public import Person, Unit
from samsyn.domain.access.actor import Actor
from samsyn.domain.findings.days import months_before
from samsyn.kernel.fields import MarkdownField, MoneyField
from samsyn.kernel.records.declaration import Record, all_records
from samsyn.kernel.records.forms import editable_fields
from samsyn.kernel.records.showing import field_of, label_of
from samsyn.kernel.tenancy.owned import Noun, Visibility

_PLAIN = (
    models.CharField,
    models.TextField,
    models.BooleanField,
    models.DateField,
    models.IntegerField,
    models.DecimalField,
)
_NEVER = ("visibility", "name")


@dataclass(frozen=True, slots=True)
class Question:
    """Rows of one noun, asked of those whom one of its fields names."""

    record: Record
    role: str

    @property
    def key(self) -> str:
        """What the address calls it: `systems:owner`."""
        return f"{self.record.slug}:{self.role}"

    @property
    def label(self) -> str:
        """Say it: "Systems · system owner"."""
        plural = self.record.title_plural
        return f"{plural[:1].upper()}{plural[1:]} · {label_of(self.record, self.role).lower()}"


@dataclass(frozen=True, slots=True)
class Asked:
    """One row, whom to ask about it, and why nobody can be where nobody can."""

    pk: int
    title: str
    person: Person | None
    nobody_because: str = ""


def questions(actor: Actor) -> list[Question]:
    """Return everything that a round of this actor may be about."""
    return [
        Question(record, name)
        for record in all_records()
        if issubclass(record.model, Noun) and actor.may(record.write)
        for name in record.field_names
        if getattr(field_of(record, name), "related_model", None) is Person
        and name in editable_fields(record)
    ]


def question_at(actor: Actor, key: str) -> Question | None:
    """Return the question with this address, or None."""
    return next((one for one in questions(actor) if one.key == key), None)


def askable(record: Record) -> list[str]:
    """Return the fields that somebody without an account may be shown and may propose to change.

    Plain values only: a link would open lists of people and systems to whoever holds the mail.
    """
    return [
        name
        for name in editable_fields(record)
        if name not in _NEVER and isinstance(field_of(record, name), _PLAIN)
    ]


def suggested(record: Record) -> list[str]:
    """Return the fields a round asks about unless somebody chooses otherwise: the first few."""
    long = (MarkdownField, MoneyField)  # long to read, or not for whoever holds the mail
    short = [name for name in askable(record) if not isinstance(field_of(record, name), long)]
    in_list = [name for name in record.columns if name in short]
    return (in_list or short)[:5]


def units_of(question: Question, actor: Actor) -> QuerySet[Unit] | None:
    """Return the units one may narrow by, or None where the noun knows no unit."""
    field = field_of(question.record, "unit")
    return Unit.owned_by(actor).order_by("sort_key") if field is not None else None


def rows_to_ask(
    actor: Actor, question: Question, *, unit: int | None, months: int, today: date
) -> list[Asked]:
    """Return every row a round would hold, with its person; one query.

    Rows for named roles only are never among them: a mail needs no sign-in. Nor are those that
    have had their day.
    """
    model: Any = question.record.model
    rows: QuerySet[Any] = model.owned_by(actor).exclude(visibility=Visibility.RESTRICTED)
    if question.record.over is not None:
        rows = rows.exclude(question.record.over(today))
    if unit is not None and units_of(question, actor) is not None:
        rows = rows.filter(unit=unit)
    if months:
        known = Q(confirmed_on__gte=months_before(today, months))
        rows = rows.exclude(known)
    title = getattr(model, "title_field", "name")
    found = rows.select_related(question.role, f"{question.role}__user").order_by("sort_key", "pk")
    return [
        Asked(row.pk, str(getattr(row, title))[:300], *_whom(getattr(row, question.role), today))
        for row in found
    ]


def _whom(person: Person | None, today: date) -> tuple[Person | None, str]:
    if person is None:
        return None, _("Nobody answers for it.")
    if person.employed_until is not None and person.employed_until < today:
        return None, _("%(name)s has left.") % {"name": person.name}
    if not address_of(person):
        return None, _("%(name)s has no e-mail address.") % {"name": person.name}
    return person, ""


def address_of(person: Person) -> str:
    """Return where to write to somebody."""
    return person.email or (person.user.email if person.user and person.user.is_active else "")


def people_in(rows: Iterable[Asked]) -> list[Person]:
    """Return everybody asked, each once, in order of name."""
    people = {row.person.pk: row.person for row in rows if row.person}
    return sorted(people.values(), key=lambda person: bytes(person.sort_key or b""))
