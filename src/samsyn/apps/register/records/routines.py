"""How routines and the parts of their information analysis are listed, shown and typed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.models import Routine, RoutineRequirement, RoutineRight, RoutineSystem
from samsyn.apps.register.records import headers_information as headers
from samsyn.apps.register.records.panels_information import routine_analysis
from samsyn.apps.register.services.follow_names import parts_follow
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Action, Group, Panel, Record

_READ, _WRITE = Permission.REGISTER_READ, Permission.REGISTER_WRITE

ROUTINES = Record(
    model=Routine,
    slug="routines",
    menu=Menu.REGISTER,
    read=_READ,
    write=_WRITE,
    columns=("name", "kind", "unit", "owner", "mtpd_hours", "analysed_on", "next_review"),
    filters=("kind", "unit", "owner"),
    groups=(
        Group(
            _("What it is"),
            ("name", "kind", "purpose", "description", "frequency", "legal_ground"),
        ),
        Group(_("Who answers"), ("owner", "unit", "known_by")),
        Group(_("If it stops"), ("mtpd_hours", "fallback", "fallback_exercised_on")),
        Group(
            _("Its information analysis"),
            ("analysed_on", "participants", "next_review"),
        ),
    ),
    headers=headers.ROUTINE,
    tones={"kind": {"service": "info", "internal": "neutral"}},
    panels=(Panel("register/fragments/_routine_analysis.html", routine_analysis),),
    actions=(
        Action(_("Information analysis"), "register:routine_analysis", _READ, primary=True),
        Action(_("One-page report"), "register:routine_report", _READ),
    ),
    hidden_relations=("routine-systems", "routine-rights", "routine-requirements", "flows"),
    intro=_("What people do again and again, with or without a system, and what it demands."),
    empty=_("Write down one routine that must not fail, even one that is done on paper."),
    order=32,
    after_save=parts_follow,
)

ROUTINE_SYSTEMS = Record(
    model=RoutineSystem,
    slug="routine-systems",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "needed", "tolerance_hours", "what_for"),
    filters=("routine", "system", "needed"),
    groups=(
        Group(_("What uses what"), ("routine", "system", "what_for", "needed", "tolerance_hours")),
    ),
    key=("routine", "system"),
    headers=headers.ROUTINE_SYSTEM,
    intro=_("Which routines use which systems, and whether they can do without."),
    empty=_("Say of one routine which system it uses."),
)

ROUTINE_RIGHTS = Record(
    model=RoutineRight,
    slug="routine-rights",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "routine", "who", "verb", "asset", "when", "purpose"),
    filters=("routine", "verb", "asset"),
    groups=(
        Group(
            _("Who may do what"),
            ("routine", "who", "verb", "asset", "what", "when", "purpose"),
        ),
    ),
    key=("routine", "who", "verb", "asset", "what"),
    headers=headers.ROUTINE_RIGHT,
    intro=_("Who may do what with which information, when and for what purpose."),
    empty=_("Say of one role what it may do with the information of a routine."),
)

ROUTINE_REQUIREMENTS = Record(
    model=RoutineRequirement,
    slug="routine-requirements",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "routine", "weight", "because", "not_needed_because"),
    filters=("routine", "weight"),
    groups=(
        Group(
            _("What is required"),
            ("routine", "name", "weight", "because", "not_needed_because"),
        ),
    ),
    key=("routine", "name"),
    headers=headers.ROUTINE_REQUIREMENT,
    tones={"weight": {"must": "warning", "should": "info"}},
    intro=_("What the information in routines demands of people, premises and systems."),
    empty=_("Open a routine's information analysis: its requirements follow from that."),
)
