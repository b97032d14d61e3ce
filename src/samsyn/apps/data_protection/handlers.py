"""Hear that agreements have got other names, and name their terms as them."""

from __future__ import annotations

from samsyn.apps.data_protection.services.follow import any_misnamed, follow_agreements
from samsyn.apps.register.public import Agreement
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.kernel.events import RowsChanged
from samsyn.kernel.tenancy.session import acting_for


def follow_names(actor: Actor, event: RowsChanged) -> None:
    """Rename as Samsyn itself: who may rename an agreement need not write data protection."""
    if Agreement._meta.db_table not in event.tables:
        return
    samsyn = samsyn_for(actor.organisation_id)
    with acting_for(samsyn):
        if any_misnamed(samsyn):
            follow_agreements(samsyn)
