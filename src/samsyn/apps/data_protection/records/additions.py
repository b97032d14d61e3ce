"""What this room adds to the register's pages: agreements, their templates, and systems."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.apps.data_protection.models import DpiaScreening, ProcessingActivity
from samsyn.apps.data_protection.queries.oversights import (
    oversights_of,
    sub_processors_of,
    terms_of_agreement,
)
from samsyn.apps.data_protection.queries.systems import activities_in
from samsyn.apps.register.public import Agreement, AgreementTemplate, System
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.asking import Asking, ready
from samsyn.kernel.records.declaration import Record, record_url
from samsyn.kernel.records.views.pages import Addition

_READ, _WRITE = Permission.DATA_PROTECTION_READ, Permission.DATA_PROTECTION_WRITE


def addition_to(actor: Actor, record: Record, row: Any) -> Asking[Addition | None]:  # noqa: ANN401 - any noun
    """Ask for what stands on this row's page beside what its own room says of it."""
    if not actor.may(_READ):
        return None
    if record.model is Agreement and row.kind == Agreement.Kind.DPA:
        return (yield from _to_agreement(actor, row))
    if record.model is AgreementTemplate:
        url = reverse("data_protection:template_versions", args=[row.pk])
        return Addition(actions=[{"label": _("Versions"), "url": url, "method": "get"}])
    if record.model is System:
        return (yield from _to_system(actor, row))
    return None


def _to_agreement(actor: Actor, agreement: Agreement) -> Asking[Addition]:
    may, here = actor.may(_WRITE), {"agreement": agreement.pk}
    by = {"supplier": agreement.supplier_id} if agreement.supplier_id else {}
    found, oversights, sub_processors = yield [
        ready(terms_of_agreement, actor, **here),
        ready(oversights_of, actor, **here, **by),
        ready(sub_processors_of, actor, **here),
    ]
    terms = found[0] if found else None
    ours = [o for o in oversights if o.organisation_id == actor.organisation_id]
    others = [o for o in oversights if o.organisation_id != actor.organisation_id]
    context = {
        "terms": terms,
        "terms_url": record_url(terms) if terms else "",
        "new_terms": _new("processor-terms", agreement) if may and not terms else "",
        "sub_processors": [{"row": sub, "url": record_url(sub)} for sub in sub_processors],
        "new_sub_processor": _new("sub-processors", agreement) if may else "",
        "oversights": [{"row": one, "url": record_url(one)} for one in ours],
        "neighbours": [{"row": one, "url": record_url(one)} for one in others],
        "new_oversight": _new("oversights", agreement) if may else "",
        "annexes_url": reverse("data_protection:terms_annexes", args=[terms.pk]) if terms else "",
        "overdue": bool(
            terms and terms.next_oversight_on and terms.next_oversight_on < clock.today()
        ),
    }
    return Addition(
        template="data_protection/fragments/_agreement.html",
        context=context,
        tells=("processor-terms", "sub-processors", "oversights"),
    )


def _to_system(actor: Actor, system: System) -> Asking[Addition | None]:
    (activities,) = yield [ready(activities_in, actor, system=system.pk)]
    if not activities:
        return None
    labels: dict[object, object] = dict(DpiaScreening._meta.get_field("verdict").flatchoices)
    statuses: dict[object, object] = dict(ProcessingActivity._meta.get_field("status").flatchoices)
    context = {
        "activities": [
            {
                "name": one.name,
                "url": record_url(one),
                "status": statuses[one.status],
                "verdict": labels.get(one.latest_verdict, ""),
                "needed": one.latest_verdict == "needed",
                "people": one.people or "",
            }
            for one in activities
        ]
    }
    return Addition(template="data_protection/fragments/_system.html", context=context)


def _new(slug: str, agreement: Agreement) -> str:
    return f"{reverse('records:new', kwargs={'slug': slug})}?agreement={agreement.pk}"
