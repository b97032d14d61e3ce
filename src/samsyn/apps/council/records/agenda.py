"""How meetings and agenda items are listed, shown, typed, imported and exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.apps.council.models import AgendaItem, Meeting
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Group, Record

MEETING_TONES = {
    Meeting.State.PLANNED.value: "info",
    Meeting.State.CALLED.value: "accent",
    Meeting.State.SITTING.value: "warning",
    Meeting.State.ENDED.value: "success",
    Meeting.State.CANCELLED.value: "neutral",
}
ITEM_TONES = {
    AgendaItem.State.BACKLOG.value: "info",
    AgendaItem.State.PLANNED.value: "accent",
    AgendaItem.State.NOW.value: "warning",
    AgendaItem.State.DONE.value: "success",
    AgendaItem.State.POSTPONED.value: "warning",
    AgendaItem.State.WITHDRAWN.value: "neutral",
}

MEETINGS = Record(
    model=Meeting,
    slug="meetings",
    menu=Menu.COUNCIL,
    read=Permission.COUNCIL_READ,
    write=Permission.COUNCIL_WRITE,
    columns=("name", "forum", "starts_at", "place", "state"),
    filters=("forum", "state", "year"),
    groups=(
        Group(_("When and where"), ("forum", "starts_at", "ends_at", "place", "link")),
        Group(_("What is said to those who come"), ("to_members",)),
        Group(_("How far it has come"), ("number", "year", "state", "cancelled_because")),
    ),
    key=("forum", "year", "number"),
    tones={"state": MEETING_TONES},
    importable=False,
    made_by_hand=False,
    intro=_("Every meeting of every forum, held and to come."),
    empty=_("Open a forum and plan its next meeting."),
    order=20,
    hidden_relations=("agenda-items",),
)

AGENDA_ITEMS = Record(
    model=AgendaItem,
    slug="agenda-items",
    menu=Menu.COUNCIL,
    read=Permission.COUNCIL_READ,
    write=Permission.COUNCIL_WRITE,
    columns=("name", "forum", "type", "state", "meeting", "presenter", "proposed_on"),
    filters=("forum", "type", "state", "meeting", "initiative"),
    groups=(
        Group(_("What it is"), ("forum", "name", "type", "minutes", "description")),
        Group(_("Who presents it"), ("presenter", "presenter_name")),
        Group(_("What is to be decided"), ("proposal", "basis", "consequences")),
        Group(_("What it is about"), ("initiative", "poll", "plan"), folded=True),
        Group(_("How it is dealt with"), ("consent", "closed_doors"), folded=True),
        Group(
            _("How far it has come"),
            ("state", "meeting", "number", "proposed_by", "proposed_on", "outcome"),
        ),
    ),
    key=("forum", "name"),
    tones={"state": ITEM_TONES},
    headers={
        "forum": ("forum", "råd", "grupp", "council"),
        "name": ("ärende", "rubrik", "sak", "sag", "punkt", "item"),
        "type": ("typ", "type"),
        "minutes": ("minuter", "minutter", "tid", "minutes"),
    },
    intro=_("What forums have dealt with, will deal with, and wait to deal with."),
    empty=_("Propose the first item; it waits in the forum's backlog until a meeting takes it up."),
    order=40,
)

AGENDA_RECORDS = (MEETINGS, AGENDA_ITEMS)
