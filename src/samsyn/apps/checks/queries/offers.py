"""What rooms above offer to do with a finding: buttons on its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from samsyn.apps.checks.models import Finding
from samsyn.domain.access.actor import Actor

Offer = Callable[[Actor, Finding], Mapping[str, object] | None]
_offers: list[Offer] = []


def offer_on_findings_by(offer: Offer) -> None:
    """Let a room offer a button on every finding's page; called once, when the room is ready."""
    _offers.append(offer)


def offers_on(actor: Actor, finding: Finding) -> list[Mapping[str, object]]:
    """Return the buttons that rooms offer on one finding's page."""
    return [made for offer in _offers if (made := offer(actor, finding))]
