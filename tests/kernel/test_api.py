"""REST: the same rows, permissions and refusals as the pages, for programs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from samsyn.apps.policy.models import SteeringDocument
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.access.grants import issue_token
from samsyn.kernel.models import ApiToken
from tests.support.builders import Town

ADDRESS = "/api/v1/steering-documents"
NEW = {"name": "Access policy", "kind": "policy", "status": "planned", "status_since": "2026-01-01"}


class Program:
    """A program that holds a token of somebody in a town."""

    def __init__(self, town: Town, role: AccessRole, *scopes: str) -> None:
        self.secret = issue_token(
            town.user(role), town.row, name="test", scopes=scopes or ("read", "write"), until=None
        )
        self.client = Client()

    def ask(self, method: str, address: str, body: object = None) -> tuple[int, Any]:
        """Return the status and what was said."""
        answer = self.client.generic(
            method,
            address,
            json.dumps(body) if body is not None else b"",
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.secret}"},
        )
        return answer.status_code, json.loads(answer.content) if answer.content else None


@pytest.fixture
def program(north: Town) -> Program:
    """A program of north's administrator."""
    return Program(north, AccessRole.ADMINISTRATOR)


def test_a_row_is_made_read_changed_and_deleted(program: Program) -> None:
    status, made = program.ask("POST", ADDRESS, NEW)
    assert (status, made["name"], made["revision"]) == (201, "Access policy", 1)

    address = f"{ADDRESS}/{made['id']}"
    assert program.ask("GET", address) == (200, made)
    status, changed = program.ask("PATCH", address, {"kind": "plan"})
    assert (status, changed["kind"], changed["name"]) == (200, "plan", "Access policy")
    assert changed["revision"] == 2
    assert program.ask("DELETE", address) == (204, None)
    assert program.ask("GET", address)[0] == 404


def test_an_old_revision_is_refused(program: Program) -> None:
    _, made = program.ask("POST", ADDRESS, NEW)
    program.ask("PATCH", f"{ADDRESS}/{made['id']}", {"kind": "plan"})

    body = {"kind": "strategy", "revision": 1}
    status, problem = program.ask("PATCH", f"{ADDRESS}/{made['id']}", body)

    assert (status, problem["status"]) == (409, 409)
    assert "Somebody else changed this" in problem["detail"]


def test_all_that_is_wrong_is_said_by_field(program: Program) -> None:
    status, problem = program.ask("POST", ADDRESS, {"kind": "riddle", "colour": "red"})
    assert status == 422
    assert set(problem["errors"]) == {"body.kind", "body.name", "body.colour"}

    wrong = {**NEW, "name": "x" * 999, "valid_until": "2026-13-45"}
    assert program.ask("POST", ADDRESS, wrong)[0] == 422
    assert program.ask("GET", ADDRESS)[1]["items"] == []


def test_a_long_list_comes_in_pages_that_miss_nothing(program: Program, north: Town) -> None:
    with north.arranging():
        SteeringDocument.everything.bulk_create(
            [SteeringDocument(name=f"Plan {n}") for n in range(25)]
        )
    names: list[str] = []
    cursor: int | None = 0
    while cursor is not None:
        _, page = program.ask("GET", f"{ADDRESS}?limit=10&cursor={cursor}")
        names += [item["name"] for item in page["items"]]
        cursor = page["next_cursor"]

    assert names == [f"Plan {n}" for n in range(25)]


def test_a_token_that_only_reads_writes_nothing(north: Town) -> None:
    reader = Program(north, AccessRole.ADMINISTRATOR, "read")

    assert reader.ask("GET", ADDRESS)[0] == 200
    assert reader.ask("POST", ADDRESS, NEW)[0] == 403


def test_a_neighbour_reads_what_is_shared_and_changes_nothing(
    program: Program, south: Town, far: Town
) -> None:
    _, shared = program.ask("POST", ADDRESS, {**NEW, "visibility": "federation"})
    _, ours = program.ask("POST", ADDRESS, {**NEW, "name": "Ours"})
    neighbour = Program(south, AccessRole.ADMINISTRATOR)
    stranger = Program(far, AccessRole.ADMINISTRATOR)

    assert neighbour.ask("GET", f"{ADDRESS}/{shared['id']}")[0] == 200
    assert neighbour.ask("GET", f"{ADDRESS}/{ours['id']}")[0] == 404
    assert stranger.ask("GET", f"{ADDRESS}/{shared['id']}")[0] == 404
    for row in (shared, ours):
        assert neighbour.ask("PATCH", f"{ADDRESS}/{row['id']}", {"kind": "plan"})[0] == 404
        assert neighbour.ask("DELETE", f"{ADDRESS}/{row['id']}")[0] == 404
    assert neighbour.ask("GET", ADDRESS)[1]["items"] == []


def test_shut_and_expired_tokens_open_nothing(program: Program) -> None:
    ApiToken.objects.update(expires_on="2020-01-01")

    status, problem = program.ask("GET", ADDRESS)

    assert (status, problem["title"]) == (401, "Unauthorized")


@pytest.mark.django_db
def test_strangers_get_a_problem_and_not_a_page(client: Client) -> None:
    answer = client.get(ADDRESS)

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_browser_must_prove_that_its_own_page_asked(north: Town) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(north.user(AccessRole.ADMINISTRATOR))

    assert browser.get(f"/north{ADDRESS}").status_code == 200
    answer = browser.post(f"/north{ADDRESS}", json.dumps(NEW), content_type="application/json")
    assert answer.status_code == 401


@pytest.mark.django_db
def test_the_description_names_every_operation(client: Client) -> None:
    described = json.loads(client.get("/api/v1/openapi.json").content)

    assert {"get", "post"} <= set(described["paths"]["/api/v1/steering-documents"])
    assert {"get", "patch", "delete"} <= set(described["paths"]["/api/v1/steering-documents/{pk}"])
