"""Make one supplier of two, in every organisation at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey

from samsyn.apps.register.models import Supplier
from samsyn.apps.register.models.supplier_merge import SupplierMerge
from samsyn.apps.register.queries.suppliers import entry_of
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.same_supplier import joined_names, objections_to_merging
from samsyn.domain.shared.refusal import Refused, refuse_if
from samsyn.kernel import clock, journal
from samsyn.kernel.models import Organisation
from samsyn.kernel.tenancy.owned import Catalogue, Owned
from samsyn.kernel.tenancy.session import acting_for
from samsyn.kernel.use_case import use_case

_ACT = "register.merge_suppliers"
_FILLED = (
    "legal_name",
    "processor_name",
    "website",
    "email",
    "security_email",
    "security_phone",
)
_LONGEST = 500


@use_case(Permission.SUPPLIER_MERGE)
def merge_suppliers(actor: Actor, *, survivor_id: int, lost_id: int, reason: str) -> Supplier:
    """Move all that points at one supplier to the other, and keep its names and its history.

    Other organisations' rows move too, as an act of Samsyn in each; nothing is told of them here.
    Raises Refused with every objection, for instance two different organisation numbers.
    """
    rows = Supplier.visible_to(actor).select_for_update().order_by("pk")
    both = {one.pk: one for one in rows.filter(pk__in=[survivor_id, lost_id])}
    survivor, lost = both.get(survivor_id), both.get(lost_id)
    refuse_if(
        objections_to_merging(
            entry_of(survivor) if survivor else None, entry_of(lost) if lost else None, reason
        )
    )
    if survivor is None or lost is None:
        raise Refused([])
    _keep_what_was(survivor, lost)
    _move_in_the_catalogue(actor, lost.pk, survivor.pk)
    for organisation_id in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        _move_in(organisation_id, lost.pk, survivor.pk)
    lost.delete()
    connection.check_constraints()
    _take_over(survivor, lost)
    return survivor


def _links(base: type[Owned | Catalogue]) -> Iterator[tuple[Any, str]]:
    """Yield every field of every noun, of whatever room, that points at a supplier."""
    for model in apps.get_models():
        if not issubclass(model, base):
            continue
        for field in model._meta.local_fields:
            if isinstance(field, ForeignKey) and field.related_model is Supplier:
                yield model, field.name


def _move_in_the_catalogue(actor: Actor, lost: int, survivor: int) -> None:
    for model, name in _links(Catalogue):
        model.visible_to(actor).filter(**{name: lost}).update(**{name: survivor})


def _move_in(organisation_id: int, lost: int, survivor: int) -> None:
    """Move one organisation's rows, if it has any, as Samsyn at work there."""
    samsyn = samsyn_for(organisation_id)
    links = list(_links(Owned))
    with acting_for(samsyn):
        met = [
            (model, name)
            for model, name in links
            if model.owned_by(samsyn).filter(**{name: lost}).exists()
        ]
    if not met:
        return
    with journal.also_for(samsyn, _ACT):
        for model, name in met:
            model.owned_by(samsyn).filter(**{name: lost}).update(**{name: survivor})


def _keep_what_was(survivor: Supplier, lost: Supplier) -> None:
    facts = {
        name: getattr(lost, name)
        for name in ("name", "former_names", "country", "org_number", *_FILLED)
        if getattr(lost, name)
    }
    SupplierMerge.everything.create(
        name=lost.name,
        survivor=survivor,
        lost_id=lost.pk,
        facts=facts,
        merged_on=clock.today(),
    )


def _take_over(survivor: Supplier, lost: Supplier) -> None:
    """Fill what the survivor did not know, and let it be found by all former names."""
    for name in _FILLED:
        if not getattr(survivor, name):
            setattr(survivor, name, getattr(lost, name))
    if not survivor.org_number:
        survivor.country, survivor.org_number = (
            lost.country or survivor.country,
            lost.org_number,
        )
    names = [
        *survivor.former_names.split(","),
        lost.name,
        lost.legal_name,
        *lost.former_names.split(","),
    ]
    known = {survivor.name.casefold(), survivor.legal_name.casefold()}
    fresh = (name for name in names if name.strip().casefold() not in known)
    survivor.former_names = joined_names(fresh, _LONGEST)
    survivor.revision += 1
    survivor.save()
