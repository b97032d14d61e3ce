"""Showing minutes to others and withdrawing them; what is shown to us, and to everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.apps.council.forms.minutes import ShowForm, WithdrawForm
from samsyn.apps.council.models import Decision, Meeting, Minutes, OpenedMinutes
from samsyn.apps.council.queries.minutes import (
    meeting_read_by,
    minutes_of,
    my_minutes,
    public_file,
    shown_now,
    shown_to_all,
    shown_to_us,
)
from samsyn.apps.council.services.minutes_paper import minutes_paper, on_screen
from samsyn.apps.council.services.publish_minutes import publish_minutes, to_show, withdraw_minutes
from samsyn.apps.council.views.minutes import breadcrumbs
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.models import Organisation
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.papers.responses import FORMS
from samsyn.kernel.public_door import open_to_everybody

_PAGE = 25
_FRESH = "public, max-age=300"  # a withdrawn edition is gone from caches in five minutes
_LOCKED = (Minutes.State.LOCKED, Minutes.State.PUBLISHED)


@require_safe
@requires(Permission.COUNCIL_TAKE_PART)
def all_minutes(request: PageRequest) -> HttpResponse:
    """List the minutes of my forums, and those that others in our federations show us."""
    actor = request.actor
    found = Paginator(my_minutes(actor), _PAGE).get_page(request.GET.get("page"))
    states = dict(
        Minutes.owned_by(actor)
        .filter(meeting__in=[one.pk for one in found.object_list])
        .values_list("meeting_id", "state")
    )
    context = {
        "title": _("Minutes"),
        "rows": [_line(one, states.get(one.pk)) for one in found.object_list],
        "count": found.paginator.count,
        "pager": _pager(found, ""),
        "theirs": shown_to_us(actor).select_related("organisation")[:_PAGE],
        "public_url": _public_url(request),
    }
    return page(request, "council/all_minutes.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.COUNCIL_WRITE)
def publish(request: PageRequest, pk: int) -> HttpResponse:
    """Show beside the text what is personal in it, ask of each, and show the rest to others."""
    meeting, row = _locked(request, pk)
    content, finds = to_show(request.actor, row)
    form = ShowForm(content, finds, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            publish_minutes(
                request.actor,
                meeting_id=pk,
                reach=form.cleaned_data["reach"],
                judged=form.judged(),
                closed=form.closed_ids(),
                guests_named=form.cleaned_data["guests_named"],
            )
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("The minutes are published."))
            return go_to(request, "council:minutes", pk)
    context = {
        "title": _("Publish the minutes"),
        "subtitle": meeting.name,
        "form": form,
        "groups": form.groups(),
        "found": len(finds),
        "submit_label": _("Publish"),
        "cancel_url": reverse("council:minutes", args=[pk]),
        "breadcrumbs": breadcrumbs(meeting, last=True),
        "paper": on_screen(minutes_paper(content, meeting.organisation)),
        "language": meeting.organisation.language,
    }
    return page(
        request, "council/publish_minutes.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.COUNCIL_WRITE)
def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    """Ask why, and let nobody outside read them any more."""
    meeting, row = _locked(request, pk)
    if shown_now(request.actor, row) is None:
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_minutes(request.actor, meeting_id=pk, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("Nobody outside can read it any more."))
            return go_to(request, "council:minutes", pk)
    context = {
        "title": _("Withdraw the minutes"),
        "subtitle": meeting.name,
        "intro": _("That they were published, and why no longer, stays on their page."),
        "form": form,
        "danger": True,
        "submit_label": _("Withdraw"),
        "cancel_url": reverse("council:minutes", args=[pk]),
        "breadcrumbs": breadcrumbs(meeting, last=True),
    }
    return page(request, "kernel/forms/page.html", context, status=422 if form.errors else 200)


@require_safe
@requires(Permission.COUNCIL_TAKE_PART)
def shown(request: PageRequest, pk: int) -> HttpResponse:
    """Show minutes that another organisation of our federations shows us."""
    opened = get_object_or_404(shown_to_us(request.actor).select_related("organisation"), pk=pk)
    context = {
        **_shown(opened),
        "breadcrumbs": [{"label": _("Minutes"), "url": reverse("council:all_minutes")}],
        "subtitle": opened.organisation.name,
        "take": _links(lambda form: reverse("council:shown_take", args=[pk, form])),
    }
    return page(request, "council/shown_minutes.html", context)


@require_safe
@requires(Permission.COUNCIL_TAKE_PART)
def shown_take(request: PageRequest, pk: int, form: str) -> HttpResponse:
    """Hand out what another organisation shows us, as a file."""
    opened = get_object_or_404(shown_to_us(request.actor), pk=pk)
    return _file(request, opened, request.actor, form)


@open_to_everybody
def public_minutes(request: PageRequest, slug: str) -> HttpResponse:
    """List the minutes that an organisation shows everybody, with what was decided."""
    organisation = get_object_or_404(Organisation.objects.all(), slug=slug)
    rows = shown_to_all(request.actor, organisation)
    forums = list(rows.order_by("forum_name").values_list("forum_id", "forum_name").distinct())
    wanted = request.GET.get("forum", "")
    if wanted.isdecimal() and int(wanted) in {pk for pk, _name in forums}:
        rows = rows.filter(forum_id=int(wanted))
    else:
        wanted = ""
    found = Paginator(rows.order_by("-held_on", "-pk"), _PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("What %(organisation)s has decided") % {"organisation": organisation.name},
        "organisation": organisation,
        "forums": [
            {"label": name, "url": f"?forum={pk}", "current": wanted == str(pk)}
            for pk, name in forums
        ],
        "everything": not wanted,
        "rows": [{"opened": one, "decisions": list(_decisions(one))} for one in found.object_list],
        "count": found.paginator.count,
        "pager": _pager(found, f"forum={wanted}&" if wanted else ""),
    }
    return page(request, "council/public_minutes.html", context)


@open_to_everybody
def public_one(request: PageRequest, slug: str, pk: int) -> HttpResponse:
    """Show the minutes of one meeting to everybody."""
    organisation = get_object_or_404(Organisation.objects.all(), slug=slug)
    rows = shown_to_all(request.actor, organisation).select_related("organisation")
    opened = get_object_or_404(rows, pk=pk)
    context = {
        **_shown(opened),
        "organisation": organisation,
        "take": _links(lambda form: reverse("council:public_take", args=[slug, pk, form])),
    }
    return page(request, "council/public_one.html", context)


@open_to_everybody
def public_take(request: PageRequest, slug: str, pk: int, form: str) -> HttpResponse:
    """Hand out published minutes as a file, the bytes made when they were published."""
    organisation = get_object_or_404(Organisation.objects.all(), slug=slug)
    opened = get_object_or_404(shown_to_all(request.actor, organisation), pk=pk)
    response = _file(request, opened, request.actor, form)
    response["Cache-Control"] = _FRESH
    return response


def _locked(request: PageRequest, pk: int) -> tuple[Meeting, Minutes]:
    meeting = meeting_read_by(request.actor, pk)
    row = minutes_of(request.actor, meeting) if meeting else None
    if meeting is None or row is None or row.state not in _LOCKED:
        raise Http404
    return meeting, row


def _shown(opened: OpenedMinutes) -> dict[str, object]:
    content: Any = opened.content
    return {
        "title": opened.title,
        "opened": opened,
        "paper": on_screen(minutes_paper(content, opened.organisation)),
        "language": opened.organisation.language,
    }


def _file(request: PageRequest, opened: OpenedMinutes, actor: Actor, form: str) -> HttpResponse:
    kept = public_file(opened, actor, form) if form in FORMS else None
    if kept is None:
        raise Http404
    tag = f'"{kept.sha256}"'
    if request.headers.get("If-None-Match") == tag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = HttpResponse(bytes(kept.content), content_type=FORMS[form][0])
        name = f"minutes-{opened.held_on:%Y-%m-%d}.{form}"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["ETag"] = tag
    return answer


def _decisions(opened: OpenedMinutes) -> Iterator[Mapping[str, str]]:
    outcomes = {str(code): str(label) for code, label in Decision.Outcome.choices}
    groups = [item["decisions"] for item in opened.content["items"]]
    for one in [*(d for group in groups for d in group), *opened.content["decisions"]]:
        if not one["closed"]:
            yield {**one, "outcome": outcomes.get(one["outcome"], "")}


def _line(meeting: Meeting, state: str | None) -> dict[str, object]:
    known = Minutes.State(state) if state else Minutes.State.DRAFT
    return {
        "meeting": meeting,
        "state": known.label,
        "tone": {"draft": "info", "sent": "warning", "locked": "accent"}.get(known, "success"),
    }


def _links(address: Any) -> list[dict[str, str]]:  # noqa: ANN401 - from a form to an address
    return [{"label": form.upper(), "url": address(form)} for form in FORMS]


def _pager(found: Page[Any], keeping: str) -> dict[str, object]:
    before = f"?{keeping}page={found.number - 1}" if found.has_previous() else ""
    after = f"?{keeping}page={found.number + 1}" if found.has_next() else ""
    return {
        "number": found.number,
        "last": found.paginator.num_pages,
        "first_index": found.start_index(),
        "last_index": found.end_index(),
        "previous_url": before,
        "next_url": after,
    }


def _public_url(request: PageRequest) -> str:
    """Return where everybody reads our minutes, for those who write them."""
    if request.organisation is None or not request.actor.may(Permission.COUNCIL_WRITE):
        return ""
    return reverse("council:public_minutes", args=[request.organisation.slug])


urlpatterns: list[URLPattern] = [
    path("public/<slug:slug>/minutes/", public_minutes, name="public_minutes"),
    path("public/<slug:slug>/minutes/<int:pk>/", public_one, name="public_one"),
    path(
        "public/<slug:slug>/minutes/<int:pk>/minutes.<slug:form>", public_take, name="public_take"
    ),
    path("minutes/", all_minutes, name="all_minutes"),
    path("minutes/shown/<int:pk>/", shown, name="shown_minutes"),
    path("minutes/shown/<int:pk>/minutes.<slug:form>", shown_take, name="shown_take"),
    path("meetings/<int:pk>/minutes/publish/", publish, name="minutes_publish"),
    path("meetings/<int:pk>/minutes/withdraw/", withdraw, name="minutes_withdraw"),
]
