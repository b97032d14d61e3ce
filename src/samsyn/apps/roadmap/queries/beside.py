"""What rooms above have to tell about a published version, beside what it says itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from samsyn.apps.roadmap.models import PublishedRoadmap
from samsyn.domain.access.actor import Actor


@dataclass(frozen=True, slots=True)
class Beside:
    """A part of a version's page that another room writes."""

    template: str
    context: dict[str, object] = field(default_factory=dict)

    @property
    def contexts(self) -> list[dict[str, object]]:
        """The context, as a loop of the page takes it: no tag can be given one of that name."""
        return [self.context]


Telling = Callable[[Actor, PublishedRoadmap], Beside | None]
_tellers: list[Telling] = []


def tell_beside_versions(telling: Telling) -> None:
    """Let a room tell on the pages of our versions; called once, when the room is ready."""
    _tellers.append(telling)


def told_beside(actor: Actor, version: PublishedRoadmap) -> list[Beside]:
    """Return what the rooms above have to tell of one version."""
    return [told for tell in _tellers if (told := tell(actor, version))]
