"""The coordinator's pages: start a round, see how far it is, review what was answered, end it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samsyn.apps.organisation.public import Person
from samsyn.apps.rounds.forms import StartForm, plain
from samsyn.apps.rounds.models import Round, RoundAnswer
from samsyn.apps.rounds.queries.asking import (
    Question,
    people_in,
    question_at,
    questions,
    rows_to_ask,
)
from samsyn.apps.rounds.queries.progress import to_review
from samsyn.apps.rounds.services.reviewing import apply_answer, record_at, set_aside
from samsyn.apps.rounds.services.running import end_round, start_round
from samsyn.apps.rounds.wording import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import Record, record_url, url_of
from samsyn.kernel.records.showing import field_of, label_of, text_of

_BOTH = ["GET", "POST"]
_PAGE_SIZE = 25
Said = RoundAnswer.Said


@require_http_methods(_BOTH)
@requires(Permission.ROUNDS_RUN)
def start(request: PageRequest) -> HttpResponse:
    """Ask what the round is about, then of which rows and until when; tell whom it reaches."""
    question = question_at(request.actor, request.GET.get("about", ""))
    if question is None:
        return _choose(request)
    form = StartForm(request.actor, question, request.POST or None)
    if form.is_valid() and (made := _started(request, question, form)) is not None:
        messages.success(request, _("The round has begun. The mails are on their way."))
        return go_to(request, record_url(made))
    return page(
        request,
        "rounds/start.html",
        {
            "title": _("Start a round"),
            "subtitle": question.label,
            "form": form,
            "reach": _reach(request, question),
            "submit_label": _("Start and send the mails"),
            "cancel_url": "../",
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(_BOTH)
@requires(Permission.ROUNDS_RUN)
def review(request: PageRequest, pk: int) -> HttpResponse:
    """Show what was proposed, one by one; apply it or set it aside."""
    one = get_object_or_404(Round.owned_by(request.actor), pk=pk)
    record = record_at(one.kind)
    refusals: dict[int, list[str]] = {}
    if request.method == "POST" and record is not None:
        refusals = _settle(request, [answer.pk for answer in to_review(request.actor, one)])
        if not refusals:
            messages.success(request, _("Done."))
            return go_to(request, record_url(one))
    shown = Paginator(to_review(request.actor, one), _PAGE_SIZE).get_page(request.GET.get("page"))
    people = list(Person.owned_by(request.actor).order_by("sort_key").values_list("pk", "name"))
    lines = _lines(request, shown.object_list, record, people)
    return page(
        request,
        "rounds/review.html",
        {
            "title": _("Review the answers"),
            "subtitle": one.name,
            "answers": [
                {**line, "refusals": refusals.get(line["answer"].pk, [])} for line in lines
            ],
            "people": people,
            "more": shown.has_next(),
            "refused": bool(refusals),
            "cancel_url": record_url(one),
            "breadcrumbs": [
                {"label": one.name, "url": record_url(one)},
                {"label": _("Review the answers")},
            ],
        },
        status=422 if refusals else 200,
    )


@require_http_methods(_BOTH)
@requires(Permission.ROUNDS_RUN)
def end(request: PageRequest, pk: int) -> HttpResponse:
    """Say what ending means, and end the round."""
    running = Round.owned_by(request.actor).filter(state=Round.State.RUNNING)
    one = get_object_or_404(running, pk=pk)
    if request.method == "POST":
        end_round(request.actor, round_id=one.pk)
        messages.success(request, _("The round has ended."))
        return go_to(request, record_url(one))
    return page(
        request,
        "rounds/end.html",
        {
            "title": _("End the round"),
            "subtitle": one.name,
            "submit_label": _("End it"),
            "cancel_url": record_url(one),
        },
    )


def _choose(request: PageRequest) -> HttpResponse:
    found = questions(request.actor)
    nouns = {one.record.slug: one.record.title_plural for one in found}
    return page(
        request,
        "rounds/choose.html",
        {
            "title": _("Start a round"),
            "nouns": [
                {
                    "label": label[:1].upper() + label[1:],
                    "roles": [
                        {"key": one.key, "label": label_of(one.record, one.role)}
                        for one in found
                        if one.record.slug == slug
                    ],
                }
                for slug, label in nouns.items()
            ],
        },
    )


def _started(request: PageRequest, question: Question, form: StartForm) -> Round | None:
    said = form.cleaned_data
    unit = said.get("unit")
    try:
        return start_round(
            request.actor,
            about=question.key,
            asked=said["asked"],
            deadline=said["deadline"],
            unit_id=unit.pk if unit else None,
            months=said["months"] or 0,
            words=said["words"],
        )
    except Refused as refusal:
        for objection in refusal.objections:
            form.add_error(objection.field or None, explain(objection))
        return None


def _reach(request: PageRequest, question: Question) -> str:
    rows = rows_to_ask(request.actor, question, unit=None, months=0, today=clock.today())
    people = len(people_in(rows))
    told = ngettext(
        "At most %(rows)d record and %(people)d person.",
        "At most %(rows)d records and %(people)d people.",
        len(rows),
    )
    return told % {"rows": len(rows), "people": people}


def _settle(request: PageRequest, waiting: list[int]) -> dict[int, list[str]]:
    refusals: dict[int, list[str]] = {}
    for pk in waiting:
        try:
            _settle_one(request, pk)
        except Refused as refusal:
            refusals[pk] = [explain(objection) for objection in refusal.objections]
    return refusals


def _settle_one(request: PageRequest, pk: int) -> None:
    decision = request.POST.get(f"decide-{pk}", "")
    who = request.POST.get(f"who-{pk}", "")
    if decision == "apply":
        successor = int(who) if who.isdecimal() and len(who) < 18 else None  # noqa: PLR2004 - fits a bigint
        apply_answer(request.actor, answer_id=pk, successor_id=successor)
    elif decision == "aside":
        set_aside(request.actor, answer_id=pk)


def _lines(
    request: PageRequest,
    answers: Iterable[RoundAnswer],
    record: Record | None,
    people: list[tuple[int, str]],
) -> list[dict[str, Any]]:
    """Return each answer with what it would change; costs one query for the rows themselves."""
    if record is None:
        return [{"answer": answer} for answer in answers]
    model: Any = record.model
    rows = model.owned_by(request.actor).in_bulk([answer.row_id for answer in answers])
    return [
        {
            "answer": answer,
            "who": answer.asked.person.name if answer.asked else "",
            "url": url_of(record, answer.row_id),
            "changes": _changes(answer, record, rows.get(answer.row_id)),
            "not_mine": answer.said == Said.NOT_MINE,
            "likely": next((pk for pk, name in people
                            if name.casefold() == answer.who_then.strip().casefold()), None),
        }
        for answer in answers
    ]  # fmt: skip


def _changes(
    answer: RoundAnswer,
    record: Record,
    row: Any,  # noqa: ANN401 - any noun, or None where it is gone
) -> list[dict[str, object]]:
    changes: list[dict[str, object]] = []
    for name, value in answer.proposed.items():
        before = answer.before.get(name)
        now = plain(getattr(row, name)) if row is not None else before
        changes.append(
            {
                "label": label_of(record, name),
                "before": _told(record, name, before),
                "after": _told(record, name, value),
                "crossed": now not in (before, value),
                "now": _told(record, name, now),
            }
        )
    return changes


def _told(record: Record, name: str, value: Any) -> str:  # noqa: ANN401 - of JSON
    field = field_of(record, name)
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value or ""))
    if field is not None and value not in (None, ""):
        return text_of(field.to_python(value))
    return ""
