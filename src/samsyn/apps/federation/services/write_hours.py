"""Write down the hours that were given, month by month, as whoever lends them knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from samsyn.apps.federation.models import TimeAgreement, TimeGiven
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.pooling import PoolObstacle
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel.use_case import use_case

_MOST = Decimal(400)  # more hours than one person has in a month


@use_case(Permission.TIME_POOL)
def write_hours(actor: Actor, *, agreement_id: int, hours: Mapping[date, Decimal | None]) -> int:
    """Keep the hours of months (named by their first day); None takes one away. Returns changes.

    Raises Refused where the agreement is not ours to give by, or does not hold.
    """
    agreed = TimeAgreement.owned_by(actor).filter(pk=agreement_id).first()
    if agreed is None or not agreed.holds or agreed.side != TimeAgreement.Side.LENDS:
        raise Refused([Objection(PoolObstacle.DOES_NOT_HOLD)])
    refuse_if(
        Objection(PoolObstacle.HOURS_WRONG, {"month": f"{month:%Y-%m}"}, field=f"m{month:%Y-%m}")
        for month, given in hours.items()
        if given is not None and not 0 <= given <= _MOST
    )
    known = {row.month: row for row in TimeGiven.owned_by(actor).filter(agreement=agreed)}
    changed = 0
    for month, given in hours.items():
        row = known.get(month)
        if given is None and row is not None:
            row.delete()
        elif given is not None and (row is None or row.hours != given):
            row = row or TimeGiven(agreement=agreed, month=month)
            row.hours = given
            row.save()
        else:
            continue
        changed += 1
    return changed
