"""Leave a classification workshop half done: the group has answered some of it and comes back."""

from __future__ import annotations

from datetime import timedelta

from samsyn.apps.register.models import InformationAsset
from samsyn.apps.register.services.workshop import Typed, answer_workshop, start_workshop
from samsyn.config.demo.site import Site
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.scales import DEFAULT_SCALE, Aspect, Perspective
from samsyn.domain.classification.workshop import NO_ANSWER, Answer
from samsyn.kernel.tenancy.session import acting_for

_ABOUT = "Läkemedelslistor"
_GROUP = "Maja Ekblad, digital strateg\nSiv Norling, systemägare\nUlf Jernberg, verksamhetschef"
_SAID = (
    (Aspect.CONFIDENTIALITY, Perspective.PERSON, 3, "En sjukdom som blir känd går inte att ta."),
    (Aspect.CONFIDENTIALITY, Perspective.ORGANISATION, 2, "Anmälan, skadestånd, förlorad tillit."),
    (Aspect.CONFIDENTIALITY, Perspective.SOCIETY, 1, "Fler drar sig för att ta emot hjälp."),
    (Aspect.INTEGRITY, Perspective.PERSON, 4, "Fel dos kan kosta ett liv."),
    (Aspect.INTEGRITY, Perspective.ORGANISATION, 3, "Lex Maria, och listorna skrivs för hand."),
)


def begin(site: Site, actor: Actor) -> None:
    """Begin one on the lists of medicines, and answer confidentiality and half of integrity."""
    with acting_for(actor):
        asset = InformationAsset.owned_by(actor).get(name=_ABOUT)
    workshop = start_workshop(
        actor,
        asset_id=asset.pk,
        scale=DEFAULT_SCALE,
        held_on=site.today - timedelta(days=3),
        participants=_GROUP,
    )
    said = {
        (aspect, who): Typed(Answer(level, reason), NO_ANSWER.mark)
        for aspect, who, level, reason in _SAID
    }
    answer_workshop(actor, workshop_id=workshop.pk, typed=said)
