"""Effective levels and personal data of everything on the map, read at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samsyn.apps.register.models import InformationAsset
from samsyn.apps.register.queries.impact import landscape_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.impact.landscape import Kind, Landscape, Thing
from samsyn.domain.register import map as m


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of levels, and of the information that gives them."""

    landscape: Landscape
    personal: Mapping[int, str]
    assets: Mapping[int, str]

    def of(self, kind: str, pk: int) -> m.Levels:
        """Return the effective levels of one thing; nothing where nobody has judged."""
        return self.landscape.levels(Thing(Kind(kind), pk))

    def personal_of(self, assets: Iterable[int]) -> str:
        """Return the most sensitive personal data among these."""
        return m.most_sensitive(self.personal.get(asset, "") for asset in assets)


def levels_known(actor: Actor) -> Known:
    """Return the levels of all our information and of what it lies in or comes to."""
    assets = list(
        InformationAsset.owned_by(actor)
        .order_by("sort_key", "pk")
        .values_list("pk", "name", "personal_data")
    )
    return Known(
        landscape=landscape_of(actor),
        personal={pk: personal for pk, _name, personal in assets},
        assets={pk: name for pk, name, _personal in assets},
    )
