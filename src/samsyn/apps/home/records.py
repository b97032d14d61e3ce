"""Puts this room's pages into the menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu, MenuItem, add_to_menu


def show() -> None:
    """Add My day; called once, when the room is ready."""
    add_to_menu(
        MenuItem(
            menu=Menu.MY_DAY,
            label=_("My day"),
            url_name="home:my_day",
            permission=Permission.SIGNED_IN,
            order=10,
        )
    )
