"""The page that a mail leads to: no account, one person's rows, the few asked fields, a minute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from samsyn.apps.rounds.forms import RowForm
from samsyn.apps.rounds.models import RoundAnswer, RoundPerson
from samsyn.apps.rounds.queries.asking import askable
from samsyn.apps.rounds.queries.door import is_open, who_knocks
from samsyn.apps.rounds.services.answering import Answer
from samsyn.apps.rounds.services.answering import answer as keep_answer
from samsyn.apps.rounds.services.reviewing import record_at
from samsyn.apps.rounds.services.running import language_of
from samsyn.kernel.access.doors import at_the_door, quietly
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.tenancy.owned import Visibility
from samsyn.kernel.tenancy.session import acting_for

Said, Review = RoundAnswer.Said, RoundAnswer.Review
_MOST_WRONG, _SECONDS = 20, 600
_NOT_FOUND, _GONE, _TOO_MANY = 404, 410, 429


@dataclass(frozen=True)
class Entry:
    """One row on the page: what was said of it, and the form to say something else."""

    answer: RoundAnswer
    form: RowForm | None

    @property
    def settled(self) -> bool:
        """Tell whether the coordinator has dealt with it."""
        return self.answer.review in {Review.APPLIED, Review.SET_ASIDE}


@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Show one person their rows and keep what they say. A look alone changes nothing.

    Guessing is slowed down by address; an unknown address and one of another person's answer
    alike.
    """
    counter = f"rounds-door:{get_adapter().get_client_ip(request)}"
    if cache.get(counter, 0) >= _MOST_WRONG:
        return quietly(render(request, "429.html", status=_TOO_MANY))
    asked = who_knocks(token)
    if asked is None:
        cache.set(counter, cache.get(counter, 0) + 1, _SECONDS)
        return quietly(render(request, "rounds/no_door.html", status=_NOT_FOUND))
    language = _language(request, asked)
    with translation.override(language), acting_for(at_the_door(asked.organisation_id)):
        return quietly(_inside(request, token, asked), language)


def _inside(request: HttpRequest, token: str, asked: RoundPerson) -> HttpResponse:
    record = record_at(asked.round.kind)
    if not is_open(asked) or record is None:
        return render(request, "rounds/over.html", {"round": asked.round}, status=_GONE)
    entries = _entries(request, asked, record)
    wrong = False
    if request.method == "POST":
        forms = [entry for entry in entries if entry.form is not None]
        if _all_true(request):
            said = {e.answer.pk: Answer(said=Said.STILL_TRUE) for e in forms if _is_open(e)}
        else:
            wrong = bool([e for e in forms if e.form and not e.form.is_valid()])
            said = {} if wrong else _said(forms)
        if not wrong:
            keep_answer(asked, record, said)
            return redirect(request.path)
    context = {
        "asked": asked,
        "organisation": asked.organisation,
        "entries": entries,
        "left": sum(_is_open(entry) for entry in entries),
        "wrong": wrong,
        "token": token,
    }
    return render(request, "rounds/door.html", context, status=422 if wrong else 200)


def _entries(request: HttpRequest, asked: RoundPerson, record: Record) -> list[Entry]:
    actor = at_the_door(asked.organisation_id)
    answers = RoundAnswer.owned_by(actor).filter(asked=asked)
    model: Any = record.model
    names = [name for name in asked.round.asked if name in askable(record)]
    open_ones = [answer for answer in answers if answer.review not in _SETTLED]
    found = model.owned_by(actor).filter(pk__in=[answer.row_id for answer in open_ones])
    rows = {row.pk: row for row in found.exclude(visibility=Visibility.RESTRICTED)}
    said_all = request.method == "POST" and not _all_true(request)
    data = request.POST if said_all else None
    return [
        Entry(
            answer,
            RowForm(record, names, rows[answer.row_id], data, prefix=f"a{answer.pk}")
            if answer.row_id in rows and answer.review not in _SETTLED
            else None,
        )
        for answer in answers.order_by("sort_key", "pk")
    ]


_SETTLED = (Review.APPLIED, Review.SET_ASIDE)


def _all_true(request: HttpRequest) -> bool:
    return request.POST.get("all") == Said.STILL_TRUE


def _is_open(entry: Entry) -> bool:
    return entry.answer.said == Said.NOTHING and entry.form is not None


def _said(entries: list[Entry]) -> dict[int, Answer]:
    said = {}
    for entry in entries:
        form = entry.form
        if form is None or not form.cleaned_data.get("said"):
            continue
        changes = form.cleaned_data["said"] == Said.CHANGE
        said[entry.answer.pk] = Answer(
            said=form.cleaned_data["said"],
            before=form.before if changes else {},
            proposed=form.proposed if changes else {},
            who_then=form.cleaned_data["who_then"],
            comment=form.cleaned_data["comment"],
        )
    return said


def _language(request: HttpRequest, asked: RoundPerson) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else language_of(asked)
