"""The left menu, by the question a person has; rooms add their pages, records add their lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
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
    COUNCIL = (_("Council"), "council")
    TOGETHER = (_("Together"), "together")
    ORGANISATION = (_("Organisation"), "organisation")


#: What a section folds its rarely used lines under.
MORE = _("More")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MenuItem:
    """One line of the menu: where it leads and who sees it. `order` is its place in the section.

    Lines with the same `under` are folded together under that heading, below the other lines.
    """

    menu: Menu
    label: StrOrPromise
    url_name: str
    permission: Permission
    url_kwargs: tuple[tuple[str, str], ...] = ()
    order: int = 50
    under: StrOrPromise = ""
    count: Callable[[Actor], int] | None = None


_ITEMS: list[MenuItem] = []


def add_to_menu(*items: MenuItem) -> None:
    """Register lines of the menu; called once, when the apps are ready."""
    _ITEMS.extend(items)


def menu_for(actor: Actor, path: str) -> list[dict[str, object]]:
    """Return the sections and lines the actor may open, the current one marked."""
    prefix = get_script_prefix()
    items = sorted((i for i in _ITEMS if actor.may(i.permission)), key=lambda item: item.order)
    urls = {item: _address(prefix, item.url_name, item.url_kwargs) for item in items}
    here = max((url for url in urls.values() if path.startswith(url)), key=len, default="")
    sections = []
    for menu in Menu:
        folds: dict[str, list[dict[str, object]]] = {"": []}
        for item in items:
            if item.menu is menu:
                told = _line(item, urls[item], here, actor)
                folds.setdefault(str(item.under), []).append(told)
        lines = folds.pop("")
        if lines or folds:
            label, icon = menu.value
            folded = [{"label": label, "items": told} for label, told in folds.items()]
            sections.append({"label": label, "icon": icon, "items": lines, "folds": folded})
    return sections


@lru_cache(maxsize=4096)  # finding the addresses of a whole menu anew takes milliseconds
def _address(_organisation: str, name: str, kwargs: tuple[tuple[str, str], ...]) -> str:
    return reverse(name, kwargs=dict(kwargs))


def _line(item: MenuItem, url: str, here: str, actor: Actor) -> dict[str, object]:
    label = str(item.label)
    return {
        "label": label[:1].upper() + label[1:],
        "url": url,
        "current": url == here,
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
