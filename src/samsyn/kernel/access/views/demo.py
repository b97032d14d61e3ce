"""The demonstration's doors: one click, and one is somebody else. Never open on a real site."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from samsyn.kernel.access.demo import demo_people
from samsyn.kernel.models import User
from samsyn.kernel.pages import PageRequest, page


@require_http_methods(["GET", "POST"])
def demo(request: PageRequest) -> HttpResponse:
    """Show the people of the demonstration, and sign in as the one that is chosen."""
    if not settings.SAMSYN_DEMO or not _from_this_machine(request):
        raise Http404
    accounts = {user.email: user for user in User.objects.filter(email__in=_addresses())}
    people = [person for person in demo_people() if person.email in accounts]
    if request.method == "POST":
        for person in people:
            if person.key == request.POST.get("person"):
                user = accounts[person.email]
                login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
                return redirect(person.address)
        raise Http404
    return page(request, "kernel/access/demo.html", {"doors": people})


def _addresses() -> list[str]:
    return [person.email for person in demo_people()]


def _from_this_machine(request: HttpRequest) -> bool:
    """Tell whether the visitor sits at this very machine, with no proxy in between."""
    forwarded = {"HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP"} & request.META.keys()
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return address.is_loopback and not forwarded
