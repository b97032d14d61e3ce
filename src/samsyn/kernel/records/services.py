"""Make, change, confirm and delete rows of any noun: the shared use-cases of all records."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.db import IntegrityError, connection
from django.db.models import F, Model, QuerySet

from samsyn.domain.access.actor import Actor
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock, journal
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.forms import NounForm
from samsyn.kernel.records.relations import holding_on
from samsyn.kernel.tenancy.owned import Noun, Owned


class Obstacle(StrEnum):
    """Why a row can't be changed or deleted as asked."""

    CHANGED_MEANWHILE = "changed_meanwhile"
    STILL_POINTED_AT = "still_pointed_at"
    NOT_OURS = "not_ours"


def act_name(record: Record, verb: str) -> str:
    """Return the name of an act in the history: `register.change_system`."""
    meta = record.model._meta
    return f"{meta.app_label}.{verb}_{meta.model_name}"


def save_record(actor: Actor, record: Record, form: NounForm, *, reason: str = "") -> Model:
    """Make or change one row from a valid form.

    Raises Refused when somebody changed the row since the person began to type.
    """
    actor.must(record.write)
    created = form.instance.pk is None
    with journal.act(actor, act_name(record, "create" if created else "change"), reason):
        if not created:
            take_turn(record, actor, form.instance, seen=form.cleaned_data["revision"])
        instance: Model = form.save()
        if record.after_save:
            record.after_save(actor, [instance], created)
    return instance


def take_turn(record: Record, actor: Actor, instance: Any, *, seen: int) -> None:  # noqa: ANN401 - any noun
    """Count up the revision, or refuse because the person saw an older one."""
    rows: QuerySet[Any] = record.model.everything.filter(pk=instance.pk)
    if record.owned:
        rows = rows.filter(organisation_id=actor.organisation_id)
    if not rows.filter(revision=seen).update(revision=F("revision") + 1):
        raise Refused([Objection(Obstacle.CHANGED_MEANWHILE)])
    instance.revision = seen + 1


def confirm_record(actor: Actor, record: Record, instance: Noun) -> None:
    """Note that the row was looked at today and is still true."""
    actor.must(record.write)
    refuse_if(_not_ours(actor, instance))
    with journal.act(actor, act_name(record, "confirm")):
        type(instance).owned_by(actor).filter(pk=instance.pk).update(confirmed_on=clock.today())


def delete_record(actor: Actor, record: Record, instance: Any, *, reason: str = "") -> None:  # noqa: ANN401 - any noun
    """Delete one row; refused, with every kind of row that holds on to it.

    A row of the catalogue may be held by organisations we can't see; PostgreSQL still can.
    """
    actor.must(record.write)
    refuse_if(_not_ours(actor, instance))
    with journal.act(actor, act_name(record, "delete"), reason):
        held, number = holding_on(instance), instance.pk
        try:
            instance.delete()
            connection.check_constraints()
        except IntegrityError:  # ProtectedError too
            instance.pk = number  # it is still there, and will be shown
            objections = [
                Objection(Obstacle.STILL_POINTED_AT, {"what": what, "count": count})
                for what, count in held
            ]
            raise Refused(objections or [Objection(Obstacle.STILL_POINTED_AT)]) from None


def _not_ours(actor: Actor, instance: Model) -> list[Objection]:
    foreign = isinstance(instance, Owned) and instance.organisation_id != actor.organisation_id
    return [Objection(Obstacle.NOT_OURS)] if foreign else []
