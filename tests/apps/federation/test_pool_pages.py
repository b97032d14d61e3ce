"""The pages of pooled time lead from an offer to hours written down, and tell strangers nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import psycopg
import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.federation.models import CapabilityAssessment, TimeAgreement, TimeGiven
from samsyn.apps.federation.queries.capability import areas_of
from samsyn.apps.federation.rules.fed_004_not_given import promised_and_not_given
from samsyn.apps.federation.services.start_map import start_map
from samsyn.apps.federation.services.write_hours import write_hours
from samsyn.apps.organisation.public import Role
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel import clock
from samsyn.kernel.rules import Question
from tests.apps.federation import pooling as p
from tests.apps.portfolio import arranging as a
from tests.support.builders import Town


@pytest.fixture(autouse=True)
def the_day() -> Iterator[None]:
    """Let it be 22 November 2026 among people who read English."""
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)), translation.override("en"):
        yield


@pytest.fixture
def role(north: Town) -> Role:
    """What is lent."""
    return a.role(north, "Integration developer")


def browser(town: Town, role: AccessRole = AccessRole.STRATEGIST) -> Client:
    """Return somebody's browser."""
    client = Client()
    client.force_login(town.user(role))
    return client


def test_from_a_request_to_hours_that_both_see(north: Town, south: Town, role: Role) -> None:
    who = p.lender(north, role)
    lends, borrows = browser(north), browser(south)
    p.offer(north, role, share=30)
    asked = p.request(south, role)
    body = borrows.get("/south/pooled-time/").content.decode()
    assert "the whole period, the whole share" in " ".join(body.split())

    made = lends.post(
        f"/north/pooled-time/propose/?request={asked.pk}",
        {"share": 20, "since": "2027-01-04", "until": "2027-06-30", "person": who.pk},
    )
    assert made.status_code == 302
    here = made["Location"].removeprefix("/north")
    assert "Waits for you" in borrows.get(f"/south{here}").content.decode()
    with north.looking():
        digest = TimeAgreement.owned_by(north.administrator).get().terms
    assert borrows.post(f"/south{here}agree/", {"terms": "0" * 64}).status_code == 422
    assert borrows.post(f"/south{here}agree/", {"terms": digest}).status_code == 302
    body = borrows.get(f"/south{here}").content.decode()
    assert "Cecilia" not in body
    assert "Cecilia" in lends.get(f"/north{here}").content.decode()

    with clock.stopped_at(datetime(2027, 3, 2, 12, tzinfo=UTC)):
        lends, borrows = browser(north), browser(south)
        answer = lends.post(f"/north{here}", {"m2027-01": "12.5", "m2027-02": ""})
        assert answer.status_code == 302
        assert "12.5" in borrows.get(f"/south{here}").content.decode()
        assert borrows.post(f"/south{here}", {"m2027-01": "0"}).status_code == 200
    with north.looking():
        assert TimeGiven.owned_by(north.administrator).get().hours == Decimal("12.5")


def test_strangers_find_no_agreement_and_no_offer(
    north: Town, south: Town, far: Town, alliance: Town, role: Role
) -> None:
    held = p.agreed(north, south, role, p.lender(north, role))
    wanted = p.offer(north, role)
    for town in (far, alliance):
        for end in ("", "agree/", "terms/", "decline/", "end/"):
            assert (
                browser(town).get(f"/{town.slug}/pooled-time/{held.key}/{end}").status_code == 404
            )
    assert browser(far).get(f"/far/pooled-time/propose/?offer={wanted.pk}").status_code == 404
    assert browser(far).get("/far/pooled-time/propose/?offer=x").status_code == 404
    assert browser(south).post(f"/south/time-offers/{wanted.pk}/withdraw/").status_code == 404
    assert browser(far).get(f"/far/time-agreements/{held.pk}/").status_code == 404
    partners = browser(south).get(f"/south/time-agreements/{held.pk}/")
    assert partners.status_code == 200
    assert "Cecilia" not in partners.content.decode()


def test_a_reader_looks_and_settles_nothing(north: Town, south: Town, role: Role) -> None:
    first = p.proposed(south, north, role, p.lender(north, role))
    reader = browser(south, AccessRole.READER)
    assert reader.get(f"/south/pooled-time/{first.key}/").status_code == 200
    for end in ("agree/", "terms/", "decline/", "end/"):
        assert reader.post(f"/south/pooled-time/{first.key}/{end}", {}).status_code == 403
    assert reader.get("/south/pooled-time/propose/").status_code == 403
    assert reader.get("/south/capability-map/roles/").status_code == 403
    assert browser(south, AccessRole.MEMBER).get("/south/pooled-time/").status_code == 403


def test_no_agreement_is_made_or_changed_by_hand(north: Town, south: Town, role: Role) -> None:
    held = p.agreed(north, south, role, p.lender(north, role))
    client = browser(north, AccessRole.ADMINISTRATOR)
    assert client.get("/north/time-agreements/new/").status_code == 404
    assert client.post(f"/north/time-agreements/{held.pk}/edit/", {}).status_code in {403, 404, 405}
    assert client.get(f"/north/time-agreements/{held.pk}/").status_code == 200


def test_what_is_missing_of_the_promise_is_told_to_both(
    north: Town, south: Town, role: Role
) -> None:
    held = p.agreed(
        north, south, role, p.lender(north, role), since=date(2026, 12, 1), until=date(2027, 6, 30)
    )

    def hits(town: Town, today: date) -> list[tuple[object, ...]]:
        asked = Question(
            actor=town.administrator, today=today, parameters={"least": 75, "days": 14}
        )
        with town.looking():
            return [
                (hit.facts["given"], hit.facts["promised"], hit.facts["we_lend"])
                for hit in promised_and_not_given(asked)
            ]

    late, early = date(2027, 1, 15), date(2027, 1, 14)
    assert (hits(north, early), hits(south, early)) == ([], [])  # two weeks to write it down
    assert (hits(north, late), hits(south, late)) == ([(0, 32, True)], [(0, 32, False)])
    for hours, found in (("23.9", 1), ("24", 0)):
        write_hours(
            north.administrator,
            agreement_id=held.pk,
            hours={date(2026, 12, 1): Decimal(hours)},
        )
        assert len(hits(south, late)) == found


def test_a_page_asks_the_same_for_one_agreement_and_for_many(
    north: Town,
    south: Town,
    role: Role,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    who = p.lender(north, role)
    for _nth in range(5):
        p.agreed(north, south, role, who, share=5)
        p.offer(north, role)
        p.request(south, role)
    client = browser(south)
    client.get("/south/pooled-time/")
    with django_assert_max_num_queries(18):
        answer = client.get("/south/pooled-time/")
    assert answer.status_code == 200
    assert len(answer.content) < 100_000


def test_forty_nine_by_forty_is_a_light_page(
    db: None,
    as_owner: psycopg.Connection,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    crowd = Town(as_owner, "crowd", kind="federation")  # its own: towns outlive a test
    towns = []
    for number in range(49):
        towns.append(Town(as_owner, f"crowd-{number:02d}", name=f"Municipality {number:02d}"))
        towns[-1].joins(crowd)
    first = towns[0]
    found = start_map(first.administrator)
    with first.looking():
        ids = [pk for area in areas_of(first.administrator, found) for pk in area.ids]
    for town in towns:
        with town.arranging():
            CapabilityAssessment.everything.bulk_create(
                CapabilityAssessment(
                    capability_id=pk, level=pk % 5, target=5, assessed_on=date(2026, 11, 1),
                    visibility="federation",
                )
                for pk in ids
            )  # fmt: skip
    client = browser(first)
    for address in ("", "?area=all", "maturity/"):
        with django_assert_max_num_queries(14):
            answer = client.get(f"/{first.slug}/capability-map/{address}")
        body = answer.content
        means = 1 if not address else 0
        assert body.count(b'<th scope="row">') == 49 + means
        assert len(body) <= 100_000, (address, len(body))
