"""How the policies of tracks are listed, shown, typed and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.portfolio.forms.nouns import TrackPolicyForm
from samsyn.apps.portfolio.models import TrackPolicy
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.records.declaration import Action, Group, Record

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
        Group(
            _("Who may own an initiative"),
            ("owned_by_political", "owned_by_executive", "owned_by_department", "owned_by_it"),
        ),
        Group(
            _("What is asked before it is decided"),
            (
                *("asks_problem", "asks_benefit", "asks_ambition", "asks_legal_ground"),
                *("asks_risk", "asks_running_cost", "asks_stop_rule"),
            ),
        ),
        Group(_("Reporting and shares"), ("status_days", "least_share", "most_share")),
    ),
    key=("track",),
    form=TrackPolicyForm,
    actions=(Action(_("In plain words"), "portfolio:track_of", _READ, primary=True),),
    intro=_("Who owns each track here, what is asked in it, and what is decided next."),
    empty=_("The method's own words hold until you say otherwise."),
    order=63,
    importable=False,
    made_by_hand=False,
)
