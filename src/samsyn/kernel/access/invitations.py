"""Write to somebody who has been given access."""

from __future__ import annotations

from smtplib import SMTPException

import structlog
from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str
from django.utils import translation

from samsyn.kernel.access.addresses import absolute, start_of
from samsyn.kernel.models import User
from samsyn.kernel.pages import PageRequest

log = structlog.get_logger(__name__)


def send_invitation(request: PageRequest, user: User) -> bool:
    """Mail the way in, in the receiver's language; tells whether the mail server took it.

    The link that sets a password goes only to those who never had one.
    """
    organisation = request.organisation
    if organisation is None:
        return False
    adapter = get_adapter(request)
    context = {
        "actor": request.actor,
        "organisation": organisation,
        "password_reset_url": link_for_a_first_password(user),
        "sign_in_url": absolute(start_of(organisation)),
    }
    try:
        with translation.override(user.language or organisation.language):
            adapter.send_mail("account/email/invitation", user.email, context)
    except (OSError, SMTPException):
        log.exception("invitation.not_sent", user=user.pk)
        return False
    return True


def link_for_a_first_password(user: User) -> str:
    """Return the address where somebody sets a password for the first time, else nothing."""
    if user.has_usable_password() or user.last_login is not None:
        return ""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    key = f"{user_pk_to_url_str(user)}-{token}"
    return str(get_adapter().get_reset_password_from_key_url(key))
