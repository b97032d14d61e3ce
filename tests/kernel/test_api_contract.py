"""The API keeps what its description promises, whatever is sent to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.specs.openapi.schemas import OpenApiSchema

from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.access.grants import issue_token
from samsyn.kernel.api import rooms
from samsyn.kernel.api.door import api
from samsyn.kernel.records.declaration import Record, all_records
from tests.support.builders import Town

KEPT = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 5


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Keep the test's own connection: a real request would give it back at its end."""
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


@pytest.mark.parametrize("record", all_records(), ids=lambda record: record.slug)
def test_every_operation_of_a_noun_keeps_its_promise(record: Record, north: Town) -> None:
    reading, making, changing = 2, record.made_by_hand and record.writable, record.writable

    assert _tried_at(f"/{record.slug}(/{{pk}})?$", north) == reading + making + 2 * changing


def test_every_question_that_rooms_add_keeps_its_promise(north: Town) -> None:
    slugs = "|".join(record.slug for record in all_records())
    added = rooms.added()
    begin = "|".join(added)

    assert _tried_at(f"^(?!.*/({slugs})(/{{pk}})?$).*({begin})(/|$)", north) >= len(added)


def _tried_at(paths: str, north: Town) -> int:
    """Try every operation at these paths as an administrator's program; return how many."""
    schema = _described().include(path_regex=paths)
    user = north.user(AccessRole.ADMINISTRATOR)
    secret = issue_token(user, north.row, name="t", scopes=["read", "write"], until=None)
    headers = {"Authorization": f"Bearer {secret}"}
    application = get_wsgi_application()
    tried = 0
    for operation in schema.get_all_operations():
        assert isinstance(operation, Ok)
        _try(operation.ok(), headers, application)
        tried += 1
    return tried


@cache
def _described() -> OpenApiSchema:
    """Return the description, read once: it is as large as the API."""
    return schemathesis.openapi.from_dict(api().get_openapi_schema())


def _try(operation: Any, headers: dict[str, str], application: WSGIHandler) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def tried(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=KEPT, app=application)

    tried()
