"""How offers and what was taken are listed, shown and handed out, and where they show elsewhere."""

from __future__ import annotations

from django.db.models import Case, CharField, Expression, Value, When
from django.utils.translation import gettext_lazy as _

from samsyn.apps.sharing.forms import OfferRecordForm
from samsyn.apps.sharing.models import Offer, Prize, Taking
from samsyn.apps.sharing.queries.offers import used
from samsyn.apps.sharing.views.marking import mark, taking_state
from samsyn.apps.sharing.wording import kind_in_words
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.navigation import Menu, MenuItem, add_to_menu
from samsyn.kernel.records.declaration import Action, Computed, Group, Panel, Record, register
from samsyn.kernel.records.history import name_acts
from samsyn.kernel.records.views.pages import add_to_pages_by
from samsyn.kernel.sharing import all_shareables


def _kind(_actor: Actor) -> Expression:
    whens = [
        When(kind=declared.kind, then=Value(kind_in_words(declared.kind)))
        for declared in all_shareables()
    ]
    return Case(*whens, default="kind", output_field=CharField())


_WHAT_KIND = Computed("what_kind", _("kind"), _kind, kind="text")

OFFERS = Record(
    model=Offer,
    slug="offers",
    menu=Menu.TOGETHER,
    read=Permission.SHARING_READ,
    write=Permission.SHARING_OFFER,
    columns=("name", "what_kind", "used", "thanked", "offered_on", "renewed_on", "withdrawn_on"),
    groups=(
        Group(_("What is offered"), ("name", "about_names", "note")),
        Group(
            _("Since when"),
            ("edition", "offered_on", "renewed_on", "withdrawn_on", "offered_by"),
        ),
    ),
    computed=(
        _WHAT_KIND,
        Computed("used", _("used by"), lambda actor: used(actor, "takings")),
        Computed("adopted", _("adopted by"), lambda actor: used(actor, "adoptions")),
        Computed("thanked", _("thanks"), lambda actor: used(actor, "thanks")),
    ),
    form=OfferRecordForm,
    importable=False,
    made_by_hand=False,
    intro=_("What others may take a copy of. Your own records stay as closed as they are."),
    empty=_("Open a record that you are proud of, and choose “Offer to neighbours”."),
    order=20,
)

TAKINGS = Record(
    model=Taking,
    slug="takings",
    menu=Menu.TOGETHER,
    read=Permission.SHARING_READ,
    write=Permission.SHARING_TAKE,
    columns=("name", "what_kind", "state", "taken_on", "decided_on", "responsible"),
    filters=("state", "responsible"),
    groups=(
        Group(_("What was taken"), ("name", "origin", "edition", "taken_on", "taken_by")),
        Group(
            _("What we decided"),
            ("state", "reason", "decided_on", "decided_by", "responsible", "thanked_on"),
        ),
    ),
    computed=(_WHAT_KIND,),
    tones={"state": {"draft": "info", "adopted": "success", "declined": "neutral"}},
    panels=(Panel("sharing/fragments/_taking.html", taking_state),),
    actions=(
        Action(_("Compare and decide"), "sharing:compare", Permission.SHARING_TAKE, primary=True),
    ),
    importable=False,
    made_by_hand=False,
    intro=_("What you have taken from neighbours, and what you decided about it."),
    empty=_("Look at what neighbours offer, and take what saves you the work."),
    order=30,
)

PRIZES = Record(
    model=Prize,
    slug="prizes",
    menu=None,
    read=Permission.SHARING_READ,
    write=Permission.SHARING_OFFER,
    columns=("name", "year", "what_for", "decided_on"),
    groups=(
        Group(_("The prize"), ("name", "year", "winner", "what_for", "reasons", "decided_on")),
        Group(_("The counts of that year"), ("adopters", "takers", "thankers")),
    ),
    importable=False,
    made_by_hand=False,
    intro=_("The prizes that we have handed out."),
    empty=_("Hand out a prize when the year is over."),
    order=50,
)

RECORDS = (OFFERS, TAKINGS, PRIZES)
PRIZE = MenuItem(
    menu=Menu.TOGETHER,
    label=_("The year's prize"),
    url_name="sharing:prize",
    permission=Permission.SHARING_READ,
    order=40,
)
MENU = MenuItem(
    menu=Menu.TOGETHER,
    label=_("What neighbours offer"),
    url_name="sharing:neighbours",
    permission=Permission.SHARING_READ,
    order=10,
)


def show() -> None:
    """Connect the room to the house; called once, when the room is ready."""
    register(*RECORDS)
    add_to_menu(MENU, PRIZE)
    add_to_pages_by(mark)
    name_acts(
        {
            "sharing.offer_row": _("Offered to neighbours"),
            "sharing.withdraw_offer": _("Offer withdrawn"),
            "sharing.take_offer": _("Taken from a neighbour"),
            "sharing.settle_taking": _("Compared and decided"),
            "sharing.thank": _("Thanked"),
            "sharing.hand_out_prize": _("Prize handed out"),
        }
    )
