"""Put something of another room before a council: an initiative, a poll, a roadmap, a finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.checks.public import Finding, findings
from samsyn.apps.council.forms.agenda import ForumProposalForm
from samsyn.apps.council.models import AgendaItem
from samsyn.apps.council.services.propose import propose_item
from samsyn.apps.council.views.frames import answer, trail
from samsyn.apps.federation.public import Poll
from samsyn.apps.portfolio.public import Initiative
from samsyn.apps.roadmap.public import Plan
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.pages import PageRequest, requires
from samsyn.kernel.records.declaration import Record, record_url
from samsyn.kernel.records.views.pages import Addition
from samsyn.kernel.rules import rule_by_code


@dataclass(frozen=True, slots=True)
class Source:
    """What may be put before a council: its rows, who may read them, and what the item keeps."""

    model: type[Any]
    read: Permission
    about: Callable[[Any], dict[str, object]]
    type: str = AgendaItem.Type.DECISION


SOURCES: dict[str, Source] = {
    "initiatives": Source(
        Initiative, Permission.PORTFOLIO_READ, lambda row: {"initiative_id": row.pk}
    ),
    "polls": Source(
        Poll,
        Permission.FEDERATION_READ,
        lambda row: {"poll_id": row.pk, "initiative_id": row.initiative_id},
    ),
    "plans": Source(Plan, Permission.ROADMAP_READ, lambda row: {"plan_id": row.pk}),
    "findings": Source(
        Finding,
        Permission.CHECKS_READ,
        lambda row: {"finding_id": row.pk, "rule_code": row.rule_code},
        AgendaItem.Type.DISCUSSION,
    ),
}


@require_http_methods(["GET", "POST"])
@requires(Permission.COUNCIL_TAKE_PART)
def put(request: PageRequest, kind: str, pk: int) -> HttpResponse:
    """Ask before which forum, and propose it there; who may not read the row is told of none."""
    source = SOURCES.get(kind)
    if source is None or not request.actor.may(source.read):
        raise Http404
    is_finding = source.model is Finding  # some findings are told to named roles alone
    rows = findings(request.actor) if is_finding else source.model.owned_by(request.actor)
    row = get_object_or_404(rows, pk=pk)
    given = {"name": _title(row)[:250], "type": source.type}
    form = ForumProposalForm(request.actor, request.POST or None, initial=given)
    context = {
        "title": _("Put before a council"),
        "subtitle": _title(row),
        "intro": _("It waits in the forum's backlog until a meeting takes it up."),
        "submit_label": _("Propose it"),
        "cancel_url": record_url(row) or reverse("council:home"),
        "breadcrumbs": trail()[:1],
    }
    return answer(
        request,
        form,
        lambda: propose_item(
            request.actor,
            forum_id=form.cleaned_data["forum"].pk,
            proposal=form.proposed(source.about(row)),
        ),
        context,
        done=_("It waits in the backlog now."),
    )


def _title(row: Any) -> str:  # noqa: ANN401 - any noun
    if isinstance(row, Finding):
        known = rule_by_code(row.rule_code)
        return f"{known.title if known else row.rule_code}: {row.title}"
    return str(row)


def offer_to_put(actor: Actor, record: Record, row: object) -> Addition | None:
    """Offer on the page of what a council may deal with to put it before one."""
    source = SOURCES.get(record.slug)
    may = actor.may(Permission.COUNCIL_TAKE_PART)
    if source is None or not may or not isinstance(row, source.model):
        return None
    url = reverse("council:put", kwargs={"kind": record.slug, "pk": row.pk})
    return Addition(actions=[{"label": _("Put before a council"), "url": url, "method": "get"}])


def offer_of_finding(actor: Actor, finding: Finding) -> Mapping[str, object] | None:
    """Offer to put a finding before a council."""
    if not actor.may(Permission.COUNCIL_TAKE_PART):
        return None
    url = reverse("council:put", kwargs={"kind": "findings", "pk": finding.pk})
    return {"label": _("Put before a council"), "url": url, "method": "get"}
