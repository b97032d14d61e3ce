"""Let members see how a shared initiative goes: the state and the newest word on it."""

from __future__ import annotations

from samsyn.apps.federation.models import SharedInitiative
from samsyn.apps.portfolio.public import StatusReport
from samsyn.domain.access.actor import Actor
from samsyn.kernel import journal


def tell_state(actor: Actor, shared: SharedInitiative) -> bool:
    """Take over the state and the newest report of the federation's initiative; tell if changed.

    Only what is written for others goes along: the light, what happened and what comes next.
    """
    before = (shared.state_now, shared.state_text, shared.state_on)
    reports = StatusReport.owned_by(actor).filter(initiative=shared.initiative_id)
    report = reports.order_by("-reported_on").first()
    shared.state_now = shared.initiative.state
    if report is not None:
        told = [report.get_overall_display(), report.done, report.coming]
        shared.state_text = "\n\n".join(str(text) for text in told if text)
        shared.state_on = report.reported_on
    return before != (shared.state_now, shared.state_text, shared.state_on)


def retell_status(actor: Actor) -> int:
    """Bring every shared initiative of ours up to date; returns how many changed."""
    rows = SharedInitiative.owned_by(actor).select_related("initiative")
    changed = [row for row in rows if tell_state(actor, row)]
    if changed:
        with journal.act(actor, "federation.tell_status"):
            for row in changed:
                row.save()
    return len(changed)
