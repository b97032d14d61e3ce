"""The articles on a forum's page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.apps.council.forms.agenda import RefusableForm
from samsyn.apps.council.models import Forum
from samsyn.apps.council.services.lay_article import lay_article, take_off_article
from samsyn.apps.council.views.frames import answer, trail
from samsyn.apps.knowledge.public import Article
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.pages import PageRequest, go_to, requires


class ArticleForm(RefusableForm):
    """Which article is laid on the page."""

    article: forms.ModelChoiceField[Article] = forms.ModelChoiceField(
        label=gettext_lazy("Article"), queryset=None
    )

    def __init__(self, actor: Actor, data: Any = None) -> None:  # noqa: ANN401 - request.POST or None
        super().__init__(data)
        rows = Article.owned_by(actor).order_by("sort_key")
        self.fields["article"].queryset = rows  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@requires(Permission.COUNCIL_WRITE)
def lay(request: PageRequest, pk: int) -> HttpResponse:
    """Ask which article, and lay it on the forum's page."""
    forum = get_object_or_404(Forum.owned_by(request.actor), pk=pk)
    form = ArticleForm(request.actor, request.POST or None)
    context = {
        "title": _("Add an article"),
        "subtitle": forum.name,
        "intro": _("Members of the forum see its name; who may read articles here opens it."),
        "cancel_url": reverse("council:forum", args=[pk]),
        "breadcrumbs": trail(forum),
    }
    return answer(
        request,
        form,
        lambda: lay_article(request.actor, forum_id=pk, article_id=form.cleaned_data["article"].pk),
        context,
        done=_("Saved."),
    )


@require_POST
@requires(Permission.COUNCIL_WRITE)
def take_off(request: PageRequest, pk: int, article: int) -> HttpResponse:
    """Take an article off the forum's page."""
    get_object_or_404(Forum.owned_by(request.actor), pk=pk)
    take_off_article(request.actor, forum_id=pk, article_id=article)
    return go_to(request, "council:forum", pk)
