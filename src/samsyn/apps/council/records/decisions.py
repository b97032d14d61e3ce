"""How decisions, actions and communication plans are listed, shown, typed and exported."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from samsyn.apps.council.models import Action, CommunicationActivity, Decision
from samsyn.apps.council.queries.actions import OPEN
from samsyn.apps.council.views.decided import ACTION_TONES, OUTCOME_TONES
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.records.declaration import Action as Button
from samsyn.kernel.records.declaration import Group, Record

_READ, _WRITE = Permission.COUNCIL_READ, Permission.COUNCIL_WRITE

DECISIONS = Record(
    model=Decision,
    slug="decisions",
    menu=None,
    read=_READ,
    write=Permission.COUNCIL_DECIDE,
    columns=("number", "name", "forum", "outcome", "decided_on", "expires_on"),
    filters=("forum", "outcome"),
    groups=(
        Group(_("What was decided"), ("number", "name", "forum", "outcome", "text", "reasoning")),
        Group(
            _("Ground and consequences"),
            ("mandate", "basis", "consequences", "alternatives"),
        ),
        Group(
            _("When and by whom"),
            (
                *("decided_on", "decided_by", "meeting", "item", "effective_on", "review_on"),
                *("expires_on", "supersedes"),
            ),
        ),
        Group(
            _("Votes"),
            ("votes_for", "votes_against", "votes_abstained", "closed_doors"),
            folded=True,
        ),
    ),
    key=("number",),
    tones={"outcome": OUTCOME_TONES},
    actions=(Button(_("What it moved"), "council:decision", _READ, primary=True),),
    made_by_hand=False,
    importable=False,
    writable=False,
    intro=_("Everything that forums have decided. A decision is changed only by a new one."),
    empty=_("Nothing is decided yet."),
)


def _ended_or_not(_actor: Actor, rows: Sequence[Action], _created: bool) -> None:  # noqa: FBT001 - the record's call
    """Keep the day that an action ended, also where its form said so."""
    for action in rows:
        ended = clock.today() if action.state not in OPEN else None
        if bool(action.done_on) is not bool(ended):
            action.done_on = ended
            action.save(update_fields=["done_on"])


ACTIONS = Record(
    model=Action,
    slug="actions",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "forum", "responsible", "who", "due_on", "state"),
    filters=("forum", "state", "responsible", "initiative"),
    groups=(
        Group(_("What is promised"), ("forum", "name", "responsible", "who", "due_on")),
        Group(_("How it goes"), ("state", "note", "done_on")),
        Group(_("What it came of"), ("initiative", "meeting", "item", "decision"), folded=True),
    ),
    key=("forum", "name"),
    tones={"state": ACTION_TONES},
    headers={
        "name": ("åtgärd", "uppgift", "tiltak", "handling", "action"),
        "forum": ("forum", "råd", "grupp", "council"),
        "responsible": ("ansvarig", "ansvarlig", "responsible"),
        "who": ("vem", "hvem", "organisation"),
        "due_on": ("klart", "senast", "frist", "deadline"),
    },
    actions=(Button(_("Say how it went"), "council:end_action", _READ, primary=True),),
    after_save=_ended_or_not,
    intro=_("Who promised what by when, at every forum."),
    empty=_("Add an action from a meeting, a decision or an initiative."),
)

COMMUNICATION = Record(
    model=CommunicationActivity,
    slug="communication",
    menu=None,
    read=Permission.PORTFOLIO_READ,
    write=Permission.PORTFOLIO_WRITE,
    columns=("name", "initiative", "audience", "channel", "planned_on", "responsible", "done_on"),
    filters=("initiative", "responsible"),
    groups=(
        Group(_("What is told"), ("initiative", "name", "audience", "channel")),
        Group(_("When and by whom"), ("planned_on", "responsible")),
        Group(_("How it went"), ("done_on", "outcome")),
    ),
    key=("initiative", "name", "audience"),
    headers={
        "name": ("budskap", "message"),
        "audience": ("målgrupp", "målgruppe", "mottagare", "audience"),
        "channel": ("kanal", "channel"),
        "planned_on": ("datum", "dato", "date"),
    },
    intro=_("Whom initiatives have promised to tell what, and when."),
    empty=_("Open an initiative and say who needs to know what."),
)

DECISION_RECORDS = (DECISIONS, ACTIONS, COMMUNICATION)
