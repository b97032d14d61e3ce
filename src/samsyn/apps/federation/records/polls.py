"""How polls are listed, shown and handed out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.federation.models import Poll
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Group, Record

POLLS = Record(
    model=Poll,
    slug="polls",
    menu=Menu.TOGETHER,
    read=Permission.FEDERATION_READ,
    write=Permission.FEDERATION_WRITE,
    columns=("name", "initiative", "state", "deadline", "contact"),
    filters=("state", "initiative"),
    groups=(
        Group(_("What is asked"), ("name", "explanation", "initiative")),
        Group(_("How far it has come"), ("state", "asked_on", "deadline", "contact")),
    ),
    order=11,
)

POLL_RECORDS: tuple[Record, ...] = (POLLS,)
