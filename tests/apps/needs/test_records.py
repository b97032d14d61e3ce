"""The nouns keep the house's promises: exported, imported, asked for by programs, searched."""

from __future__ import annotations

import json

from django.test import Client

from samsyn.apps.needs.models import FrictionReport
from samsyn.apps.needs.public import merge_friction, say_me_too
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.access.grants import issue_token
from tests.apps.needs.conftest import Office
from tests.apps.register.conftest import signed_in
from tests.support.builders import Town


def test_the_list_and_its_export_tell_hours_a_year(office: Office, north: Town) -> None:
    office.friction(name="Slow network", minutes=60, people=5)
    client = signed_in(north, AccessRole.READER)

    page = client.get("/north/friction/").content.decode()
    rows = json.loads(b"".join(client.get("/north/friction/export.json")))

    assert "Slow network" in page
    assert "220" in page
    assert "220" in json.dumps(rows)
    assert client.get("/north/needs/").status_code == 200
    assert client.get("/north/triage-decisions/").status_code == 200
    assert client.get("/north/friction-posters/").status_code == 403


def test_a_program_reports_by_rest_and_is_screened_too(office: Office, north: Town) -> None:
    user = north.user(AccessRole.CONTRIBUTOR)
    secret = issue_token(user, north.row, name="t", scopes=["read", "write"], until=None)
    headers = {"Authorization": f"Bearer {secret}"}

    def post(name: str) -> int:
        said = {"name": name, "minutes": 30, "people": 2}
        answer = Client().post(
            "/api/v1/friction", json.dumps(said), content_type="application/json", headers=headers
        )
        return answer.status_code

    assert post("Skriv till anna@north.example") == 422
    assert post("Slow network") == 201
    with north.looking():
        kept = FrictionReport.owned_by(north.administrator).get()
    assert (kept.weekly_minutes, kept.state, kept.account) == (60, "reported", None)


def test_changing_people_prices_the_one_that_stands_for_it_too(office: Office, north: Town) -> None:
    head = office.friction(minutes=10)
    other = office.friction(minutes=10, unit_id=office.care.pk)
    merge_friction(north.administrator, friction_id=other.pk, into_id=head.pk)
    row = office.again(other)
    said = {
        "name": row.name, "minutes": "10", "people": "4", "unit": office.care.pk,
        "visibility": "own", "revision": row.revision,
    }  # fmt: skip

    answer = signed_in(north).post(f"/north/friction/{other.pk}/edit/", said)

    assert answer.status_code == 302
    assert office.again(head).weekly_minutes == 50


def test_a_me_too_is_seen_no_further_than_the_friction(office: Office, north: Town) -> None:
    head = office.friction()
    said = say_me_too(office.employee("Bo"), friction_id=head.pk, minutes=5)
    row = office.again(head)
    changed = {
        "name": "Closed", "minutes": "30", "people": "1", "visibility": "restricted",
        "revision": row.revision,
    }  # fmt: skip

    assert signed_in(north).post(f"/north/friction/{head.pk}/edit/", changed).status_code == 302

    kept = office.again(said)
    assert (kept.visibility, kept.name) == ("restricted", "Bo · Closed")
    assert signed_in(north, AccessRole.READER).get(f"/north/friction/{head.pk}/").status_code == 404
