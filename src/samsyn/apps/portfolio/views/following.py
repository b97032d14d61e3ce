"""The pages on which an initiative follows a project model, and on which an experiment ends."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.portfolio.forms.steering import EndExperimentForm, FollowForm
from samsyn.apps.portfolio.models import Experiment, Initiative, Phase, ProjectModel
from samsyn.apps.portfolio.services.end_experiment import end_experiment
from samsyn.apps.portfolio.services.follow_model import follow_model
from samsyn.apps.portfolio.views.frames import answer, frame
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.pages import PageRequest, requires

_METHODS = ["GET", "POST"]


@require_http_methods(_METHODS)
@requires(Permission.PORTFOLIO_WRITE)
def follow(request: PageRequest, pk: int) -> HttpResponse:
    """Ask which model, and what becomes of the phases there are; then make its steps phases."""
    initiative = get_object_or_404(Initiative.owned_by(request.actor), pk=pk)
    fitting = ProjectModel.owned_by(request.actor).filter(cynefin=initiative.cynefin)
    suggested = fitting.values_list("pk", flat=True).first() if initiative.cynefin else None
    form = FollowForm(
        request.actor,
        has_phases=Phase.owned_by(request.actor).filter(initiative=initiative).exists(),
        data=request.POST or None,
        chosen=initiative.project_model_id or suggested,
    )
    context = frame(
        initiative,
        _("Follow a project model"),
        _("Its steps become phases. Then say how much of each role they need."),
        _("Follow"),
    )
    return answer(
        request,
        form,
        lambda: follow_model(
            request.actor,
            initiative_id=pk,
            project_model_id=form.cleaned_data["project_model"].pk,
            way=form.chosen_way,
        ),
        context,
        done=_("Saved."),
    )


@require_http_methods(_METHODS)
@requires(Permission.PORTFOLIO_WRITE)
def end(request: PageRequest, pk: int) -> HttpResponse:
    """Ask what was measured and learned, and where that leads."""
    rows = Experiment.owned_by(request.actor).select_related("initiative")
    row = get_object_or_404(rows, pk=pk)
    form = EndExperimentForm(row, request.POST or None)
    context = frame(row.initiative, _("End the experiment"), row.hypothesis, _("End it"))
    return answer(
        request,
        form,
        lambda: end_experiment(request.actor, experiment_id=pk, **form.cleaned_data),
        context,
        done=_("Saved."),
    )
