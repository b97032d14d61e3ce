"""What will need one person soon, beside findings: notice days, rounds, neighbours' drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.apps.council.public import my_messages, my_open_actions
from samsyn.apps.federation.public import polls_to_answer
from samsyn.apps.home.queries.promised import actions_told, messages_told
from samsyn.apps.organisation.public import Person
from samsyn.apps.portfolio.public import rules_to_settle
from samsyn.apps.register.public import Agreement, terms_of
from samsyn.apps.rounds.public import door_of, rounds_to_answer, rounds_to_review
from samsyn.apps.sharing.public import Taking
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.notice import notice_day
from samsyn.kernel import clock
from samsyn.kernel.asking import Asking, Question, ready
from samsyn.kernel.records.declaration import record_url

DAYS_AHEAD = 90
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One line: about what, what is to be done, by when, and where."""

    about: str
    title: str
    by: date | None
    url: str
    label: str


def coming(actor: Actor, person: Person | None) -> Asking[list[Coming]]:
    """Ask for what waits for the actor with a day to it, the nearest first."""
    if person is None:
        return []
    today = clock.today()
    latest = today + timedelta(days=DAYS_AHEAD)
    asked: list[tuple[Permission | None, Question]] = [
        (None, ready(rounds_to_answer, actor)),
        (Permission.ROUNDS_RUN, ready(rounds_to_review, actor)),
        (Permission.REGISTER_READ, ready(_mine, actor, person=person.pk, latest=latest)),
        (Permission.SHARING_TAKE, ready(_drafts, actor, person=person.pk)),
        (Permission.POLL_ANSWER, ready(polls_to_answer, actor)),
        (Permission.COUNCIL_TAKE_PART, ready(my_open_actions, actor, person=person.pk)),
        (Permission.PORTFOLIO_READ, ready(my_messages, actor, person=person.pk, latest=latest)),
    ]
    may = [needed is None or actor.may(needed) for needed, _question in asked]
    answers = iter((yield [q for (_needed, q), yes in zip(asked, may, strict=True) if yes]))
    told = [next(answers) if yes else [] for yes in may]
    to_answer, to_review, agreements, drafts, polls, promised, messages = told
    found = [
        *_rounds(to_answer),
        *_reviews(to_review),
        *_agreements(actor, agreements, today),
        *_takings(drafts),
        *_polls(polls),
        *_lines(actions_told(actor, promised, today)),
        *_lines(messages_told(messages, today)),
        *_stop_rules(actor, person, today),
    ]
    return sorted(found, key=lambda one: (one.by is None, one.by or date.max, one.about))


def _lines(told: Iterable[tuple[str, str, date | None, str, str]]) -> Iterator[Coming]:
    for about, title, by, url, label in told:
        yield Coming(about=about, title=title, by=by, url=url, label=label)


def _rounds(rows: list[Any]) -> Iterator[Coming]:
    for asked in rows:
        left: int = asked.waiting
        told = ngettext(
            "Is this still true? %(n)d thing waits for your answer.",
            "Is this still true? %(n)d things wait for your answer.",
            left,
        )
        yield Coming(
            about=asked.round.name,
            title=told % {"n": left},
            by=asked.round.deadline,
            url=door_of(asked),
            label=_("Answer"),
        )


def _reviews(rows: list[Any]) -> Iterator[Coming]:
    for one in rows:
        left: int = one.to_review
        told = ngettext("%(n)d answer to review.", "%(n)d answers to review.", left)
        yield Coming(
            about=one.name,
            title=told % {"n": left},
            by=one.deadline,
            url=reverse("rounds:review", args=[one.pk]),
            label=_("Review"),
        )


def _mine(actor: Actor, person: int, latest: date) -> QuerySet[Agreement]:
    mine = Agreement.owned_by(actor).filter(owner=person, terminated_on__isnull=True)
    near = mine.filter(Q(next_follow_up__lte=latest) | Q(notice_months__isnull=False))
    return near.select_related("parent").order_by("sort_key")[:_MOST]


def _agreements(actor: Actor, rows: list[Agreement], today: date) -> Iterator[Coming]:
    """Yield the person's agreements whose notice or follow-up day is near; a follow-up stays."""
    latest = today + timedelta(days=DAYS_AHEAD)
    for agreement in rows:
        notice = notice_day(terms_of(actor, agreement), today)
        kept = agreement.kept_until is not None and agreement.kept_until >= today
        if notice is not None and today <= notice <= latest and not kept:
            told = _("Last day to give notice. Keep it, end it or negotiate.")
            yield _of(agreement, told, notice)
        follow_up = agreement.next_follow_up
        if follow_up is not None and follow_up <= latest:
            yield _of(agreement, _("To be followed up."), follow_up)


def _of(agreement: Agreement, told: str, by: date) -> Coming:
    return Coming(
        about=agreement.name, title=told, by=by, url=record_url(agreement), label=_("Look at it")
    )


def _drafts(actor: Actor, person: int) -> QuerySet[Taking]:
    drafts = Taking.owned_by(actor).filter(responsible=person, state=Taking.State.DRAFT)
    return drafts.order_by("taken_on", "pk")[:_MOST]


def _takings(rows: list[Taking]) -> Iterator[Coming]:
    for taking in rows:
        yield Coming(
            about=taking.name,
            title=_("A draft from a neighbour waits for your decision."),
            by=None,
            url=reverse("sharing:compare", args=[taking.pk]),
            label=_("Decide"),
        )


def _polls(rows: list[Any]) -> Iterator[Coming]:
    for poll in rows:
        yield Coming(
            about=poll.name,
            title=_("%(who)s asks whether you are in.") % {"who": poll.organisation.name},
            by=poll.deadline,
            url=reverse("federation:answer", args=[poll.pk]),
            label=_("Answer"),
        )


def _stop_rules(actor: Actor, person: Person, today: date) -> Iterator[Coming]:
    """Yield the stop rules that the person decides; once their day is over they are findings."""
    if not actor.may(Permission.PORTFOLIO_WRITE):
        return
    for rule in rules_to_settle(actor, person.pk, today, today + timedelta(days=DAYS_AHEAD)):
        yield Coming(
            about=rule.initiative,
            title=_("To be seen by then, or decided on: %(evidence)s.")
            % {"evidence": rule.evidence.rstrip(".")},
            by=rule.by,
            url=reverse("portfolio:settle_stop_rule", args=[rule.pk]),
            label=_("Settle"),
        )
