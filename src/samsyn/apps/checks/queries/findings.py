"""What pages ask about findings: which are open, whose they are, and how many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.http import QueryDict

from samsyn.apps.checks.models import Acceptance, Delegation, Finding, OwnRule
from samsyn.apps.organisation.public import Person
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock
from samsyn.kernel.records.declaration import all_records
from samsyn.kernel.rules import Severity, all_rules

OPEN, ACCEPTED, CLOSED = "open", "accepted", "closed"
STATES = (OPEN, ACCEPTED, CLOSED)
NOBODY = "-"
_MOST_DIGITS = 18  # fits a bigint
_RANK = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}


@dataclass(frozen=True, slots=True)
class FindingsState:
    """What the address of the list says: nothing in it is trusted, all of it may be missing."""

    q: str = ""
    state: str = OPEN
    severity: str = ""
    rule: str = ""
    who: str = ""
    sort: str = ""
    page: int = 1

    @classmethod
    def read(cls, query: QueryDict) -> FindingsState:
        """Understand the address; what can't be understood is left out."""
        state, severity = query.get("state", ""), query.get("severity", "")
        who, page = query.get("who", ""), query.get("page", "1")
        sort = query.get("sort", "")
        return cls(
            q=query.get("q", "").replace("\x00", "").strip()[:200],
            state=state if state in STATES else OPEN,
            severity=severity if severity in {s.value for s in Severity} else "",
            rule=query.get("rule", "").replace("\x00", "")[:20],
            who=who if who == NOBODY or _is_id(who) else "",
            sort=sort if sort.lstrip("-") in SORTS else "",
            page=max(1, int(page)) if _is_id(page) and len(page) < 8 else 1,  # noqa: PLR2004 - digits
        )

    def query(self, **changes: Any) -> str:  # noqa: ANN401 - a field's value
        """Return the address's query for this state with something changed."""
        changed = replace(self, **{"page": 1, **changes})
        said = {
            "q": changed.q,
            "state": changed.state if changed.state != OPEN else "",
            "severity": changed.severity,
            "rule": changed.rule,
            "who": changed.who,
            "sort": changed.sort,
            "page": changed.page if changed.page > 1 else "",
        }
        return "?" + urlencode({name: value for name, value in said.items() if value})


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS


SORTS = {"severity": "rank", "title": "title", "rule": "rule_code", "since": "opened_at"}


def findings(actor: Actor, today: date | None = None) -> QuerySet[Any]:
    """Return our findings, each with `rank`, `who` (whose it is) and `accepted` (until today).

    What a rule tells of rows that the actor may not read is left out.
    """
    day = today or clock.today()
    accepted = Acceptance.owned_by(actor).filter(finding=OuterRef("pk"), until__gte=day)
    asked = Delegation.owned_by(actor).filter(finding=OuterRef("pk")).values("person_id")[:1]
    ranks = [When(severity=severity.value, then=Value(rank)) for severity, rank in _RANK.items()]
    return _readable(actor).annotate(
        accepted=Exists(accepted),
        who=Coalesce(Subquery(asked), F("responsible_id"), output_field=BigIntegerField()),
        rank=Case(*ranks, default=Value(len(ranks)), output_field=IntegerField()),
    )


def _readable(actor: Actor) -> QuerySet[Finding]:
    closed = [one.code for one in all_rules() if one.reads and not actor.may(one.reads)]
    unread = [record.slug for record in all_records() if not actor.may(record.read)]
    rows = Finding.owned_by(actor).exclude(rule_code__in=closed)
    if not unread:
        return rows
    own = OwnRule.owned_by(actor).filter(record__in=unread)
    codes = own.annotate(said=Concat(Value("OWN-"), Cast("pk", CharField())))
    return rows.exclude(rule_code__in=codes.values("said"))


def in_state(state: str) -> Q:
    """Return what makes a finding open, accepted or closed; needs `findings()`."""
    if state == CLOSED:
        return Q(closed_at__isnull=False)
    return Q(closed_at__isnull=True, accepted=state == ACCEPTED)


def found(actor: Actor, state: FindingsState) -> QuerySet[Any]:
    """Return the findings that the list's search and filters leave, the most serious first."""
    rows = findings(actor).filter(in_state(state.state))
    if state.q:
        rows = rows.filter(Q(title__icontains=state.q) | Q(rule_code__icontains=state.q))
    if state.severity:
        rows = rows.filter(severity=state.severity)
    if state.rule:
        rows = rows.filter(rule_code=state.rule)
    if state.who:
        rows = rows.filter(who__isnull=True) if state.who == NOBODY else rows.filter(who=state.who)
    return rows.order_by(*_order(state.sort))


def _order(sort: str) -> list[Any]:
    usual = [F("rank").asc(), F("opened_at").asc(), F("rule_code").asc(), F("title").asc()]
    if not sort:
        return [*usual, "pk"]
    by = F(SORTS[sort.lstrip("-")])
    return [by.desc() if sort.startswith("-") else by.asc(), *usual, "pk"]


def counts_by_rule(actor: Actor, state: str = OPEN) -> dict[str, int]:
    """Return how many findings each rule has in one state."""
    rows = findings(actor).filter(in_state(state)).order_by().values("rule_code")
    return {row["rule_code"]: row["n"] for row in rows.annotate(n=Count("pk"))}


def counts_by_severity(actor: Actor) -> dict[str, int]:
    """Return how many open findings there are of each severity."""
    rows = findings(actor).filter(in_state(OPEN)).order_by().values("severity")
    counted = {row["severity"]: row["n"] for row in rows.annotate(n=Count("pk"))}
    return {severity.value: counted.get(severity.value, 0) for severity in Severity}


def people_with_findings(actor: Actor, state: str) -> dict[int, str]:
    """Return the people who have findings in one state, by name."""
    theirs = findings(actor).filter(in_state(state), who__isnull=False).order_by().values("who")
    people = Person.owned_by(actor).filter(pk__in=theirs).order_by("sort_key", "pk")
    return dict(people.values_list("pk", "name"))


def findings_about(actor: Actor, table: str, pk: int, today: date) -> QuerySet[Any]:
    """Return the open findings about one row, the most serious first."""
    about = Q(table_name=table, subject_id=pk)
    return findings(actor, today).filter(about, in_state(OPEN)).order_by("rank", "opened_at", "pk")


def findings_of_person(actor: Actor, person_id: int, today: date | None = None) -> QuerySet[Any]:
    """Return the open findings that one person is to mend, the most serious first."""
    rows = findings(actor, today).filter(in_state(OPEN), who=person_id)
    return rows.order_by("rank", "opened_at", "pk")


def model_of(table: str) -> type[Model] | None:
    """Return the model whose rows are kept in a table, or None for one that is no more."""
    return _models().get(table)


@cache
def _models() -> dict[str, type[Model]]:
    models: Iterable[type[Model]] = apps.get_models()
    return {model._meta.db_table: model for model in models}
