"""Start a run of a checklist, tick its steps one by one, and end it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.apps.knowledge.forms import EndForm, StartForm
from samsyn.apps.knowledge.models import Article, ChecklistRun
from samsyn.apps.knowledge.services.running import end_run, start_run, tick_step
from samsyn.apps.knowledge.wording import explain
from samsyn.apps.organisation.public import person_of
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

_BOTH = ["GET", "POST"]


@require_http_methods(_BOTH)
@requires(Permission.KNOWLEDGE_WRITE)
def start(request: PageRequest, pk: int) -> HttpResponse:
    """Ask what for, and begin."""
    lists = Article.owned_by(request.actor).filter(kind=Article.Kind.CHECKLIST)
    article = get_object_or_404(lists, pk=pk)
    form = StartForm(
        request.actor, request.POST or None, initial={"responsible": person_of(request.actor)}
    )
    if form.is_valid():
        typed = form.cleaned_data
        try:
            run = start_run(
                request.actor,
                article_id=pk,
                name=typed["name"],
                responsible_id=typed["responsible"].pk if typed["responsible"] else None,
                due_on=typed["due_on"],
            )
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            return go_to(request, record_url(run))
    url = record_url(article)
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("Start a run"),
            "subtitle": article.name,
            "form": form,
            "submit_label": _("Begin"),
            "cancel_url": url,
            "breadcrumbs": [{"label": article.name, "url": url}, {"label": _("Start a run")}],
        },
        status=422 if form.errors else 200,
    )


@require_POST
@requires(Permission.KNOWLEDGE_WRITE)
def tick(request: PageRequest, pk: int, step: int) -> HttpResponse:
    """Tick one step, or take the tick back."""
    run = get_object_or_404(ChecklistRun.owned_by(request.actor), pk=pk)
    try:
        tick_step(
            request.actor,
            run_id=pk,
            step_id=step,
            done=request.POST.get("done") == "yes",
            note=request.POST.get("note", "").replace("\x00", ""),
        )
    except Refused as refusal:
        messages.error(request, " ".join(explain(one) for one in refusal.objections))
    return go_to(request, f"{record_url(run)}#step-{step}")


@require_http_methods(_BOTH)
@requires(Permission.KNOWLEDGE_WRITE)
def end(request: PageRequest, pk: int) -> HttpResponse:
    """Ask how it ended, and close the run."""
    run = get_object_or_404(ChecklistRun.owned_by(request.actor), pk=pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            end_run(request.actor, run_id=pk, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("The run has ended."))
            return go_to(request, record_url(run))
    url = record_url(run)
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("End the run"),
            "subtitle": run.name,
            "form": form,
            "submit_label": _("End the run"),
            "cancel_url": url,
            "breadcrumbs": [{"label": run.name, "url": url}, {"label": _("End the run")}],
        },
        status=422 if form.errors else 200,
    )
