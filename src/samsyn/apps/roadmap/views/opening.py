"""Showing a published roadmap to everybody: choosing what, withdrawing it, and the page itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.apps.roadmap.forms import OpenForm
from samsyn.apps.roadmap.queries import runs
from samsyn.apps.roadmap.queries.opened import shown_now, shown_to_all
from samsyn.apps.roadmap.services.open_roadmap import open_roadmap, withdraw_roadmap
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.showing import read_shown
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.models import Organisation
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.public_door import open_to_everybody


@require_http_methods(["GET", "POST"])
@requires(Permission.ROADMAP_PUBLISH)
def open_version(request: PageRequest, version: int) -> HttpResponse:
    """Ask which initiatives of a version everybody may read of, and show them."""
    found = runs.version_at(request.actor, version)
    if found is None:
        raise Http404
    now = shown_now(request.actor)
    shown = {line["name"] for line in now.lines} if now else set()
    chosen = [one.key for one in found.picture.placed if not now or one.name in shown]
    initial = {"chosen": chosen, "words": now.words if now else ""}
    form = OpenForm(found.picture, request.POST or None, initial=initial)
    if form.is_valid():
        try:
            open_roadmap(request.actor, version=version, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("Everybody can read it now."))
            return go_to(request, "roadmap:version", version)
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("Show everybody"),
            "subtitle": _("Version %(version)d") % {"version": version},
            "form": form,
            "submit_label": _("Show everybody"),
            "cancel_url": reverse("roadmap:version", args=[version]),
            "breadcrumbs": [
                {"label": _("Published versions"), "url": reverse("roadmap:versions")},
                {
                    "label": _("Version %(version)d") % {"version": version},
                    "url": reverse("roadmap:version", args=[version]),
                },
            ],
        },
        status=422 if form.errors else 200,
    )


@require_POST
@requires(Permission.ROADMAP_PUBLISH)
def withdraw(request: PageRequest) -> HttpResponse:
    """Let nobody outside read the roadmap any more."""
    withdraw_roadmap(request.actor)
    messages.success(request, _("Nobody outside can read it any more."))
    return go_to(request, "roadmap:versions")


@open_to_everybody
def public_roadmap(request: PageRequest, slug: str) -> HttpResponse:
    """Show what an organisation lets everybody read of its roadmap."""
    organisation = get_object_or_404(Organisation.objects.all(), slug=slug)
    opened = shown_to_all(request.actor, organisation)
    context = {
        "title": _("What %(organisation)s is working on") % {"organisation": organisation.name},
        "organisation": organisation,
        "opened": opened,
        "lines": [read_shown(line) for line in opened.lines] if opened else [],
    }
    return page(request, "roadmap/public.html", context)
