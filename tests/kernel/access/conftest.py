"""What these tests share: passwords that are quick to check, and a single sign-on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from pytest_django import Settings

CALLBACK = "http://testserver/account/oidc/sso/login/callback/"


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Slow hashes are the point of them, and not what these tests are about."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real OpenID Connect provider in a process of its own."""
    folder = tmp_path_factory.mktemp("provider")
    module = "tests.support.oidc_provider"
    command = [sys.executable, "-W", "ignore", "-m", module, str(folder), CALLBACK]
    with subprocess.Popen(  # noqa: S603 - our own module
        command, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()
