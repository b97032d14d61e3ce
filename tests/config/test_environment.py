"""What the outside says is understood, or refused with every reason at once."""

from pathlib import Path

import pytest

from samsyn.config import environment
from samsyn.config.environment import EnvironmentIsWrong, read


def _problems(**variables: str) -> tuple[str, ...]:
    with pytest.raises(EnvironmentIsWrong) as refused:
        read(variables)
    return refused.value.problems


def test_nothing_said_means_a_site_on_this_machine(tmp_path: Path) -> None:
    plain = read({"SAMSYN_HOME": str(tmp_path)})
    assert (plain.host, plain.port, plain.site_url) == ("127.0.0.1", 8000, "http://localhost:8000")
    assert (plain.debug, plain.demo, plain.is_secure, plain.database_url) == (False,) * 3 + ("",)
    assert plain.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")


def test_an_empty_variable_counts_as_not_given() -> None:
    assert read({"PORT": "", "DEBUG": " "}).port == 8000


def test_every_problem_is_told_at_once() -> None:
    assert _problems(PORT="http", DEBUG="maybe", DATABASE_URL="mysql://x", LOG_LEVEL="loud") == (
        "PORT must be a number from 1 to 65535, not 'http'.",
        "DEBUG must be yes or no, not 'maybe'.",
        "DATABASE_URL must look like postgresql://user:password@host:5432/samsyn.",
        "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, not 'loud'.",
    )


def test_a_problem_never_repeats_a_password() -> None:
    (problem,) = _problems(DATABASE_URL="mysql://samsyn:hush@db/samsyn")
    assert "hush" not in problem


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8000.0", "eighty"])
def test_a_port_that_cannot_be_is_refused(port: str) -> None:
    assert len(_problems(PORT=port)) == 1


def test_single_sign_on_is_whole_or_not_at_all() -> None:
    assert _problems(OIDC_ISSUER="https://id.example.org") == (
        "OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET beside it.",
    )


def test_an_owner_without_a_database_makes_no_sense() -> None:
    assert len(_problems(DATABASE_OWNER_URL="postgresql://owner@db/samsyn")) == 1


def test_debug_is_refused_on_a_public_site() -> None:
    assert len(_problems(DEBUG="yes", SITE_URL="https://samsyn.example.org")) == 1


def test_the_sites_own_name_is_allowed_as_host() -> None:
    site = read({"SITE_URL": "https://samsyn.example.org/", "HOST": "0.0.0.0"})  # noqa: S104  what a container says
    assert site.is_secure
    assert site.site_url == "https://samsyn.example.org"
    assert site.allowed_hosts == ("localhost", "127.0.0.1", "[::1]", "samsyn.example.org")


def test_a_key_that_was_kept_is_found_again(tmp_path: Path) -> None:
    home, kept, told = {"SAMSYN_HOME": str(tmp_path)}, "kept", "told"
    (tmp_path / environment.SECRET_KEY_FILE).write_text(f"{kept}\n")
    assert read(home).secret_key == kept
    assert read({**home, "SECRET_KEY": told}).secret_key == told


def test_without_a_kept_key_every_process_makes_its_own(tmp_path: Path) -> None:
    home = {"SAMSYN_HOME": str(tmp_path)}
    assert read(home).secret_key != read(home).secret_key
    assert list(tmp_path.iterdir()) == []  # reading leaves no trace
