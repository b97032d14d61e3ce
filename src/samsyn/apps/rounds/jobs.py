"""Mail those asked, and once before the deadline those who still have something to answer."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException

import structlog
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samsyn.apps.rounds.models import Round, RoundPerson
from samsyn.apps.rounds.services.running import SEND, remind, send_to, to_remind
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation
from samsyn.kernel.tasks import Progress, background
from samsyn.kernel.tenancy.session import acting_for

log = structlog.get_logger(__name__)
REMIND = "samsyn.rounds.remind"
_DAYS_BEFORE = 3
_RETRY = RetryStrategy(max_attempts=5, exponential_wait=60)


@background(SEND)
def send_all(progress: Progress, actor: Actor) -> dict[str, object]:
    """Mail everybody asked in one round who has not been mailed; safe to run again."""
    actor.must(Permission.ROUNDS_RUN)
    rounds = Round.owned_by(actor).filter(pk=progress.task.about_id or 0)
    people = RoundPerson.owned_by(actor).filter(round__in=rounds, mailed_at__isnull=True)
    waiting = list(people.values_list("pk", flat=True))
    sent = 0
    for number, pk in enumerate(waiting, 1):
        sent += _tried(actor, pk)
        progress.report(number, len(waiting))
    return {"message": _("Mails sent: %(n)d.") % {"n": sent}, "sent": sent}


def _tried(actor: Actor, pk: int) -> bool:
    """Mail one person; what the mail server does not take today is tried again tomorrow."""
    try:
        return send_to(actor, pk)
    except (OSError, SMTPException):
        log.exception("round.not_sent", asked=pk)
        return False


@app.periodic(cron="10 7 * * *")
@app.task(name="samsyn.rounds.daily", queueing_lock="rounds-daily")
def daily(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate says when it was due
    """Queue a look for people to remind in every organisation."""
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        with transaction.atomic():
            app.configure_task(REMIND).defer(organisation_id=organisation_id)


@app.task(name=REMIND, retry=_RETRY)
def remind_waiting(organisation_id: int) -> None:
    """Mail who could not be mailed, and remind once who has something left in a round that ends."""
    actor = samsyn_for(organisation_id)
    with acting_for(actor):
        unmailed = RoundPerson.owned_by(actor).filter(
            mailed_at__isnull=True, round__state=Round.State.RUNNING
        )
        for pk in unmailed.values_list("pk", flat=True):
            _tried(actor, pk)
        for pk in to_remind(actor, clock.today() + timedelta(days=_DAYS_BEFORE)):
            remind(actor, pk)
