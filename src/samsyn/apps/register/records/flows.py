"""How information flows and integrations are listed, shown, typed, imported and exported."""

from __future__ import annotations

from itertools import product

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import InformationFlow, Integration
from samsyn.apps.register.models.flow import ENDS
from samsyn.apps.register.records import headers_flows as headers
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import MORE, Menu, MenuItem, add_to_menu
from samsyn.kernel.records.declaration import Group, Record

_READ, _WRITE = Permission.REGISTER_READ, Permission.REGISTER_WRITE
_ANSWER_TONES = {"yes": "success", "partly": "warning", "no": "danger"}

FLOWS = Record(
    model=InformationFlow,
    slug="flows",
    menu=Menu.REGISTER,
    read=_READ,
    write=_WRITE,
    columns=("name", "assets", "means", "frequency", "encrypted", "leaves_eea"),
    filters=(
        "source_system",
        "target_system",
        "source_party",
        "target_party",
        "assets",
        "means",
        "encrypted",
        "leaves_eea",
    ),
    groups=(
        Group(_("Where from"), tuple(f"source_{end}" for end in ENDS), one_of="source"),
        Group(_("Where to"), tuple(f"target_{end}" for end in ENDS), one_of="target"),
        Group(_("What it carries"), ("assets", "purpose")),
        Group(_("How"), ("means", "frequency", "integration", "encrypted")),
        Group(_("Out of the EU and EEA"), ("leaves_eea", "to_country", "transfer_basis")),
        Group(_("If it stops"), ("needed", "tolerance_hours")),
    ),
    keys=tuple(
        (f"source_{source}", f"target_{target}") for source, target in product(ENDS, repeat=2)
    ),
    told_apart_by=("assets",),
    headers=headers.FLOW,
    tones={
        "encrypted": _ANSWER_TONES,
        "leaves_eea": {"yes": "warning", "partly": "warning", "no": "neutral"},
    },
    intro=_("What information goes where, by what means, and whether it is protected on the way."),
    empty=_("Begin with what a system takes from others, and what it hands on."),
    order=34,
)

INTEGRATIONS = Record(
    model=Integration,
    slug="integrations",
    menu=Menu.REGISTER,
    read=_READ,
    write=_WRITE,
    columns=("name", "source", "target", "platform", "means", "state"),
    filters=("source", "target", "platform", "means", "state"),
    groups=(
        Group(_("What it connects"), ("name", "source", "target", "platform")),
        Group(_("How"), ("means", "standard", "state", "documentation", "notes")),
    ),
    headers=headers.INTEGRATION,
    tones={"state": {"planned": "info", "running": "success", "stopped": "neutral"}},
    intro=_("Technical connections between systems; information flows run through them."),
    empty=_("Write down the first connection between two systems, or import your list."),
    order=58,
    under=MORE,
)

add_to_menu(
    MenuItem(
        menu=Menu.REGISTER,
        label=_("Map"),
        url_name="register:map",
        permission=_READ,
        order=36,
    )
)
