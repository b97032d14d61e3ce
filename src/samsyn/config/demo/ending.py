"""A member of the federation will leave, and the money of one fund ends: what rests on them."""

from __future__ import annotations

from datetime import timedelta

from samsyn.apps.portfolio.public import Fund
from samsyn.apps.together.models import MandateChange
from samsyn.apps.together.queries.touched import touched_by
from samsyn.apps.together.services.settle_mandate import decide_matters
from samsyn.config.demo.site import Site
from samsyn.domain.together.mandate import Touched
from samsyn.kernel import journal
from samsyn.kernel.tenancy.session import acting_for

_LEAVES_IN = timedelta(days=130)
_ENDS_IN = timedelta(days=200)


def tell(federation: Site, leaver: Site) -> None:
    """Write down who leaves and what ends; of what it touches something is decided already."""
    actor = federation.samsyn
    with journal.act(actor, "demo.create_mandates"):
        change = MandateChange.everything.create(
            name=f"{leaver.name} går ur samarbetet",
            what=MandateChange.What.MEMBER,
            member_id=leaver.id,
            ends_on=federation.today + _LEAVES_IN,
            reason="Kommunen samlar sin it hos en granne åt andra hållet.",
        )
        fund = Fund.owned_by(actor).order_by("pk").first()
        if fund is not None:
            MandateChange.everything.create(
                name=f"{fund.name} tar slut",
                what=MandateChange.What.FUNDING,
                fund=fund,
                ends_on=federation.today + _ENDS_IN,
                reason="Bidraget söks inte om.",
            )
    with acting_for(actor):
        seats = [t for t in touched_by(actor, change) if t.sort is Touched.SEAT]
    if seats:
        decide_matters(
            actor,
            change_id=change.pk,
            keys=[(seats[0].table, seats[0].row_id)],
            decision="Platsen upphör; rådet är beslutfört ändå.",
            end_it=True,
        )
