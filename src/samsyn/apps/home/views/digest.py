"""Whether one gets the weekly mail: where its last link leads."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.home.services.digest import choose_digest, wants_digest
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.pages import PageRequest, go_to, page, requires


@require_http_methods(["GET", "POST"])
@requires(Permission.SIGNED_IN)
def digest(request: PageRequest) -> HttpResponse:
    """Show the choice and change it; a look changes nothing."""
    if request.organisation is None:
        return go_to(request, "/")
    if request.method == "POST":
        wanted = request.POST.get("wanted") == "yes"
        choose_digest(request.actor, wanted=wanted)
        said = _("You get a mail in every week in which something needs you.")
        messages.success(request, said if wanted else _("You get no weekly mail any more."))
        return go_to(request, "home:digest")
    return page(
        request,
        "home/digest.html",
        {
            "title": _("The weekly mail"),
            "subtitle": request.organisation.name,
            "wanted": wants_digest(request.actor),
        },
    )
