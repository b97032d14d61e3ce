"""REG-017: find records that nobody has looked at for a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import DateField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.register.models import Agreement, InformationAsset, System
from samsyn.apps.register.queries.agreements import agreements_over
from samsyn.apps.register.queries.systems import systems_over
from samsyn.domain.access.actor import Actor
from samsyn.domain.findings.days import months_before
from samsyn.kernel.models import Change
from samsyn.kernel.records.declaration import record_of, url_of
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule
from samsyn.kernel.templatetags.formats import day as written
from samsyn.kernel.tenancy.owned import Noun


def says(facts: Mapping[str, Any]) -> str:
    """Say when it was last known to be true."""
    day = written(date.fromisoformat(facts["day"]))
    if facts["confirmed"]:
        return _("Nobody has confirmed it since %(day)s.") % {"day": day}
    return _("Nobody has confirmed it since it was written down on %(day)s.") % {"day": day}


def _page(hit: Any) -> str:  # noqa: ANN401 - a hit or what is kept of it
    record = record_of(hit.model)
    return url_of(record, hit.pk) if record else ""


@rule(
    code="REG-017",
    title=gettext_lazy("A record has not been confirmed for a long time"),
    severity=Severity.LOW,
    why=gettext_lazy("A register that nobody looks at is believed, and wrong."),
    fix=gettext_lazy("Read it through, correct it, and confirm that it is still true."),
    watches=[System, InformationAsset, Agreement],
    says=says,
    parameters=[
        Parameter("months", gettext_lazy("months without a look"), 12, gettext_lazy("months"))
    ],
    fix_url=_page,
)
def not_confirmed(question: Question) -> Iterable[Hit]:
    """Hit systems in use or planned, agreements and information, by the day last known true."""
    actor = question.actor
    today = question.today
    yield from _stale(System.owned_by(actor).exclude(systems_over(today)), question)
    yield from _stale(InformationAsset.owned_by(actor), question)
    yield from _stale(Agreement.owned_by(actor).exclude(agreements_over(today)), question)


def _stale(rows: QuerySet[Any], question: Question) -> Iterator[Hit]:
    model: type[Noun] = rows.model
    oldest = months_before(question.today, question.threshold("months"))
    known = rows.annotate(known_on=Coalesce("confirmed_on", _written_on(question.actor, model)))
    fields = ("pk", "name", "owner_id", "known_on", "confirmed_on")
    for pk, name, owner, day, confirmed in known.filter(known_on__lt=oldest).values_list(*fields):
        yield Hit(
            model=model,
            pk=pk,
            title=name,
            facts={"day": day.isoformat(), "confirmed": confirmed is not None},
            responsible=owner,
        )


def _written_on(actor: Actor, model: type[Noun]) -> Subquery:
    written = Change.visible_to(actor).filter(
        table_name=model._meta.db_table, row_id=OuterRef("pk"), kind="insert"
    )
    day = written.order_by("id").values(day=TruncDate("at"))[:1]
    return Subquery(day, output_field=DateField())
