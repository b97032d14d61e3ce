"""The information analysis of a routine: line by line, with what follows from it."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from docx import Document
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.register.models import (
    InformationAsset,
    InformationFlow,
    OutsideParty,
    Routine,
    RoutineRequirement,
    RoutineRight,
)
from samsyn.domain.access.permissions import AccessRole
from tests.apps.register.conftest import Shelf, signed_in
from tests.support.builders import Town

HTMX = {"HX-Request": "true"}


@pytest.fixture
def inventory(shelf: Shelf) -> Routine:
    """A routine with no system and no personal data: an inventory of narcotics."""
    return shelf.noun(Routine, name="Inventering av narkotika", purpose="Inget saknas")


@pytest.fixture
def balance(shelf: Shelf) -> InformationAsset:
    """What the inventory is about; it must be right, and none may know where it lies."""
    asset = shelf.asset(name="Narkotikasaldo", personal_data="none")
    shelf.classification(asset, confidentiality=3, integrity=3, availability=2)
    return asset


def page_of(routine: Routine, end: str = "") -> str:
    return f"/north/routines/{routine.pk}/analysis/{end}"


def codes(town: Town, routine: Routine, **said: Any) -> set[str]:
    with town.looking():
        rows = RoutineRequirement.everything.filter(routine=routine, **said)
        return set(rows.values_list("code", flat=True))


def test_a_routine_without_system_and_personal_data_is_analysed_whole(
    shelf: Shelf, client: Client, north: Town, inventory: Routine, balance: InformationAsset
) -> None:
    ward = shelf.noun(OutsideParty, name="Sjukhusapoteket")
    right = {
        "who": "Sjuksköterska",
        "verb": "change",
        "asset": str(balance.pk),
        "when": "Varje måndag",
        "purpose": "Att saldot stämmer",
    }
    answer = client.post(page_of(inventory, "rights/new/"), right)
    assert answer.headers["Location"].endswith("#section-rights")
    flow = {"source": f"source_party:{ward.pk}", "means": "paper", "assets": [str(balance.pk)]}
    assert client.post(page_of(inventory, "incoming/new/"), flow).status_code == 302

    page = client.get(page_of(inventory)).content.decode()
    assert "Sjuksköterska" in page
    assert "Sjukhusapoteket" in page
    assert "Papers are numbered, dated and signed" in page  # paper, and integrity 3
    assert "Nobody alone changes, deletes or approves" in page  # change, and integrity 3
    assert "Sign-in takes two factors" not in page  # there is no system to sign in to
    assert "erased" not in page  # there is nothing about people

    act = page_of(inventory, "requirements/")
    assert client.post(act, {"do": "accept_all"}).status_code == 302
    accepted = codes(north, inventory)
    assert {"paper_signed", "two_persons", "fallback_described", "locked_away"} <= accepted
    with north.looking():
        row = RoutineRequirement.everything.get(routine=inventory, code="paper_signed")
    assert row.because == "Integrity 3, Sjukhusapoteket → Inventering av narkotika (paper)"


def test_a_requirement_is_turned_down_with_a_reason_that_stays(
    client: Client, north: Town, inventory: Routine, balance: InformationAsset
) -> None:
    right = {"who": "Sjuksköterska", "verb": "delete", "asset": str(balance.pk)}
    client.post(page_of(inventory, "rights/new/"), right)
    act = page_of(inventory, "requirements/")
    client.post(act, {"do": "refuse", "code": "two_persons", "reason": "  "})
    assert codes(north, inventory) == set()
    client.post(act, {"do": "refuse", "code": "two_persons", "reason": "Bara en är i tjänst"})
    client.post(act, {"do": "accept_all"})
    assert "two_persons" not in codes(north, inventory, not_needed_because="")
    for page in (page_of(inventory), f"/north/routines/{inventory.pk}/report/"):
        assert "Bara en är i tjänst" in client.get(page).content.decode()
    client.post(act, {"do": "accept", "code": "two_persons"})
    assert "two_persons" in codes(north, inventory, not_needed_because="")


def test_requirements_follow_when_the_analysis_changes(
    client: Client, north: Town, inventory: Routine, balance: InformationAsset
) -> None:
    right = {"who": "Vikarie", "verb": "delete", "asset": str(balance.pk)}
    client.post(page_of(inventory, "rights/new/"), right)
    client.post(page_of(inventory, "requirements/"), {"do": "accept_all"})
    with north.looking():
        line = RoutineRight.everything.get(routine=inventory)
    changed = right | {"who": "Sjuksköterska", "revision": "1"}
    answer = client.post(page_of(inventory, f"rights/{line.pk}/"), changed, headers=HTMX)
    assert answer.status_code == 200
    with north.looking():
        row = RoutineRequirement.everything.get(routine=inventory, code="two_persons")
    assert row.because == "Integrity 3, Sjuksköterska: delete"

    client.post(page_of(inventory, f"rights/{line.pk}/remove/"))
    assert "No longer follows" in client.get(page_of(inventory)).content.decode()
    assert "two_persons" in codes(north, inventory)
    client.post(page_of(inventory, "requirements/"), {"do": "renew"})
    assert codes(north, inventory) == set()


def test_a_line_opens_in_its_place_and_says_what_is_wrong(
    client: Client, inventory: Routine
) -> None:
    new = page_of(inventory, "rights/new/")
    part = client.get(new, headers=HTMX).content.decode()
    assert part.count("<section") == 1
    assert 'name="who"' in part
    whole = client.get(new).content.decode()
    assert 'id="main"' in whole
    assert 'name="who"' in whole
    wrong = client.post(new, {"who": "Vikarie", "verb": "read"}, headers=HTMX)
    assert wrong.status_code == 422
    assert "Say which information." in wrong.content.decode()


def test_a_change_keeps_what_the_page_does_not_ask_for(
    shelf: Shelf, client: Client, north: Town, inventory: Routine
) -> None:
    ward = shelf.noun(OutsideParty, name="Apoteket")
    flow = shelf.noun(
        InformationFlow,
        source_party=ward,
        target_routine=inventory,
        tolerance_hours=8,
        means="paper",
    )
    sent = {"source": f"source_party:{ward.pk}", "means": "phone", "revision": "1"}
    answer = client.post(page_of(inventory, f"incoming/{flow.pk}/"), sent)
    assert answer.status_code == 302, answer.content.decode()
    with north.looking():
        flow = InformationFlow.everything.get(pk=flow.pk)
    assert (flow.means, flow.tolerance_hours, flow.target_routine_id) == (
        "phone",
        8,
        inventory.pk,
    )


def test_two_people_at_one_line_are_told(client: Client, north: Town, inventory: Routine) -> None:
    client.post(page_of(inventory, "rights/new/"), {"who": "A", "verb": "read", "what": "Allt"})
    with north.looking():
        line = RoutineRight.everything.get(routine=inventory)
    address = page_of(inventory, f"rights/{line.pk}/")
    sent = {"who": "B", "verb": "read", "what": "Allt", "revision": "1"}
    assert client.post(address, sent).status_code == 302
    late = client.post(address, sent | {"who": "C"})
    assert late.status_code == 422
    assert "Somebody else changed this" in late.content.decode()
    assert 'name="revision" value="2"' in late.content.decode()


def test_a_line_of_another_routine_is_not_found(
    shelf: Shelf, client: Client, north: Town, inventory: Routine
) -> None:
    other = shelf.noun(Routine, name="En annan")
    client.post(page_of(other, "rights/new/"), {"who": "A", "verb": "read", "what": "Allt"})
    with north.looking():
        line = RoutineRight.everything.get(routine=other)
    assert client.get(page_of(inventory, f"rights/{line.pk}/")).status_code == 404
    assert client.post(page_of(inventory, f"rights/{line.pk}/remove/")).status_code == 404
    assert client.post(page_of(inventory, f"facts/{inventory.pk}/remove/")).status_code == 404
    assert client.get(page_of(inventory, "nonsense/new/")).status_code == 404


def test_readers_read_and_neighbours_do_not(north: Town, south: Town, inventory: Routine) -> None:
    reader = signed_in(north, AccessRole.READER)
    page = reader.get(page_of(inventory))
    assert page.status_code == 200
    assert "Add a role" not in page.content.decode()
    assert reader.get(page_of(inventory, "rights/new/")).status_code == 403
    answer = reader.post(page_of(inventory, "requirements/"), {"do": "accept_all"})
    assert answer.status_code == 403
    neighbour = signed_in(south)
    for end in ("analysis/", "report/", "report.pdf"):
        assert neighbour.get(f"/south/routines/{inventory.pk}/{end}").status_code == 404


def test_a_right_is_seen_no_further_than_its_information(
    client: Client, north: Town, inventory: Routine, balance: InformationAsset
) -> None:
    right = {"who": "Vikarie", "verb": "read", "asset": str(balance.pk)}
    client.post(page_of(inventory, "rights/new/"), right)
    typed = {"name": "Gömt", "visibility": "restricted", "revision": "1"}
    client.post(f"/north/information-assets/{balance.pk}/edit/", typed)
    with north.looking():
        line = RoutineRight.everything.get(routine=inventory)
    assert (line.visibility, line.name) == ("restricted", "Vikarie · Read · Gömt")
    reader = signed_in(north, AccessRole.READER)
    assert "Vikarie" not in reader.get(page_of(inventory)).content.decode()


def test_the_report_is_one_page_in_three_forms(
    client: Client, north: Town, inventory: Routine, balance: InformationAsset
) -> None:
    report = f"/north/routines/{inventory.pk}/report"
    silent = "Nobody has analysed its information."
    assert silent in client.get(f"{report}/").content.decode()
    right = {"who": "Sjuksköterska", "verb": "change", "asset": str(balance.pk)}
    client.post(page_of(inventory, "rights/new/"), right)
    client.post(page_of(inventory, "requirements/"), {"do": "accept_all"})
    page = client.get(f"{report}/").content.decode()
    assert silent not in page
    assert "The routine uses no system." in page
    pdf = client.get(f"{report}.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.content.count(b"/Type /Page\n") + pdf.content.count(b"/Type /Page ") <= 1
    docx = Document(io.BytesIO(client.get(f"{report}.docx").content))
    cells = {cell.text for table in docx.tables for row in table.rows for cell in row.cells}
    assert {"Sjuksköterska", "Change", "Narkotikasaldo"} <= cells
    assert client.get(f"{report}.exe").status_code == 404


def test_the_analysis_costs_the_same_however_long(
    shelf: Shelf,
    client: Client,
    inventory: Routine,
    balance: InformationAsset,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.get(page_of(inventory))
    for turn in range(2):
        with django_assert_num_queries(9 if turn else 8):  # assets are asked for when there are
            assert len(client.get(page_of(inventory)).content) < 100_000
        for number in range(5):
            who = {"who": f"Roll {number}", "verb": "read", "asset": str(balance.pk)}
            client.post(page_of(inventory, "rights/new/"), who)


def test_the_classifications_report_says_what_it_demands(
    shelf: Shelf, client: Client, north: Town
) -> None:
    system = shelf.system(name="Ekot")
    asset = shelf.asset(system, name="Elevakter", personal_data="sensitive")
    decision = shelf.classification(
        asset,
        confidentiality=3,
        confidentiality_reason="Barn far illa",
        decided_on=date(2026, 11, 1),
        participants=["Rektor"],
    )
    report = f"/north/classifications/{decision.pk}/report"
    page = client.get(f"{report}/").content.decode()
    for told in ("3 Considerable harm", "Barn far illa", "Rektor", "Sign-in takes two factors"):
        assert told in page
    assert client.get(f"{report}.pdf").content.startswith(b"%PDF-")
    assert client.get(f"{report}.docx").status_code == 200
