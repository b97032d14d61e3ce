"""Whether a data-processing agreement was concluded, where a room above keeps that.

An agreement's own dates say whether it holds. A room that keeps the terms of data processing may
know more: that it was never concluded after all, or that none is needed and why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from samsyn.domain.access.actor import Actor

Conclusions = Callable[[Actor], Mapping[int, bool]]
_KNOWN: list[Conclusions] = []


def conclusions_by(conclusions: Conclusions) -> None:
    """Let a room say of agreements, by id, that they settle the matter (True) or don't (False)."""
    _KNOWN.append(conclusions)


def conclusions(actor: Actor) -> dict[int, bool]:
    """Return what the rooms above say; an agreement they are silent about is left out."""
    return {pk: settled for ask in _KNOWN for pk, settled in ask(actor).items()}
