"""Hear how the federation's initiatives go, and let the members see it."""

from __future__ import annotations

from samsyn.apps.federation.models import SharedInitiative
from samsyn.apps.federation.services.tell_status import retell_status
from samsyn.apps.portfolio.public import Initiative, StatusReport
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.kernel.events import RowsChanged
from samsyn.kernel.tenancy.session import acting_for

_TOLD = frozenset({Initiative._meta.db_table, StatusReport._meta.db_table})


def retell(actor: Actor, event: RowsChanged) -> None:
    """Tell as Samsyn itself: who reports on an initiative need not write what is shared."""
    if not _TOLD & event.tables:
        return
    samsyn = samsyn_for(actor.organisation_id)
    with acting_for(samsyn):
        if SharedInitiative.owned_by(samsyn).exists():
            retell_status(samsyn)
