"""How an organisation steers its tracks, as the plain policies that the domain asks about."""

from __future__ import annotations

from samsyn.apps.portfolio.models import TrackPolicy
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.tracks import METHOD, Ask, OwnerLevel, Policy, Track


def as_policy(row: TrackPolicy) -> Policy:
    """Return what a row of the organisation's says, as the domain takes it."""
    return Policy(
        track=Track(row.track),
        owners=frozenset(level for level in OwnerLevel if getattr(row, f"owned_by_{level.value}")),
        asks=frozenset(ask for ask in Ask if getattr(row, f"asks_{ask.value}")),
    )


def policies(actor: Actor) -> dict[Track, Policy]:
    """Return the policy of every track: the organisation's own, else the method's."""
    rows = TrackPolicy.owned_by(actor)
    return {**METHOD, **{Track(row.track): as_policy(row) for row in rows}}


def policy_of(actor: Actor, track: Track) -> Policy:
    """Return the policy that governs one track here."""
    row = TrackPolicy.owned_by(actor).filter(track=track.value).first()
    return as_policy(row) if row else METHOD[track]
