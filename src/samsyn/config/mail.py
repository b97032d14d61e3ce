"""Turn the address of the mail server into Django's settings."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_BACKENDS = "django.core.mail.backends"
_SMTP, _SMTPS = 587, 465


@dataclass(frozen=True, slots=True)
class Mail:
    """Where mail goes. `smtp:` turns to TLS before it says anything; `smtps:` begins with it."""

    backend: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def mail(url: str) -> Mail:
    """Read `console:`, `smtp://user:password@host:587` or `smtps://…`."""
    parts = urlsplit(url)
    if parts.scheme == "console":
        return Mail(backend=f"{_BACKENDS}.console.EmailBackend")
    tls = parts.scheme == "smtps"
    return Mail(
        backend=f"{_BACKENDS}.smtp.EmailBackend",
        host=parts.hostname or "localhost",
        port=parts.port or (_SMTPS if tls else _SMTP),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=not tls and bool(parts.username),
        tls=tls,
    )
