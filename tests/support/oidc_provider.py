"""A real OpenID Connect provider, in a process of its own: django-oauth-toolkit on loopback.

    python -m tests.support.oidc_provider FOLDER CALLBACK

It prints its port and then answers until it is stopped. Whoever opens `/as/?sub=…&email=…` is
signed in there as that person, which is the one thing that is simpler than at a real provider.
"""

from __future__ import annotations

import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

CLIENT_ID, CLIENT_SECRET = "samsyn", "as secret as a test can be"


def run(folder: Path, callback: str) -> None:
    """Set up Django, the provider's database and its one client, and answer."""
    import django  # noqa: PLC0415 - settings come first
    from django.conf import settings  # noqa: PLC0415

    settings.configure(
        SECRET_KEY="provider",  # noqa: S106 - of a test
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        LOGIN_URL="/as/",
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=[
            {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
        ],
        DATABASES={
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "provider.db")}
        },
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": _key(),
            "OAUTH2_VALIDATOR_CLASS": "tests.support.oidc_claims.Claims",
            "PKCE_REQUIRED": True,
            "SCOPES": {"openid": "who", "profile": "name", "email": "e-mail"},
        },
    )
    django.setup()
    _client(callback)
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    server = make_server("127.0.0.1", 0, get_wsgi_application(), _Server, _Quiet)
    print(server.server_port, flush=True)  # noqa: T201 - how the test learns the port
    server.serve_forever()


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def _key() -> str:
    key = rsa.generate_private_key(65537, 2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _client(callback: str) -> None:
    from django.core.management import call_command  # noqa: PLC0415
    from oauth2_provider.models import (  # type: ignore[import-untyped] # noqa: PLC0415
        Application,
    )

    call_command("migrate", verbosity=0)
    Application.objects.create(
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        redirect_uris=callback,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        algorithm=Application.RS256_ALGORITHM,
        skip_authorization=True,
    )


def __getattr__(name: str) -> object:
    """Give Django the addresses once it asks, which is after it was set up."""
    if name == "urlpatterns":
        from tests.support.oidc_claims import addresses  # noqa: PLC0415

        return addresses()
    raise AttributeError(name)


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2])
