"""How polls, who is asked, shared initiatives and their participants are listed and shown."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Case, CharField, Expression, Value, When
from django.utils.translation import gettext_lazy as _

from samsyn.apps.federation.models import (
    LocalPart,
    Participant,
    Poll,
    PollAsked,
    SharedInitiative,
)
from samsyn.apps.federation.queries.polls import counted
from samsyn.apps.federation.views.polls import answers_shown
from samsyn.apps.federation.views.shared import participants_shown
from samsyn.apps.portfolio.public import Initiative
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.polling import Standing
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Action, Computed, Group, Panel, Record
from samsyn.kernel.tenancy.owned import Visibility

_STATES = {"draft": "neutral", "asked": "info", "ended": "warning", "settled": "success"}
_ANSWERS = {"lead": "accent", "join": "success", "follow": "info", "no": "neutral"}
_INITIATIVE_STATES = Initiative.State.choices
_YES = (Standing.LEAD, Standing.JOIN)


def _open_to_members(actor: Actor, rows: Sequence[SharedInitiative], created: bool) -> None:  # noqa: FBT001 - as records call it
    """Let members read what they do together from the start."""
    closed = [shared.pk for shared in rows if shared.visibility == Visibility.OWN]
    if created and closed:
        SharedInitiative.owned_by(actor).filter(pk__in=closed).update(
            visibility=Visibility.FEDERATION
        )


def _state(_actor: Actor) -> Expression:
    """Return the state of the federation's initiative in words."""
    whens = [When(state_now=code, then=Value(str(words))) for code, words in _INITIATIVE_STATES]
    return Case(*whens, default=Value(""), output_field=CharField())


POLLS = Record(
    model=Poll,
    slug="polls",
    menu=Menu.TOGETHER,
    read=Permission.FEDERATION_READ,
    write=Permission.FEDERATION_WRITE,
    columns=("name", "state", "deadline", "asked_in_all", "yes", "no", "waiting"),
    filters=("state", "initiative"),
    groups=(
        Group(_("What is asked"), ("name", "explanation", "initiative")),
        Group(
            _("Answers"),
            ("deadline", "contact", "asks_people", "asks_money", "state", "asked_on"),
        ),
        Group(_("Seats and cost"), ("seats", "seats_each", "cost", "cost_key")),
        Group(_("Settled"), ("settled_on", "settled_by"), folded=True),
    ),
    computed=(
        Computed("asked_in_all", _("asked"), counted),
        Computed("yes", _("yes"), lambda actor: counted(actor, *_YES)),
        Computed("follow", _("follow"), lambda actor: counted(actor, Standing.FOLLOW)),
        Computed("no", _("no"), lambda actor: counted(actor, Standing.NO)),
        Computed("waiting", _("not answered"), lambda actor: counted(actor, Standing.WAITING)),
    ),
    headers={
        "name": ("fråga", "spørsmål", "spørgsmål", "question"),
        "deadline": ("svara senast", "sista dag", "frist", "svarfrist", "deadline"),
    },
    tones={"state": _STATES},
    panels=(Panel("federation/fragments/_answers.html", answers_shown, first=True),),
    hidden_relations=("poll-members",),
    actions=(
        Action(
            _("Ask the members"),
            "federation:ask",
            Permission.FEDERATION_WRITE,
            shown=lambda poll: poll.state == Poll.State.DRAFT,
            primary=True,
        ),
        Action(
            _("Settle"),
            "federation:settle",
            Permission.FEDERATION_WRITE,
            shown=lambda poll: poll.state != Poll.State.DRAFT,
            primary=True,
        ),
        Action(
            _("Ask more members"),
            "federation:ask",
            Permission.FEDERATION_WRITE,
            shown=lambda poll: poll.state != Poll.State.DRAFT,
        ),
    ),
    intro=_("Questions to the members: who leads, who takes part, who follows, who says no."),
    empty=_("Write a question about an initiative, and ask the members."),
    order=11,
)

POLL_MEMBERS = Record(
    model=PollAsked,
    slug="poll-members",
    menu=None,
    read=Permission.FEDERATION_READ,
    write=Permission.FEDERATION_WRITE,
    columns=("name", "poll", "choice", "hours", "money", "seats", "written_on"),
    filters=("poll", "choice"),
    groups=(
        Group(_("Who is asked"), ("name", "poll", "asked_on", "reminded_on")),
        Group(
            _("What was written down for it"),
            ("choice", "hours", "money", "seats", "condition", "contact", "mandate"),
        ),
        Group(_("By whom"), ("written_by", "written_on")),
    ),
    tones={"choice": _ANSWERS},
    importable=False,
    made_by_hand=False,
    writable=False,
    intro=_("Who is asked, and what was written down for those who did not answer themselves."),
)

SHARED_INITIATIVES = Record(
    model=SharedInitiative,
    slug="shared-initiatives",
    menu=Menu.TOGETHER,
    read=Permission.FEDERATION_READ,
    write=Permission.FEDERATION_WRITE,
    columns=("name", "how_far", "state_on", "seats", "cost", "cost_key"),
    filters=("cost_key",),
    groups=(
        Group(_("What it is"), ("name", "initiative", "poll", "summary")),
        Group(_("How it goes"), ("state_on", "state_text")),
        Group(_("Seats and cost"), ("seats", "seats_each", "cost", "cost_key")),
        Group(_("Project directive"), ("directive",), folded=True),
    ),
    computed=(Computed("how_far", _("state"), _state, kind="text"),),
    panels=(Panel("federation/fragments/_participants.html", participants_shown, first=True),),
    hidden_relations=("participants",),
    after_save=_open_to_members,
    intro=_("What members do together: one record, seen by all of them."),
    empty=_("Settle a poll: those who say yes become the participants."),
    order=13,
)

PARTICIPANTS = Record(
    model=Participant,
    slug="participants",
    menu=None,
    read=Permission.FEDERATION_READ,
    write=Permission.FEDERATION_WRITE,
    columns=("name", "takes_part", "seats", "seats_free", "cost_share", "since", "until"),
    filters=("shared", "takes_part"),
    groups=(
        Group(_("How it takes part"), ("name", "takes_part", "seats", "seats_free")),
        Group(_("What it puts in"), ("hours", "cost_share", "condition", "contact")),
        Group(_("Since when"), ("since", "until")),
    ),
    tones={"takes_part": _ANSWERS},
    importable=False,
    made_by_hand=False,
    intro=_("Who takes part in what members do together."),
)

LOCAL_PARTS = Record(
    model=LocalPart,
    slug="local-parts",
    menu=None,
    read=Permission.FEDERATION_READ,
    write=Permission.PORTFOLIO_WRITE,
    columns=("name", "initiative", "responsible", "decided_on"),
    filters=("responsible",),
    groups=(
        Group(_("What we do"), ("name", "initiative", "responsible", "ambition")),
        Group(_("Our own decision"), ("decided", "decided_on")),
    ),
    importable=False,
    made_by_hand=False,
    intro=_("Our own effort in what members do together. The others do not see it."),
)

POLL_RECORDS: tuple[Record, ...] = (
    POLLS,
    POLL_MEMBERS,
    SHARED_INITIATIVES,
    PARTICIPANTS,
    LOCAL_PARTS,
)
