"""What machines are told, and what strangers aren't."""

from __future__ import annotations

import json

import pytest
from django.test import Client, override_settings

from tests.support.builders import Town


def test_the_process_says_that_it_lives_without_a_look_at_the_database(client: Client) -> None:
    assert client.get("/health/live").content == b"ok"


@pytest.mark.django_db
def test_it_is_ready_when_the_tables_are(client: Client) -> None:
    answer = client.get("/health/ready")

    assert (answer.status_code, json.loads(answer.content)["ready"]) == (200, True)


def test_figures_are_for_this_machine_and_for_who_knows_the_token(client: Client) -> None:
    client.get("/health/live")

    assert b"samsyn_requests_total" in client.get("/metrics").content
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.1").status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404
    with override_settings(SAMSYN_METRICS_TOKEN="open-sesame"):  # noqa: S106 - of this test
        for token, status in (("open-sesame", 200), ("guess", 404)):
            sent = client.get(
                "/metrics", REMOTE_ADDR="192.0.2.1", headers={"Authorization": f"Bearer {token}"}
            )
            assert sent.status_code == status


def test_the_log_tells_what_happened_and_nothing_about_whom(
    north: Town, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    user = north.user()
    client.force_login(user)
    caplog.set_level("INFO", logger="samsyn.request")

    client.get("/north/steering-documents/?q=Hemlig+Person")

    (line,) = [r for r in caplog.records if r.name == "samsyn.request"]
    told = str(line.msg)
    assert "<record:slug>/" in told
    assert f"'person': {user.pk}" in told
    for private in ("Hemlig", user.email, user.name):
        assert private not in told
