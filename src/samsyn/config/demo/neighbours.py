"""Let neighbours offer and take: one finds what another has done, and decides for itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from samsyn.apps.register.models import InformationAsset, Routine
from samsyn.apps.rounds.public import start_round
from samsyn.apps.sharing.public import Offer, offer_row, take_offer
from samsyn.config.demo.people import Staff
from samsyn.config.demo.site import Site
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock, journal
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.session import acting_for

#: Who offers what, by name: the last one is closed again afterwards, the first one renewed.
_OFFERS: tuple[tuple[str, type[Noun], str], ...] = (
    ("routines", Routine, "Läkemedel i hemmet"),
    ("information-assets", InformationAsset, "Larm och larmmottagare"),
    ("routines", Routine, "Kontroll av narkotikaförrådet"),
    ("information-assets", InformationAsset, "Loggar"),
)
_TAKEN = ("Läkemedel i hemmet", "Larm och larmmottagare")


def share(sites: Mapping[str, Site], staffs: Mapping[str, Staff]) -> None:
    """Let Oskarsvik offer, Edskog take, and Oskarsvik change what it offered."""
    giver = staffs["oskarsvik"].actors["ds"]
    taker = staffs["edskog"].actors["ds"]
    today = clock.now()
    with clock.stopped_at(today - timedelta(days=60)):
        for kind, model, name in _OFFERS:
            offer_row(giver, kind=kind, row_id=_row(giver, model, name))
    with clock.stopped_at(today - timedelta(days=45)):
        for name in _TAKEN:
            take_offer(taker, offer_id=_offer(taker, name))
    with clock.stopped_at(today - timedelta(days=8)):
        _change(giver)
    start_round(
        taker,
        about="systems:owner",
        asked=["users", "criticality", "fallback"],
        deadline=sites["edskog"].today + timedelta(days=14),
        months=9,
        words="En minut per system räcker.",
    )


def _change(giver: Actor) -> None:
    """Let the routine become safer, and close what was offered too widely."""
    kind, model, name = _OFFERS[0]
    with journal.act(giver, "demo.change_routine"):
        Routine.owned_by(giver).filter(name=name).update(
            fallback="Papperslistor i pärmen, bytta varje måndag och fredag."
        )
    offer_row(giver, kind=kind, row_id=_row(giver, model, name), note="Listorna byts oftare.")
    with journal.act(giver, "demo.close_information"):
        InformationAsset.owned_by(giver).filter(name=_OFFERS[-1][2]).update(visibility="restricted")


def _row(actor: Actor, model: type[Noun], name: str) -> int:
    with acting_for(actor):
        return int(
            model.owned_by(actor).filter(**{model.title_field: name}).values_list("pk")[0][0]
        )


def _offer(actor: Actor, name: str) -> int:
    with acting_for(actor):
        return int(Offer.visible_to(actor).filter(name=name).values_list("pk")[0][0])
