"""How technology standards, and the systems that follow or deviate from them, are kept."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import StandardFollowing, TechnologyStandard
from samsyn.apps.register.records import headers_systems, panels_systems
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import MORE, Menu
from samsyn.kernel.records.declaration import Group, Panel, Record

STANDARDS = Record(
    model=TechnologyStandard,
    slug="technology-standards",
    menu=Menu.REGISTER,
    read=Permission.REGISTER_READ,
    write=Permission.REGISTER_WRITE,
    columns=("name", "area", "binding", "owner", "since", "until"),
    filters=("binding", "owner"),
    groups=(
        Group(_("What it is"), ("name", "area", "text", "binding", "source")),
        Group(_("Who answers, and how long it holds"), ("owner", "since", "until")),
    ),
    headers=headers_systems.STANDARD,
    panels=(Panel("register/fragments/_followers.html", panels_systems.standard_followers),),
    hidden_relations=("standards-in-systems",),
    intro=_("What technology should follow here, and which systems deviate."),
    empty=_("Write down one thing that every new system must follow, for instance how to sign in."),
    order=70,
    under=MORE,
)

FOLLOWINGS = Record(
    model=StandardFollowing,
    slug="standards-in-systems",
    menu=None,
    read=Permission.REGISTER_READ,
    write=Permission.REGISTER_WRITE,
    columns=("name", "verdict", "reason", "until"),
    filters=("verdict", "standard", "system"),
    groups=(Group(_("What was found"), ("system", "standard", "verdict", "reason", "until")),),
    key=("system", "standard"),
    headers=headers_systems.FOLLOWING,
    tones={
        "verdict": {
            "follows": "success",
            "deviates": "danger",
            "exempt": "warning",
            "irrelevant": "neutral",
        }
    },
    intro=_("Which systems follow which standard, which deviate, and until when."),
    empty=_("Say of one system whether it follows a standard."),
)
