"""The poster on the wall, and the page it leads to: friction reported without an account."""

from __future__ import annotations

import io

import qrcode
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.apps.needs.forms import DoorForm
from samsyn.apps.needs.models import FrictionDoor
from samsyn.apps.needs.queries.doors import address_of, door_at, is_open
from samsyn.apps.needs.services.reporting import report_at_the_door
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.access.doors import at_the_door, quietly
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.declaration import record_url
from samsyn.kernel.tenancy.session import acting_for

_MOST_WRONG, _WRONG_SECONDS = 20, 600
_MOST_REPORTS, _REPORT_SECONDS = 30, 3600  # a whole staff room may share one address
_NOT_FOUND, _GONE, _TOO_MANY, _WRONG = 404, 410, 429, 422


@require_GET
@requires(Permission.NEEDS_WRITE)
def poster(request: PageRequest, pk: int) -> HttpResponse:
    """Show the poster, ready to print: a picture for phones, and the same address in letters."""
    door = get_object_or_404(FrictionDoor.owned_by(request.actor), pk=pk)
    address = address_of(door)
    size, path = picture_of(address)
    context = {
        "title": door.name,
        "address": address,
        "size": size,
        "path": path,
        "closes_on": door.closes_on,
        "back_url": record_url(door),
    }
    return page(request, "needs/poster.html", context)


@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Take one report from whoever holds the poster's address. A look alone changes nothing.

    Guessing is slowed down, and so is whoever reports all day.
    """
    address = get_adapter().get_client_ip(request)
    wrong, many = f"needs-door:{address}", f"needs-door-reports:{address}"
    if cache.get(wrong, 0) >= _MOST_WRONG:
        return quietly(render(request, "429.html", status=_TOO_MANY))
    found = door_at(token)
    if found is None:
        cache.set(wrong, cache.get(wrong, 0) + 1, _WRONG_SECONDS)
        return quietly(render(request, "needs/no_door.html", status=_NOT_FOUND))
    if request.method == "POST" and cache.get(many, 0) >= _MOST_REPORTS:
        return quietly(render(request, "429.html", status=_TOO_MANY))
    language = _language(request, found)
    with translation.override(language), acting_for(at_the_door(found.organisation_id)):
        response = _inside(request, found)
    if response.status_code == 302:  # noqa: PLR2004 - one was taken
        cache.set(many, cache.get(many, 0) + 1, _REPORT_SECONDS)
    return quietly(response, language)


def picture_of(address: str) -> tuple[int, str]:
    """Return the side of a QR code in modules, and its dark ones as the path of an SVG."""
    code = qrcode.QRCode(border=2)
    code.add_data(address)
    code.make(fit=True)
    out = io.StringIO()
    rows = code.get_matrix()
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                out.write(f"M{x} {y}h1v1h-1z")
    return len(rows), out.getvalue()


def _inside(request: HttpRequest, found: FrictionDoor) -> HttpResponse:
    if not is_open(found):
        return render(request, "needs/no_door.html", {"over": True}, status=_GONE)
    form = DoorForm(request.POST or None)
    if form.is_valid():
        try:
            report_at_the_door(found, form.report(found.unit_id))
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            return redirect(f"{request.path}?thanks")
    context = {
        "door": found,
        "organisation": found.organisation,
        "form": form,
        "thanks": "thanks" in request.GET and not form.is_bound,
        "here": request.path,
    }
    return render(request, "needs/door.html", context, status=_WRONG if form.errors else 200)


def _language(request: HttpRequest, found: FrictionDoor) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    known = chosen in dict(settings.LANGUAGES)
    return str(chosen if known else found.organisation.language)
