"""What the pages of acts on polls and shared initiatives have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.apps.federation.forms.polls import RefusableForm
from samsyn.apps.federation.models import Poll, SharedInitiative
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page

FORM = "kernel/forms/page.html"


def poll_frame(poll: Poll, title: str, intro: str = "", button: str = "") -> dict[str, Any]:
    """Return what every page of an act on a poll shows: which poll, and the way back."""
    url = reverse("federation:poll", args=[poll.pk])
    return {
        "title": title,
        "subtitle": poll.name,
        "intro": intro,
        "submit_label": button or _("Save"),
        "cancel_url": url,
        "breadcrumbs": [
            {"label": _("Polls"), "url": reverse("federation:matrix")},
            {"label": poll.name, "url": url},
        ],
    }


def shared_frame(
    shared: SharedInitiative, title: str, intro: str = "", button: str = ""
) -> dict[str, Any]:
    """Return the same for a shared initiative."""
    url = reverse("federation:shared", args=[shared.pk])
    return {
        "title": title,
        "subtitle": shared.name,
        "intro": intro,
        "submit_label": button or _("Save"),
        "cancel_url": url,
        "breadcrumbs": [
            {"label": _("What we do together"), "url": reverse("federation:ours")},
            {"label": shared.name, "url": url},
        ],
    }


def answer(
    request: PageRequest,
    form: RefusableForm,
    act: Callable[[], str],
    context: Mapping[str, object],
    *,
    template: str = FORM,
) -> HttpResponse:
    """Show the form; once it is valid do the act and say what came of it, or why it is refused."""
    if form.is_valid():
        try:
            said = act()
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, said)
            return go_to(request, str(context["cancel_url"]))
    status = 422 if form.errors else 200
    return page(request, template, {**context, "form": form}, status=status)
