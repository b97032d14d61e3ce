"""Hand out the prize of a year that is over, in the name of a federation."""

from __future__ import annotations

from datetime import date

from samsyn.apps.sharing.models import Prize
from samsyn.apps.sharing.queries.prize import members_of, standings_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.domain.sharing.objections import Obstacle
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation
from samsyn.kernel.tenancy.owned import Visibility
from samsyn.kernel.use_case import use_case


@use_case(Permission.SHARING_OFFER)
def hand_out_prize(
    actor: Actor,
    *,
    year: int,
    winner_id: int,
    what_for: str,
    reasons: str,
    decided_on: date,
) -> Prize:
    """Note to whom the federation gives the prize of a year, with the counts as they stand.

    The counts advise; whom to choose is the federation's own decision, and says why. All members
    see it. Raises Refused with everything against it.
    """
    me = Organisation.objects.get(pk=actor.organisation_id)
    is_member = members_of(me.pk).filter(pk=winner_id).exists()
    known = Prize.owned_by(actor).filter(year=year, winner_id=winner_id)
    against = [
        (me.kind != Organisation.Kind.FEDERATION, Objection(Obstacle.NOT_A_FEDERATION)),
        (not is_member, Objection(Obstacle.NOT_A_MEMBER, field="winner")),
        (known.exists(), Objection(Obstacle.HANDED_OUT_ALREADY, field="winner")),
        (decided_on > clock.today(), Objection(Obstacle.DECIDED_LATER, field="decided_on")),
        (
            year >= clock.today().year,
            Objection(Obstacle.YEAR_NOT_OVER, {"year": str(year)}, "year"),
        ),
        (
            not (what_for.strip() and reasons.strip()),
            Objection(Obstacle.REASONS_MISSING, field="reasons"),
        ),
    ]
    refuse_if(objection for holds, objection in against if holds)
    to_whom = members_of(me.pk).get(pk=winner_id)
    counts = {one.origin: one for _place, one in standings_of(me.pk, year)}.get(winner_id)
    return Prize.everything.create(
        organisation_id=actor.organisation_id,
        visibility=Visibility.FEDERATION,
        name=f"{year} · {to_whom.name}",
        year=year,
        winner=to_whom,
        what_for=what_for.strip()[:300],
        reasons=reasons.strip(),
        decided_on=decided_on,
        adopters=counts.adopters if counts else 0,
        takers=counts.takers if counts else 0,
        thankers=counts.thankers if counts else 0,
    )
