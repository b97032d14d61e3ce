"""The prize counts municipalities, and whoever tries to count anything else gets nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from samsyn.apps.register.models import System
from samsyn.apps.sharing.models import Offer, Prize, Taking
from samsyn.apps.sharing.public import (
    hand_out_prize,
    settle_taking,
    take_offer,
    thank,
    withdraw_offer,
)
from samsyn.apps.sharing.queries.prize import (
    federations_of,
    standings_of,
    things_of,
    years_of_prize,
)
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.shared.refusal import Refused
from samsyn.domain.sharing.objections import Obstacle
from samsyn.kernel.models import Organisation
from tests.apps.register.conftest import Shelf, signed_in
from tests.apps.sharing.conftest import offered, taken
from tests.apps.sharing.test_taking import codes
from tests.support.builders import Town

Owner = psycopg.Connection
Scores = dict[str, tuple[int, int, int]]


@pytest.fixture
def year(as_owner: Owner) -> int:
    """The year that the database's own clock shows, whatever day the tests are told it is."""
    return this_year(as_owner)


def this_year(owner: Owner) -> int:
    row = owner.execute("SELECT sharing_this_year()").fetchone()
    return int(row[0]) if row else 0


def scores(town: Town, alliance: Town, year: int) -> Scores:
    with town.looking():
        found = standings_of(alliance.id, year)
    return {one.name: (one.adopters, one.takers, one.thankers) for _place, one in found}


def adopted(town: Town, taking: Taking, state: str = "adopted") -> Taking:
    return settle_taking(
        town.administrator,
        taking_id=taking.pk,
        edition=taking.edition,
        theirs=[],
        state=state,
        reason="So.",
    )


def a_year_passes(owner: Owner) -> None:
    """Let all that has counted so far have counted in the year before, which is over."""
    owner.execute("UPDATE sharing_reuse SET year = year - 1")


def test_each_municipality_counts_once_for_each_member(
    north: Town, south: Town, alliance: Town, shelf: Shelf, year: int
) -> None:
    takings = [
        taken(south, offered(north, "systems", shelf.system(name=f"Ekot {nth}")))
        for nth in range(3)
    ]
    for taking in takings:
        thank(south.administrator, taking_id=taking.pk)
    adopted(south, takings[-1])

    assert scores(north, alliance, year) == {"North": (1, 1, 1)}
    assert scores(south, alliance, year) == scores(alliance, alliance, year)
    with south.looking():
        told = things_of(south.administrator, alliance.id, year)
    assert [(one.offer.name, one.adopters, one.takers, one.thankers) for one in told] == [
        ("Ekot 2", 1, 1, 1),
        ("Ekot 0", 0, 1, 1),
        ("Ekot 1", 0, 1, 1),
    ]


def test_two_accounts_of_one_municipality_are_one(
    north: Town, south: Town, alliance: Town, system: System, shelf: Shelf, year: int
) -> None:
    taken(south, offered(north, "systems", system))
    other = offered(north, "systems", shelf.system(name="Another"))
    take_offer(south.person(AccessRole.STRATEGIST), offer_id=other.pk)

    with pytest.raises(Refused):
        take_offer(south.person(AccessRole.STRATEGIST), offer_id=other.pk)

    assert scores(north, alliance, year) == {"North": (0, 1, 0)}


def test_taking_and_declining_in_a_loop_ends_where_it_began(
    north: Town, south: Town, alliance: Town, system: System, year: int
) -> None:
    taking = taken(south, offered(north, "systems", system))
    for _round in range(4):
        adopted(south, taking, "declined")
        assert scores(north, alliance, year) == {}
        adopted(south, taking)
        assert scores(north, alliance, year) == {"North": (1, 1, 0)}


def test_deleting_what_was_taken_and_taking_it_anew_counts_once(
    north: Town, south: Town, alliance: Town, system: System, year: int
) -> None:
    offer = offered(north, "systems", system)
    for _round in range(3):
        taking = taken(south, offer)
        assert scores(north, alliance, year) == {"North": (0, 1, 0)}
        with south.arranging():
            Taking.owned_by(south.administrator).filter(pk=taking.pk).delete()
        assert scores(north, alliance, year) == {}


def test_withdrawing_or_deleting_an_offer_and_offering_anew_counts_once(
    north: Town, south: Town, alliance: Town, system: System, year: int
) -> None:
    offer = offered(north, "systems", system)
    taking = taken(south, offer)
    a_year = year
    withdraw_offer(north.administrator, offer_id=offer.pk)
    assert scores(north, alliance, a_year) == {"North": (0, 1, 0)}
    with north.arranging():
        Offer.owned_by(north.administrator).filter(pk=offer.pk).delete()
    again = offered(north, "systems", system)
    assert again.pk != offer.pk
    taken(south, again)

    assert scores(north, alliance, a_year) == {"North": (0, 1, 0)}
    with south.looking():
        (thing,) = things_of(south.administrator, alliance.id, a_year)
    assert (thing.offer.pk, thing.takers) == (again.pk, 1)
    with south.arranging():
        Taking.owned_by(south.administrator).filter(pk=taking.pk).delete()


@pytest.mark.django_db(transaction=True)
def test_what_counted_in_a_year_that_is_over_stays_and_counts_in_no_other(
    north: Town, south: Town, alliance: Town, system: System, year: int, as_owner: Owner
) -> None:
    offer = offered(north, "systems", system)
    taking = adopted(south, taken(south, offer))
    a_year_passes(as_owner)

    adopted(south, taking, "declined")
    assert scores(north, alliance, year - 1) == {"North": (1, 1, 0)}
    adopted(south, taking)
    with south.arranging():
        Taking.owned_by(south.administrator).filter(pk=taking.pk).delete()
    withdraw_offer(north.administrator, offer_id=offer.pk)
    offered(north, "systems", system)
    adopted(south, taken(south, offer), "adopted")

    assert scores(north, alliance, year - 1) == {"North": (1, 1, 0)}
    assert scores(north, alliance, year) == {}
    with north.looking():
        assert years_of_prize(alliance.id)[-1] == year - 1


@pytest.mark.django_db(transaction=True)
def test_what_was_taken_last_year_and_adopted_this_year_counts_where_each_happened(
    north: Town, south: Town, alliance: Town, system: System, year: int, as_owner: Owner
) -> None:
    taking = taken(south, offered(north, "systems", system))
    a_year_passes(as_owner)
    adopted(south, taking)

    assert scores(north, alliance, year - 1) == {"North": (0, 1, 0)}
    assert scores(north, alliance, year) == {"North": (1, 0, 0)}


def test_a_day_written_into_the_past_counts_today(
    north: Town, south: Town, alliance: Town, system: System, year: int
) -> None:
    taking = taken(south, offered(north, "systems", system))
    with south.arranging():
        Taking.owned_by(south.administrator).filter(pk=taking.pk).update(
            taken_on=date(2020, 5, 17), thanked_on=date(2020, 5, 17)
        )

    assert scores(north, alliance, 2020) == {}
    assert scores(north, alliance, year) == {"North": (0, 1, 1)}


def test_ones_own_never_counts_nor_what_is_taken_from_others_and_offered_again(
    north: Town, south: Town, alliance: Town, system: System, year: int
) -> None:
    with pytest.raises(Refused):
        take_offer(north.administrator, offer_id=offered(north, "systems", system).pk)
    taking = taken(south, offered(north, "systems", system))
    with south.looking():
        ours = System.owned_by(south.administrator).get(pk=taking.row_id or 0)
    laundered = offered(south, "systems", ours)
    with south.arranging():
        Taking.owned_by(south.administrator).update(visibility="restricted")

    adopted(north, taken(north, laundered))

    assert scores(north, alliance, year) == {"North": (0, 1, 0)}
    assert laundered.sources == [{"who": "North", "what": "Ekot i skolan · North"}]


@pytest.fixture
def firm(alliance: Town, as_owner: Owner) -> Iterator[Town]:
    """A company in the federation."""
    town = Town(as_owner, "firm", kind="company")
    town.joins(alliance)
    yield town
    as_owner.execute("DELETE FROM kernel_membership WHERE member_id = %s", [town.id])


def test_only_municipalities_count_and_none_calls_itself_one(
    north: Town, firm: Town, alliance: Town, system: System, year: int
) -> None:
    offer = offered(north, "systems", system)

    with pytest.raises(ProgrammingError, match="its founder says"), firm.arranging():
        Organisation.objects.filter(pk=firm.id).update(kind="municipality")
    taken(firm, offer)
    taken(alliance, offer)

    assert scores(north, alliance, year) == {}


@contextmanager
def sql_as(town: Town) -> Iterator[Callable[[str], None]]:
    """Write SQL as the application's role, acting for a town, and take it all back."""

    def run(statement: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    with town.arranging():
        yield run


_INSERT = (
    "INSERT INTO sharing_reuse (origin_id, kind, row_id, taker_id, what, offer_id, federations,"
    " year) VALUES (1, 'x', 1, 2, 'taken', 1, '{1}', 2026)"
)
_OTHER_YEAR = (
    "CREATE OR REPLACE FUNCTION sharing_this_year() RETURNS smallint LANGUAGE sql"
    " RETURN 2020::smallint"
)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM sharing_reuse",
        "UPDATE sharing_reuse SET year = year + 1",
        "DELETE FROM sharing_reuse",
        _INSERT,
        "ALTER TABLE sharing_taking DISABLE TRIGGER sharing_score",
        "DROP TRIGGER sharing_score ON sharing_taking",
        "SET LOCAL session_replication_role = replica",
        _OTHER_YEAR,
    ],
)
def test_nobody_writes_the_counts_below_django(
    statement: str, north: Town, south: Town, alliance: Town, system: System, year: int
) -> None:
    taken(south, offered(north, "systems", system))

    with sql_as(north) as run, pytest.raises(ProgrammingError, match=r"must be owner|denied"):
        run(statement)

    assert scores(north, alliance, year) == {"North": (0, 1, 0)}


_TAKING = (
    "INSERT INTO sharing_taking (organisation_id, visibility, revision, sort_key, name, kind,"
    " made_row, origin_id, offer_id, snapshot, sources, edition, state, taken_on, taken_by,"
    " decided_by, reason) VALUES "
)


def test_a_taking_for_another_town_is_not_written(
    north: Town, south: Town, alliance: Town, system: System, year: int
) -> None:
    offer = offered(north, "systems", system)
    row = (
        "({taker}, 'own', 1, '', 'x', 'systems', false, {origin}, {offer}, '{{}}', '[]', 1,"
        " 'adopted', current_date, '', '', '')"
    )
    for taker, origin in ((south.id, north.id), (north.id, north.id), (north.id, south.id)):
        with sql_as(north) as run, pytest.raises(ProgrammingError, match=r"row-level|not offered"):
            run(_TAKING + row.format(taker=taker, origin=origin, offer=offer.pk))

    assert scores(north, alliance, year) == {}


def test_who_is_not_a_member_is_told_nothing_and_who_left_neither(
    north: Town, south: Town, far: Town, alliance: Town, system: System, as_owner: Owner
) -> None:
    year = this_year(as_owner)
    taken(south, offered(north, "systems", system, reach="public"))
    taken(far, offered(north, "systems", system, reach="public"))

    assert scores(far, alliance, year) == {}
    assert scores(north, alliance, year) == {"North": (0, 1, 0)}  # far is no member: not counted
    with far.looking():
        assert federations_of(far.administrator) == []
        assert things_of(far.administrator, alliance.id, year) == []
    as_owner.execute(
        "UPDATE kernel_membership SET until = current_date - 1 WHERE member_id = %s", [south.id]
    )
    assert scores(south, alliance, year) == {}
    assert scores(north, alliance, year) == {"North": (0, 1, 0)}  # south was a member then
    as_owner.execute("UPDATE kernel_membership SET until = NULL WHERE member_id = %s", [south.id])


def handed(alliance: Town, winner: Town, **said: object) -> Prize:
    given = {"year": 2025, "what_for": "Ekot", "reasons": "All use it.",
             "decided_on": date(2026, 1, 20), **said}  # fmt: skip
    return hand_out_prize(alliance.administrator, winner_id=winner.id, **given)  # type: ignore[arg-type]


@pytest.mark.django_db(transaction=True)
def test_a_federation_hands_out_its_prize_with_the_counts_of_that_year(
    north: Town, south: Town, alliance: Town, system: System, year: int, as_owner: Owner
) -> None:
    adopted(south, taken(south, offered(north, "systems", system)))
    as_owner.execute("UPDATE sharing_reuse SET year = 2025")

    prize = handed(alliance, north)

    assert (prize.name, prize.adopters, prize.takers, prize.thankers) == ("2025 · North", 1, 1, 0)
    with south.looking():
        assert Prize.visible_to(south.administrator).get().winner_id == north.id
    with pytest.raises(Refused) as again:
        handed(alliance, north)
    assert codes(again) == [Obstacle.HANDED_OUT_ALREADY]


def test_everything_against_a_prize_is_told_at_once(north: Town, far: Town, alliance: Town) -> None:
    with pytest.raises(Refused) as refused:
        hand_out_prize(
            north.administrator,
            year=2026,
            winner_id=far.id,
            what_for="",
            reasons=" ",
            decided_on=date(2026, 11, 23),
        )

    assert codes(refused) == [
        Obstacle.NOT_A_FEDERATION,
        Obstacle.NOT_A_MEMBER,
        Obstacle.DECIDED_LATER,
        Obstacle.YEAR_NOT_OVER,
        Obstacle.REASONS_MISSING,
    ]
    with north.looking():
        assert not Prize.visible_to(north.administrator).exists()


@pytest.mark.django_db(transaction=True)
def test_the_page_tells_places_things_prizes_and_how_it_is_counted(
    north: Town, south: Town, alliance: Town, system: System, year: int, as_owner: Owner
) -> None:
    adopted(south, taken(south, offered(north, "systems", system)))
    as_owner.execute("UPDATE sharing_reuse SET year = 2025")
    handed(alliance, north)

    told = signed_in(south).get("/south/prize/?year=2025").content.decode()

    for words in ("Ekot i skolan", "2025 is over: its counts are fixed.", "How it is counted",
                  "2025 · North", "North"):  # fmt: skip
        assert words in told
    assert signed_in(south).get("/south/prize/?year=1999").status_code == 404
    assert signed_in(south).get("/south/prize/hand-out/").status_code == 404
    page = signed_in(alliance).post(
        "/alliance/prize/hand-out/",
        {
            "year": "2025",
            "winner": south.id,
            "what_for": "Thanks",
            "reasons": "Many",
            "decided_on": "2026-01-20",
        },
        follow=True,
    )
    assert "Handed out. All members see it." in page.content.decode()


def test_who_is_in_no_federation_is_told_so(far: Town) -> None:
    assert "You are in no federation" in signed_in(far).get("/far/prize/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_page_asks_as_much_for_many_members_and_things_as_for_few(
    north: Town, alliance: Town, shelf: Shelf, as_owner: Owner
) -> None:
    offers = [offered(north, "systems", shelf.system(name=f"Ekot {nth}")) for nth in range(3)]
    client = signed_in(north)
    client.get("/north/prize/")

    def asked() -> tuple[int, str]:
        with CaptureQueriesContext(connection) as caught:
            answer = client.get("/north/prize/")
        return len(caught), answer.content.decode()

    _reused(as_owner, alliance, offers[:1], [north.id], range(900, 902))
    few, _page = asked()
    members = [Town(as_owner, f"member{nth}").id for nth in range(12)]
    _reused(as_owner, alliance, offers, [north.id, *members], range(900, 948))
    many, page = asked()

    assert many == few
    assert few <= 20
    assert page.count('role="rowheader"') == 13
    assert len(page) < 100_000


def _reused(
    owner: Owner, alliance: Town, offers: list[Offer], origins: list[int], takers: range
) -> None:
    """Let each of the takers have adopted each of the things of each of the origins."""
    with owner.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO sharing_reuse (origin_id, kind, row_id, taker_id, what, offer_id,"
            " federations, year) VALUES (%s, 'systems', %s, %s, 'adopted', %s, %s,"
            " sharing_this_year()) ON CONFLICT DO NOTHING",
            [
                (origin, offer.row_id, taker, offer.pk, [alliance.id])
                for origin in origins
                for offer in offers
                for taker in takers
            ],
        )
