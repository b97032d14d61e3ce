"""The page where everything a leaver answers for is given to somebody else."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samsyn.apps.organisation.forms import HandOverForm
from samsyn.apps.organisation.models import Person
from samsyn.apps.organisation.queries import Responsibility, responsibilities_of
from samsyn.apps.organisation.services.hand_over import hand_over as do_hand_over
from samsyn.apps.organisation.wording import explain
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url


@require_http_methods(["GET", "POST"])
@requires(Permission.ORGANISATION_WRITE)
def hand_over(request: PageRequest, pk: int) -> HttpResponse:
    """Show all that the person answers for, ask who takes over, and do it in one act."""
    leaver = get_object_or_404(Person.owned_by(request.actor), pk=pk)
    form = HandOverForm(request.actor, leaver, request.POST or None)
    if request.method == "POST" and form.is_valid():
        successor = form.cleaned_data["successor"]
        try:
            moved = do_hand_over(
                request.actor,
                person_id=leaver.pk,
                successor_id=successor.pk,
                reason=form.cleaned_data["reason"],
            )
        except Refused as refusal:
            for objection in refusal.objections:
                form.add_error(objection.field or None, explain(objection))
        else:
            said = ngettext(
                "%(name)s now answers for %(n)d more thing.",
                "%(name)s now answers for %(n)d more things.",
                moved,
            )
            messages.success(request, said % {"name": successor.name, "n": moved})
            return go_to(request, record_url(leaver))
    responsibilities = responsibilities_of(request.actor, leaver.pk)
    return page(
        request,
        "organisation/hand_over.html",
        {
            "title": _("Hand over"),
            "subtitle": leaver.name,
            "form": form,
            "person": leaver,
            "groups": _grouped(responsibilities),
            "count": len(responsibilities),
            "cancel_url": record_url(leaver),
        },
        status=422 if form.errors else 200,
    )


def _grouped(responsibilities: list[Responsibility]) -> list[dict[str, object]]:
    return [
        {"noun": noun, "role": role, "rows": list(rows)}
        for (noun, role), rows in groupby(responsibilities, key=lambda r: (r.noun, r.role))
    ]
