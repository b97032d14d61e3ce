"""Ask the rules about one organisation, and bring its findings up to what they answer.

Set-based: each rule is a query or a few; the findings are read once and written in bulk.
"""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import structlog
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import QuerySet, Value

from samsyn.apps.checks.models import Finding, RuleRun
from samsyn.apps.checks.queries.rules import RuleHere, rules_of
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.findings.reconcile import Change, FindingKey, Known, Run, reconcile
from samsyn.kernel import clock
from samsyn.kernel.rules import Hit, Question
from samsyn.kernel.tenancy.owned import Owned, Visibility
from samsyn.kernel.tenancy.session import acting_for

log = structlog.get_logger(__name__)
_LOCK = 7_310_482  # the first half of the key of the lock that one organisation's runs share
_LONGEST_ASKING = 60_000  # milliseconds that one statement of a rule may take
_BATCH = 2000
_PLAIN = (str, int, float, bool, type(None))

#: title, facts, severity, person who can mend it, visibility
Content = tuple[str, Mapping[str, Any], str, int | None, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What one rule answered: nothing at all when `trouble` says what stopped it."""

    code: str
    hits: list[Hit]
    seconds: float = 0.0
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one run asked, and what it changed."""

    asked: list[Asked] = field(default_factory=list)
    changes: Mapping[Change, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def troubled(self) -> list[str]:
        """The codes of the rules that could not be asked."""
        return [asked.code for asked in self.asked if asked.trouble]


@dataclass(slots=True)
class _Row:
    """A finding as it is kept: what an update needs to know of it."""

    pk: int
    opened_at: datetime
    closing: str
    times: int
    known: Known[Content]


def run_checks(
    organisation_id: int, *, today: date | None = None, codes: Collection[str] | None = None
) -> Report:
    """Ask the rules (all, or these) of one organisation, and keep what they find.

    Two runs of one organisation take turns. Runs as Samsyn itself, which sees every row.
    """
    began, day = time.perf_counter(), today or clock.today()
    actor = samsyn_for(organisation_id)
    with acting_for(actor), transaction.atomic(), _alone(organisation_id):
        rules = rules_of(actor)
        chosen = [here for here in rules.values() if codes is None or here.code in codes]
        asked = [ask(here, actor, day) for here in chosen if here.is_on]
        off = {here.code for here in chosen if not here.is_on}
        gone = _forgotten(actor, rules) if codes is None else set()
        changes = _keep(actor, rules, asked, off=off, gone=gone, today=day)
        _note(actor, asked, off | gone)
    return Report(asked=asked, changes=changes, seconds=time.perf_counter() - began)


@contextmanager
def _alone(organisation_id: int) -> Iterator[None]:
    """Wait for another run of the organisation to end; the lock goes with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, organisation_id])
        cursor.execute(  # compiling a query costs more than asking it
            "SELECT set_config('statement_timeout', %s, true), set_config('jit', 'off', true)",
            [str(_LONGEST_ASKING)],
        )
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', '0', true)")


def ask(here: RuleHere, actor: Actor, today: date) -> Asked:
    """Ask one rule. One that crashes, or takes too long, says nothing and harms no other."""
    began = time.perf_counter()
    question = Question(actor=actor, today=today, parameters=here.thresholds)
    try:
        with transaction.atomic():  # a failed query must not take the other rules with it
            hits = list(here.rule.answer(question))
    except Exception as crash:
        log.exception("checks.rule_crashed", rule=here.code, organisation=actor.organisation_id)
        return Asked(here.code, [], time.perf_counter() - began, type(crash).__name__)
    return Asked(here.code, hits, time.perf_counter() - began)


def _forgotten(actor: Actor, rules: Mapping[str, RuleHere]) -> set[str]:
    """Return the codes of open findings whose rule is no more."""
    codes = Finding.owned_by(actor).filter(closed_at__isnull=True).values_list("rule_code")
    return {code for (code,) in codes.distinct()} - set(rules)


def _keep(
    actor: Actor,
    rules: Mapping[str, RuleHere],
    asked: Iterable[Asked],
    *,
    off: set[str],
    gone: set[str],
    today: date,
) -> dict[Change, int]:
    answered = [answer for answer in asked if not answer.trouble]
    hits = _contents(actor, rules, answered)
    completed = frozenset({answer.code for answer in answered} | off | gone)
    rows = _known(actor, completed, hits)
    run = Run(completed_rules=completed, hits=hits)
    changed = list(reconcile({key: row.known for key, row in rows.items()}, run))
    _write(actor, rows, hits, changed, today)
    _close(
        actor, [rows[key] for key, c in changed if c is Change.RESOLVED and key[0] in off], "off"
    )
    _close(
        actor,
        [rows[key] for key, c in changed if c is Change.RESOLVED and key[0] not in off],
        "gone",
    )
    seen = Finding.owned_by(actor).filter(closed_at__isnull=True, rule_code__in=completed)
    seen.filter(seen_on__lt=today).update(seen_on=today)
    counts = dict.fromkeys(Change, 0)
    for _key, change in changed:
        counts[change] += 1
    return counts


def _contents(
    actor: Actor, rules: Mapping[str, RuleHere], answered: Iterable[Asked]
) -> dict[FindingKey, Content]:
    """Return what each finding shall say; a rule that names a row twice is heard once."""
    contents: dict[FindingKey, Content] = {}
    restricted = _restricted(actor, answered)
    for answer in answered:
        here = rules[answer.code]
        for hit in answer.hits:
            table = hit.model._meta.db_table
            reach = Visibility.RESTRICTED if (table, hit.pk) in restricted else Visibility.OWN
            grade = here.severity_of(hit.severity)
            told = (str(hit.title), plain(hit.facts), grade.value, hit.responsible, reach.value)
            contents.setdefault((answer.code, table, hit.pk), told)
    return contents


def plain(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return facts as they will come back from the database: JSON and nothing else."""
    if all(isinstance(value, _PLAIN) for value in facts.values()):
        return dict(facts)
    plainly: Mapping[str, Any] = json.loads(json.dumps(facts, cls=DjangoJSONEncoder))
    return plainly


def _restricted(actor: Actor, answered: Iterable[Asked]) -> set[tuple[str, int]]:
    """Return which subjects are for named roles only, so that their findings are too: one query."""
    models = {hit.model for answer in answered for hit in answer.hits}
    queries = [
        model.owned_by(actor)
        .filter(visibility=Visibility.RESTRICTED)
        .annotate(of=Value(model._meta.db_table))
        .values_list("of", "pk")
        for model in sorted(models, key=lambda model: model._meta.label)
        if issubclass(model, Owned)
    ]
    if not queries:
        return set()
    return set(queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0])


def _known(
    actor: Actor, completed: frozenset[str], hits: Mapping[FindingKey, Content]
) -> dict[FindingKey, _Row]:
    """Read the open findings, and of the closed ones those that the new hits may bring back."""
    findings = Finding.owned_by(actor).filter(rule_code__in=completed)
    known = _rows(findings.filter(closed_at__isnull=True))
    new = [key[2] for key in hits if key not in known]
    if new:
        known |= _rows(findings.filter(closed_at__isnull=False, subject_id__in=new))
    return known


def _rows(findings: QuerySet[Finding]) -> dict[FindingKey, _Row]:
    columns = (
        *("pk", "opened_at", "closing", "times", "closed_at"),
        *("rule_code", "table_name", "subject_id"),
        *("title", "facts", "severity", "responsible_id", "visibility"),
    )
    known: dict[FindingKey, _Row] = {}
    for pk, opened, closing, times, closed, *rest in findings.values_list(*columns):
        code, table, subject, *content = rest
        said: Content = tuple(content)
        known[code, table, subject] = _Row(pk, opened, closing, times, Known(closed is None, said))
    return known


def _write(
    actor: Actor,
    rows: Mapping[FindingKey, _Row],
    hits: Mapping[FindingKey, Content],
    changed: Iterable[tuple[FindingKey, Change]],
    today: date,
) -> None:
    """Insert what is new and update what returned or says something else: one statement."""
    now = clock.now()
    findings = [
        _finding(actor, key, hits[key], _opening(rows.get(key), change, now), today)
        for key, change in changed
        if change is not Change.RESOLVED
    ]
    Finding.everything.bulk_create(
        findings,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["organisation", "rule_code", "table_name", "subject_id"],
        update_fields=[
            *("title", "facts", "severity", "responsible", "visibility"),
            *("opened_at", "seen_on", "closed_at", "closing", "times"),
        ],
    )


def _opening(row: _Row | None, change: Change, now: datetime) -> tuple[datetime, int]:
    """Return since when it is open, and how often it was; switching a rule off costs no age."""
    if row is None:
        return now, 1
    if change is Change.ALTERED or row.closing == Finding.Closing.OFF:
        return row.opened_at, row.times
    return now, row.times + 1


def _finding(
    actor: Actor, key: FindingKey, content: Content, opening: tuple[datetime, int], today: date
) -> Finding:
    title, facts, grade, person, reach = content
    return Finding(
        organisation_id=actor.organisation_id,
        rule_code=key[0],
        table_name=key[1],
        subject_id=key[2],
        title=title,
        facts=facts,
        severity=grade,
        responsible_id=person,
        visibility=reach,
        opened_at=opening[0],
        times=opening[1],
        seen_on=today,
    )


def _close(actor: Actor, rows: Iterable[_Row], closing: str) -> None:
    ids = [row.pk for row in rows]
    if ids:
        closed = Finding.owned_by(actor).filter(pk__in=ids)
        closed.update(closed_at=clock.now(), closing=closing)


def _note(actor: Actor, asked: Iterable[Asked], silent: Collection[str]) -> None:
    """Remember when each rule was asked and how that went."""
    now = clock.now()
    RuleRun.owned_by(actor).filter(rule_code__in=silent).delete()
    RuleRun.everything.bulk_create(
        [
            RuleRun(
                organisation_id=actor.organisation_id,
                rule_code=answer.code,
                ran_at=now,
                seconds=answer.seconds,
                hits=len(answer.hits),
                trouble=answer.trouble,
            )
            for answer in asked
        ],
        update_conflicts=True,
        unique_fields=["organisation", "rule_code"],
        update_fields=["ran_at", "seconds", "hits", "trouble"],
    )
