"""The front door: what rooms above may do with offers and with what was taken."""

from __future__ import annotations

from samsyn.apps.sharing.models import Offer, Prize, Taking
from samsyn.apps.sharing.queries.offers import neighbours_offers, topic
from samsyn.apps.sharing.services.offering import offer_row, withdraw_offer
from samsyn.apps.sharing.services.prize import hand_out_prize
from samsyn.apps.sharing.services.settling import settle_taking
from samsyn.apps.sharing.services.taking import take_offer, thank

__all__ = [
    "Offer",
    "Prize",
    "Taking",
    "hand_out_prize",
    "neighbours_offers",
    "offer_row",
    "settle_taking",
    "take_offer",
    "thank",
    "topic",
    "withdraw_offer",
]
