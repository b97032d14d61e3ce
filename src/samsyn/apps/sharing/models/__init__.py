"""The nouns of what municipalities reuse from each other."""

from samsyn.apps.sharing.models.offer import Offer, OfferCount
from samsyn.apps.sharing.models.prize import Prize
from samsyn.apps.sharing.models.taking import Taking

__all__ = ["Offer", "OfferCount", "Prize", "Taking"]
