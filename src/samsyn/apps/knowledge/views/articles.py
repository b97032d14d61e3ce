"""Publish an article, ask a unit to read it, confirm that one has, and see an older edition."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.apps.knowledge.forms import AskForm, PublishForm, RefusableForm
from samsyn.apps.knowledge.models import Article
from samsyn.apps.knowledge.queries.people import employed_in
from samsyn.apps.knowledge.services.publishing import (
    ask_to_read,
    confirm_reading,
    publish_edition,
)
from samsyn.apps.knowledge.wording import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

_BOTH = ["GET", "POST"]


@require_http_methods(_BOTH)
@requires(Permission.KNOWLEDGE_WRITE)
def publish(request: PageRequest, pk: int) -> HttpResponse:
    """Ask what is new, and fix the text as it is now as an edition."""
    article = _one(request, pk)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = publish_edition(
                request.actor,
                article_id=pk,
                changes=form.cleaned_data["changes"],
                due_on=form.cleaned_data["due_on"],
            )
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(
                request, _("Edition %(number)s is published.") % {"number": made.number}
            )
            return go_to(request, record_url(article))
    intro = _(
        "The text and the steps are fixed as they are now. You may go on writing; nobody is"
        " asked about that before the next edition."
    )
    return _form(request, article, form, _("Publish an edition"), _("Publish"), intro)


@require_http_methods(_BOTH)
@requires(Permission.KNOWLEDGE_WRITE)
def ask(request: PageRequest, pk: int) -> HttpResponse:
    """Ask everybody in a unit to read the edition there is."""
    article = _one(request, pk)
    form = AskForm(request.actor, request.POST or None)
    if form.is_valid():
        try:
            made = ask_to_read(
                request.actor,
                article_id=pk,
                people=employed_in(request.actor, form.cleaned_data["unit"]),
                due_on=form.cleaned_data["due_on"],
            )
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            told = ngettext("%(n)d person is asked.", "%(n)d people are asked.", len(made))
            messages.success(request, told % {"n": len(made)})
            return go_to(request, record_url(article))
    intro = _("They see it in their day, confirm it here, and are asked again at a new edition.")
    return _form(request, article, form, _("Ask to read"), _("Ask them"), intro)


@require_POST
@requires(Permission.KNOWLEDGE_READ)
def confirm(request: PageRequest, pk: int) -> HttpResponse:
    """Confirm to have read and understood the edition that was shown."""
    article = _one(request, pk)
    said = request.POST.get("edition", "")
    edition = int(said) if said.isdecimal() and len(said) < 9 else 0  # noqa: PLR2004 - eight digits
    try:
        confirm_reading(request.actor, article_id=pk, edition=edition)
    except Refused as refusal:
        messages.error(request, " ".join(explain(one) for one in refusal.objections))
    else:
        messages.success(request, _("Noted: you have read and understood it."))
    return go_to(request, record_url(article))


def _one(request: PageRequest, pk: int) -> Article:
    return get_object_or_404(Article.owned_by(request.actor), pk=pk)


def _form(
    request: PageRequest,
    article: Article,
    form: RefusableForm,
    title: str,
    submit: str,
    intro: str,
) -> HttpResponse:
    url = record_url(article)
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": title,
            "subtitle": article.name,
            "intro": intro,
            "form": form,
            "submit_label": submit,
            "cancel_url": url,
            "breadcrumbs": [{"label": article.name, "url": url}, {"label": title}],
        },
        status=422 if form.errors else 200,
    )
