"""The page where anybody finds the agreement to buy from."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.apps.register.queries.buying import Found, find_agreements, person_told
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.buying.words import cleaned
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.declaration import record_url


@require_GET
@requires(Permission.REGISTER_READ)
def agreements_find(request: PageRequest) -> HttpResponse:
    """Answer a buyer's words: what holds first, what ran out after, what neighbours have last."""
    q = cleaned(request.GET.get("q", ""))
    more = request.GET.get("more") == "1"
    answer = find_agreements(request.actor, q, more=more)
    return page(
        request,
        "register/find.html",
        {
            "title": _("Find an agreement"),
            "q": q,
            "answer": answer,
            "holding": [_shown(found) for found in answer.holding],
            "late": [_shown(found) for found in answer.late],
            "theirs": [_shown(found) for found in answer.theirs],
            "ask": [person_told(person) for person in answer.ask],
            "read_as": sorted(answer.read_as.items()) if answer.found_anything else [],
            "more": answer.holding_count > len(answer.holding),
            "runs_out_url": reverse("register:agreements_run_out"),
        },
        fragment="register/fragments/_found.html",
    )


def _shown(found: Found) -> dict[str, object]:
    agreement = found.agreement
    return {
        "agreement": agreement,
        "url": record_url(agreement),
        "kind": agreement.get_kind_display(),
        "supplier": agreement.supplier,
        "until": found.until,
        "renews": agreement.renewal == "renews" and not agreement.terminated_on,
        "callable": found.callable,
        "whom": person_told(found.whom) if found.whom else None,
        "prices": found.prices,
        "shared_by": agreement.organisation.name,
    }
