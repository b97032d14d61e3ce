"""Every address in the house says which permission opens it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# Open to strangers, each for a reason: machines' questions, the way in, and the addresses that an
# owner's mail and a poster hold, which ask for their signature themselves.
OPEN = (
    "samsyn.kernel.observing.",
    "samsyn.kernel.access.",
    "samsyn.apps.needs.views.door.",
    "samsyn.apps.rounds.views.door.",
    "samsyn.apps.federation.views.door.",
    "samsyn.apps.organisation.views.entrance.",
    "allauth.",
    "ninja.",
    "django.views.i18n.",
    "django.views.generic.base.RedirectView",
)


def _addresses(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _addresses(entry)
        else:
            yield entry


def test_every_view_names_its_permission() -> None:
    unguarded = {
        str(address.lookup_str)
        for address in _addresses(get_resolver())
        if not hasattr(address.callback, "required_permission")
        and not str(address.lookup_str).startswith(OPEN)
    }

    assert unguarded == set()
