"""What would help a plan, and what stands in its way: asked, awaited and read."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from samsyn.apps.roadmap.models import Plan, Study
from samsyn.apps.roadmap.queries import studies
from samsyn.apps.roadmap.queries.setting import fingerprint_now
from samsyn.apps.roadmap.services.make_scenario import make_scenario
from samsyn.apps.roadmap.services.solve_plan import solve_plan
from samsyn.apps.roadmap.services.study_plan import study_plan
from samsyn.apps.roadmap.views.replanning import tried
from samsyn.apps.roadmap.views.tabs import CONFLICT, HELP, tabs_of
from samsyn.apps.roadmap.wording import demand_in_words, gain_in_words, turn_in_words
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.answers import wanted_from
from samsyn.domain.scheduling.conflict import Answer, What
from samsyn.kernel import clock, tasks
from samsyn.kernel.models import Task
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

_AT_WORK = (Task.State.WAITING, Task.State.RUNNING)
_SLUGS = {
    What.DONE: "initiatives",
    What.DEADLINE: "initiatives",
    What.PEOPLE: "roles",
    What.MONEY: "funds",
}


@require_http_methods(["GET", "POST"])
@requires(Permission.ROADMAP_READ)
def what_would_help(request: PageRequest, pk: int) -> HttpResponse:
    """Show what a little more of each tight thing would bring; a POST asks anew."""
    plan = get_object_or_404(Plan.owned_by(request.actor), pk=pk)
    if request.method == "POST":
        return _ask(request, plan, Study.Kind.HELP)
    context = _shown(request, plan, Study.Kind.HELP)
    answer = context["answer"] or {}
    context["gains"] = [
        {
            "turn": turn_in_words(gain),
            "brings": gain_in_words(gain),
            "placed": gain["placed"],
            "lateness": gain["lateness"],
            "benefit": gain["benefit"],
            "weeks": gain["weeks"],
            "proven": gain["proven"],
            "number": number,
        }
        for number, gain in enumerate(answer.get("gains", []))
    ]
    context |= {"title": _("What would help"), "tabs": tabs_of(plan, HELP)}
    return page(request, "roadmap/help.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.ROADMAP_READ)
def what_stands_in_the_way(request: PageRequest, pk: int) -> HttpResponse:
    """Show which demands cannot all be met; a POST asks anew."""
    plan = get_object_or_404(Plan.owned_by(request.actor), pk=pk)
    if request.method == "POST":
        return _ask(request, plan, Study.Kind.CONFLICT)
    context = _shown(request, plan, Study.Kind.CONFLICT)
    answer = context["answer"] or {}
    context |= {
        "title": _("What stands in the way"),
        "tabs": tabs_of(plan, CONFLICT),
        "possible": answer.get("answer") == Answer.POSSIBLE,
        "unknown": answer.get("answer") == Answer.UNKNOWN,
        "conflicts": [
            {
                "proven": conflict["proven"],
                "demands": [
                    {"words": demand_in_words(demand), "url": _url(plan, demand)}
                    for demand in conflict["demands"]
                ],
            }
            for conflict in answer.get("conflicts", [])
        ],
    }
    return page(request, "roadmap/conflict.html", context)


def _url(plan: Plan, demand: dict[str, Any]) -> str:
    """Return where a demand can be changed."""
    what = What(demand["what"])
    if what is What.PIN:
        return reverse("roadmap:pin", args=[plan.pk, demand["pk"]])
    return reverse("records:page", kwargs={"slug": _SLUGS[what], "pk": demand["pk"]})


def _ask(request: PageRequest, plan: Plan, kind: Study.Kind) -> HttpResponse:
    if not request.actor.may(Permission.ROADMAP_SOLVE):
        raise PermissionDenied
    tried(request, lambda: study_plan(request.actor, plan_id=plan.pk, kind=kind))
    return go_to(request, f"roadmap:{kind.value}", plan.pk)


def _shown(request: PageRequest, plan: Plan, kind: Study.Kind) -> dict[str, Any]:
    """Return the latest answer, how far a newer question has come, and whether it still holds."""
    actor = request.actor
    latest = studies.latest_study(actor, plan, kind)
    answered = latest if latest and latest.answer else studies.latest_answer(actor, plan, kind)
    task = studies.task_of(actor, latest) if latest and not latest.answer else None
    return {
        "plan": plan,
        "may_solve": actor.may(Permission.ROADMAP_SOLVE),
        "at_work": task is not None and task.state in _AT_WORK,
        "task": task,
        "poll_url": reverse("roadmap:study_progress", args=[plan.pk, kind.value]),
        "stop_url": reverse("roadmap:study_stop", args=[plan.pk, kind.value])
        if actor.may(Permission.ROADMAP_SOLVE)
        else "",
        "answer": answered.answer if answered else None,
        "answered_at": answered.answered_at if answered else None,
        "stale": answered is not None
        and answered.fingerprint != fingerprint_now(actor, plan, clock.today()),
        "breadcrumbs": [
            {"label": _("Roadmap"), "url": reverse("roadmap:of_plan", args=[plan.pk])},
            {"label": str(kind.label), "url": ""},
        ],
    }


@require_GET
@requires(Permission.ROADMAP_READ)
def study_progress(request: PageRequest, pk: int, kind: str) -> HttpResponse:
    """Tell the page how far the answer has come; when it is there the page is loaded anew."""
    plan = get_object_or_404(Plan.owned_by(request.actor), pk=pk)
    context = _shown(request, plan, _kind(kind))
    if not context["at_work"]:
        return HttpResponseClientRefresh()
    return page(request, "kernel/tasks/fragments/_progress.html", context)


@require_POST
@requires(Permission.ROADMAP_SOLVE)
def study_stop(request: PageRequest, pk: int, kind: str) -> HttpResponse:
    """End the study; what is known by then is kept."""
    plan = get_object_or_404(Plan.owned_by(request.actor), pk=pk)
    asked = _kind(kind)
    latest = studies.latest_study(request.actor, plan, asked)
    if task := studies.task_of(request.actor, latest):
        tasks.stop(request.actor, task)
    return go_to(request, f"roadmap:{asked.value}", pk)


def _kind(told: str) -> Study.Kind:
    if told not in (Study.Kind.HELP, Study.Kind.CONFLICT):
        raise Http404
    return Study.Kind(told)


@require_POST
@requires(Permission.ROADMAP_SOLVE)
def scenario_of_gain(request: PageRequest, pk: int, number: int) -> HttpResponse:
    """Make a scenario of one thing that would help, worked out at once."""
    plan = get_object_or_404(Plan.owned_by(request.actor), pk=pk)
    answered = studies.latest_answer(request.actor, plan, Study.Kind.HELP)
    gains = answered.answer["gains"] if answered and answered.answer else []
    if number >= len(gains):
        raise Http404
    gain = gains[number]
    scenario = make_scenario(
        request.actor,
        plan_id=pk,
        name=turn_in_words(gain),
        question=gain_in_words(gain),
        changes=[wanted_from(gain)],
    )
    tried(
        request,
        lambda: solve_plan(request.actor, plan_id=pk, scenario_id=scenario.pk),
    )
    return go_to(request, record_url(scenario))
