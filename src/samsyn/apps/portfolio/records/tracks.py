"""How the policies of tracks are listed, shown, typed and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.models import TrackPolicy
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.records.declaration import Group, Record

_READ, _WRITE = Permission.PORTFOLIO_READ, Permission.PORTFOLIO_WRITE

TRACKS = Record(
    model=TrackPolicy,
    slug="tracks",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "owner", "decided_by", "next_decision", "next_decision_on"),
    groups=(
        Group(_("Who steers"), ("track", "owner", "decided_by")),
        Group(_("What holds here"), ("fixed", "flexible", "next_decision", "next_decision_on")),
    ),
    key=("track",),
    intro=_("Who owns each track here, and what is decided next."),
    empty=_("The method's own words hold until you say otherwise."),
    order=63,
    importable=False,
)
