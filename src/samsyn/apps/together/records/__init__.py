"""How changes of mandate are listed, shown and served."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.together.models import MandateChange, MandateMatter
from samsyn.apps.together.wording import ACT_NAMES
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu, MenuItem, add_to_menu
from samsyn.kernel.records.declaration import Action, Group, Record, register
from samsyn.kernel.records.history import name_acts

_READ, _WRITE = Permission.TOGETHER_SETTLE, Permission.TOGETHER_SETTLE

CHANGES = Record(
    model=MandateChange,
    slug="mandate-changes",
    menu=Menu.TOGETHER,
    read=_READ,
    write=_WRITE,
    columns=("name", "what", "ends_on", "responsible", "settled_on"),
    filters=("what", "responsible"),
    groups=(
        Group(_("What changes"), ("name", "what", "member", "person", "fund", "forum")),
        Group(_("When and why"), ("ends_on", "reason", "responsible", "settled_on")),
    ),
    actions=(
        Action(_("What it touches"), "together:touches", Permission.TOGETHER_SETTLE, primary=True),
    ),
    intro=_("Somebody leaves or money ends: all that rests on it, and what must be decided."),
    empty=_("Write down who leaves, or what ends, and on which day."),
    importable=False,
    order=90,
    under=_("When something ends"),
)
MATTERS = Record(
    model=MandateMatter,
    slug="mandate-matters",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "change", "decision", "decided_on", "decided_by", "carried_out"),
    filters=("change",),
    groups=(
        Group(
            _("What was decided"),
            ("change", "about", "decision", "decided_on", "decided_by", "carried_out"),
        ),
    ),
    importable=False,
    made_by_hand=False,
    writable=False,
)

RECORDS = (CHANGES, MATTERS)


def show() -> None:
    """Connect the room to the house; called once, when the room is ready."""
    register(*RECORDS)
    name_acts(ACT_NAMES)
    add_to_menu(
        MenuItem(
            menu=Menu.TOGETHER,
            label=_("Members"),
            url_name="together:overview",
            permission=Permission.TOGETHER_READ,
            order=1,
        )
    )
