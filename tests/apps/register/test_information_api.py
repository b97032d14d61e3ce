"""Programs read classifications, make them by the act, and never change one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.access.grants import issue_token
from tests.apps.register.conftest import Shelf
from tests.support.builders import Town

SOUND = {
    "confidentiality": 3,
    "integrity": 2,
    "availability": 0,
    "confidentiality_reason": "Pupils would be hurt",
    "integrity_reason": "Wrong grades",
    "participants": ["Rektor"],
    "decided_on": "2026-11-20",
    "next_review": "2028-11-20",
}


class Program:
    """A program that holds a token of somebody in north."""

    def __init__(self, town: Town, role: AccessRole) -> None:
        self.secret = issue_token(
            town.user(role), town.row, name="t", scopes=["read", "write"], until=None
        )

    def ask(self, method: str, address: str, body: object = None) -> tuple[int, Any]:
        """Return the status and what was said."""
        answer = Client().generic(
            method,
            f"/api/v1/{address}",
            json.dumps(body) if body is not None else b"",
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.secret}"},
        )
        told = json.loads(answer.content) if "json" in answer.headers["Content-Type"] else None
        return answer.status_code, told


@pytest.fixture
def program(north: Town) -> Program:
    """A program of north's administrator."""
    return Program(north, AccessRole.ADMINISTRATOR)


def test_a_classification_is_made_by_the_act_and_read(shelf: Shelf, program: Program) -> None:
    asset = shelf.asset(name="Elevakter")
    status, made = program.ask("POST", f"information-assets/{asset.pk}/classify", SOUND)
    assert status == 201

    status, read = program.ask("GET", f"classifications/{made['id']}")
    assert status == 200
    assert (read["asset"], read["asset_title"], read["confidentiality"]) == (
        asset.pk,
        "Elevakter",
        3,
    )
    assert read["participants"] == ["Rektor"]
    status, listed = program.ask("GET", f"classifications?asset={asset.pk}")
    assert [row["id"] for row in listed["items"]] == [made["id"]]


def test_what_is_wrong_is_said_field_by_field(shelf: Shelf, program: Program) -> None:
    asset = shelf.asset()
    wrong = SOUND | {"confidentiality_reason": " ", "scale": "four_steps"}
    status, told = program.ask("POST", f"information-assets/{asset.pk}/classify", wrong)
    assert status == 422
    assert told["errors"] == {
        "confidentiality_reason": ["Confidentiality needs a reason: what would happen, to whom?"],
        "availability": ["Availability must be between 1 and 4 on this scale."],
    }
    status, told = program.ask(
        "POST", f"information-assets/{asset.pk}/classify", SOUND | {"scale": "nothing"}
    )
    assert (status, told["errors"]) == (
        422,
        {"scale": ["There is no scale with the code “nothing”."]},
    )


def test_nobody_makes_changes_or_deletes_one_otherwise(
    shelf: Shelf, program: Program, client: Client
) -> None:
    pk = shelf.classification(shelf.asset()).pk
    assert program.ask("POST", "classifications", SOUND)[0] == 405
    assert program.ask("PATCH", f"classifications/{pk}", {"confidentiality": 0})[0] == 405
    assert program.ask("DELETE", f"classifications/{pk}")[0] == 405
    page = f"/north/classifications/{pk}/"
    for end in ("edit/", "delete/", "confirm/"):
        assert client.get(page + end).status_code in (404, 405)
        assert client.post(page + end).status_code == 404
    assert client.get("/north/classifications/new/").status_code == 404
    assert client.get("/north/classifications/import/").status_code == 404
    text = client.get(page).content.decode()
    assert "/edit/" not in text
    assert "/delete/" not in text
    exported = client.get("/north/classifications/export.json")
    assert [row["name"] for row in json.loads(b"".join(exported))] != []


def test_readers_and_neighbours_cannot_classify(shelf: Shelf, north: Town, south: Town) -> None:
    address = f"information-assets/{shelf.asset(visibility='federation').pk}/classify"
    assert Program(north, AccessRole.READER).ask("POST", address, SOUND)[0] == 403
    assert Program(south, AccessRole.ADMINISTRATOR).ask("POST", address, SOUND)[0] == 404
