"""What the pages of acts on an initiative have in common: their frame, and how they answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.apps.portfolio.forms.steps import RefusableForm
from samsyn.apps.portfolio.models import Initiative
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page
from samsyn.kernel.records.declaration import record_url

FORM = "portfolio/step.html"


def frame(
    initiative: Initiative, title: str, intro: str = "", button: str = "", **more: object
) -> dict[str, Any]:
    """Return what every such page shows: whose it is, what it is for, and the way back."""
    url = record_url(initiative)
    return {
        "title": title,
        "subtitle": initiative.name,
        "intro": intro,
        "submit_label": button or _("Save"),
        "cancel_url": url,
        "edit_url": reverse("records:edit", kwargs={"slug": "initiatives", "pk": initiative.pk}),
        "work_url": reverse("portfolio:plan_work", args=[initiative.pk]),
        "breadcrumbs": [
            {"label": _("Portfolio"), "url": reverse("portfolio:board")},
            {"label": initiative.name, "url": url},
        ],
        **more,
    }


def answer(  # noqa: PLR0913 - what one page of an act differs in
    request: PageRequest,
    form: RefusableForm,
    act: Callable[[], object],
    context: Mapping[str, object],
    *,
    done: str,
    to: str = "",
    template: str = FORM,
) -> HttpResponse:
    """Show the form; once it is valid do the act, or say in place why it is refused."""
    if form.is_valid():
        try:
            act()
        except Refused as refusal:
            form.refuse(refusal.objections)
        except NotAllowed:
            raise PermissionDenied from None
        else:
            messages.success(request, done)
            return go_to(request, to or str(context["cancel_url"]))
    status = 422 if form.errors else 200
    return page(request, template, {**context, "form": form}, status=status)
