"""How outside parties and sites are listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import OutsideParty, Site
from samsyn.apps.register.records import headers_flows as headers
from samsyn.apps.register.records.panels_flows import flows_panel
from samsyn.apps.register.services.follow_names import parts_follow
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import MORE, Menu
from samsyn.kernel.records.declaration import Action, Group, Record

_READ, _WRITE = Permission.REGISTER_READ, Permission.REGISTER_WRITE

PARTIES = Record(
    model=OutsideParty,
    after_save=parts_follow,
    slug="outside-parties",
    menu=Menu.REGISTER,
    read=_READ,
    write=_WRITE,
    columns=("name", "kind", "country", "supplier", "contact"),
    filters=("kind", "country", "supplier"),
    groups=(
        Group(_("Who they are"), ("name", "kind", "country", "supplier")),
        Group(_("How to reach them"), ("contact", "notes")),
    ),
    headers=headers.PARTY,
    intro=_("Those outside our organisation that send information to us or receive it from us."),
    empty=_("Write down the first authority, company or group of people you share data with."),
    order=60,
    under=MORE,
    panels=(flows_panel("party"),),
    hidden_relations=("flows",),
)

SITES = Record(
    model=Site,
    slug="sites",
    menu=Menu.REGISTER,
    read=_READ,
    write=_WRITE,
    columns=("name", "kind", "country", "operator", "keeper", "phone"),
    filters=("kind", "country", "operator"),
    groups=(
        Group(_("What it is"), ("name", "kind", "address", "country")),
        Group(_("Who runs it"), ("operator", "keeper", "phone", "notes")),
    ),
    headers=headers.SITE,
    actions=(Action(_("What stops if it stops"), "register:site_impact", _READ),),
    intro=_("Where machines stand: what stops together when a place stops."),
    empty=_("Write down your own server room first, then where your suppliers run your systems."),
    order=61,
    under=MORE,
)
