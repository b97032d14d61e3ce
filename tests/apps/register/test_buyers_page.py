"""Buyers' page and the calendar tell what may be told, and answer helpfully when nothing fits."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.apps.register.models import AgreementParty, AgreementWord
from samsyn.apps.register.queries.buying import find_agreements
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.access.grants import issue_token
from samsyn.kernel.tenancy.session import acting_for
from tests.apps.register.conftest import Shelf, signed_in
from tests.support.builders import Town

pytestmark = pytest.mark.django_db
FIND = "/north/agreements/find/"
FRAME = {"kind": "framework", "name": "Inredning", "covers": "Kontorsstolar, skrivbord"}


def asked(client: Client, words: str, address: str = FIND) -> str:
    page = client.get(address, {"q": words}).content.decode()
    return page.replace("\N{NO-BREAK SPACE}", " ")


def found(town: Town, words: str, role: AccessRole = AccessRole.READER) -> list[str]:
    actor = town.person(role)
    with acting_for(actor):
        return [one.agreement.name for one in find_agreements(actor, words).holding]


def test_a_reader_sees_how_to_buy_until_when_and_whom_to_ask(shelf: Shelf, north: Town) -> None:
    buyer = shelf.person(name="Eva Inköp", email="eva@north.example", phone="0123-456")
    kept = shelf.agreement(
        **FRAME,
        valid_until=date(2027, 6, 30),
        call_off="1. Logga in i **inköpssystemet**.",
        call_off_url="https://order.example/chairs",
        contact=buyer,
        supplier=shelf.supplier(name="Björkhaga AB"),
    )
    shelf.price(kept, name="Kontorsstol Alva", article_number="BI-1001", price=1490, unit="st")
    shelf.price(kept, name="Hylla", article_number="BI-7")
    page = asked(signed_in(north, AccessRole.READER), "stolar")
    for told in (
        "1 agreement holds today.",
        "Holds until 30 Jun 2027",
        "<strong>inköpssystemet</strong>",
        "https://order.example/chairs",
        "Björkhaga AB",
        "mailto:eva@north.example",
        "tel:0123-456",
        "BI-1001",
    ):
        assert told in page
    assert "BI-7" not in page


def test_what_ran_out_is_told_after_what_holds(shelf: Shelf, client: Client) -> None:
    shelf.agreement(**FRAME | {"name": "Old chairs"}, valid_until=date(2026, 11, 1))
    page = asked(client, "stol")
    assert "No agreement of ours covers “stol” today." in page
    assert "ran out on 1 Nov 2026" in page


def test_nothing_found_says_what_to_do(shelf: Shelf, client: Client) -> None:
    shelf.agreement(**FRAME, contact=shelf.person(name="Eva"))
    page = asked(client, "skrbrd")
    assert "?q=skrivbord" in page
    assert "Eva" in page
    assert "direct purchases" in page
    assert "Write it as you would say it" in client.get(FIND).content.decode()


def test_where_no_contact_is_written_down_those_who_own_agreements_are_asked(
    shelf: Shelf, client: Client
) -> None:
    shelf.agreement(**FRAME, owner=shelf.person(name="Olle"))
    page = asked(client, "trumpeter")
    assert "Ask somebody who knows the agreements:" in page
    assert "Olle" in page


def test_nobody_is_sent_to_somebody_who_has_left(shelf: Shelf, client: Client) -> None:
    gone = shelf.person(name="Gun", employed_until=date(2020, 1, 1))
    shelf.agreement(**FRAME, contact=gone, owner=shelf.person(name="Olle"))
    for words in ("stolar", "trumpeter"):
        page = asked(client, words)
        assert "Olle" in page
        assert "Gun" not in page


def test_another_word_for_it_is_not_taken_for_the_beginning_of_a_name(
    shelf: Shelf, north: Town
) -> None:
    shelf.agreement(name="Agreement Blåklint", covers="Inloggning")
    shelf.agreement(name="Supplies", covers="Bläckpatroner")
    assert found(north, "toner") == ["Supplies"]


def test_a_guess_that_led_nowhere_is_not_told(shelf: Shelf, north: Town) -> None:
    shelf.agreement(name="Secret", covers="Skrivbord", visibility="restricted")
    assert "was read as" not in asked(signed_in(north, AccessRole.READER), "skrivbrod")


def test_slips_are_read_as_what_was_meant(shelf: Shelf, client: Client, north: Town) -> None:
    shelf.agreement(**FRAME)
    assert "“skrivbrod” was read as “skrivbord”." in asked(client, "skrivbrod")
    assert found(north, "chairs") == ["Inredning"]


def test_an_agreement_for_named_roles_is_never_found_counted_or_hinted_at(
    shelf: Shelf, north: Town
) -> None:
    secret = shelf.agreement(name="Xylofonkurser", covers="Vibrafoner", visibility="restricted")
    shelf.price(secret, name="Celesta", article_number="ZZ-99")
    open_one = shelf.agreement(name="Instrument")
    shelf.price(open_one, name="Marimba", article_number="MM-1", visibility="restricted")
    reader = signed_in(north, AccessRole.READER)
    for words in ("Xylofonkurser", "vibrafon", "celesta", "ZZ-99", "xylofonkurs", "vibrafonr"):
        page = asked(reader, words)
        assert "No agreement of ours covers" in page
        assert "Xylofon" not in page.replace(words, "")
        assert "ibrafoner" not in page
    assert found(north, "marimba") == []
    assert found(north, "marimba", AccessRole.SECURITY) == ["Instrument"]
    assert found(north, "vibrafon", AccessRole.SECURITY) == ["Xylofonkurser"]


def test_the_words_of_what_becomes_secret_or_is_deleted_are_forgotten(
    shelf: Shelf, north: Town
) -> None:
    kept = shelf.agreement(name="Xylofoner")
    assert found(north, "xylofon") == ["Xylofoner"]
    with north.arranging():
        kept.visibility = "restricted"
        kept.save()
    assert found(north, "xylofon") == []
    assert found(north, "xylofon", AccessRole.SECURITY) == ["Xylofoner"]
    with north.arranging():
        kept.name = "Pianon"
        kept.save()
    with north.looking():
        words = AgreementWord.owned_by(north.administrator).values_list("word", "visibility")
        assert list(words) == [("pianon", "restricted")]
    with north.arranging():
        kept.delete()
    with north.looking():
        assert not AgreementWord.owned_by(north.administrator).exists()


def test_neighbours_agreements_come_last_and_cannot_be_called_off(
    shelf: Shelf, client: Client, north: Town, south: Town, far: Town
) -> None:
    there = Shelf(south)
    there.agreement(name="Their chairs", covers="stolar", visibility="federation")
    there.agreement(name="Their own chairs", covers="stolar")
    Shelf(far).agreement(name="Far chairs", covers="stolar", visibility="federation")
    joint = there.agreement(name="Joint chairs", covers="stolar", visibility="federation")
    with south.arranging():
        AgreementParty.everything.create(
            name="North", agreement=joint, neighbour_id=north.id, visibility="federation"
        )
    page = asked(client, "stolar")
    listed = page.split("Agreements of our neighbours")[1]
    assert "Their chairs" in listed
    assert listed.count("We cannot call off from it") == 1
    assert listed.count("We are a party") == 1
    assert "Their own chairs" not in page
    assert "Far chairs" not in page


def test_a_number_a_code_and_a_supplier_lead_to_the_agreement(shelf: Shelf, north: Town) -> None:
    kept = shelf.agreement(
        name="Inredning",
        number="KS 2025/112",
        cpv="39110000-6; 39130000-2",
        supplier=shelf.supplier(name="Björkhaga Interiör AB"),
    )
    shelf.price(kept, name="Alva", article_number="BI 1001/B")
    shelf.agreement(name="Something else", cpv="90911200-8")
    for words in ("BI-1001-B", "bi1001b", "39112000", "39110000-6", "bjorkhaga", "Björkhagga"):
        assert found(north, words)[:1] == ["Inredning"], words
    assert found(north, "KS2025/112") == ["Inredning"]


def test_a_program_finds_the_same(shelf: Shelf, north: Town) -> None:
    kept = shelf.agreement(**FRAME, valid_until=date(2027, 6, 30))
    token = issue_token(
        north.user(AccessRole.READER), north.row, name="t", scopes=["read"], until=None
    )
    told = Client().get(
        "/api/v1/agreements/find", {"q": "stolar"}, headers={"Authorization": f"Bearer {token}"}
    )
    assert told.status_code == 200
    (one,) = told.json()["holding"]
    assert (one["id"], one["until"], one["callable"]) == (kept.pk, "2027-06-30", True)
    assert Client().get("/api/v1/agreements/find", {"q": "stolar"}).status_code == 401


def test_a_hundred_agreements_cost_as_many_queries_as_one(shelf: Shelf, client: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            asked(client, "stolar")
        return len(queries)

    shelf.agreement(**FRAME)
    count()
    few = count()
    for number in range(12):
        shelf.price(shelf.agreement(**FRAME | {"name": f"Frame {number}"}), name="stol")
    assert count() <= few + 1  # the price lines, once
    assert few <= 20


@pytest.mark.django_db(transaction=True)
def test_words_are_looked_up_by_index_below_row_security(shelf: Shelf, north: Town) -> None:
    letters = "abcdefghijklmnop"
    many = " ".join(f"{a}{b}{c}stol" for a in letters for b in letters for c in letters)
    shelf.agreement(**FRAME | {"covers": f"{many} stol"})
    for table in ("register_agreementmention", "register_agreementword"):
        north.owner.execute(f"ANALYZE {table}")
    asking = "EXPLAIN SELECT 1 FROM {} WHERE organisation_id = %s AND {}"
    with north.looking(), connection.cursor() as cursor:
        for table, condition in (
            ("register_agreementmention", "word = 'stol'"),
            ("register_agreementword", "stem > 'stol' AND stem < 'stol{'"),
            ("register_agreementword", "backwards > 'lotsa' AND backwards < 'lotsa{'"),
        ):
            cursor.execute(asking.replace("{}", "%s") % (table, "%s", condition), [north.id])
            plan = "\n".join(line for (line,) in cursor.fetchall())
            told = [line for line in plan.splitlines() if "Index Cond" in line]
            assert any(condition.split()[0] in line for line in told), plan


def test_the_calendar_shows_what_must_be_decided_and_whose(
    shelf: Shelf, client: Client, north: Town
) -> None:
    anna = shelf.person(name="Anna")
    notice = {"notice_months": 3, "renewal": "renews", "renewal_months": 12, "owner": anna}
    shelf.agreement(name="Renewing", valid_until=date(2027, 2, 28), **notice)
    option = {"option_months": 12, "options_left": 1, "notice_months": 1}
    shelf.agreement(name="Optional", valid_until=date(2026, 12, 31), **option)
    shelf.agreement(name="Ending", valid_until=date(2026, 11, 29))
    shelf.agreement(name="Left", terminated_on=date(2026, 11, 26))
    shelf.agreement(name="Secret", valid_until=date(2026, 11, 29), visibility="restricted")
    look = shelf.agreement(name="Looked at", owner=anna)
    shelf.follow_up(look, name="Autumn look", planned_on=date(2026, 11, 24))

    page = client.get("/north/agreements/run-out/").content.decode()
    section = page.split('id="month-heading"')[1].split("</section>")[0]
    order = [n for n in ("Looked at", "Left", "Ending", "Renewing", "Optional") if n in section]
    places = [section.index(name) for name in order]
    assert order == ["Looked at", "Left", "Ending", "Renewing", "Optional"]
    assert places == sorted(places)

    mine = client.get(f"/north/agreements/run-out/?owner={anna.pk}").content.decode()
    section = mine.split('id="month-heading"')[1].split("</section>")[0]
    assert [n for n in order if n in section] == ["Looked at", "Renewing"]
    reader = signed_in(north, AccessRole.READER).get("/north/agreements/run-out/")
    assert "Secret" not in reader.content.decode()
    december = client.get("/north/agreements/run-out/?month=2026-12&kind=ends").content.decode()
    assert "Optional" in december.split('id="month-heading"')[1].split("</section>")[0]


def test_a_wrong_address_of_the_calendar_is_just_this_month(client: Client) -> None:
    for query in ("month=2026-13", "month=1999-01", "owner=x", "kind=no", "unit=99999999999999999"):
        assert client.get(f"/north/agreements/run-out/?{query}").status_code == 200


def test_my_dates_are_a_calendar_file_of_mine_alone(shelf: Shelf, north: Town) -> None:
    user = north.user(AccessRole.READER)
    me = shelf.person(name="Me, myself", user=user)
    long_name = "Avtal om " + "å" * 80
    shelf.agreement(name=long_name, owner=me, valid_until=date(2027, 1, 31))
    shelf.agreement(name="Others", valid_until=date(2027, 1, 31))
    shelf.agreement(name="Hid", owner=me, valid_until=date(2027, 1, 31), visibility="restricted")
    client = Client()
    client.force_login(user)
    answer = client.get("/north/agreements/calendar.ics")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert text.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20270131" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert long_name in text.replace("\r\n ", "")
    assert "Others" not in text
    assert "Hid" not in text


def test_who_is_nobody_here_has_an_empty_calendar(shelf: Shelf, client: Client) -> None:
    shelf.agreement(name="Others", valid_until=date(2027, 1, 31))
    assert "VEVENT" not in client.get("/north/agreements/calendar.ics").content.decode()


def test_the_list_can_be_ordered_by_what_must_be_decided_first(
    shelf: Shelf, client: Client
) -> None:
    shelf.agreement(name="Later", valid_until=date(2027, 12, 31), notice_months=3)
    shelf.agreement(name="Sooner", valid_until=date(2027, 3, 31), notice_months=3)
    shelf.agreement(name="Lapsed", valid_until=date(2026, 3, 31), notice_months=3)
    page = client.get("/north/agreements/?sort=-decide_by").content.decode()
    assert page.index("Later") < page.index("Sooner") < page.index("Lapsed")
    page = client.get("/north/agreements/?sort=holds_today").content.decode()
    assert page.index("Lapsed") < page.index("Later")
