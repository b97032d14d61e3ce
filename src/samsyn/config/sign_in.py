"""What the environment decides about signing in: the single sign-on, and what pages may load."""

from __future__ import annotations

from urllib.parse import urlsplit

from samsyn.config.environment import Environment

PROVIDER = "sso"  # part of the address that the provider sends people back to


def single_sign_on(environment: Environment) -> list[dict[str, object]]:
    """Return the OpenID Connect provider of the environment, where there is one."""
    if not environment.oidc_issuer:
        return []
    return [
        {
            "provider_id": PROVIDER,
            "name": environment.oidc_name,
            "client_id": environment.oidc_client_id,
            "secret": environment.oidc_client_secret,
            "settings": {"server_url": environment.oidc_issuer},
        }
    ]


def content_security_policy(environment: Environment) -> dict[str, object]:
    """Return what a page may load: what is ours, and pictures inside our own style sheets.

    Browsers also look at where a form's answer redirects to, so the provider of the single
    sign-on is the one other place that a form may lead to.
    """
    issuer = urlsplit(environment.oidc_issuer)
    provider = [f"{issuer.scheme}://{issuer.netloc}"] if issuer.netloc else []
    return {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'", *provider],
    }
