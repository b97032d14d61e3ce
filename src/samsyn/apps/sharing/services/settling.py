"""Settle what was taken: keep ours or take theirs, line by line, and decide for ourselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import IntegrityError, connection

from samsyn.apps.sharing.models import Taking
from samsyn.apps.sharing.queries.comparing import Line, lines_of, offer_of, row_of
from samsyn.apps.sharing.queries.matching import matched
from samsyn.apps.sharing.services.taking import write_part
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.domain.sharing.objections import Obstacle
from samsyn.kernel import clock
from samsyn.kernel.records.values import write_row
from samsyn.kernel.sharing import Shareable, shareable_of_kind
from samsyn.kernel.use_case import use_case

State = Taking.State


@use_case(Permission.SHARING_TAKE)
def settle_taking(  # noqa: PLR0913 - what a decision must say
    actor: Actor,
    *,
    taking_id: int,
    edition: int,
    theirs: Collection[str],
    state: str,
    reason: str = "",
    remove: bool = False,
) -> Taking:
    """Take over the lines named in `theirs`, keep the rest, and note our own decision.

    `edition` is the one that the person saw; the comparison starts over from it. Parts that are
    decisions are taken only together with our decision to adopt. `remove` deletes a draft that
    was made by taking and is now declined. Raises Refused.
    """
    taking = Taking.owned_by(actor).select_for_update(of=("self",)).get(pk=taking_id)
    declared = shareable_of_kind(taking.kind)
    row = row_of(actor, taking)
    offer = offer_of(actor, taking)
    wanted = State(state)
    if declared is None or row is None:
        raise Refused([Objection(Obstacle.ROW_GONE)])
    now = offer.snapshot if offer else taking.snapshot
    chosen = [
        line
        for line in lines_of(actor, declared, row, taking.snapshot, now)
        if line.key in set(theirs) and line.differs
    ]
    seen = edition == (offer.edition if offer else taking.edition)
    refuse_if(_against(taking, wanted, reason, chosen, seen=seen))
    if wanted is State.DECLINED and remove and taking.made_row:
        _remove(actor, declared, row)
    elif wanted is not State.DECLINED:
        _take_over(actor, declared, row, chosen, reason)
    if wanted is not taking.state or wanted is not State.DRAFT:
        taking.decided_on = None if wanted is State.DRAFT else clock.today()
        taking.decided_by = "" if wanted is State.DRAFT else actor.name
        taking.reason = reason.strip()
    taking.state, taking.snapshot, taking.edition = wanted, now, edition
    taking.save()
    return taking


def _against(
    taking: Taking, wanted: State, reason: str, chosen: Iterable[Line], *, seen: bool
) -> list[Objection]:
    found = [] if seen else [Objection(Obstacle.CHANGED_SINCE)]
    if wanted is not State.DRAFT and wanted is not taking.state and not reason.strip():
        found.append(Objection(Obstacle.REASON_MISSING, field="reason"))
    if wanted is not State.ADOPTED and any(line.is_decision for line in chosen):
        found.append(Objection(Obstacle.ADOPT_FIRST))
    return found


def _take_over(
    actor: Actor,
    declared: Shareable,
    row: Any,  # noqa: ANN401 - any noun
    chosen: Iterable[Line],
    reason: str,
) -> None:
    offered = {line.name: line for line in chosen if line.part is None}
    if offered:
        values = _values(actor, declared, offered)
        write_row(actor, declared.record, row, values)
    for line in chosen:
        if line.part is None or line.values is None:
            continue
        if line.is_decision and line.part.make is not None:
            line.part.make(actor, row, line.values, reason)
        else:
            write_part(actor, line.part, row, dict(line.values), line.ours_id)


def _values(actor: Actor, declared: Shareable, offered: Mapping[str, Line]) -> dict[str, Any]:
    """Return what the chosen fields become here; a link to nothing of ours changes nothing."""
    raw = {name: line.raw for name, line in offered.items()}
    found = matched(actor, declared.model, raw, offered)
    unknown = {label for label, _title in found.unmatched}
    return {
        name: value
        for name, value in found.values.items()
        if value != [] or offered[name].label not in unknown
    }


def _remove(actor: Actor, declared: Shareable, row: Any) -> None:  # noqa: ANN401 - any noun
    actor.must(declared.record.write)
    try:
        row.delete()
        connection.check_constraints()
    except IntegrityError:
        raise Refused([Objection(Obstacle.ROW_HELD)]) from None
