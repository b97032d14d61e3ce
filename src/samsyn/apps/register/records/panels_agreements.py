"""The parts of an agreement's page that are worked out: validity, follow-ups, what is under it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse

from samsyn.apps.register.models import Agreement, FollowUp
from samsyn.apps.register.queries.agreement_days import holds_on
from samsyn.apps.register.queries.agreements import terms_of
from samsyn.apps.register.wording import reason_in_words
from samsyn.apps.register.wording.agreements import counted, event_in_words, how_worked_out
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.notice import notice_day, options, timeline
from samsyn.domain.register.validity import add_months, validity
from samsyn.kernel import clock
from samsyn.kernel.asking import Asking, ready
from samsyn.kernel.records.declaration import record_url

_SHOWN, _RELATIVES = 10, 40
_TONES = {"kept": "success", "remarks": "warning", "broken": "danger"}


def agreement_validity(actor: Actor, agreement: Agreement) -> Mapping[str, object]:
    """Return whether the agreement holds today and why, and the days of its life."""
    today = clock.today()
    terms = terms_of(actor, agreement)
    verdict = validity(terms, today)
    settled = terms.terminated_on or options(terms)
    notice = None if settled else notice_day(terms, today)
    return {
        "in_force": verdict.in_force,
        "reasons": [
            {"holds": reason.holds, "text": reason_in_words(reason)} for reason in verdict.reasons
        ],
        "notice_day": notice,
        "notice_counted": counted(terms) if notice else "",
        "notice_passed": notice is not None and notice < today,
        "kept_until": terms.kept_until,
        "timeline": [
            {
                "day": event.day,
                "text": event_in_words(event, terms),
                "how": how_worked_out(event, terms, today),
                "past": event.day < today,
            }
            for event in timeline(terms, today)
        ],
    }


def agreement_follow_ups(actor: Actor, agreement: Agreement) -> Asking[Mapping[str, object]]:
    """Ask for what is planned and what was found, and propose where nothing is planned."""
    (found,) = yield [ready(_follow_ups, actor, agreement=agreement.pk)]
    planned = [row for row in found if row.done_on is None]
    done = [row for row in found if row.done_on is not None]
    today = clock.today()
    proposed = None if planned else _proposal(agreement, done, today)
    may = actor.may(Permission.REGISTER_WRITE)
    return {
        "planned": [
            {
                "url": record_url(row),
                "row": row,
                "late": row.planned_on < today,
                "done_url": reverse("register:follow_up_done", args=[row.pk]) if may else "",
            }
            for row in reversed(planned)
        ],
        "done": [
            {
                "url": record_url(row),
                "row": row,
                "result": row.get_result_display(),
                "tone": _TONES.get(row.result, "neutral"),
            }
            for row in done[:_SHOWN]
        ],
        "proposed": proposed,
        "plan_url": _plan_url(agreement, proposed or today, done) if may else "",
        "all_url": f"{reverse('records:list', kwargs={'slug': 'follow-ups'})}"
        f"?agreement={agreement.pk}",
    }


def _follow_ups(actor: Actor, agreement: int) -> QuerySet[FollowUp]:
    rows = FollowUp.owned_by(actor).filter(agreement=agreement).select_related("responsible")
    return rows.order_by("-planned_on", "pk")[: _SHOWN + 1]


def _proposal(agreement: Agreement, done: list[FollowUp], today: date) -> date | None:
    """Return when the next follow-up should be: the interval after the last, never in the past."""
    if agreement.next_follow_up and not done:
        return agreement.next_follow_up
    if not agreement.follow_up_months or agreement.terminated_on:
        return None
    last = max((row.done_on for row in done if row.done_on), default=agreement.valid_from)
    return max(today, add_months(last or today, agreement.follow_up_months))


def _plan_url(agreement: Agreement, day: date, done: list[FollowUp]) -> str:
    responsible = done[0].responsible_id if done else agreement.owner_id
    begun = {
        "agreement": agreement.pk,
        "planned_on": day.isoformat(),
        "name": done[0].name if done else "",
        "responsible": responsible or "",
    }
    address = reverse("records:new", kwargs={"slug": "follow-ups"})
    return f"{address}?{urlencode({name: said for name, said in begun.items() if said})}"


def agreement_tree(actor: Actor, agreement: Agreement) -> Asking[Mapping[str, object] | None]:
    """Ask for what the agreement stands under, and what stands under it, with their states."""
    near = {"pk": agreement.pk, "parent": agreement.parent_id or 0}
    (found,) = yield [ready(_relatives, actor, today=clock.today(), **near)]
    if not found:
        return None
    above = [row for row in found if row.pk == agreement.parent_id]
    below = [row for row in found if row.parent_id == agreement.pk]
    lower: dict[int, list[Agreement]] = {}
    for row in found:
        if row.parent_id != agreement.pk and row.parent_id is not None and row not in above:
            lower.setdefault(row.parent_id, []).append(row)
    return {
        "name": agreement.name,
        "above": [_relative(row) for row in above],
        "below": [
            {**_relative(row), "below": [_relative(low) for low in lower.get(row.pk, [])]}
            for row in below
        ],
    }


def _relatives(actor: Actor, *, pk: int, parent: int, today: date) -> QuerySet[Agreement]:
    near = Q(parent=pk) | Q(parent__parent=pk) | Q(pk=parent)
    rows = Agreement.owned_by(actor).filter(near).annotate(holds_today=holds_on(today))
    return rows.select_related("supplier").order_by("sort_key", "pk")[:_RELATIVES]


def _relative(row: Agreement) -> dict[str, object]:
    return {
        "name": row.name,
        "url": record_url(row),
        "holds": row.holds_today,  # type: ignore[attr-defined] # annotated
        "needs_parent": row.needs_parent,
        "supplier": row.supplier.name if row.supplier else "",
    }
