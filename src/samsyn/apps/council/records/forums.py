"""How forums and their members are listed, shown, typed, imported and exported."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from samsyn.apps.council.models import Forum, ForumMember
from samsyn.apps.council.services.attending import follow_seats
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu
from samsyn.kernel.records.declaration import Group, Record

FORUMS = Record(
    model=Forum,
    slug="forums",
    menu=Menu.COUNCIL,
    read=Permission.COUNCIL_READ,
    write=Permission.COUNCIL_WRITE,
    columns=("name", "kind", "reports_to", "decides_up_to", "since", "until"),
    filters=("kind", "reports_to"),
    groups=(
        Group(_("What it is"), ("name", "short_name", "kind", "purpose")),
        Group(
            _("What it may decide"),
            ("mandate", "decides_up_to", "asks_above", "reports_to", "decides_by"),
        ),
        Group(_("When a decision counts"), ("quorum", "quorum_number")),
        Group(_("Calls and minutes"), ("call_days", "minutes_days", "adjusters")),
        Group(
            _("Where and when it usually meets"),
            ("usual_place", "usual_link", "usual_start", "usual_minutes"),
            folded=True,
        ),
        Group(_("How long it lasts"), ("since", "until", "funded_by", "funded_until"), folded=True),
    ),
    headers={
        "name": ("forum", "råd", "grupp", "gruppe", "council"),
        "kind": ("typ", "slag", "type", "kind"),
        "mandate": ("mandat", "uppdrag", "mandate"),
        "purpose": ("syfte", "formål", "purpose"),
    },
    intro=_("Councils, steering groups and networks: who meets, and what they may decide."),
    empty=_("Write down the first forum: what it may decide, and who sits on it."),
    order=30,
    hidden_relations=("forum-members", "meetings", "agenda-items"),
)


def _follow(actor: Actor, rows: Sequence[ForumMember], _created: bool) -> None:  # noqa: FBT001 - how the house calls it
    """Place who was given a seat at the meetings to come, and tell the calendars of the rest."""
    for forum_id in sorted({member.forum_id for member in rows}):
        follow_seats(actor, forum_id)


FORUM_MEMBERS = Record(
    model=ForumMember,
    slug="forum-members",
    menu=None,
    read=Permission.COUNCIL_READ,
    write=Permission.COUNCIL_WRITE,
    columns=("person", "forum", "represents", "seat", "right", "since", "until"),
    filters=("forum", "seat", "right", "represents"),
    groups=(
        Group(_("Who sits where"), ("forum", "person", "represents")),
        Group(_("As what"), ("seat", "right", "substitute_for")),
        Group(_("From when to when"), ("since", "until")),
    ),
    key=("forum", "person"),
    headers={
        "forum": ("forum", "råd", "grupp", "council"),
        "person": ("person", "namn", "navn", "ledamot", "medlem", "member"),
        "represents": ("kommun", "kommune", "organisation", "företräder", "representerer"),
        "seat": ("roll", "rolle", "uppdrag", "verv", "hverv", "seat"),
    },
    intro=_("Everybody's seats on all forums, now and before."),
    empty=_("Open a forum and put its first member there."),
    after_save=_follow,
    order=60,
)

FORUM_RECORDS = (FORUMS, FORUM_MEMBERS)
