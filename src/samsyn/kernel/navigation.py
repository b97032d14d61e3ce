"""The left menu, by the question a person has; rooms add their pages, records add their lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission


class Menu(Enum):
    """The sections, in order: (label, icon)."""

    MY_DAY = (_("My day"), "day")
    DIRECTION = (_("Direction"), "direction")
    PORTFOLIO = (_("Portfolio"), "portfolio")
    ROADMAP = (_("Roadmap"), "roadmap")
    REGISTER = (_("Register"), "register")
    CHECKS = (_("Checks"), "checks")
    TOGETHER = (_("Together"), "together")
    ORGANISATION = (_("Organisation"), "organisation")


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """One line of the menu: where it leads and who sees it. `order` is its place in the section."""

    menu: Menu
    label: StrOrPromise
    url_name: str
    permission: Permission
    url_kwargs: tuple[tuple[str, str], ...] = ()
    order: int = 50
    count: Callable[[Actor], int] | None = None


_ITEMS: list[MenuItem] = []


def add_to_menu(*items: MenuItem) -> None:
    """Register lines of the menu; called once, when the apps are ready."""
    _ITEMS.extend(items)


def menu_for(actor: Actor, path: str) -> list[dict[str, object]]:
    """Return the sections and lines the actor may open, the current one marked."""
    sections = []
    for menu in Menu:
        lines = sorted(
            (i for i in _ITEMS if i.menu is menu and actor.may(i.permission)),
            key=lambda item: item.order,
        )
        items = [_line(item, actor, path) for item in lines]
        if items:
            label, icon = menu.value
            sections.append({"label": label, "icon": icon, "items": items})
    return sections


def _line(item: MenuItem, actor: Actor, path: str) -> dict[str, object]:
    url = reverse(item.url_name, kwargs=dict(item.url_kwargs))
    label = str(item.label)
    return {
        "label": label[:1].upper() + label[1:],
        "url": url,
        "current": path.startswith(url),
        "count": item.count(actor) if item.count else None,
    }


def for_every_page(request: HttpRequest) -> dict[str, object]:
    """Give every template the menu, the organisations to switch between, and the languages."""
    actor: Actor | None = getattr(request, "actor", None)
    organisation = getattr(request, "organisation", None)
    inside = actor is not None and organisation is not None
    return {
        "navigation": menu_for(actor, request.path) if inside and actor else [],
        "organisations": [
            {"name": o.name, "slug": o.slug, "current": o == organisation}
            for o in getattr(request, "organisations", [])
        ],
        "languages": [
            {"code": code, "name": name, "current": code == getattr(request, "LANGUAGE_CODE", "")}
            for code, name in settings.LANGUAGES
        ],
        "currency": getattr(organisation, "currency", ""),
        "demo": settings.SAMSYN_DEMO,
        "demo_url": "/demo/" if settings.SAMSYN_DEMO else "",
    }
