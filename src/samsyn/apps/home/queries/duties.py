"""What needs one person, by the role that person holds towards it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, IntegerField, Model, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.apps.checks.public import (
    OPEN,
    Finding,
    RuleHere,
    findings,
    findings_of_person,
    fix_url,
    in_state,
    model_of,
    rules_behind,
    sentence,
    subject_url,
)
from samsyn.apps.organisation.public import Person
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.asking import Asking, ready, several
from samsyn.kernel.tenancy.owned import Owned

MOST_LINES = 200
_MOST_UNOWNED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One line: what is wrong with what, since when, and the one button that settles it."""

    title: str
    about: str
    about_url: str
    severity: str
    since: object
    url: str
    label: str
    page_url: str


@dataclass(slots=True)
class Role:
    """The duties that one holds in one role: as owner of systems, as manager of units."""

    label: str
    duties: list[Duty] = field(default_factory=list)


def my_roles(actor: Actor, person: Person | None) -> Asking[list[Role]]:
    """Ask what needs a person, by role, the most serious first."""
    if person is None or not actor.may(Permission.CHECKS_READ):
        return []
    today = clock.today()
    (rows,) = yield [ready(_of_person, actor, person=person.pk, today=today)]
    rules, labels = yield from several(
        [
            rules_behind(actor, {finding.rule_code for finding in rows}),
            _role_labels(actor, person, rows),
        ]
    )
    roles: dict[str, Role] = {}
    for finding in rows:
        label = labels.get((finding.table_name, finding.subject_id), "") or _("Asked of you")
        roles.setdefault(label, Role(label)).duties.append(_duty(actor, rules, finding))
    return list(roles.values())


def _of_person(actor: Actor, person: int, today: date) -> QuerySet[Any]:
    return findings_of_person(actor, person, today)[:MOST_LINES]


def nobodys(actor: Actor) -> Asking[list[Duty]]:
    """Ask for the worst findings that nobody answers for, for those who may hand them out."""
    if not actor.may(Permission.CHECKS_ACCEPT):
        return []
    (chosen,) = yield [ready(_unowned, actor, today=clock.today())]
    rules = yield from rules_behind(actor, {finding.rule_code for finding in chosen})
    return [_duty(actor, rules, finding, hand_out=True) for finding in chosen]


def _unowned(actor: Actor, today: date) -> QuerySet[Any]:
    rows = findings(actor, today).filter(in_state(OPEN), who__isnull=True)
    return rows.order_by("rank", "opened_at", "pk")[:_MOST_UNOWNED]


def _duty(
    actor: Actor, rules: Mapping[str, RuleHere], finding: Finding, *, hand_out: bool = False
) -> Duty:
    here = rules.get(finding.rule_code)
    page = reverse("checks:finding", kwargs={"pk": finding.pk})
    mend = "" if hand_out else fix_url(actor, here, finding)
    return Duty(
        title=sentence(here, finding.title, finding.facts),
        about=finding.title,
        about_url=subject_url(actor, finding),
        severity=finding.severity,
        since=finding.opened_at,
        url=mend or page,
        label=_("Hand out") if hand_out else _("Mend it") if mend else _("Look at it"),
        page_url=page,
    )


def _role_labels(
    actor: Actor, person: Person, rows: Iterable[Finding]
) -> Asking[dict[tuple[str, int], str]]:
    """Ask by what field the person answers for each subject: one question over all tables."""
    subjects: dict[str, set[int]] = {}
    for finding in rows:
        subjects.setdefault(finding.table_name, set()).add(finding.subject_id)
    asked = [
        (table, attname, label, query)
        for table, ids in subjects.items()
        for attname, label, query in _fields_naming(actor, person, table, ids)
    ]
    if not asked:
        return {}
    queries = [
        query.annotate(nth=Value(number, output_field=IntegerField()), _key=F("pk"))
        .order_by()
        .values_list("nth", "_key")
        for number, (_table, _attname, _label, query) in enumerate(asked)
    ]
    (found,) = yield [queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0]]
    labels: dict[tuple[str, int], str] = {}
    for number, key in sorted(found):
        table, _attname, label, _query = asked[number]
        labels.setdefault((table, key), label)
    return labels


def _fields_naming(
    actor: Actor, person: Person, table: str, ids: set[int]
) -> Iterable[tuple[str, str, QuerySet[Owned]]]:
    model: type[Model] | None = model_of(table)
    if model is None or not issubclass(model, Owned):
        return
    plural = str(model._meta.verbose_name_plural)
    if issubclass(model, Person):
        mine = model.owned_by(actor).filter(pk__in=ids & {person.pk})
        yield "pk", _("As yourself"), mine
    for model_field in model._meta.local_fields:
        if model_field.related_model is Person:
            role = _("As %(role)s · %(what)s") % {"role": model_field.verbose_name, "what": plural}
            rows = model.owned_by(actor).filter(pk__in=ids, **{model_field.name: person})
            yield model_field.attname, role, rows
