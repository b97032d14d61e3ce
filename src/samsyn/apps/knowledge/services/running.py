"""Start a run of a checklist, tick its steps, and end it."""

from __future__ import annotations

from datetime import date

from samsyn.apps.knowledge.models import Article, ChecklistRun, RunStep
from samsyn.apps.knowledge.queries.articles import steps_of
from samsyn.apps.organisation.public import Person, person_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.knowledge.objections import Hindrance
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case

State = ChecklistRun.State


@use_case(Permission.KNOWLEDGE_WRITE)
def start_run(
    actor: Actor,
    *,
    article_id: int,
    name: str,
    responsible_id: int | None = None,
    due_on: date | None = None,
) -> ChecklistRun:
    """Begin to go through a checklist, with its steps as they are now. Raises Refused."""
    article = Article.owned_by(actor).filter(kind=Article.Kind.CHECKLIST).get(pk=article_id)
    steps = list(steps_of(actor, article.pk))
    refuse_if([] if steps else [Objection(Hindrance.NO_STEPS)])
    people = Person.owned_by(actor)
    run = ChecklistRun.everything.create(
        organisation_id=actor.organisation_id,
        visibility=article.visibility,
        name=name.strip(),
        article=article,
        edition=article.edition,
        responsible=people.get(pk=responsible_id) if responsible_id else person_of(actor),
        due_on=due_on,
        started_on=clock.today(),
        started_by=actor.name,
    )
    made = []
    for nth, step in enumerate(steps, 1):
        one = RunStep(
            organisation_id=actor.organisation_id,
            visibility=run.visibility,
            run=run,
            order=nth,
            text=step.text,
            hint=step.hint,
            optional=step.optional,
        )
        one.name_it()
        made.append(one)
    RunStep.everything.bulk_create(made)
    return run


@use_case(Permission.KNOWLEDGE_WRITE)
def tick_step(actor: Actor, *, run_id: int, step_id: int, done: bool, note: str = "") -> RunStep:
    """Say that a step is done, or that it is not after all; who and when is kept. Raises Refused.

    What somebody else ticked stays theirs when it is ticked again.
    """
    run = _open_run(actor, run_id)
    step = RunStep.owned_by(actor).filter(run=run, pk=step_id).first()
    if step is None:
        raise Refused([Objection(Hindrance.NO_SUCH_STEP)])
    if done and step.done_at is None:
        step.done_at, step.done_by = clock.now(), actor.name
    elif not done:
        step.done_at, step.done_by = None, ""
    step.note = note.strip()[:300]
    step.save(update_fields=["done_at", "done_by", "note"])
    return step


@use_case(Permission.KNOWLEDGE_WRITE)
def end_run(actor: Actor, *, run_id: int, state: str, outcome: str = "") -> ChecklistRun:
    """End a run: gone through once all that must be is done, or broken off with the reason why.

    Raises Refused.
    """
    run = _open_run(actor, run_id)
    wanted = State.STOPPED if state == State.STOPPED else State.DONE
    left = RunStep.owned_by(actor).filter(run=run, done_at=None, optional=False).order_by("order")
    texts = list(left.values_list("text", flat=True)) if wanted is State.DONE else []
    refuse_if([Objection(Hindrance.STEPS_LEFT, {"steps": ", ".join(texts)})] if texts else [])
    silent = wanted is State.STOPPED and not outcome.strip()
    refuse_if([Objection(Hindrance.REASON_NEEDED, field="outcome")] if silent else [])
    run.state, run.outcome = wanted, outcome.strip()
    run.ended_on, run.ended_by = clock.today(), actor.name
    run.save(update_fields=["state", "outcome", "ended_on", "ended_by"])
    return run


def _open_run(actor: Actor, run_id: int) -> ChecklistRun:
    run = ChecklistRun.owned_by(actor).select_for_update(of=("self",)).get(pk=run_id)
    refuse_if([] if run.state == State.OPEN else [Objection(Hindrance.RUN_ENDED)])
    return run
