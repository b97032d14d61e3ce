"""Who is in, what waits for whom; and one page per member to bring to its executive."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from samsyn.apps.federation.public import TimeAgreement
from samsyn.apps.portfolio.public import Initiative
from samsyn.apps.together.queries.sheet import sheet_of
from samsyn.apps.together.queries.standing import (
    Line,
    federations_of,
    levels_of,
    lines_of,
    members_of,
    standing_of,
    what_waits,
)
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.asking import ready, together
from samsyn.kernel.models import Organisation
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

_TOP_GAPS = 8
_STATES = dict(Initiative.State.choices)  # members read the shared record, not what it is about


@require_GET
@requires(Permission.TOGETHER_READ)
def overview(request: PageRequest) -> HttpResponse:
    """Show a federation its members; show a member its own page."""
    here, today = _here(request), clock.today()
    members = members_of(here.pk, today)
    if not members:
        return _own_page(request, here)
    found = lines_of(request.actor, here.pk, members, today)
    waiting = what_waits(request.actor, found, today)
    names = {member.pk: member.name for member in members}
    return page(
        request,
        "together/overview.html",
        {
            "title": _("Members"),
            "lines": [_in_words(line) for line in found],
            "polls": [
                {
                    "poll": poll,
                    "url": record_url(poll),
                    "members": [names[pk] for pk in silent],
                    "late": poll.deadline < today,
                }
                for poll, silent in waiting.polls
            ],
            "more_polls": waiting.more_polls,
            "polls_url": reverse("federation:matrix") + "?waiting=yes",
            "minutes": [
                {"meeting": m.meeting, "url": record_url(m.meeting), "people": people}
                for m, people in waiting.minutes
            ],
            "actions": [{"action": a, "url": record_url(a)} for a in waiting.actions],
            "more_late": max(waiting.late - len(waiting.actions), 0),
            "actions_url": reverse("records:list", kwargs={"slug": "actions"}),
            "calls": [
                {"meeting": meeting, "url": record_url(meeting), "silent": silent}
                for meeting, silent in waiting.calls
            ],
            "nothing_waits": not (
                waiting.polls or waiting.minutes or waiting.actions or waiting.calls
            ),
        },
    )


def _in_words(line: Line) -> dict[str, object]:
    """Return one member's line with its figures in words, which costs less than in the page."""
    came = {"present": line.present, "called": line.called}
    return {
        "line": line,
        "url": reverse("together:member", args=[line.member.slug]),
        "late_polls": _late(line.late_polls),
        "late_actions": _late(line.overdue),
        "came": _("%(present)s of %(called)s") % came if line.called else "",
    }


def _late(count: int) -> str:
    return ngettext("%(n)s late", "%(n)s late", count) % {"n": count} if count else ""


def _here(request: PageRequest) -> Organisation:
    if request.organisation is None:
        raise Http404
    return request.organisation


def _own_page(request: PageRequest, here: Organisation) -> HttpResponse:
    """Send a member to its own page; who is in no federation is told so."""
    if federations_of(here.pk, clock.today()):
        return go_to(request, "together:member", slug=here.slug)
    return page(request, "together/alone.html", {"title": _("Members")})


@require_GET
@requires(Permission.TOGETHER_READ)
def member(request: PageRequest, slug: str) -> HttpResponse:
    """Show one member's page: to the federation any member's, to a member its own."""
    here, today = _here(request), clock.today()
    if slug == here.slug:
        whose, federations = here, federations_of(here.pk, today)
    else:
        whose = get_object_or_404(Organisation, slug=slug)
        federations = [here] if whose in members_of(here.pk, today) else []
    if not federations:
        raise Http404
    return page(
        request,
        "together/member.html",
        {
            "title": whose.name,
            "today": today,
            "parts": [_part(request, federation, whose) for federation in federations],
            "take_url": _take_url(request, whose),
            "breadcrumbs": []
            if whose == here
            else [{"label": _("Members"), "url": reverse("together:overview")}],
        },
    )


def _take_url(request: PageRequest, whose: Organisation) -> str:
    """Return where a member takes along all that is its own, for who may."""
    may = request.actor.may(Permission.TOGETHER_SETTLE)
    return reverse("together:take_ours") if may and whose == request.organisation else ""


def _part(request: PageRequest, federation: Organisation, whose: Organisation) -> dict[str, object]:
    """Return what one federation means for the member."""
    actor, today = request.actor, clock.today()
    standing = standing_of(actor, federation.pk, whose, today)
    members = tuple(member.pk for member in members_of(federation.pk, today))
    (levels,) = together([ready(levels_of, actor, members)])
    means = [row["mean"] for row in levels]
    sheet = sheet_of(actor, federation.pk, whose.pk, today)
    ours = federation.pk == actor.organisation_id
    return {
        "federation": federation,
        "standing": standing,
        "takes_part": [
            {"row": row, "state": _STATES.get(row.shared.state_now, "")}
            for row in standing.takes_part
        ],
        "waiting": [
            {"asked": one, "late": one.poll.deadline < today, "url": _poll_url(one.poll_id)}
            for one in standing.waiting
        ],
        "overdue": standing.overdue(today),
        "overdue_count": len(standing.overdue(today)),
        "mean": standing.mean_level,
        "others": sum(means) / len(means) if means else None,
        "gaps": standing.gaps[:_TOP_GAPS],
        "more_gaps": max(len(standing.gaps) - _TOP_GAPS, 0),
        "decisions": [
            {"decision": d, "url": record_url(d) if ours else ""} for d in sheet.decisions
        ],
        "meetings": sheet.meetings,
        "agreements": [
            {
                "agreement": a,
                "lends": a.side == TimeAgreement.Side.LENDS,
                "hours": sheet.given[a.pk],
            }
            for a in sheet.agreements
        ],
        "cost": sum((p.cost_share or 0 for p in standing.takes_part), start=0),
        "hours": sum(p.hours or 0 for p in standing.takes_part),
    }


def _poll_url(pk: int) -> str:
    return reverse("records:page", kwargs={"slug": "polls", "pk": pk})
