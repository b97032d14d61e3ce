"""Start a round, mail those asked, remind those who wait, end it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from samsyn.apps.organisation.public import person_of
from samsyn.apps.rounds.models import Round, RoundAnswer, RoundPerson
from samsyn.apps.rounds.queries.asking import (
    address_of,
    askable,
    people_in,
    question_at,
    rows_to_ask,
)
from samsyn.apps.rounds.queries.door import DAYS_AFTER, door_of, is_open
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.rounds.objections import Obstacle
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock, journal, mail, tasks
from samsyn.kernel.models import Organisation
from samsyn.kernel.tenancy.session import acting_for
from samsyn.kernel.use_case import use_case

SEND = "rounds.send"


@use_case(Permission.ROUNDS_RUN)
def start_round(  # noqa: PLR0913 - what a round must say
    actor: Actor,
    *,
    about: str,
    asked: Sequence[str],
    deadline: date,
    unit_id: int | None = None,
    months: int = 0,
    words: str = "",
) -> Round:
    """Ask everybody who answers for these rows; their mails are queued. Raises Refused.

    `about` is a question's key, `systems:owner`. Rows that nobody can be asked about are kept
    with the reason, for the coordinator.
    """
    question = question_at(actor, about)
    if question is None:
        raise Refused([Objection(Obstacle.UNKNOWN_NOUN)])
    today = clock.today()
    fields = [name for name in askable(question.record) if name in set(asked)]
    rows = rows_to_ask(actor, question, unit=unit_id, months=months, today=today)
    objections = [] if rows else [Objection(Obstacle.NOTHING_TO_ASK)]
    objections += [] if fields else [Objection(Obstacle.NOTHING_ASKED, field="asked")]
    late = deadline < today
    objections += [Objection(Obstacle.DEADLINE_PASSED, field="deadline")] if late else []
    refuse_if(objections)
    made = Round.everything.create(
        organisation_id=actor.organisation_id,
        name=f"{question.label} · {today:%Y-%m-%d}"[:200],
        kind=question.record.slug,
        role=question.role,
        asked=fields,
        unit_id=unit_id,
        months=months,
        words=words.strip(),
        coordinator=person_of(actor),
        started_on=today,
        deadline=deadline,
    )
    people = {
        person.pk: RoundPerson.everything.create(
            organisation_id=actor.organisation_id, round=made, person=person
        )
        for person in people_in(rows)
    }
    RoundAnswer.everything.bulk_create(
        RoundAnswer(
            organisation_id=actor.organisation_id,
            name=row.title,
            round=made,
            asked=people[row.person.pk] if row.person else None,
            nobody_because=row.nobody_because,
            row_id=row.pk,
        )
        for row in rows
    )
    tasks.start(actor, SEND, about=made.pk)
    return made


@use_case(Permission.ROUNDS_RUN)
def end_round(actor: Actor, *, round_id: int) -> Round:
    """Take no more answers; the addresses in the mails open nothing from now on."""
    one = Round.owned_by(actor).select_for_update(of=("self",)).get(pk=round_id)
    one.state = Round.State.ENDED
    one.save()
    return one


def send_to(actor: Actor, asked_id: int) -> bool:
    """Mail one person the way in, unless that is done or no longer wanted; tells whether it was."""
    with acting_for(actor):
        asked = _asked(actor, asked_id)
        if asked is None or asked.mailed_at is not None or not is_open(asked):
            return False
        with journal.act(actor, "rounds.ask_person"):
            _write(asked, "rounds/mail/asked")
            RoundPerson.owned_by(actor).filter(pk=asked_id).update(mailed_at=clock.now())
    return True


def remind(actor: Actor, asked_id: int) -> bool:
    """Mail one reminder to somebody who still has something to answer; never a second one."""
    with acting_for(actor):
        asked = _asked(actor, asked_id)
        if asked is None or asked.mailed_at is None or asked.reminded_at is not None:
            return False
        if not is_open(asked) or not _left(actor, asked):
            return False
        with journal.act(actor, "rounds.remind_person"):
            _write(asked, "rounds/mail/reminder")
            RoundPerson.owned_by(actor).filter(pk=asked_id).update(reminded_at=clock.now())
    return True


def to_remind(actor: Actor, before: date) -> list[int]:
    """Return whom to remind in rounds whose deadline is near: those with something left."""
    waiting = RoundAnswer.owned_by(actor).filter(
        asked=OuterRef("pk"), said=RoundAnswer.Said.NOTHING
    )
    people = RoundPerson.owned_by(actor).filter(
        Exists(waiting),
        round__state=Round.State.RUNNING,
        round__deadline__lte=before,
        mailed_at__lt=clock.now() - timedelta(days=2),
        reminded_at__isnull=True,
    )
    return list(people.values_list("pk", flat=True))


def _asked(actor: Actor, asked_id: int) -> RoundPerson | None:
    people = RoundPerson.owned_by(actor).select_related("round", "person__user", "organisation")
    return people.filter(pk=asked_id).first()


def _left(actor: Actor, asked: RoundPerson) -> int:
    answers = RoundAnswer.owned_by(actor).filter(asked=asked)
    return answers.filter(said=RoundAnswer.Said.NOTHING).count()


def _write(asked: RoundPerson, template: str) -> None:
    actor = Actor(user_id=0, organisation_id=asked.organisation_id, permissions=frozenset())
    mail.write(
        template,
        address_of(asked.person),
        language_of(asked),
        {
            "name": asked.person.name,
            "organisation": asked.organisation.name,
            "round": asked.round,
            "count": _left(actor, asked),
            "url": door_of(asked),
            "until": asked.round.deadline + timedelta(days=DAYS_AFTER),
            "coordinator": _coordinator(actor, asked.round),
        },
    )


def language_of(asked: RoundPerson) -> str:
    """Return the language somebody reads: their account's, else the organisation's."""
    user = asked.person.user
    organisation: Organisation = asked.organisation
    return (user.language if user else "") or organisation.language


def _coordinator(actor: Actor, one: Round) -> str:
    found = Round.owned_by(actor).filter(pk=one.pk).values_list("coordinator__name", flat=True)
    return found.first() or ""
