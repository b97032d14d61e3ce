"""Propose an item to a forum: it waits in the backlog until a meeting takes it up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from samsyn.apps.council.models import AgendaItem, Forum
from samsyn.apps.organisation.public import Person, person_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is put before a forum; `about` is what it came from, as columns of the item."""

    name: str
    type: str = AgendaItem.Type.INFORMATION
    minutes: int = 10
    presenter_name: str = ""
    description: str = ""
    proposal: str = ""
    basis: str = ""
    consequences: str = ""
    closed_doors: bool = False
    about: Mapping[str, object] = field(default_factory=dict)


@use_case(Permission.COUNCIL_TAKE_PART)
def propose_item(actor: Actor, *, forum_id: int, proposal: Proposal) -> AgendaItem:
    """Put an item in a forum's backlog. Raises Forum.DoesNotExist for a forum out of sight."""
    forum = Forum.owned_by(actor).get(pk=forum_id)
    presenter = person_named(actor, proposal.presenter_name)
    return AgendaItem.everything.create(
        organisation_id=actor.organisation_id,
        forum=forum,
        name=proposal.name.strip(),
        type=proposal.type,
        minutes=proposal.minutes,
        presenter=presenter,
        presenter_name="" if presenter else proposal.presenter_name.strip(),
        description=proposal.description,
        proposal=proposal.proposal,
        basis=proposal.basis,
        consequences=proposal.consequences,
        closed_doors=proposal.closed_doors,
        proposed_by=person_of(actor),
        proposed_on=clock.today(),
        **proposal.about,
    )


def person_named(actor: Actor, name: str) -> Person | None:
    """Return the person with exactly this name here, or None: then the name is kept as typed."""
    name = name.strip()
    return Person.owned_by(actor).filter(name__iexact=name).first() if name else None
