"""Tell those who reported friction what became of it."""

from __future__ import annotations

from smtplib import SMTPException

import structlog
from django.utils.translation import gettext as _

from samsyn.apps.needs.queries.telling import whom_to_tell
from samsyn.apps.needs.services.settling import TELL
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import mail
from samsyn.kernel.tasks import Progress, background

log = structlog.get_logger(__name__)


@background(TELL)
def tell(progress: Progress, actor: Actor) -> dict[str, object]:
    """Mail everybody who reported a friction or said "me too", but for who answered it."""
    actor.must(Permission.NEEDS_WRITE)
    letters = whom_to_tell(actor, progress.task.about_id or 0)
    sent = 0
    for number, letter in enumerate(letters, 1):
        try:
            mail.write("needs/mail/answered", letter.to, letter.language, letter.context)
            sent += 1
        except (OSError, SMTPException):
            log.exception("friction.not_told", friction=progress.task.about_id)
        progress.report(number, len(letters))
    return {"message": _("Mails sent: %(n)d.") % {"n": sent}, "sent": sent}
