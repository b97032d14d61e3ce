"""The demonstration's doors: one click, and one is somebody else. Never open on a real site."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samsyn.apps.organisation.queries import person_of
from samsyn.kernel.access.grants import grants_of
from samsyn.kernel.models import Access, User
from samsyn.kernel.pages import PageRequest, page
from samsyn.kernel.tenancy.session import Standing, acting_for

SHOWN = 12


@require_http_methods(["GET", "POST"])
def demo(request: PageRequest) -> HttpResponse:
    """Show the people of the demonstration, and sign in as the one that is chosen."""
    if not settings.SAMSYN_DEMO or not _from_this_machine(request):
        raise Http404
    cards = [card for user in _people() if (card := _card(user))]
    if request.method == "POST":
        wanted = request.POST.get("user", "")
        user = next((card["user"] for card in cards if str(card["key"]) == wanted), None)
        if not isinstance(user, User):
            raise Http404
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("/")
    return page(request, "organisation/demo.html", {"doors": cards})


def _people() -> list[User]:
    return list(User.objects.filter(is_active=True).order_by("pk")[:SHOWN])


def _card(user: User) -> dict[str, object] | None:
    with acting_for(Standing(user=str(user.pk))):
        grants = grants_of(user)
    if not grants:
        return None
    actor = grants[0].actor(user)
    with acting_for(actor):
        person = person_of(actor)
    place = grants[0].organisation.name
    if len(grants) > 1:
        more = ngettext("%(place)s and %(n)d more", "%(place)s and %(n)d more", len(grants) - 1)
        place = more % {"place": place, "n": len(grants) - 1}
    roles = [str(Access.Role(role).label) for role in sorted(grants[0].roles)]
    return {
        "user": user,
        "key": user.pk,
        "name": user.name,
        "role": person.job_title if person and person.job_title else ", ".join(roles),
        "place": place,
    }


def _from_this_machine(request: HttpRequest) -> bool:
    """Tell whether the visitor sits at this very machine, with no proxy in between."""
    forwarded = {"HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP"} & request.META.keys()
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return address.is_loopback and not forwarded
