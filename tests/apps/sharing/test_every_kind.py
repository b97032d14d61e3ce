"""Whatever a room lets be offered can be taken, compared and adopted, in the next room too."""

from __future__ import annotations

from samsyn.apps.sharing.models import Taking
from samsyn.apps.sharing.public import offer_row, settle_taking, take_offer
from samsyn.apps.sharing.queries.snapshots import snapshot_of
from samsyn.apps.sharing.services.offering import places_in
from samsyn.kernel.sharing import Shareable, all_shareables
from tests.apps.register.conftest import signed_in
from tests.support.anything import anything
from tests.support.builders import Town


def test_every_kind_goes_from_one_town_to_the_next_and_stays_valid(
    north: Town, south: Town
) -> None:
    client = signed_in(south)
    for declared in all_shareables():
        taking, left_out = _taken(north, south, declared)
        page = client.get(f"/south/takings/{taking.pk}/compare/")
        assert page.status_code == 200, declared.kind
        row = client.get(f"/south/{declared.kind}/{taking.row_id}/")
        assert "Taken from North" in row.content.decode(), declared.kind
        settled = settle_taking(
            south.administrator,
            taking_id=taking.pk,
            edition=1,
            theirs=[],
            state="adopted",
            reason="Good.",
        )
        assert (settled.state, left_out) == ("adopted", left_out)

    with south.looking():
        kinds = set(Taking.owned_by(south.administrator).values_list("kind", flat=True))
    assert kinds == {declared.kind for declared in all_shareables()}
    assert len(kinds) >= 5


def _taken(north: Town, south: Town, declared: Shareable) -> tuple[Taking, list[tuple[str, str]]]:
    with north.arranging():
        row = anything(declared.model, "Ordning")
        for part in declared.parts:
            anything(part.model, "Del", "", **{part.link: row})
        snapshot = snapshot_of(north.administrator, declared, row)
        places = places_in(north.administrator, declared, snapshot, "")
    offer = offer_row(
        north.administrator,
        kind=declared.kind,
        row_id=row.pk,
        confirmed=[place.key for place in places],
    )
    return take_offer(south.administrator, offer_id=offer.pk)
