"""The page where people answer whether an impact assessment is needed, and the rules decide."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.data_protection.forms.screening import ScreeningForm
from samsyn.apps.data_protection.models import DpiaScreening, ProcessingActivity
from samsyn.apps.data_protection.queries.known import Known, facts_of, known_of
from samsyn.apps.data_protection.services.screen_activity import screen_activity
from samsyn.apps.data_protection.wording import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.data_protection.screening import Question
from samsyn.domain.data_protection.suggestions import suggestions
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url


@require_http_methods(["GET", "POST"])
@requires(Permission.DATA_PROTECTION_WRITE)
def screen(request: PageRequest, pk: int) -> HttpResponse:
    """Ask every question, filled in with the latest answers or the register's; then decide."""
    activity = get_object_or_404(ProcessingActivity.owned_by(request.actor), pk=pk)
    known = known_of(request.actor, [activity])[activity.pk]
    told = suggestions(facts_of(known))
    form = ScreeningForm(told, request.POST or None, initial=_begin(known))
    if form.is_valid() and (made := _screened(request, activity, form)):
        messages.success(request, str(made.get_verdict_display()))
        return go_to(request, record_url(made))
    return page(
        request,
        "data_protection/screen.html",
        {
            "title": _("Is an impact assessment needed?"),
            "subtitle": activity.name,
            "form": form,
            "groups": form.groups(),
            "submit_label": _("Let the rules decide"),
            "cancel_url": record_url(activity),
            "breadcrumbs": [
                {"label": activity.name, "url": record_url(activity)},
                {"label": _("Is an impact assessment needed?")},
            ],
        },
        status=422 if form.errors else 200,
    )


def _begin(known: Known) -> dict[str, object]:
    """Return the latest answers; where there are none, what the register suggests."""
    told = suggestions(facts_of(known))
    begin: dict[str, object] = {
        question.value: "yes" if suggestion.answer else "no"
        for question, suggestion in told.items()
    }
    if latest := known.screening:
        answered = {q.value: said for q in Question if (said := getattr(latest, q.value))}
        begin |= {**answered, "reasons": latest.reasons, "assessed_where": latest.assessed_where}
    return begin


def _screened(
    request: PageRequest, activity: ProcessingActivity, form: ScreeningForm
) -> DpiaScreening | None:
    said = form.cleaned_data
    try:
        return screen_activity(
            request.actor,
            activity_id=activity.pk,
            answers=form.answers(),
            reasons=said["reasons"],
            assessed_where=said["assessed_where"],
            screened_by=said["screened_by"],
        )
    except Refused as refusal:
        for objection in refusal.objections:
            form.add_error(objection.field or None, explain(objection))
        return None
