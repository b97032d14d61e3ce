"""Ask the rules in the background: after a change, every night, and when somebody wants it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from procrastinate.contrib.django import app

from samsyn.apps.checks.models import RuleRun
from samsyn.apps.checks.queries.rules import rules_of
from samsyn.apps.checks.services.engine import run_checks
from samsyn.apps.checks.services.queueing import (
    ASK_TONIGHT,
    ASK_TOUCHED,
    SPREAD,
    queue_asking,
)
from samsyn.apps.checks.services.touching import take_touched, touch
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.findings.reconcile import Change
from samsyn.kernel.models import Organisation
from samsyn.kernel.tasks import Progress, background
from samsyn.kernel.tenancy.session import acting_for


@app.task(name=ASK_TOUCHED)
def ask_touched(organisation_id: int) -> None:
    """Ask the rules that watch what has changed since the last time, and no others.

    Taken and asked together: where the asking dies, what was touched is not forgotten.
    """
    with acting_for(samsyn_for(organisation_id)), transaction.atomic():
        codes = take_touched(organisation_id)
        if codes is None or codes:
            run_checks(organisation_id, codes=codes)


@app.task(name=SPREAD)
def spread(tables: list[str]) -> None:
    """Queue an asking for each organisation that the changed tables of the catalogue concern."""
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        if touch(organisation_id, tables).here:
            queue_asking(organisation_id)


@app.periodic(cron="20 1 * * *")
@app.task(name="samsyn.checks.nightly", queueing_lock="checks-nightly")
def nightly(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate says when it was due
    """Queue a nightly asking for every organisation."""
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        queue_asking(organisation_id, ASK_TONIGHT)


@app.task(name=ASK_TONIGHT)
def ask_tonight(organisation_id: int) -> None:
    """Ask what a new day may answer differently, and what has not answered yet.

    That is: rules that mind the date, rules in trouble, rules never asked here.
    """
    actor = samsyn_for(organisation_id)
    with acting_for(actor):
        answered = RuleRun.owned_by(actor).filter(trouble="")
        known = set(answered.values_list("rule_code", flat=True))
        codes = [
            here.code
            for here in rules_of(actor).values()
            if here.rule.minds_the_date or here.code not in known
        ]
    run_checks(organisation_id, codes=codes)


@background("checks.run")
def run_for_page(_progress: Progress, actor: Actor) -> dict[str, object]:
    """Ask every rule because somebody pressed the button; returns what changed."""
    report = run_checks(actor.organisation_id)
    opened = report.changes[Change.OPENED] + report.changes[Change.REOPENED]
    closed = report.changes[Change.RESOLVED]
    told = [
        ngettext("%(n)d new finding.", "%(n)d new findings.", opened) % {"n": opened},
        ngettext("%(n)d is gone.", "%(n)d are gone.", closed) % {"n": closed},
    ]
    if report.troubled:
        codes = ", ".join(report.troubled)
        told.append(_("Could not be asked: %(codes)s.") % {"codes": codes})
    return {"message": " ".join(told), "opened": opened, "closed": closed}
