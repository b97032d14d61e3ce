"""The way in: where somebody lands, which organisation, which language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language as set_cookie

from samsyn.domain.access.permissions import Permission
from samsyn.kernel.access.addresses import start_of, start_page
from samsyn.kernel.models import Organisation, User
from samsyn.kernel.pages import PageRequest, page, turned_away

_LATEST = "organisation"


@require_safe
def landing(request: PageRequest) -> HttpResponseBase:
    """Send somebody to their work: to signing in, to the organisation, to its start page."""
    if refusal := turned_away(request, Permission.SIGNED_IN):
        return refusal
    if request.organisation is not None:
        request.session[_LATEST] = request.organisation.slug
        return redirect(start_page(request.actor))
    if not request.organisations:
        return page(request, "kernel/access/no_access.html", {}, status=403)
    return redirect(start_of(_latest(request)))


def _latest(request: PageRequest) -> Organisation:
    slug = request.session.get(_LATEST, "")
    wanted = (entry for entry in request.organisations if entry.slug == slug)
    return next(wanted, request.organisations[0])


@require_POST
def set_language(request: PageRequest) -> HttpResponseBase:
    """Speak another language: in this browser, and to this person from now on."""
    code = request.POST.get("language", "")
    if request.actor.user_id > 0 and code in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.actor.user_id).update(language=code)
    return set_cookie(request)
