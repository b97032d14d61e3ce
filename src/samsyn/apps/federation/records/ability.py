"""How capability and pooled time are listed, shown, typed, brought in and handed out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.federation.models import (
    CapabilityAssessment,
    CapabilityLevel,
    CapabilityMap,
    CapabilityRole,
    RoleShown,
    TimeAgreement,
    TimeGiven,
    TimeOffer,
    TimeRequest,
)
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.records.declaration import Group, Record

_ROLE = ("roll", "rolle", "role")
_SHARE = ("andel", "procent", "prosent", "omfattning", "share")
_SINCE = ("från", "fra", "from")
_UNTIL = ("till", "til", "until")
_CAPABILITY = ("förmåga", "kapabilitet", "evne", "kapabilitet", "capability")

CAPABILITY_MAPS = Record(
    model=CapabilityMap,
    slug="capability-maps",
    menu=None,
    read=Permission.FEDERATION_READ,
    write=Permission.CATALOGUE_WRITE,
    columns=("name", "root"),
    groups=(Group(_("What it is"), ("name", "description", "root")),),
    intro=_("Maps of what members compare themselves on. All organisations share them."),
)
CAPABILITY_LEVELS = Record(
    model=CapabilityLevel,
    slug="capability-levels",
    menu=None,
    read=Permission.FEDERATION_READ,
    write=Permission.CATALOGUE_WRITE,
    columns=("text", "level", "capability"),
    filters=("capability", "level"),
    groups=(Group(_("What it is"), ("capability", "level", "text")),),
    key=("capability", "level"),
    headers={"capability": _CAPABILITY, "level": ("nivå", "niveau"), "text": ("text",)},
)
CAPABILITY_ROLES = Record(
    model=CapabilityRole,
    slug="capability-roles",
    menu=None,
    read=Permission.FEDERATION_READ,
    write=Permission.CATALOGUE_WRITE,
    columns=("note", "capability", "role"),
    filters=("capability", "role"),
    groups=(Group(_("What it is"), ("capability", "role", "note")),),
    key=("capability", "role"),
    headers={"capability": _CAPABILITY, "role": _ROLE},
)
ASSESSMENTS = Record(
    model=CapabilityAssessment,
    slug="capability-assessments",
    menu=None,
    read=Permission.FEDERATION_READ,
    write=Permission.CAPABILITY_ASSESS,
    columns=("name", "level", "target", "target_by", "initiative", "assessed_on"),
    filters=("level", "target", "initiative", "capability"),
    groups=(
        Group(_("Where we are"), ("capability", "assessed_on", "level", "evidence")),
        Group(_("Where we want to be"), ("target", "target_by", "initiative", "assessed_by")),
    ),
    key=("capability", "assessed_on"),
    headers={
        "capability": _CAPABILITY,
        "assessed_on": ("datum", "dato", "bedömd", "vurdert", "vurderet"),
        "level": ("nivå", "niveau", "level"),
        "target": ("mål", "målnivå", "target"),
        "evidence": ("belägg", "grunnlag", "grundlag", "evidence"),
    },
    intro=_("How able you are, as you assessed it day by day."),
    empty=_("Open the capability map and assess yourselves: one page for all of it."),
)
ROLES_SHOWN = Record(
    model=RoleShown,
    slug="roles-shown",
    menu=None,
    read=Permission.FEDERATION_READ,
    write=Permission.TIME_POOL,
    columns=("name", "role", "people", "contact", "told_on"),
    filters=("role",),
    groups=(Group(_("What the federation sees"), ("role", "people", "contact", "told_on")),),
    key=("role",),
    headers={"role": _ROLE, "people": ("antal", "antall", "count"), "contact": ("kontakt",)},
    intro=_("Roles that the federation may see you have: how many, and whom to ask."),
)
TIME_OFFERS = Record(
    model=TimeOffer,
    slug="time-offers",
    menu=None,
    read=Permission.FEDERATION_READ,
    write=Permission.TIME_POOL,
    columns=("name", "role", "share", "since", "until", "price", "state"),
    filters=("state", "role", "remote"),
    groups=(
        Group(_("What we can spare"), ("role", "share", "since", "until", "price")),
        Group(_("Where, and whom to ask"), ("place", "remote", "contact", "note")),
        Group(_("How far it has come"), ("state",)),
    ),
    key=("role", "since", "until"),
    headers={"role": _ROLE, "share": _SHARE, "since": _SINCE, "until": _UNTIL,
             "price": ("pris", "timpris", "timepris"), "place": ("ort", "sted", "plats")},
    intro=_("Time you can lend to others in the federation."),
    empty=_("Offer a share of a role for a period: those who need it find it."),
)  # fmt: skip
TIME_REQUESTS = Record(
    model=TimeRequest,
    slug="time-requests",
    menu=None,
    read=Permission.FEDERATION_READ,
    write=Permission.TIME_POOL,
    columns=("name", "role", "share", "since", "until", "price", "state"),
    filters=("state", "role", "initiative"),
    groups=(
        Group(_("What we need"), ("role", "share", "since", "until", "price", "initiative")),
        Group(_("Where, and whom to ask"), ("place", "remote", "contact", "note")),
        Group(_("How far it has come"), ("state",)),
    ),
    key=("role", "since", "until"),
    headers={"role": _ROLE, "share": _SHARE, "since": _SINCE, "until": _UNTIL,
             "price": ("pris", "timpris", "timepris"), "place": ("ort", "sted", "plats")},
    intro=_("Time you need from others in the federation."),
    empty=_("Ask for a share of a role for a period, and see at once who offers it."),
)  # fmt: skip
TIME_AGREEMENTS = Record(
    model=TimeAgreement,
    slug="time-agreements",
    menu=None,
    read=Permission.FEDERATION_READ,
    write=Permission.TIME_POOL,
    columns=("name", "side", "partner", "share", "since", "until", "holds"),
    filters=("side", "partner", "holds", "role"),
    groups=(
        Group(_("What was agreed"), ("side", "partner", "role", "share", "since", "until",
                                     "price")),
        Group(_("Who, and how far it has come"), ("person", "agreed_on", "agreed_by", "holds",
                                                  "ended_on", "ended_because")),
    ),
    importable=False,
    made_by_hand=False,
    writable=False,
    intro=_("Your side of what was agreed with others. It holds when both have agreed."),
)  # fmt: skip
TIME_GIVEN = Record(
    model=TimeGiven,
    slug="time-given",
    menu=None,
    read=Permission.FEDERATION_READ,
    write=Permission.TIME_POOL,
    columns=("agreement", "month", "hours", "note"),
    filters=("agreement",),
    groups=(Group(_("Hours"), ("agreement", "month", "hours", "note")),),
    importable=False,
    made_by_hand=False,
    writable=False,
    intro=_("Hours you gave under your agreements, month by month."),
)
ABILITY_RECORDS: tuple[Record, ...] = (
    CAPABILITY_MAPS,
    CAPABILITY_LEVELS,
    CAPABILITY_ROLES,
    ASSESSMENTS,
    ROLES_SHOWN,
    TIME_OFFERS,
    TIME_REQUESTS,
    TIME_AGREEMENTS,
    TIME_GIVEN,
)
