"""What the council's tests share: a real mail server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.support.smtp import MailServer, mail_server


@pytest.fixture
def post() -> Iterator[MailServer]:
    """A real mail server, and Django that speaks to it."""
    with (
        mail_server() as server,
        override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=server.port,
            SAMSYN_SITE_URL="https://samsyn.example",
            DEFAULT_FROM_EMAIL="Samsyn <samsyn@far.example>",
        ),
    ):
        yield server
