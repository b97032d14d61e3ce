"""Decide about what a change of mandate touches, and settle it when nothing is left open."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from samsyn.apps.council.public import ForumMember
from samsyn.apps.federation.public import Participant
from samsyn.apps.together.models import MandateChange, MandateMatter
from samsyn.apps.together.queries.touched import Thing, touched_by
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.domain.together.mandate import CAN_BE_ENDED, Fault
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case

Key = tuple[str, int]
_ENDED: Mapping[str, type[ForumMember | Participant]] = {
    model._meta.db_table: model for model in (ForumMember, Participant)
}
#: What it takes to end them where they are kept.
_MAY_END = {
    ForumMember._meta.db_table: Permission.COUNCIL_WRITE,
    Participant._meta.db_table: Permission.FEDERATION_WRITE,
}


@use_case(Permission.TOGETHER_SETTLE)
def decide_matters(
    actor: Actor, *, change_id: int, keys: Collection[Key], decision: str, end_it: bool = False
) -> list[MandateMatter]:
    """Keep what was decided about these things; `end_it` gives seats and parts their last day too.

    Raises Refused for what the change does not touch, cannot end, or says nothing about.
    """
    change = MandateChange.owned_by(actor).select_for_update().get(pk=change_id)
    touched = {(t.table, t.row_id): t for t in touched_by(actor, change)}
    refuse_if(_against(actor, change, [touched.get(key) for key in keys], decision, end_it=end_it))
    for key in keys if end_it else ():
        _end(actor, key, change.ends_on)
    return [_kept(actor, change, touched[key], decision, ended=end_it) for key in keys]


def _against(
    actor: Actor,
    change: MandateChange,
    things: Sequence[Thing | None],
    decision: str,
    *,
    end_it: bool,
) -> Iterator[Objection]:
    if change.settled_on:
        yield Objection(Fault.IS_SETTLED)
    if not things:
        yield Objection(Fault.NOTHING_CHOSEN)
    if not all(things):
        yield Objection(Fault.NOT_TOUCHED)
    if not decision.strip():
        yield Objection(Fault.NO_DECISION, field="decision")
    if end_it and not all(may_be_ended(actor, thing) for thing in things if thing):
        yield Objection(Fault.CANNOT_BE_ENDED, field="end_it")


def _kept(
    actor: Actor, change: MandateChange, thing: Thing, decision: str, *, ended: bool
) -> MandateMatter:
    matter, _made = MandateMatter.everything.update_or_create(
        change=change,
        table_name=thing.table,
        row_id=thing.row_id,
        organisation_id=actor.organisation_id,
        defaults={
            "about": thing.name[:300],
            "decision": decision.strip()[:500],
            "decided_on": clock.today(),
            "decided_by": actor.name,
            **({"carried_out": True} if ended else {}),
        },
    )
    return matter


@use_case(Permission.TOGETHER_SETTLE)
def settle_change(actor: Actor, *, change_id: int) -> MandateChange:
    """Close the change once something was decided about all that it touches.

    Raises Refused with how many things are still undecided.
    """
    change = MandateChange.owned_by(actor).select_for_update().get(pk=change_id)
    decided = set(
        MandateMatter.owned_by(actor).filter(change=change).values_list("table_name", "row_id")
    )
    left = [t for t in touched_by(actor, change) if (t.table, t.row_id) not in decided]
    refuse_if([Objection(Fault.UNDECIDED, {"count": len(left)})] if left else [])
    change.settled_on = clock.today()
    change.save()
    return change


def may_be_ended(actor: Actor, thing: Thing) -> bool:
    """Say whether this can be given its last day here."""
    needed = _MAY_END.get(thing.table)
    return thing.sort in CAN_BE_ENDED and needed is not None and actor.may(needed)


def _end(actor: Actor, key: Key, on: date) -> None:
    row = _ENDED[key[0]].owned_by(actor).select_for_update().get(pk=key[1])
    row.until = max(on, row.since) if row.since else on
    row.save()
