"""The roadmap's background work: long searches, done by any worker."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.apps.roadmap.models import PlanRun, Study
from samsyn.apps.roadmap.services.improve_plan import IMPROVE
from samsyn.apps.roadmap.services.search import search
from samsyn.apps.roadmap.services.study_plan import STUDY, answer_study
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.scheduling import simulation
from samsyn.kernel.tasks import Progress, Stopped, background


@background(IMPROVE)
def improve(progress: Progress, actor: Actor) -> dict[str, object]:
    """Search on for one run; stopping keeps the best."""
    actor.must(Permission.ROADMAP_SOLVE)
    simulation.warm_up()
    runs = PlanRun.owned_by(actor).select_related("plan", "scenario")
    run = runs.filter(pk__in=[progress.task.about_id], state=PlanRun.State.WAITING).first()
    if run is None:
        return {"message": _("There is nothing left to do.")}
    wanted = round(run.wanted_seconds)

    def tell(seconds: float, _gap: float) -> None:
        try:
            progress.report(min(round(seconds), wanted), wanted, _("Searching for a better plan"))
        except Stopped:
            return  # `stop_wanted` says so too; the search then ends and keeps what it has

    try:
        search(actor, run, tell=tell, stop_wanted=progress.stop_wanted)
    except Exception:
        PlanRun.owned_by(actor).filter(pk=run.pk).update(state=PlanRun.State.FAILED)
        raise
    return {"run": run.pk, "message": _("The plan is as good as was found in the time given.")}


@background(STUDY)
def study(progress: Progress, actor: Actor) -> dict[str, object]:
    """Answer one question about a plan; stopping keeps what is known by then."""
    actor.must(Permission.ROADMAP_SOLVE)
    rows = Study.owned_by(actor).select_related("plan", "scenario")
    asked = rows.filter(pk__in=[progress.task.about_id], answer__isnull=True).first()
    if asked is None:
        return {"message": _("There is nothing left to do.")}

    def tell(done: int, total: int) -> None:
        try:
            progress.report(done, total, progress.task.message)
        except Stopped:
            return  # `stop_wanted` says so too; what is known by then is kept

    answer_study(actor, asked, told=tell, stop_wanted=progress.stop_wanted)
    return {"study": asked.pk, "message": _("The answer is there.")}
