"""Take what a neighbour offers; compare, choose side by side, decide, thank."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.apps.sharing.forms import TakeForm
from samsyn.apps.sharing.models import Offer, Taking
from samsyn.apps.sharing.queries.comparing import Line, lines_of, offer_of, row_of
from samsyn.apps.sharing.services.settling import settle_taking
from samsyn.apps.sharing.services.taking import take_offer
from samsyn.apps.sharing.services.taking import thank as say_thanks
from samsyn.apps.sharing.wording import STANDINGS, TONES, explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url
from samsyn.kernel.sharing import Shareable, shareable_of_kind

_BOTH = ["GET", "POST"]
State = Taking.State


@require_http_methods(_BOTH)
@requires(Permission.SHARING_TAKE)
def take(request: PageRequest, pk: int) -> HttpResponse:
    """Ask whether to make a draft or to compare with what we have, and take it."""
    offers = Offer.visible_to(request.actor).select_related("organisation")
    others = offers.exclude(organisation_id=request.actor.organisation_id)
    offer = get_object_or_404(others, pk=pk, withdrawn_on__isnull=True)
    declared = shareable_of_kind(offer.kind)
    if declared is None:
        return go_to(request, record_url(offer))
    form = TakeForm(request.actor, declared, request.POST or None,
                    initial={"into": _like(request, declared, offer)})  # fmt: skip
    if form.is_valid() and (taking := _taken(request, form, offer)) is not None:
        return go_to(request, "sharing:compare", taking.pk)
    return page(
        request,
        "kernel/forms/page.html",
        {
            "title": _("Take %(name)s") % {"name": offer.name},
            "intro": _(
                "You get a draft of your own, and decide about it yourselves: no decision of"
                " %(who)s comes with it. They see that one more has taken it, and not who."
            )
            % {"who": offer.organisation.name},
            "form": form,
            "submit_label": _("Take it"),
            "cancel_url": record_url(offer),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(_BOTH)
@requires(Permission.SHARING_TAKE)
def compare(request: PageRequest, pk: int) -> HttpResponse:
    """Set ours beside theirs, then and now; keep or take each, and decide."""
    taking = get_object_or_404(Taking.owned_by(request.actor).select_related("origin"), pk=pk)
    refusals: list[str] = []
    if request.method == "POST":
        try:
            settled = _settled(request, taking)
        except Refused as refusal:
            refusals = [explain(objection) for objection in refusal.objections]
        else:
            messages.success(request, _SAID[State(settled.state)]())
            return go_to(request, record_url(settled))
    declared, row, offer = _at_hand(request, taking)
    theirs = offer.snapshot if offer else taking.snapshot
    lines: list[Line] = []
    if declared is not None and row is not None:
        lines = lines_of(request.actor, declared, row, taking.snapshot, theirs)
    return page(
        request,
        "sharing/compare.html",
        {
            "title": _("Compare and decide"),
            "subtitle": taking.name,
            "taking": taking,
            "origin": taking.origin.name if taking.origin else "",
            "row_url": record_url(row) if row else "",
            "offer": offer,
            "offer_url": record_url(offer) if offer else "",
            "edition": offer.edition if offer else taking.edition,
            "renewed": offer is not None and offer.edition > taking.edition,
            "lines": [_shown(line, request) for line in lines if line.differs],
            "alike": [line for line in lines if not line.differs and line.ours],
            "states": _states(taking, request),
            "reason": request.POST.get("reason", ""),
            "refusals": refusals,
            "cancel_url": record_url(taking),
            "breadcrumbs": [
                {"label": taking.name, "url": record_url(taking)},
                {"label": _("Compare and decide")},
            ],
        },
        status=422 if refusals else 200,
    )


@require_POST
@requires(Permission.SHARING_TAKE)
def thank(request: PageRequest, pk: int) -> HttpResponse:
    """Thank the origin: a count, and nothing more."""
    taking = get_object_or_404(Taking.owned_by(request.actor), pk=pk)
    try:
        say_thanks(request.actor, taking_id=taking.pk)
    except Refused as refusal:
        messages.error(request, " ".join(explain(o) for o in refusal.objections))
    else:
        messages.success(request, _("Thank you, from you to them."))
    return go_to(request, record_url(taking))


_SAID = {
    State.DRAFT: lambda: _("Kept as a draft."),
    State.ADOPTED: lambda: _("Adopted. It is yours now."),
    State.DECLINED: lambda: _("Declined."),
}


def _taken(request: PageRequest, form: TakeForm, offer: Offer) -> Taking | None:
    into = form.cleaned_data["into"]
    try:
        taking, unmatched = take_offer(
            request.actor, offer_id=offer.pk, into=into.pk if into else None
        )
    except Refused as refusal:
        for objection in refusal.objections:
            form.add_error(None, explain(objection))
        return None
    messages.success(request, _("Taken from %(who)s.") % {"who": offer.organisation.name})
    if unmatched:
        told = ", ".join(f"{label}: “{title}”" for label, title in unmatched)
        said = _("You have nothing by these names, so they were left out: %(what)s.")
        messages.warning(request, said % {"what": told})
    return taking


def _settled(request: PageRequest, taking: Taking) -> Taking:
    said = request.POST
    edition = said.get("edition", "")
    state = said.get("state", "")
    return settle_taking(
        request.actor,
        taking_id=taking.pk,
        edition=int(edition) if edition.isdecimal() and len(edition) < 9 else 0,  # noqa: PLR2004 - eight digits
        theirs=[key for key in said if said[key] == "theirs"],
        state=state if state in State.values else taking.state,
        reason=said.get("reason", "")[:2000],
        remove=said.get("remove") == "yes",
    )


def _at_hand(request: PageRequest, taking: Taking) -> tuple[Shareable | None, Any, Offer | None]:
    declared = shareable_of_kind(taking.kind)
    return declared, row_of(request.actor, taking), offer_of(request.actor, taking)


def _shown(line: Line, request: PageRequest) -> dict[str, object]:
    chosen = request.POST.get(line.key, line.suggested)
    return {
        "line": line,
        "id": line.key.replace(":", "-").replace(" ", "-"),
        "theirs": chosen == "theirs",
        "word": STANDINGS[line.standing],
        "tone": TONES[line.standing],
        "is_part": line.part is not None,
    }


def _states(taking: Taking, request: PageRequest) -> list[dict[str, object]]:
    chosen = request.POST.get("state", taking.state)
    labels = {
        State.DRAFT: _("Keep it as a draft for now"),
        State.ADOPTED: _("Adopt: this is our own decision"),
        State.DECLINED: _("Decline: this is not for us"),
    }
    return [
        {"value": value, "label": label, "chosen": value == chosen}
        for value, label in labels.items()
    ]


def _like(request: PageRequest, declared: Shareable, offer: Offer) -> int | None:
    """Return the row of ours that the offer is most likely about: by name, else by product."""
    title = getattr(declared.model, "title_field", "name")
    rows = declared.model.owned_by(request.actor)
    named = rows.filter(**{f"{title}__iexact": offer.name}).values_list("pk", flat=True)
    if (pk := named.first()) is not None:
        return int(pk)
    for field in declared.model._meta.local_fields:
        begin = f"{_table(field)}:"
        ids = [int(key.removeprefix(begin)) for key in offer.about if key.startswith(begin)]
        same = rows.filter(**{f"{field.name}__in": ids}).values_list("pk", flat=True)[:2]
        if ids and len(same) == 1:
            return int(same[0])
    return None


def _table(field: Any) -> str:  # noqa: ANN401 - a model's field
    target = getattr(field, "related_model", None)
    if isinstance(target, type) and issubclass(target, Model):
        return target._meta.db_table
    return "-"
