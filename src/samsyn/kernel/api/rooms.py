"""What rooms add to the API beside their nouns: questions and acts of their own."""

from __future__ import annotations

from collections.abc import Callable

from ninja import Router

MakeRouter = Callable[[], Router]
_ADDED: dict[str, MakeRouter] = {}


def add_to_api(prefix: str, make: MakeRouter) -> None:
    """Put a room's router under a prefix; called once, when the room is ready."""
    _ADDED[prefix] = make


def added() -> dict[str, MakeRouter]:
    """Return what rooms have added, by prefix."""
    return dict(_ADDED)
