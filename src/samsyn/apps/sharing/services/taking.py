"""Take what a neighbour offers, as a draft of our own or beside a row we have."""

from __future__ import annotations

from typing import Any

from samsyn.apps.organisation.public import person_of
from samsyn.apps.sharing.models import Offer, Taking
from samsyn.apps.sharing.queries.matching import matched
from samsyn.apps.sharing.queries.snapshots import in_words
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.domain.sharing.objections import Obstacle
from samsyn.kernel import clock
from samsyn.kernel.records.declaration import record_of
from samsyn.kernel.records.values import write_row
from samsyn.kernel.sharing import Comes, Part, Shareable, shareable_of_kind
from samsyn.kernel.use_case import use_case


@use_case(Permission.SHARING_TAKE)
def take_offer(
    actor: Actor, *, offer_id: int, into: int | None = None
) -> tuple[Taking, list[tuple[str, str]]]:
    """Take an offer; returns the taking, and the links that name nothing of ours.

    Without `into` a draft is made through the noun's own form; with it, nothing of that row of
    ours changes before somebody has chosen field by field. Raises Refused.
    """
    offer, declared = _offered(actor, offer_id)
    unmatched: list[tuple[str, str]] = []
    if into is None:
        row, unmatched = _draft(actor, declared, offer.snapshot)
    else:
        row = declared.model.owned_by(actor).filter(pk=into).first()
        refuse_if([] if row is not None else [Objection(Obstacle.ROW_GONE)])
    taking = Taking.everything.create(
        organisation_id=actor.organisation_id,
        name=f"{offer.name} · {offer.organisation.name}"[:300],  # theirs: ours may be closed later
        kind=offer.kind,
        row_id=row.pk,
        made_row=into is None,
        origin_id=offer.organisation_id,
        offer_id=offer.pk,
        snapshot=offer.snapshot,
        sources=offer.sources,
        edition=offer.edition,
        responsible=person_of(actor),
        taken_on=clock.today(),
        taken_by=actor.name,
    )
    return taking, unmatched


@use_case(Permission.SHARING_TAKE)
def thank(actor: Actor, *, taking_id: int) -> Taking:
    """Count up the origin's thanks by one; once for each who took it."""
    taking = Taking.owned_by(actor).select_for_update(of=("self",)).get(pk=taking_id)
    refuse_if([Objection(Obstacle.THANKED_ALREADY)] if taking.thanked_on else [])
    taking.thanked_on = clock.today()
    taking.save()
    return taking


def _offered(actor: Actor, offer_id: int) -> tuple[Offer, Shareable]:
    offers = Offer.visible_to(actor).filter(withdrawn_on__isnull=True)
    offer = offers.select_related("organisation").filter(pk=offer_id).first()
    declared = shareable_of_kind(offer.kind) if offer else None
    if offer is None or declared is None:
        raise Refused([Objection(Obstacle.NOT_OFFERED)])
    if offer.organisation_id == actor.organisation_id:
        raise Refused([Objection(Obstacle.OUR_OWN)])
    if Taking.owned_by(actor).filter(offer_id=offer.pk).exists():
        raise Refused([Objection(Obstacle.TAKEN_ALREADY)])
    actor.must(declared.record.write)
    return offer, declared


def _draft(
    actor: Actor, declared: Shareable, snapshot: dict[str, Any]
) -> tuple[Any, list[tuple[str, str]]]:
    names = declared.in_order(snapshot["fields"])
    found = matched(actor, declared.model, snapshot["fields"], names)
    row = write_row(actor, declared.record, None, {**found.values, **declared.draft})
    unmatched = found.unmatched
    for part in declared.parts:
        if part.comes is Comes.TAKEN:
            for values in snapshot["parts"].get(part.model._meta.db_table, []):
                unmatched += _try_part(actor, part, row, values)
    return row, unmatched


def _try_part(
    actor: Actor,
    part: Part,
    row: Any,  # noqa: ANN401 - any noun
    values: dict[str, Any],
) -> list[tuple[str, str]]:
    """Make a part of a draft; one that says nothing here without what it names is left out."""
    try:
        return write_part(actor, part, row, values)
    except Refused:
        said = (in_words(part.model, name, values.get(name)) for name in part.fields)
        return [(str(part.label), " · ".join(text for text in said if text))]


def write_part(
    actor: Actor,
    part: Part,
    parent: Any,  # noqa: ANN401 - any noun
    values: dict[str, Any],
    part_id: int | None = None,
) -> list[tuple[str, str]]:
    """Make or change one part of our row by the part's own form; returns what was not matched."""
    record = record_of(part.model)
    if record is None:
        raise LookupError(part.model)
    found = matched(actor, part.model, values, [n for n in part.fields if n in values])
    known = part.model.owned_by(actor).get(pk=part_id) if part_id else None
    write_row(actor, record, known, {**found.values, part.link: parent.pk})
    return found.unmatched
