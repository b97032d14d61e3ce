"""Time is lent only where both have agreed to the same, and nobody can pretend otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import psycopg
import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.utils import translation

from samsyn.apps.federation.models import TimeAgreement, TimeGiven, TimeOffer
from samsyn.apps.federation.queries.pooled import Stage, deals, months_of, standing
from samsyn.apps.federation.services.pool_time import (
    agree_to_time,
    counter_time,
    decline_time,
    end_time,
    propose_time,
)
from samsyn.apps.federation.services.write_hours import write_hours
from samsyn.apps.organisation.public import CapacityChange, Role
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.federation.pooling import PoolObstacle
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Act, Change
from tests.apps.federation import pooling as p
from tests.apps.portfolio import arranging as a
from tests.support.builders import Town

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def the_day() -> Iterator[None]:
    """Let it be 22 November 2026 among people who read English."""
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)), translation.override("en"):
        yield


@pytest.fixture
def role(north: Town) -> Role:
    """What is lent."""
    return a.role(north, "Information security officer")


def capacity(town: Town) -> list[tuple[int, date, date, str]]:
    """Return what comes to a town, or goes."""
    with town.looking():
        rows = CapacityChange.owned_by(town.administrator).order_by("pk")
        return [(row.share, row.since, row.until, row.name) for row in rows]


def why(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    """Return the objections."""
    return [str(one.code) for one in caught.value.objections]


def stages(town: Town) -> list[Stage]:
    """Return how far a town's agreements have come, as it sees them."""
    with town.looking():
        return [deal.stage for deal in deals(town.administrator, TODAY)]


def test_it_holds_when_both_have_agreed_and_stands_in_both_capacities(
    north: Town, south: Town, role: Role
) -> None:
    who = p.lender(north, role)
    first = p.proposed(south, north, role, who)
    assert not first.holds
    assert (stages(north), stages(south)) == ([Stage.TO_THEM], [Stage.TO_US])
    assert capacity(north) == capacity(south) == []

    second = agree_to_time(south.administrator, key=first.key, terms=first.terms)

    assert second.holds
    assert p.copy(north, first).holds
    assert (stages(north), stages(south)) == ([Stage.HOLDS], [Stage.HOLDS])
    told = "Information security officer {} % · {}"
    assert capacity(north) == [(-20, p.SINCE, p.UNTIL, told.format("-20", "South"))]
    assert capacity(south) == [(20, p.SINCE, p.UNTIL, told.format("+20", "North"))]


def test_either_side_may_begin_and_the_lender_says_whose_time_it_is(
    north: Town, south: Town, role: Role
) -> None:
    asked = p.proposed(north, south, role, None)
    with pytest.raises(Refused) as caught:
        agree_to_time(north.administrator, key=asked.key, terms=asked.terms)
    assert why(caught) == [PoolObstacle.PERSON_MISSING]

    who = p.lender(north, role)
    assert agree_to_time(
        north.administrator, key=asked.key, terms=asked.terms, person_id=who.pk
    ).holds
    with north.looking():
        assert CapacityChange.owned_by(north.administrator).get().person_id == who.pk


def test_other_terms_must_be_agreed_to_by_the_other_side_anew(
    north: Town, south: Town, role: Role
) -> None:
    first = p.proposed(south, north, role, p.lender(north, role))
    other = counter_time(south.administrator, key=first.key, terms=p.terms(role, share=30))
    assert not other.holds
    assert (stages(north), stages(south)) == ([Stage.TO_US], [Stage.TO_THEM])
    with pytest.raises(Refused) as caught:
        agree_to_time(north.administrator, key=first.key, terms=first.terms)
    assert why(caught) == [PoolObstacle.CHANGED_SINCE]

    assert agree_to_time(north.administrator, key=first.key, terms=other.terms).holds
    assert capacity(south)[0][0] == 30


def test_what_is_lent_already_or_never_held_is_not_there_to_lend(
    north: Town, south: Town, role: Role
) -> None:
    who = p.lender(north, role, share=30)
    p.agreed(north, south, role, who)
    for share in (11, 20):
        with pytest.raises(Refused) as caught:
            p.proposed(south, north, role, who, share=share)
        assert why(caught) == [PoolObstacle.HOLDS_TOO_LITTLE]
    p.proposed(south, north, role, who, share=10)
    p.proposed(south, north, role, who, since=date(2027, 7, 1), until=date(2027, 8, 1))


def test_declined_is_declined(north: Town, south: Town, role: Role) -> None:
    first = p.proposed(south, north, role, p.lender(north, role))
    decline_time(south.administrator, key=first.key, reason="We found somebody.")
    assert (stages(north), stages(south)) == ([Stage.DECLINED], [Stage.DECLINED])
    with pytest.raises(Refused):
        agree_to_time(south.administrator, key=first.key, terms=first.terms)


def test_what_is_taken_back_cannot_be_agreed_to(north: Town, south: Town, role: Role) -> None:
    first = p.proposed(south, north, role, p.lender(north, role))
    decline_time(north.administrator, key=first.key, reason="She is ill.")
    with pytest.raises(Refused) as caught:
        agree_to_time(south.administrator, key=first.key, terms=first.terms)
    assert why(caught) == [PoolObstacle.NOT_THERE]


@pytest.mark.parametrize("lender_ends", [True, False])
def test_either_side_ends_it_early_for_both(
    lender_ends: bool, north: Town, south: Town, role: Role
) -> None:
    held = p.agreed(north, south, role, p.lender(north, role))
    by = north if lender_ends else south
    last = date(2027, 3, 31)

    end_time(by.administrator, key=held.key, last_day=last, reason="She moves.")

    for town in (north, south):
        ended = p.copy(town, held)
        assert (ended.ended_on, ended.ended_because, ended.holds) == (last, "She moves.", True)
        assert capacity(town)[0][2] == last
    with pytest.raises(Refused):
        end_time(north.administrator, key=held.key, last_day=last, reason="Again.")


def test_it_is_not_ended_backwards_nor_without_a_reason(
    north: Town, south: Town, role: Role
) -> None:
    held = p.agreed(north, south, role, p.lender(north, role))
    with pytest.raises(Refused) as caught:
        end_time(north.administrator, key=held.key, last_day=date(2026, 11, 21), reason=" ")
    assert why(caught) == [PoolObstacle.DAY_OUTSIDE, PoolObstacle.REASON_MISSING]


FORGERIES = {
    "say that it holds": "UPDATE federation_timeagreement SET holds = true",
    "say it with terms": "UPDATE federation_timeagreement SET holds = true, terms = 'x'",
    "turn it round": "UPDATE federation_timeagreement SET side = 'borrows', holds = true",
    "write their copy": (
        "INSERT INTO federation_timeagreement (organisation_id, visibility, revision, sort_key,"
        " name, share, since, until, key, side, terms, agreed_on, agreed_by, holds, ended_because,"
        " partner_id, role_id) SELECT partner_id, visibility, revision, sort_key, name, share,"
        " since, until, key, 'borrows', terms, agreed_on, agreed_by, true, '', organisation_id,"
        " role_id FROM federation_timeagreement"
    ),
}


@pytest.mark.parametrize("sql", FORGERIES.values(), ids=FORGERIES.keys())
def test_one_side_alone_cannot_make_it_hold(sql: str, north: Town, south: Town, role: Role) -> None:
    first = p.proposed(south, north, role, p.lender(north, role))

    with north.arranging(), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(sql)
        except DatabaseError:
            pass

    assert not p.copy(north, first).holds
    with south.looking():
        assert not TimeAgreement.owned_by(south.administrator).exists()
    assert capacity(north) == capacity(south) == []


def test_neither_can_a_program_that_saves_what_it_likes(
    north: Town, south: Town, role: Role
) -> None:
    first = p.proposed(south, north, role, p.lender(north, role))
    digest = first.terms
    with north.arranging():
        first.holds, first.terms = True, "0" * 64
        first.save()
        first.refresh_from_db()
        assert (first.holds, first.terms) == (False, digest)
        made = TimeAgreement.everything.create(
            partner=south.row, side="borrows", role=role, share=50, since=p.SINCE, until=p.UNTIL,
            agreed_on=TODAY, holds=True,
        )  # fmt: skip
        made.refresh_from_db()
        assert not made.holds


CHANGES = {
    "share": "UPDATE federation_timeagreement SET share = 90",
    "price": "UPDATE federation_timeagreement SET price = 1",
    "period": "UPDATE federation_timeagreement SET until = until + 30",
    "unsaid": "UPDATE federation_timeagreement SET agreed_on = NULL",
    "gone": "DELETE FROM federation_timeagreement",
    "other partner": "UPDATE federation_timeagreement SET key = gen_random_uuid()",
}


@pytest.mark.parametrize("sql", CHANGES.values(), ids=CHANGES.keys())
def test_what_holds_keeps_its_terms(sql: str, north: Town, south: Town, role: Role) -> None:
    held = p.agreed(north, south, role, p.lender(north, role))
    for town in (north, south):
        with (
            pytest.raises(ProgrammingError),
            town.arranging(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    assert p.copy(north, held).terms == p.copy(south, held).terms == held.terms


def test_different_terms_on_two_sides_never_hold(north: Town, south: Town, role: Role) -> None:
    first = p.proposed(south, north, role, p.lender(north, role))
    for change in ({"share": 21}, {"until": date(2027, 6, 29)}, {"price": Decimal(1)}):
        copy = counter_time(south.administrator, key=first.key, terms=p.terms(role, **change))
        assert not copy.holds


def test_the_capacity_that_follows_is_not_written_by_hand(
    north: Town, south: Town, role: Role
) -> None:
    p.agreed(north, south, role, p.lender(north, role))
    for sql in (
        "UPDATE organisation_capacitychange SET share = 100",
        "DELETE FROM organisation_capacitychange",
        "UPDATE organisation_capacitychange SET key = NULL",
    ):
        with pytest.raises(ProgrammingError), south.arranging(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert capacity(south)[0][0] == 20


def test_strangers_and_oneself_are_no_partners(north: Town, far: Town, role: Role) -> None:
    who = p.lender(north, role)
    for partner in (far, north):
        with pytest.raises(Refused) as caught:
            p.proposed(partner, north, role, who)
        assert why(caught) == [PoolObstacle.NOT_A_MEMBER]
        with pytest.raises(ProgrammingError), north.arranging():
            TimeAgreement.everything.create(
                partner=partner.row, side="lends", role=role, share=20, since=p.SINCE,
                until=p.UNTIL,
            )  # fmt: skip


@pytest.fixture
def west(alliance: Town, as_owner: psycopg.Connection) -> Iterator[Town]:
    """A third member, for this test alone: towns outlive a test."""
    town = Town(as_owner, "western")
    town.joins(alliance)
    yield town
    as_owner.execute("DELETE FROM kernel_membership WHERE member_id = %s", [town.id])


def test_only_the_two_see_what_they_agreed(
    north: Town, south: Town, west: Town, far: Town, alliance: Town, role: Role
) -> None:
    held = p.agreed(north, south, role, p.lender(north, role))
    with north.arranging():
        TimeAgreement.owned_by(north.administrator).update(visibility="public")
        row = TimeGiven(agreement=held, month=date(2027, 1, 1), hours=12, visibility="public")
        row.save()
    for town in (west, far, alliance):
        with town.looking(), connection.cursor() as cursor:
            for model in (TimeAgreement, TimeGiven, CapacityChange):
                assert not model.visible_to(town.administrator).exists()
                cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")  # noqa: S608
                assert cursor.fetchone() == (0,)
    with south.looking():
        assert TimeAgreement.visible_to(south.administrator).count() == 2
        (theirs,) = TimeGiven.visible_to(south.administrator)
        assert theirs.hours == 12


def test_offers_are_the_federations_and_nobody_elses(
    north: Town, south: Town, far: Town, alliance: Town, role: Role
) -> None:
    p.offer(north, role)
    closed = p.offer(north, role, share=30)
    with north.arranging():
        TimeOffer.owned_by(north.administrator).filter(pk=closed.pk).update(visibility="own")
    for town, seen in ((north, 2), (south, 1), (alliance, 1), (far, 0)):
        with town.looking():
            assert len(standing(town.administrator, TODAY)[0]) == seen


def test_a_member_of_a_forum_and_a_reader_settle_nothing(
    north: Town, south: Town, role: Role
) -> None:
    first = p.proposed(south, north, role, p.lender(north, role))
    for access in (AccessRole.MEMBER, AccessRole.READER, AccessRole.CONTRIBUTOR):
        with pytest.raises(NotAllowed):
            agree_to_time(south.person(access), key=first.key, terms=first.terms)


def test_each_sides_history_tells_its_own(north: Town, south: Town, role: Role) -> None:
    held = p.agreed(north, south, role, p.lender(north, role))
    with north.looking():
        told = Change.visible_to(north.administrator).filter(
            table_name="federation_timeagreement", row_id=held.pk, kind="update"
        )
        assert [row.after for row in told] == [{"holds": True}]
        assert {row.organisation_id for row in told} == {north.id}
        assert Act.owned_by(north.administrator).filter(name="federation.partner_settled").exists()
    with south.looking():
        assert not Change.visible_to(south.administrator).filter(organisation_id=north.id).exists()


def test_an_offer_that_is_agreed_in_full_is_offered_no_more(
    north: Town, south: Town, role: Role
) -> None:
    who = p.lender(north, role)
    row = p.offer(north, role, share=40)
    for share, state in ((20, "standing"), (20, "filled")):
        asked = propose_time(
            south.administrator, partner_id=north.id, lends=False, offer_id=row.pk,
            terms=p.terms(role, share=share),
        )  # fmt: skip
        agree_to_time(north.administrator, key=asked.key, terms=asked.terms, person_id=who.pk)
        with north.looking():
            row.refresh_from_db()
        assert row.state == state


def test_promised_stands_beside_given_for_both(north: Town, south: Town, role: Role) -> None:
    held = p.agreed(
        north, south, role, p.lender(north, role), since=date(2026, 12, 1), until=date(2027, 1, 31)
    )
    changed = write_hours(
        north.administrator, agreement_id=held.pk, hours={date(2026, 12, 1): Decimal("20.5")}
    )
    assert changed == 1
    for town in (north, south):
        with town.looking():
            found = deals(town.administrator, date(2027, 2, 3))
            (months,) = months_of(town.administrator, found, date(2027, 2, 3)).values()
        # December 2026 in Sweden: 23 weekdays less Christmas Eve, Christmas Day and New Year's Eve.
        assert [(m.month, m.promised, m.given, m.over) for m in months] == [
            (date(2026, 12, 1), Decimal("32.0"), Decimal("20.5"), True),
            (date(2027, 1, 1), Decimal("30.4"), None, True),
        ]


def test_only_who_lends_writes_hours_down_and_only_for_what_holds(
    north: Town, south: Town, role: Role
) -> None:
    who = p.lender(north, role)
    held = p.agreed(north, south, role, who)
    open_one = p.proposed(south, north, role, who, share=10)
    theirs = p.copy(south, held)
    for town, row in ((south, theirs), (north, open_one), (south, held)):
        with pytest.raises(Refused) as caught:
            write_hours(town.administrator, agreement_id=row.pk, hours={p.SINCE: Decimal(1)})
        assert why(caught) == [PoolObstacle.DOES_NOT_HOLD]
    for town, row in ((south, theirs), (north, open_one)):
        with pytest.raises(ProgrammingError), town.arranging():
            TimeGiven(agreement=row, month=p.SINCE, hours=1).save()
