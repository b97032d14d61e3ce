"""Read the process environment once: the only module that looks at `os.environ`.

Everything Samsyn can be told from outside is a field of `Environment`. A value that cannot be
used is reported together with all the others, in words that say what to write instead.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")
PROJECT = Path(__file__).resolve().parents[3]
SECRET_KEY_FILE = "secret-key"  # noqa: S105  the name of a file
_METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the name is the library's
_POSTGRES_SCHEMES = ("postgres", "postgresql")
_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_MAIL_SCHEMES = ("console", "smtp", "smtps")


class NotReady(Exception):
    """The surroundings cannot be used as they are; the message says what to do."""


class EnvironmentIsWrong(NotReady):
    """One or more variables cannot be used; `problems` holds a sentence for each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Environment:
    """What the outside has decided about this process."""

    home: Path
    """Folder for data that is not in git: database, secret key, static files, uploads."""
    debug: bool
    demo: bool
    """The site shows invented organisations, and lets anybody sign in as their people."""
    secret_key: str
    host: str
    port: int
    site_url: str
    """How people reach the site; its scheme decides about secure cookies."""
    allowed_hosts: tuple[str, ...]
    web_workers: int
    database_url: str
    """Empty means the embedded PostgreSQL."""
    database_owner_url: str
    """Needed to migrate only where `database_url` is a role without rights to make roles."""
    database_pool: int
    """Connections that one process may hold open at most."""
    postgres_bin: str
    """Folder with PostgreSQL's programs; empty means: find them."""
    log_level: str
    mail_url: str
    mail_from: str
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: str
    oidc_name: str
    trusted_proxies: int
    """How many proxies of ours stand before the site; their X-Forwarded headers are believed."""
    metrics_token: str
    """Bearer token that opens `/metrics` for others than this machine; empty means closed."""
    test_suffix: str
    """Sets the test databases of developers who share a machine apart."""

    @property
    def static_dirs(self) -> list[Path]:
        """Folder with the stylesheets, scripts and fonts from npm, where it has been filled."""
        folder = self.home / "front-end"
        return [folder] if folder.is_dir() else []

    @property
    def static_root(self) -> Path:
        """Folder with every static file, collected, as the web server hands them out."""
        return self.home / "static"

    @property
    def uploads(self) -> Path:
        """Folder with what people have uploaded."""
        return self.home / "uploads"

    @property
    def is_secure(self) -> bool:
        """The site is reached by https only."""
        return self.site_url.startswith("https://")


@cache
def environment() -> Environment:
    """Return this process's environment, read once; raises `EnvironmentIsWrong`."""
    return read(os.environ)


def keep_secret_key() -> None:
    """Write a secret key into the data folder once, so that all processes share it."""
    home = environment().home
    home.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(home / SECRET_KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    environment.cache_clear()


def choose_settings() -> None:
    """Point Django at our settings, unless somebody chose others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings.base")


def share_metrics() -> None:
    """Let the web processes count together, in a folder that begins empty."""
    folder = environment().home / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ[_METRICS_FOLDER] = str(folder)


def metrics_are_shared() -> bool:
    """Tell whether this process counts together with others."""
    return _METRICS_FOLDER in os.environ


def inherited(**changes: str) -> dict[str, str]:
    """Return the environment for a child process, with `changes` on top of our own."""
    return {**os.environ, **changes}


def read(variables: Mapping[str, str]) -> Environment:
    """Turn variables into a checked `Environment`; raises `EnvironmentIsWrong` with every problem.

    Unknown variables are ignored, empty ones count as not given.
    """
    form = _Form(variables)
    home = Path(form.text("SAMSYN_HOME", str(PROJECT / ".samsyn"))).resolve()
    port = form.value("PORT", "8000", _port)
    host = form.text("HOST", "127.0.0.1")
    site_url = form.value("SITE_URL", f"http://localhost:{port or 8000}", _site)
    result = Environment(
        home=home,
        debug=form.value("DEBUG", "no", _yes_or_no) or False,
        demo=form.value("SAMSYN_DEMO", "no", _yes_or_no) or False,
        secret_key=form.text("SECRET_KEY", "") or _kept_secret(home),
        host=host,
        port=port or 0,
        site_url=site_url or "",
        allowed_hosts=_hosts(form.text("ALLOWED_HOSTS", ""), site_url or "", host),
        web_workers=form.value("WEB_WORKERS", "2", _count) or 0,
        database_url=form.value("DATABASE_URL", "", _postgres) or "",
        database_owner_url=form.value("DATABASE_OWNER_URL", "", _postgres) or "",
        database_pool=form.value("DATABASE_POOL", "8", _count) or 0,
        postgres_bin=form.text("POSTGRES_BIN", ""),
        log_level=form.value("LOG_LEVEL", "INFO", _log_level) or "",
        mail_url=form.value("MAIL_URL", "console:", _mail) or "",
        mail_from=form.text("MAIL_FROM", "samsyn@localhost"),
        oidc_issuer=form.value("OIDC_ISSUER", "", _site) or "",
        oidc_client_id=form.text("OIDC_CLIENT_ID", ""),
        oidc_client_secret=form.text("OIDC_CLIENT_SECRET", ""),
        oidc_name=form.text("OIDC_NAME", "Single sign-on"),
        trusted_proxies=form.value("TRUSTED_PROXIES", "0", _proxies) or 0,
        metrics_token=form.text("METRICS_TOKEN", ""),
        test_suffix=form.value("SAMSYN_TEST_SUFFIX", "", _suffix) or "",
    )
    form.problems.extend(_contradictions(result))
    if form.problems:
        raise EnvironmentIsWrong(tuple(form.problems))
    return result


class _Form:
    """Collects the answers and, beside them, every problem."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self.problems: list[str] = []

    def text(self, name: str, default: str) -> str:
        return self._variables.get(name, "").strip() or default

    def value(self, name: str, default: str, parse: Callable[[str], T]) -> T | None:
        text = self.text(name, default)
        try:
            return parse(text)
        except ValueError as problem:
            self.problems.append(f"{name} {problem}")
            return None


def _contradictions(read: Environment) -> list[str]:
    problems = []
    if read.oidc_issuer and not (read.oidc_client_id and read.oidc_client_secret):
        problems.append("OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET beside it.")
    if read.database_owner_url and not read.database_url:
        problems.append("DATABASE_OWNER_URL needs DATABASE_URL beside it.")
    if read.debug and read.is_secure:
        problems.append("DEBUG shows code to visitors: leave it out where SITE_URL is https.")
    return problems


def _kept_secret(home: Path) -> str:
    """Return the key that `samsyn` keeps in the data folder, or one that dies with the process."""
    try:
        return (home / SECRET_KEY_FILE).read_text().strip() or secrets.token_urlsafe(48)
    except OSError:
        return secrets.token_urlsafe(48)


def _hosts(given: str, site_url: str, host: str) -> tuple[str, ...]:
    if given:
        return tuple(name.strip() for name in given.split(",") if name.strip())
    own = urlsplit(site_url).hostname or ""
    names = ("localhost", "127.0.0.1", "[::1]", own, host)
    return tuple(dict.fromkeys(name for name in names if name and name != "0.0.0.0"))  # noqa: S104  any address is not a name


def _yes_or_no(text: str) -> bool:
    answers = {"1": True, "yes": True, "true": True, "on": True}
    answers |= {"0": False, "no": False, "false": False, "off": False}
    if text.lower() not in answers:
        raise ValueError(f"must be yes or no, not {text!r}.")
    return answers[text.lower()]


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 65535:  # noqa: PLR2004  the highest port there is
        raise ValueError(f"must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ValueError(f"must be a whole number of at least 1, not {text!r}.")
    return int(text)


def _proxies(text: str) -> int:
    if not text.isdecimal() or int(text) > 9:  # noqa: PLR2004  more can only be a slip
        raise ValueError(f"must be a whole number from 0 to 9, not {text!r}.")
    return int(text)


def _site(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError(f"must be an address such as https://samsyn.example.org, not {text!r}.")
    return text.rstrip("/")


def _postgres(text: str) -> str:
    # The address may hold a password, so the sentence must not repeat it.
    if text and urlsplit(text).scheme not in _POSTGRES_SCHEMES:
        raise ValueError("must look like postgresql://user:password@host:5432/samsyn.")
    return text


def _mail(text: str) -> str:
    if urlsplit(text).scheme not in _MAIL_SCHEMES:
        raise ValueError("must be console: or look like smtp://user:password@host:587.")
    return text


def _log_level(text: str) -> str:
    if text.upper() not in _LOG_LEVELS:
        raise ValueError(f"must be one of {', '.join(_LOG_LEVELS)}, not {text!r}.")
    return text.upper()


def _suffix(text: str) -> str:
    if text and not (text.isascii() and text.isalnum() and text.islower() and len(text) <= 20):  # noqa: PLR2004  a database name holds 63 bytes
        raise ValueError(f"must be at most 20 small letters and digits, not {text!r}.")
    return text
