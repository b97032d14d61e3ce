"""The pages on which an initiative takes a step, or moves to another track."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.forms.steps import MoveForm, StepForm
from samsyn.apps.portfolio.models import Initiative, StopRule
from samsyn.apps.portfolio.services.close_initiative import close_initiative
from samsyn.apps.portfolio.services.decide_initiative import decide_initiative
from samsyn.apps.portfolio.services.deliver_initiative import deliver_initiative
from samsyn.apps.portfolio.services.hand_over_initiative import hand_over_initiative
from samsyn.apps.portfolio.services.move_to_track import move_to_track
from samsyn.apps.portfolio.services.propose_initiative import propose_initiative
from samsyn.apps.portfolio.services.start_initiative import start_initiative
from samsyn.apps.portfolio.services.stop_initiative import stop_initiative
from samsyn.apps.portfolio.views.frames import frame
from samsyn.apps.portfolio.wording import STEPS, explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import Step
from samsyn.domain.portfolio.gates import shut
from samsyn.domain.portfolio.stop_rules import passed
from samsyn.domain.portfolio.tracks import Track
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

ACTS: Mapping[Step, Callable[..., Initiative]] = {
    Step.PROPOSE: propose_initiative,
    Step.DECIDE: decide_initiative,
    Step.START: start_initiative,
    Step.DELIVER: deliver_initiative,
    Step.HAND_OVER: hand_over_initiative,
    Step.CLOSE: close_initiative,
    Step.STOP: stop_initiative,
}
_METHODS = ["GET", "POST"]


@require_http_methods(_METHODS)
@requires(Permission.PORTFOLIO_WRITE)
def initiative_step(request: PageRequest, pk: int, step: Step) -> HttpResponse:
    """Ask when and why, then take the step, or say everything that speaks against it."""
    initiative = get_object_or_404(Initiative.owned_by(request.actor), pk=pk)
    form = StepForm(step, request.actor, initiative, request.POST or None)
    if form.is_valid():
        try:
            ACTS[step](request.actor, initiative_id=pk, **form.answers())
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, str(STEPS[step].done))
            return go_to(request, record_url(initiative))
    words = STEPS[step]
    context = frame(initiative, str(words.question), str(words.intro), str(words.button))
    return page(
        request,
        "portfolio/step.html",
        {
            **context,
            "form": form,
            "danger": step is Step.STOP,
            "blocked": _blocked(request, initiative, step),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(_METHODS)
@requires(Permission.PORTFOLIO_WRITE)
def initiative_move(request: PageRequest, pk: int) -> HttpResponse:
    """Ask to which track and why, then move it there."""
    initiative = get_object_or_404(Initiative.owned_by(request.actor), pk=pk)
    chosen = request.GET.get("track", "") or initiative.track
    known = {"track": chosen, "part_of": initiative.part_of_id}
    form = MoveForm(request.actor, initiative, request.POST or None, initial=known)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            move_to_track(
                request.actor,
                initiative_id=pk,
                track=Track(typed["track"]),
                owner_level=typed["owner_level"],
                part_of_id=typed["part_of"].pk if typed["part_of"] else None,
                reason=typed["reason"],
            )
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("Moved."))
            return go_to(request, "portfolio:board")
    context = frame(
        initiative,
        _("Move to another track"),
        _("From then on it is steered by another logic, and may need another owner."),
        _("Move"),
    )
    return page(
        request,
        "portfolio/step.html",
        {**context, "form": form},
        status=422 if form.errors else 200,
    )


def _blocked(request: PageRequest, initiative: Initiative, step: Step) -> list[dict[str, str]]:
    """Return the gates and stop rules that keep the step shut, with the way to each."""
    if step is Step.STOP:
        return []
    actor, today = request.actor, clock.today()
    gates = shut(step, queries.gate_standings(actor, initiative))
    rules = StopRule.owned_by(actor).filter(initiative=initiative).order_by("by", "pk")
    return [
        *(
            {
                "text": explain(one),
                "url": reverse("portfolio:gate", args=[initiative.pk, one.facts["key"]]),
                "label": _("To the gate"),
            }
            for one in gates
        ),
        *(
            {
                "text": explain(one),
                "url": reverse("portfolio:settle_stop_rule", args=[one.facts["key"]]),
                "label": _("Settle"),
            }
            for one in passed(queries.waiting_rules(rules), today)
        ),
    ]
