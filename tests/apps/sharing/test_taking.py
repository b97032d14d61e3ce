"""What is taken becomes a draft of the taker's own; the decision is always the taker's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from samsyn.apps.checks.public import Finding, run_checks
from samsyn.apps.register.models import Classification, InformationAsset, System
from samsyn.apps.sharing.models import Offer, OfferCount, Taking
from samsyn.apps.sharing.public import settle_taking, take_offer, thank, withdraw_offer
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole, Permission
from samsyn.domain.shared.refusal import Refused
from samsyn.domain.sharing.objections import Obstacle
from tests.apps.register.conftest import Shelf
from tests.apps.sharing.conftest import offered, taken
from tests.support.builders import Town


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [str(objection.code) for objection in refused.value.objections]


def counts(town: Town, offer: Offer) -> tuple[int, int, int]:
    with town.looking():
        found = OfferCount.visible_to(town.administrator).get(offer_id=offer.pk)
    return found.takings, found.adoptions, found.thanks


def test_a_draft_is_the_takers_own_row_planned_and_with_nobody_of_theirs(
    north: Town, south: Town, system: System
) -> None:
    taking = taken(south, offered(north, "systems", system))

    with south.looking():
        row = System.owned_by(south.administrator).get(pk=taking.row_id or 0)
    assert (row.name, row.purpose, row.rto_hours) == (system.name, system.purpose, 8)
    assert (row.stage, row.owner_id, row.product_id) == ("planned", None, system.product_id)
    assert (taking.state, taking.origin_id, taking.decided_on) == ("draft", north.id, None)
    assert row.visibility == "own"


def test_links_are_matched_by_name_among_our_own_and_otherwise_told(
    north: Town, south: Town, shelf: Shelf, theirs: Shelf, system: System
) -> None:
    shelf.asset(system, name="Betyg")
    shelf.asset(system, name="Frånvaro")
    ours = theirs.asset(name="betyg")
    offer = offered(north, "systems", system)

    taking, left_out = take_offer(south.administrator, offer_id=offer.pk)

    assert left_out == [("Information in it", "Frånvaro")]
    with south.looking():
        row = System.owned_by(south.administrator).get(pk=taking.row_id or 0)
        assert list(row.assets.values_list("pk", flat=True)) == [ours.pk]


def test_a_neighbours_classification_is_not_ours_before_we_decide_the_same(
    north: Town, south: Town, asset: InformationAsset
) -> None:
    taking = taken(south, offered(north, "information-assets", asset))
    key = "p:register_classification:only"

    def classified() -> list[Classification]:
        with south.looking():
            found = Classification.owned_by(south.administrator).filter(asset_id=taking.row_id)
            return list(found)

    assert classified() == []
    with pytest.raises(Refused) as refused:
        settle_taking(
            south.administrator, taking_id=taking.pk, edition=1, theirs=[key], state="draft"
        )
    assert codes(refused) == [Obstacle.ADOPT_FIRST]
    assert classified() == []

    settle_taking(
        south.administrator,
        taking_id=taking.pk,
        edition=1,
        theirs=[key],
        state="adopted",
        reason="The same pupils' records.",
    )

    (ours,) = classified()
    assert (ours.confidentiality, ours.decided_on) == (3, date(2026, 11, 22))
    assert ours.participants == [south.administrator.name]


def test_set_beside_a_row_of_ours_nothing_changes_before_it_is_chosen(
    north: Town, south: Town, theirs: Shelf, system: System
) -> None:
    ours = theirs.system(name="Ekot hos oss", purpose="Ours.", fallback="")
    taking = taken(south, offered(north, "systems", system), into=ours)
    with south.looking():
        ours.refresh_from_db()
    assert (ours.purpose, ours.fallback, ours.revision) == ("Ours.", "", 1)

    settle_taking(
        south.administrator, taking_id=taking.pk, edition=1, theirs=["f:fallback"], state="draft"
    )

    with south.looking():
        ours.refresh_from_db()
    assert (ours.purpose, ours.fallback) == ("Ours.", "Lists on paper in the staff room.")
    assert (ours.name, ours.revision) == ("Ekot hos oss", 2)


def test_adopting_and_declining_need_a_reason_and_a_draft_goes_if_asked(
    north: Town, south: Town, system: System
) -> None:
    offer = offered(north, "systems", system)
    taking = taken(south, offer)
    for state in ("adopted", "declined"):
        with pytest.raises(Refused) as refused:
            settle_taking(
                south.administrator, taking_id=taking.pk, edition=1, theirs=[], state=state
            )
        assert codes(refused) == [Obstacle.REASON_MISSING]
    assert counts(north, offer) == (1, 0, 0)

    settle_taking(
        south.administrator,
        taking_id=taking.pk,
        edition=1,
        theirs=[],
        state="declined",
        reason="We have another system.",
        remove=True,
    )

    with south.looking():
        assert not System.owned_by(south.administrator).filter(pk=taking.row_id or 0).exists()
        kept = Taking.owned_by(south.administrator).get()
    assert (kept.state, kept.decided_by) == ("declined", south.administrator.name)
    assert counts(north, offer) == (0, 0, 0)


def test_the_taker_is_told_when_the_origin_changes_until_it_has_looked(
    north: Town, south: Town, system: System
) -> None:
    taking = taken(south, offered(north, "systems", system))

    def findings() -> list[str]:
        run_checks(south.id, codes=["SHA-001", "SHA-002"])
        with south.looking():
            still = Finding.owned_by(south.administrator).filter(closed_at__isnull=True)
            return sorted(still.values_list("rule_code", flat=True))

    assert findings() == []
    with north.arranging():
        system.purpose = "Grades only."
        system.save()
    offered(north, "systems", system)
    assert findings() == ["SHA-001"]
    with pytest.raises(Refused) as refused:
        settle_taking(south.administrator, taking_id=taking.pk, edition=1, theirs=[], state="draft")
    assert codes(refused) == [Obstacle.CHANGED_SINCE]

    settle_taking(south.administrator, taking_id=taking.pk, edition=2, theirs=[], state="draft")

    assert findings() == []
    with south.looking():
        row = System.owned_by(south.administrator).get(pk=taking.row_id or 0)
    assert row.purpose == "Pupils' grades and absence."


def test_a_count_is_one_for_each_taker_and_thanks_are_given_once(
    north: Town, south: Town, far: Town, system: System
) -> None:
    offer = offered(north, "systems", system, reach="public")
    first = taken(south, offer)
    taken(far, offer)
    with pytest.raises(Refused) as refused:
        take_offer(south.administrator, offer_id=offer.pk)
    assert codes(refused) == [Obstacle.TAKEN_ALREADY]
    thank(south.administrator, taking_id=first.pk)
    with pytest.raises(Refused):
        thank(south.administrator, taking_id=first.pk)
    settle_taking(
        far.administrator,
        taking_id=_of(far).pk,
        edition=1,
        theirs=[],
        state="adopted",
        reason="Good.",
    )

    assert counts(north, offer) == counts(south, offer) == counts(far, offer) == (2, 1, 1)


def _of(town: Town) -> Taking:
    with town.looking():
        return Taking.owned_by(town.administrator).get()


def test_our_own_offer_is_not_taken_and_so_never_counted(north: Town, system: System) -> None:
    offer = offered(north, "systems", system)

    with pytest.raises(Refused) as refused:
        take_offer(north.administrator, offer_id=offer.pk)

    assert codes(refused) == [Obstacle.OUR_OWN]
    assert counts(north, offer) == (0, 0, 0)


def test_nobody_counts_themselves_up_even_below_django(
    north: Town, south: Town, system: System
) -> None:
    offer = offered(north, "systems", system)
    taken(south, offer)

    for sql in (
        "UPDATE sharing_offercount SET takings = 99",
        "DELETE FROM sharing_offercount",
        "INSERT INTO sharing_offercount SELECT * FROM sharing_offercount",
    ):
        with (
            north.looking(),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    assert counts(north, offer) == (1, 0, 0)


@pytest.fixture
def south_has_left(south: Town, as_owner: psycopg.Connection) -> Iterator[Callable[[], None]]:
    """Let south leave the federation when called, and be back afterwards."""
    until = "UPDATE kernel_membership SET until = {} WHERE member_id = %s"
    yield lambda: (as_owner.execute(until.format("current_date - 1"), [south.id]), None)[1]
    as_owner.execute(until.format("NULL"), [south.id])


@pytest.mark.parametrize("case", ["by id", "withdrawn", "far away", "left the federation"])
def test_what_is_not_offered_to_us_is_not_taken(
    case: str,
    north: Town,
    south: Town,
    far: Town,
    system: System,
    south_has_left: Callable[[], None],
) -> None:
    offer = offered(north, "systems", system)
    pk, taker = offer.pk, south
    if case == "by id":
        pk = 999_999
    elif case == "withdrawn":
        withdraw_offer(north.administrator, offer_id=offer.pk)
    elif case == "far away":
        taker = far
    else:
        south_has_left()

    with pytest.raises(Refused) as refused:
        take_offer(taker.administrator, offer_id=pk)

    assert codes(refused) == [Obstacle.NOT_OFFERED]
    with taker.looking():
        assert not System.owned_by(taker.administrator).exists()
    with pytest.raises(ProgrammingError, match="not offered"), taker.arranging():
        Taking.everything.create(
            name="x", kind="systems", origin_id=north.id, offer_id=pk,
            taken_on=date(2026, 11, 22),
        )  # fmt: skip


def test_a_taking_cannot_be_moved_to_another_offer(
    north: Town, south: Town, shelf: Shelf, system: System
) -> None:
    taking = taken(south, offered(north, "systems", system))
    other = offered(north, "systems", shelf.system(name="Another"))

    with pytest.raises(ProgrammingError, match="stays with the offer"), south.arranging():
        Taking.owned_by(south.administrator).filter(pk=taking.pk).update(offer_id=other.pk)

    assert counts(north, other) == (0, 0, 0)


def test_the_one_who_offers_does_not_learn_who_took_it_unless_they_say(
    north: Town, south: Town, system: System
) -> None:
    taking = taken(south, offered(north, "systems", system))

    with north.looking():
        assert not Taking.visible_to(north.administrator).exists()
    with south.arranging():
        Taking.owned_by(south.administrator).filter(pk=taking.pk).update(visibility="federation")
    with north.looking():
        assert Taking.visible_to(north.administrator).get().organisation_id == south.id


def test_what_was_taken_outlives_the_offer(north: Town, south: Town, system: System) -> None:
    offer = offered(north, "systems", system)
    taking = taken(south, offer)
    withdraw_offer(north.administrator, offer_id=offer.pk)

    settle_taking(
        south.administrator,
        taking_id=taking.pk,
        edition=1,
        theirs=[],
        state="adopted",
        reason="Still good.",
    )

    assert _of(south).state == "adopted"


def test_an_offer_of_what_has_been_closed_since_is_found(north: Town, system: System) -> None:
    offer = offered(north, "systems", system)

    def findings() -> list[int]:
        run_checks(north.id, codes=["SHA-003"])
        with north.looking():
            still = Finding.owned_by(north.administrator).filter(closed_at__isnull=True)
            return list(still.values_list("subject_id", flat=True))

    assert findings() == []
    with north.arranging():
        System.owned_by(north.administrator).filter(pk=system.pk).update(visibility="restricted")
    assert findings() == [offer.pk]
    withdraw_offer(north.administrator, offer_id=offer.pk)
    assert findings() == []


def test_only_who_may_take_takes_and_needs_the_nouns_own_right(
    north: Town, south: Town, system: System
) -> None:
    offer = offered(north, "systems", system)
    for actor in (
        south.person(AccessRole.READER),
        south.with_only(Permission.SHARING_TAKE, Permission.SHARING_READ),
    ):
        with pytest.raises(NotAllowed):
            take_offer(actor, offer_id=offer.pk)
    assert counts(north, offer) == (0, 0, 0)
