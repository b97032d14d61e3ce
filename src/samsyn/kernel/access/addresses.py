"""Addresses for outside a page: in mails, and where a person belongs after signing in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix

from samsyn.domain.access.actor import Actor
from samsyn.kernel.models import Organisation
from samsyn.kernel.navigation import menu_for


def outside(name: str, **kwargs: Any) -> str:  # noqa: ANN401 - of the address
    """Return an address without the part that names the organisation acted for."""
    return "/" + reverse(name, kwargs=kwargs).removeprefix(get_script_prefix())


def absolute(path: str) -> str:
    """Return an address for a mail. Never made from the request: a visitor writes that."""
    return f"{settings.SAMSYN_SITE_URL}{path}"


@contextmanager
def addresses_in(organisation: Organisation) -> Iterator[None]:
    """Make addresses as the organisation's own pages do, where no request says which it is."""
    before = get_script_prefix()
    set_script_prefix(start_of(organisation))
    try:
        yield
    finally:
        set_script_prefix(before)


def start_of(organisation: Organisation) -> str:
    """Return where an organisation begins."""
    return f"/{organisation.slug}/"


def start_page(actor: Actor) -> str:
    """Return the page that somebody's work begins on, in the organisation acted for."""
    try:
        return reverse(settings.SAMSYN_START_PAGE)
    except NoReverseMatch:  # the room that has it is not built: the first line of the menu
        sections: Any = menu_for(actor, "")
        return str(sections[0]["items"][0]["url"]) if sections else ""
