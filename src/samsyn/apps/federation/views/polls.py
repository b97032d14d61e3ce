"""Polls: one poll's page, asking, answering, reminding and settling."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.apps.federation.forms.polls import AnswerForm, AskForm, SettleForm
from samsyn.apps.federation.models import Poll, PollAsked
from samsyn.apps.federation.queries.door import is_open
from samsyn.apps.federation.queries.polls import (
    OPEN_STATES,
    Said,
    answers_of,
    askable,
    asked_of_us,
    own_answer,
)
from samsyn.apps.federation.services.answer_poll import answer_poll, write_down_answer
from samsyn.apps.federation.services.ask_members import ask_members
from samsyn.apps.federation.services.remind_members import remind_members
from samsyn.apps.federation.services.settle_poll import Settlement, settle_poll
from samsyn.apps.federation.views.frames import answer, poll_frame
from samsyn.apps.federation.wording.polls import CAME, STANDINGS, TONES
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.polling import may_answer, tally
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.views.pages import record_page
from samsyn.kernel.templatetags.formats import day

_BOTH = ["GET", "POST"]
_ANSWERED = ("choice", "hours", "money", "seats", "condition", "contact", "mandate")


@require_GET
@requires(Permission.FEDERATION_READ)
def poll_page(request: PageRequest, pk: int) -> HttpResponseBase:
    """Show a poll: our own as any record of ours, a federation's with what we answer."""
    poll = _visible(request, pk)
    if poll.organisation_id == request.actor.organisation_id:
        return record_page(request, slug="polls", pk=pk)
    if poll.state == Poll.State.DRAFT:
        raise Http404
    return page(
        request,
        "federation/poll.html",
        {
            "title": poll.name,
            "subtitle": _("Asked by %(who)s") % {"who": poll.organisation.name},
            "tags": [{"text": poll.get_state_display(), "tone": "info"}],
            "poll": poll,
            "context": answers_shown(request.actor, poll),
            "own": _own(request, poll),
            "breadcrumbs": [
                {"label": _("Polls"), "url": reverse("federation:matrix")},
                {"label": poll.name},
            ],
        },
    )


@require_http_methods(_BOTH)
@requires(Permission.FEDERATION_WRITE)
def ask(request: PageRequest, pk: int) -> HttpResponse:
    """Choose whom to ask, or whom else, and ask them."""
    poll = _mine(request, pk)
    known = set(
        PollAsked.owned_by(request.actor).filter(poll=poll).values_list("member", flat=True)
    )
    form = AskForm(poll, *askable(request.actor), known, request.POST or None)

    def act() -> str:
        count = ask_members(
            request.actor,
            poll_id=pk,
            members=form.chosen(),
            deadline=form.cleaned_data["deadline"],
        )
        said = ngettext("%(n)d organisation is asked.", "%(n)d organisations are asked.", count)
        return said % {"n": count}

    intro = _("Whoever may answer there gets a letter, at most one a day.")
    if known:
        intro = _("Those you asked before stay asked, and what they answered stays.") + " " + intro
    title = _("Ask more members") if known else _("Ask the members")
    return answer(request, form, act, poll_frame(poll, title, intro, _("Ask them")))


@require_http_methods(_BOTH)
@requires(Permission.POLL_ANSWER)
def answer_here(request: PageRequest, pk: int) -> HttpResponse:
    """Answer for our own organisation, or change what we answered."""
    poll = _visible(request, pk)
    if asked_of_us(request.actor, poll) is None or poll.state == Poll.State.DRAFT:
        raise Http404
    before = own_answer(request.actor, poll)
    initial = {name: getattr(before, name) for name in _ANSWERED} if before else {}
    form = AnswerForm(poll, initial, request.POST or None)

    def act() -> str:
        answer_poll(request.actor, poll_id=pk, answer=form.answer())
        return _("Answered. You can change it until the last day.")

    intro = _("You answer for your own organisation. Everybody whom %(who)s asks sees the answer.")
    title, told = _("Answer the poll"), intro % {"who": poll.organisation.name}
    frame = poll_frame(poll, title, told, _("Send the answer"))
    return answer(request, form, act, {**frame, "poll": poll}, template="federation/answer.html")


@require_http_methods(_BOTH)
@requires(Permission.FEDERATION_WRITE)
def write_down(request: PageRequest, pk: int) -> HttpResponse:
    """Write down what a member said by telephone or at a meeting."""
    asked = get_object_or_404(
        PollAsked.owned_by(request.actor).select_related("poll", "member"), pk=pk
    )
    initial = {name: getattr(asked, name) for name in _ANSWERED} if asked.choice else {}
    form = AnswerForm(asked.poll, initial, request.POST or None)

    def act() -> str:
        write_down_answer(request.actor, asked_id=pk, answer=form.answer())
        return _("Written down. If they answer themselves, their own answer goes before.")

    intro = _("What %(who)s said by telephone or at a meeting. It is shown as written down by you.")
    title = _("Write down an answer")
    return answer(
        request, form, act, poll_frame(asked.poll, title, intro % {"who": asked.member.name})
    )


@require_POST
@requires(Permission.FEDERATION_WRITE)
def remind(request: PageRequest, pk: int) -> HttpResponse:
    """Remind those who have not answered one poll."""
    poll = _mine(request, pk)
    _told(request, remind_members(request.actor, poll_id=poll.pk))
    return go_to(request, "federation:poll", poll.pk)


@require_POST
@requires(Permission.FEDERATION_WRITE)
def remind_all(request: PageRequest) -> HttpResponse:
    """Remind those who have not answered any of the polls that are out."""
    _told(request, remind_members(request.actor))
    return go_to(request, "federation:matrix")


@require_http_methods(_BOTH)
@requires(Permission.FEDERATION_WRITE)
def settle(request: PageRequest, pk: int) -> HttpResponse:
    """Show what settling would make of the answers, and settle."""
    poll = _mine(request, pk)
    form = SettleForm(request.POST or None)

    def act() -> str:
        done = settle_poll(request.actor, poll_id=pk, reason=form.cleaned_data["reason"])
        if done.unknown:
            told = _("The cost is not shared yet: nobody has said how many live in %(who)s.")
            messages.warning(request, told % {"who": ", ".join(done.unknown)})
        return settled_words(done)

    intro = _(
        "Those who lead or take part become participants, and share seats and cost. Who answers"
        " later joins then."
    )
    frame = poll_frame(poll, _("Settle the poll"), intro, _("Settle it"))
    shown = {**frame, "context": answers_shown(request.actor, poll)}
    return answer(request, form, act, shown, template="federation/settle.html")


def settled_words(done: Settlement) -> str:
    """Say what came of a poll: how many take part, and who got seats that others left."""
    count = len(done.participants)
    said = [ngettext("Settled: %(n)d participant.", "Settled: %(n)d participants.", count)
            % {"n": count}]  # fmt: skip
    if done.beyond:
        got = ", ".join(f"{name} +{n}" for name, n in done.beyond.items())
        said.append(_("Seats that others left went to: %(got)s.") % {"got": got})
    if done.seats_left:
        said.append(_("Seats left: %(n)s.") % {"n": done.seats_left})
    return " ".join(said)


def answers_shown(actor: Actor, poll: Poll) -> dict[str, Any]:
    """Return what the table of answers shows, ours and a federation's alike."""
    ours = poll.organisation_id == actor.organisation_id
    may_write = ours and actor.may(Permission.FEDERATION_WRITE)
    said = answers_of(actor, [poll])[poll.pk]
    counts = tally(one.standing for one in said)
    return {
        "poll": poll,
        "tally": counts,
        "rows": [_row(poll, one, may_write=may_write) for one in said],
        "asks_people": poll.asks_people,
        "asks_money": poll.asks_money,
        "asks_seats": bool(poll.seats),
        "columns": 1 + poll.asks_people + poll.asks_money + bool(poll.seats),
        "list_url": reverse("federation:read_list", args=[poll.pk])
        if may_write and said and poll.state != Poll.State.DRAFT
        else "",
        "ask_url": reverse("federation:ask", args=[poll.pk]) if may_write else "",
        "remind_url": reverse("federation:remind", args=[poll.pk])
        if may_write and counts.waiting and poll.state in OPEN_STATES
        else "",
        "currency": poll.organisation.currency,
    }


def _row(poll: Poll, one: Said, *, may_write: bool) -> dict[str, object]:
    write = may_write and (one.told or not one.on) and one.came_by != PollAsked.Came.LINK
    came = str(CAME[one.came_by]) % {"who": one.who, "day": day(one.on)} if one.told else ""
    return {
        "said": one,
        "came": came,
        "mail_url": reverse("federation:mail_address", args=[one.asked_id])
        if may_write and not one.on and is_open(poll)
        else "",
        "word": STANDINGS[one.standing],
        "tone": TONES[one.standing],
        "write_url": reverse("federation:write_down", args=[one.asked_id]) if write else "",
    }


def _own(request: PageRequest, poll: Poll) -> dict[str, object] | None:
    """Return what our organisation answers and may still do, or None where it isn't asked."""
    asked = asked_of_us(request.actor, poll)
    if asked is None:
        return None
    mine = own_answer(request.actor, poll)
    may = request.actor.may(Permission.POLL_ANSWER) and may_answer(
        state=poll.state,
        deadline=poll.deadline,
        today=clock.today(),
        has_answered=mine is not None,
    )
    return {
        "answer": mine,
        "told": _came(asked) if asked.choice and mine is None else None,
        "url": reverse("federation:answer", args=[poll.pk]) if may else "",
    }


def _came(asked: PollAsked) -> dict[str, object]:
    said = str(CAME[asked.came_by or PollAsked.Came.TOLD])
    day_ = day(asked.written_on)
    return {"row": asked, "came": said % {"who": asked.written_by, "day": day_}}


def _told(request: PageRequest, count: int) -> None:
    said = ngettext("%(n)d organisation is reminded.", "%(n)d organisations are reminded.", count)
    if count:
        messages.success(request, said % {"n": count})
    else:
        messages.info(request, _("Nobody has anything left to answer."))


def _visible(request: PageRequest, pk: int) -> Poll:
    rows: QuerySet[Poll] = Poll.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


def _mine(request: PageRequest, pk: int) -> Poll:
    return get_object_or_404(Poll.owned_by(request.actor).select_related("organisation"), pk=pk)
