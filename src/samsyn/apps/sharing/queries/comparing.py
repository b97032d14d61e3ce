"""Set what we have beside what a neighbour had and has now, field by field and part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from samsyn.apps.sharing.models import Offer, Taking
from samsyn.apps.sharing.queries.snapshots import (
    Snapshot,
    in_words,
    label_of,
    part_in_words,
    parts_of,
    values_of,
)
from samsyn.domain.access.actor import Actor
from samsyn.domain.sharing.three_way import Standing, sameness, standing
from samsyn.kernel.asking import Asking
from samsyn.kernel.sharing import Comes, Part, Shareable, shareable_of_kind
from samsyn.kernel.tenancy.owned import Owned


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing to keep or take: a field or a part. `key` names it in the form."""

    key: str
    label: str
    standing: Standing
    then: object
    ours: object
    theirs: object
    name: str = ""
    raw: Any = None
    part: Part | None = None
    values: Mapping[str, Any] | None = None
    ours_id: int | None = None

    @property
    def differs(self) -> bool:
        """Tell whether there is anything to choose."""
        return self.standing is not Standing.SAME and (self.part is None or self.values is not None)

    @property
    def suggested(self) -> str:
        """Say which side a hurried person should end up with."""
        waits = self.part is not None and self.part.comes is Comes.DECIDED
        theirs = self.standing is Standing.THEIRS_CHANGED or (not self.ours and bool(self.theirs))
        return "theirs" if theirs and not waits else "ours"

    @property
    def is_decision(self) -> bool:
        """Tell whether taking it means deciding the same."""
        return self.part is not None and self.part.comes is Comes.DECIDED


def offer_of(actor: Actor, taking: Taking) -> Offer | None:
    """Return the offer as it is now, or None where it is withdrawn or no longer for us."""
    return next(iter(_offer(actor, taking)), None)


def row_of(actor: Actor, taking: Taking) -> Owned | None:
    """Return our own row that the taking is about, or None where it is gone."""
    rows = _row(actor, taking)
    return next(iter(rows), None) if rows is not None else None


def both_of(actor: Actor, taking: Taking) -> Asking[tuple[Owned | None, Offer | None]]:
    """Ask for our own row and for the offer as it is now."""
    ours = _row(actor, taking)
    offers, *rows = yield [_offer(actor, taking), *([ours] if ours is not None else [])]
    return next((row for found in rows for row in found), None), next(iter(offers), None)


def _offer(actor: Actor, taking: Taking) -> QuerySet[Offer]:
    offers = Offer.visible_to(actor).filter(withdrawn_on__isnull=True)
    return offers.select_related("organisation").filter(pk=taking.offer_id or 0)


def _row(actor: Actor, taking: Taking) -> QuerySet[Owned] | None:
    declared = shareable_of_kind(taking.kind)
    if declared is None or taking.row_id is None:
        return None
    return declared.model.owned_by(actor).filter(pk=taking.row_id)


def lines_of(
    actor: Actor, declared: Shareable, row: Owned, base: Snapshot, theirs: Snapshot
) -> list[Line]:
    """Return every field and part with how the three stand to each other."""
    return [
        *_fields(declared, row, base, theirs),
        *(line for part in declared.parts for line in _parts(actor, part, row, base, theirs)),
    ]


def _fields(declared: Shareable, row: Owned, base: Snapshot, theirs: Snapshot) -> Iterator[Line]:
    model = declared.model
    names = declared.in_order({**base["fields"], **theirs["fields"]})
    ours = values_of(row, names)
    for name in names:
        there = theirs["fields"].get(name)
        then = base["fields"].get(name)
        yield Line(
            key=f"f:{name}",
            label=label_of(model, name),
            standing=standing(then, ours[name], there),
            then=in_words(model, name, then),
            ours=in_words(model, name, ours[name]),
            theirs=in_words(model, name, there),
            name=name,
            raw=there,
        )


def _parts(
    actor: Actor, part: Part, row: Owned, base: Snapshot, theirs: Snapshot
) -> Iterator[Line]:
    table = part.model._meta.db_table
    rows = {_key(part, v := values_of(one, part.fields)): (one, v)
            for one in parts_of(actor, part, row)}  # fmt: skip
    then = {_key(part, values): values for values in base["parts"].get(table, [])}
    there = {_key(part, values): values for values in theirs["parts"].get(table, [])}
    for key in {**there, **{k: None for k in rows if k in then}}:
        one, ours = rows.get(key, (None, None))
        yield Line(
            key=f"p:{table}:{key}",
            label=str(part.label),
            standing=standing(
                _all(part, then.get(key)), _all(part, ours), _all(part, there.get(key))
            ),
            then=part_in_words(part, then.get(key) or {}),
            ours=part_in_words(part, ours or {}),
            theirs=part_in_words(part, there.get(key) or {}),
            part=part,
            values=there.get(key),
            ours_id=one.pk if one else None,
        )


def _key(part: Part, values: Mapping[str, Any]) -> str:
    """Tell parts apart by their key; where only one is offered, there is one."""
    if part.only == 1:
        return "only"
    return " · ".join(str(sameness(values.get(name))) for name in part.key or part.fields[:1])


def _all(part: Part, values: Mapping[str, Any] | None) -> str | None:
    if values is None:
        return None
    return "\x1f".join(str(sameness(values.get(name))) for name in part.fields)
