"""The page on which a national programme is taken in: named, listed, looked at, written."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samsyn.apps.portfolio.forms.programme import ProgrammeForm
from samsyn.apps.portfolio.services.take_in_programme import read_programme, take_in_programme
from samsyn.apps.portfolio.wording import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.programmes import Fate, Line, unread_headings
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires

_TONES = {
    Fate.NEW: "success",
    Fate.THERE: "neutral",
    Fate.REPEATED: "neutral",
    Fate.WRONG: "danger",
}


@require_http_methods(["GET", "POST"])
@requires(Permission.PORTFOLIO_WRITE)
def programme(request: PageRequest) -> HttpResponse:
    """Take the list; show what each line would become; write the new ones as one act."""
    given = {"programme": request.GET.get("programme", "")}
    form = ProgrammeForm(request.POST or None, request.FILES or None, initial=given)
    lines: list[Line] = []
    if form.is_valid():
        lines = read_programme(request.actor, form.rows, language=request.actor.language)
        if request.POST.get("do") == "write" and _written(request, form):
            url = reverse("records:list", kwargs={"slug": "initiatives"})
            return go_to(request, f"{url}?track=mandated&origin=national")
    fates = Counter(line.fate for line in lines)
    return page(
        request,
        "portfolio/programme.html",
        {
            "title": _("Take in a national programme"),
            "form": form,
            "rows": [_row(line) for line in lines],
            "text": form.as_text() if lines else "",
            "new": fates[Fate.NEW],
            "there": fates[Fate.THERE] + fates[Fate.REPEATED],
            "wrong": fates[Fate.WRONG],
            "unread": unread_headings(form.rows) if lines else (),
            "may_write": bool(fates[Fate.NEW]) and not fates[Fate.WRONG],
            "cancel_url": reverse("portfolio:board"),
            "breadcrumbs": [
                {"label": _("Portfolio"), "url": reverse("portfolio:board")},
                {"label": _("Take in a national programme")},
            ],
        },
        status=422 if form.errors else 200,
    )


def _written(request: PageRequest, form: ProgrammeForm) -> bool:
    try:
        made = take_in_programme(
            request.actor,
            programme=form.cleaned_data["programme"],
            rows=form.rows,
            language=request.actor.language,
        )
    except Refused as refusal:
        form.refuse(refusal.objections)
        return False
    told = ngettext("%(n)d initiative is taken in.", "%(n)d initiatives are taken in.", len(made))
    messages.success(request, told % {"n": len(made)})
    return True


def _row(line: Line) -> dict[str, object]:
    words = {
        Fate.NEW: _("New"),
        Fate.THERE: _("There already"),
        Fate.REPEATED: _("Repeated"),
        Fate.WRONG: _("Wrong"),
    }
    return {
        "line": line,
        "fate": words[line.fate],
        "tone": _TONES[line.fate],
        "wrong": [explain(objection) for objection in line.wrong],
    }
