"""How frictions, needs and what was decided about them are listed, shown, typed and handed out."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from samsyn.apps.needs.forms import FrictionForm
from samsyn.apps.needs.models import FrictionDoor, FrictionReport, MeToo, Need, TriageDecision
from samsyn.apps.needs.queries.frictions import hours
from samsyn.apps.needs.queries.needs import hours_of_need
from samsyn.apps.needs.services.follow import after_friction, after_need
from samsyn.apps.needs.views.panels import (
    addition_to,
    need_hints,
    need_rests_on,
    price_of,
    triage_history,
)
from samsyn.apps.needs.wording import ACT_NAMES
from samsyn.domain.access.permissions import Permission
from samsyn.domain.needs.course import FrictionState, NeedState
from samsyn.kernel.navigation import Menu, MenuItem, add_to_menu
from samsyn.kernel.records.declaration import Action, Computed, Group, Panel, Record, register
from samsyn.kernel.records.history import name_acts
from samsyn.kernel.records.views.pages import add_to_pages_by

_READ, _WRITE = Permission.NEEDS_READ, Permission.NEEDS_WRITE


def _stands_alone(friction: Any) -> bool:  # noqa: ANN401 - a row of the record
    return friction.merged_into_id is None


def _may_cost(friction: Any) -> bool:  # noqa: ANN401 - a row of the record
    return str(friction.state) != FrictionState.SOLVED


FRICTIONS = Record(
    model=FrictionReport,
    slug="friction",
    menu=None,
    read=_READ,
    write=_WRITE,
    form=FrictionForm,
    columns=("name", "state", "hours", "voices", "system", "unit", "reported_on"),
    filters=("state", "system", "unit", "handler", "merged_into", "door"),
    computed=(Computed("hours", _("hours a year"), lambda _actor: hours()),),
    groups=(
        Group(_("What is in the way"), ("name", "text", "system", "unit", "spot")),
        Group(_("What one person loses"), ("minutes", "people")),
        Group(_("Who said so"), ("reported_by", "reported_on", "door", "voices")),
        Group(
            _("What became of it"),
            ("state", "handler", "answer", "settled_on", "settled_by", "merged_into"),
        ),
    ),
    key=("name", "unit"),
    headers={
        "name": ("krångel", "friktion", "bøvl", "plunder", "problem", "vad", "hva", "hvad"),
        "text": ("beskrivning", "beskrivelse", "kommentar", "description"),
        "system": ("system", "it-system", "fagsystem", "verksamhetssystem"),
        "unit": ("enhet", "förvaltning", "avdelning", "avdeling", "afdeling", "tjenesteområde"),
        "spot": ("plats", "sted", "var", "hvor", "where"),
        "minutes": ("minuter", "minutter", "min/vecka", "tid per vecka", "minutes"),
        "people": ("antal", "antal personer", "antall", "antall personer", "people"),
        "handler": ("ansvarig", "handläggare", "ansvarlig", "saksbehandler", "sagsbehandler"),
    },
    tones={
        "state": {
            FrictionState.REPORTED.value: "neutral",
            FrictionState.LOOKED_AT.value: "info",
            FrictionState.SOLVED.value: "success",
            FrictionState.LIFTED.value: "accent",
            FrictionState.NOT_NOW.value: "warning",
        }
    },
    panels=(Panel("needs/fragments/_price.html", price_of, first=True),),
    actions=(
        Action(_("Answer"), "needs:answer", _WRITE, shown=_stands_alone, primary=True),
        Action(_("Me too"), "needs:me_too", Permission.FRICTION_REPORT, shown=_may_cost),
        Action(
            _("Lift to a need"),
            "needs:lift",
            _WRITE,
            shown=lambda one: _stands_alone(one) and _may_cost(one),
        ),
        Action(_("Merge"), "needs:merge", _WRITE, shown=_stands_alone),
        Action(
            _("Undo the merger"), "needs:unmerge", _WRITE, shown=lambda one: not _stands_alone(one)
        ),
    ),
    list_actions=(
        Action(_("Report friction"), "needs:report", Permission.FRICTION_REPORT),
        Action(_("The costliest first"), "needs:board", _READ),
    ),
    after_save=after_friction,
    intro=_("What is in people's way every week, and what it costs in a year."),
    empty=_("A printer, a slow network, the same thing typed twice: report it in a minute."),
    order=15,
    hidden_relations=("friction",),  # what was merged into it stands with its price
)

ME_TOOS = Record(
    model=MeToo,
    slug="me-toos",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "friction", "person", "minutes", "said_on"),
    filters=("friction", "person"),
    groups=(Group(_("Who else"), ("name", "friction", "person", "minutes", "words", "said_on")),),
    importable=False,
    made_by_hand=False,
    writable=False,
)

DOORS = Record(
    model=FrictionDoor,
    slug="friction-posters",
    menu=None,
    read=_WRITE,
    write=_WRITE,
    columns=("name", "unit", "closes_on"),
    filters=("unit",),
    groups=(Group(_("The poster"), ("name", "unit", "closes_on")),),
    headers={"name": ("affisch", "plakat", "poster"), "unit": ("enhet", "avdeling", "afdeling")},
    actions=(Action(_("Print the poster"), "needs:poster", _WRITE, primary=True),),
    intro=_("A printed address by which people without an account report friction."),
    empty=_("Make a poster for a staff room where people share computers, or have none."),
    order=16,
)

NEEDS = Record(
    model=Need,
    slug="needs",
    menu=Menu.PORTFOLIO,
    read=_READ,
    write=_WRITE,
    columns=("name", "state", "hours", "category", "unit", "owner", "collected_on"),
    filters=("state", "category", "cynefin", "unit", "owner", "frequency", "clause"),
    computed=(Computed("hours", _("hours a year"), hours_of_need),),
    groups=(
        Group(
            _("The need, not the solution"),
            ("name", "felt_by", "today", "consequence", "frequency", "evidence"),
        ),
        Group(_("Where it comes from"), ("category", "unit", "owner", "goal", "clause")),
        Group(_("What it rests on"), ("cynefin", "frictions")),
        Group(_("What became of it"), ("state", "collected_on", "triaged_on")),
    ),
    headers={
        "name": ("behov", "need", "rubrik", "tittel", "titel"),
        "felt_by": ("målgrupp", "målgruppe", "vem", "hvem", "who"),
        "today": ("nuläge", "nåsituasjon", "nusituation", "idag", "today"),
        "consequence": ("konsekvens", "konsekvens", "effekt", "consequence"),
        "frequency": ("hur ofta", "frekvens", "hvor ofte", "frequency"),
        "evidence": ("underlag", "grunnlag", "dokumentation", "evidence"),
        "category": ("kategori", "typ", "type", "category"),
        "unit": ("enhet", "förvaltning", "avdelning", "avdeling", "afdeling"),
        "owner": ("ägare", "behovsägare", "eier", "behovseier", "ejer", "owner"),
        "goal": ("mål", "goal"),
    },
    tones={
        "state": {
            NeedState.TRIAGED.value: "info",
            NeedState.TAKEN_UP.value: "accent",
            NeedState.SOLVED.value: "success",
            NeedState.NOT_NOW.value: "warning",
        }
    },
    panels=(
        Panel("needs/fragments/_hints.html", need_hints, first=True),
        Panel("needs/fragments/_rests_on.html", need_rests_on),
        Panel("needs/fragments/_decisions.html", triage_history),
    ),
    actions=(
        Action(
            _("Triage"),
            "needs:decide",
            _WRITE,
            shown=lambda need: need.state != NeedState.TAKEN_UP,
            primary=True,
        ),
    ),
    list_actions=(Action(_("Triage"), "needs:triage", _WRITE),),
    after_save=after_need,
    intro=_("What somebody must be able to do, kept apart from what might be bought."),
    empty=_("Write down what somebody cannot do today, and what follows from that."),
    order=12,
    hidden_relations=("triage-decisions",),
)

DECISIONS = Record(
    model=TriageDecision,
    slug="triage-decisions",
    menu=None,
    read=_READ,
    write=_WRITE,
    columns=("name", "need", "outcome", "means", "decided_on", "decided_by", "again_on"),
    filters=("need", "outcome", "means"),
    groups=(
        Group(
            _("What was decided"),
            *(
                (
                    "name",
                    "need",
                    "outcome",
                    "means",
                    "reason",
                    "decided_on",
                    "decided_by",
                    "again_on",
                ),
            ),
        ),
    ),
    tones={"outcome": {"lift": "accent", "solve": "success", "not_now": "warning"}},
    importable=False,
    made_by_hand=False,
    writable=False,
)

RECORDS = (FRICTIONS, ME_TOOS, DOORS, NEEDS, DECISIONS)


def show() -> None:
    """Connect the room to the house; called once, when the room is ready."""
    register(*RECORDS)
    name_acts(ACT_NAMES)
    add_to_pages_by(addition_to)
    add_to_menu(
        MenuItem(
            menu=Menu.MY_DAY,
            label=_("Report friction"),
            url_name="needs:report",
            permission=Permission.FRICTION_REPORT,
            order=80,
        ),
        MenuItem(
            menu=Menu.PORTFOLIO,
            label=_("Friction"),
            url_name="needs:board",
            permission=_READ,
            order=11,
        ),
        MenuItem(
            menu=Menu.PORTFOLIO,
            label=_("Triage"),
            url_name="needs:triage",
            permission=_WRITE,
            order=13,
        ),
    )
