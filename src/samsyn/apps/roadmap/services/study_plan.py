"""Put a question about a plan to the engine: what would help, or what stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from samsyn.apps.roadmap.models import Plan, Study
from samsyn.apps.roadmap.queries.runs import best_run, plan_so_far
from samsyn.apps.roadmap.queries.studies import latest_study, task_of
from samsyn.apps.roadmap.queries.whatif import fixed_by_people, setting_for
from samsyn.apps.roadmap.services.solve_plan import scenario_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.answers import gains_as_json, verdict_as_json
from samsyn.domain.roadmap.publishing import Standstill
from samsyn.domain.scheduling.conflict import conflicts_in
from samsyn.domain.scheduling.help import SECONDS_PER_LEVER, what_would_help
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock, tasks
from samsyn.kernel.models import Task
from samsyn.kernel.use_case import use_case

STUDY = "roadmap.study"
_AT_WORK = (Task.State.WAITING, Task.State.RUNNING)
Told = Callable[[int, int], None]
StopWanted = Callable[[], bool]


@use_case(Permission.ROADMAP_SOLVE)
def study_plan(actor: Actor, *, plan_id: int, kind: str, scenario_id: int | None = None) -> Study:
    """Queue one question about a plan or scenario as it stands.

    Raises Refused when there is nothing to plan, or while the same question is being answered.
    """
    plan = Plan.owned_by(actor).get(pk=plan_id)
    scenario = scenario_of(actor, plan, scenario_id)
    asked = Study.Kind(kind)
    setting = setting_for(actor, plan, scenario, clock.today())
    refuse_if(_standstills(actor, latest_study(actor, plan, asked, scenario), setting.problem))
    study = Study.everything.create(plan=plan, scenario=scenario, kind=asked)
    words = {
        Study.Kind.HELP: _("Trying what would help"),
        Study.Kind.CONFLICT: _("Looking for what stands in the way"),
    }
    task = tasks.start(actor, STUDY, about=study.pk, message=words.get(asked, ""))
    study.task_id = task.pk
    study.save(update_fields=["task_id"])
    return study


def _standstills(actor: Actor, latest: Study | None, problem: object) -> Iterator[Objection]:
    if not getattr(problem, "initiatives", ()):
        yield Objection(Standstill.NOTHING_TO_PLAN)
    task = task_of(actor, latest)
    if task and task.state in _AT_WORK:
        yield Objection(Standstill.ALREADY_AT_WORK)


def answer_study(
    actor: Actor,
    study: Study,
    *,
    told: Told,
    stop_wanted: StopWanted,
    seconds: float = SECONDS_PER_LEVER,
) -> Study:
    """Work one question out, keep the answer, and forget older ones of its kind."""
    setting = setting_for(actor, study.plan, study.scenario, clock.today())
    if study.kind == Study.Kind.HELP:
        gains = what_would_help(
            setting.problem,
            seconds=seconds,
            known=plan_so_far(best_run(actor, study.plan, study.scenario)),
            told=told,
            should_stop=stop_wanted,
        )
        study.answer = {"gains": gains_as_json(setting, gains)}
    else:
        verdict = conflicts_in(
            setting.problem,
            pins=fixed_by_people(actor, study.plan),
            asked=lambda count: told(count, 0),
            should_stop=stop_wanted,
        )
        study.answer = verdict_as_json(setting, verdict)
    study.fingerprint, study.answered_at = setting.fingerprint, clock.now()
    study.save(update_fields=["answer", "fingerprint", "answered_at"])
    older = Study.owned_by(actor).filter(plan=study.plan, kind=study.kind, pk__lt=study.pk)
    older.filter(scenario=study.scenario).delete()
    return study
