"""The front door: what rooms above may do with offers and with what was taken."""

from __future__ import annotations

from samsyn.apps.sharing.models import Offer, Taking
from samsyn.apps.sharing.services.offering import offer_row, withdraw_offer
from samsyn.apps.sharing.services.settling import settle_taking
from samsyn.apps.sharing.services.taking import take_offer, thank

__all__ = [
    "Offer",
    "Taking",
    "offer_row",
    "settle_taking",
    "take_offer",
    "thank",
    "withdraw_offer",
]
