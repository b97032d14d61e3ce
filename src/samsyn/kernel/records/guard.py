"""Open a noun's pages to those who may read or write that noun, and to nobody else."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from samsyn.domain.access.actor import Actor
from samsyn.kernel.asking import ready, together
from samsyn.kernel.pages import PageRequest, turned_away
from samsyn.kernel.records.declaration import Record, record_at
from samsyn.kernel.tenancy.owned import Owned

RecordView = Callable[..., HttpResponseBase]


def for_record(need: str) -> Callable[[RecordView], RecordView]:
    """Guard a view of any noun with that noun's own `read` or `write` permission."""

    def decorate(view: RecordView) -> RecordView:
        @functools.wraps(view)
        def guarded(request: PageRequest, slug: str, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - of the address
            record = record_at(slug)
            permission = record.read if need == "read" else record.write
            if refusal := turned_away(request, permission):
                return refusal
            return view(request, record, **kwargs)

        guarded.required_permission = f"record.{need}"  # type: ignore[attr-defined]
        return guarded

    return decorate


def row_to_read(request: PageRequest, record: Record, pk: int, *related: str) -> Any:  # noqa: ANN401 - any noun
    """Return a row the actor may read, a neighbour's shared one too, or answer 404."""
    found = together([ready(_readable, request.actor, record.slug, *related, pk=pk)])[0]
    if not found:
        raise Http404
    return found[0]


def _readable(actor: Actor, slug: str, *related: str, pk: int) -> QuerySet[Any]:
    return record_at(slug).model.visible_to(actor).select_related(*related).filter(pk=pk)


def row_to_change(request: PageRequest, record: Record, pk: int) -> Any:  # noqa: ANN401 - any noun
    """Return one of our own rows, or answer 404; so does a noun that is never changed."""
    if not record.writable:
        raise Http404
    model = record.model
    rows = (
        model.owned_by(request.actor)
        if issubclass(model, Owned)
        else model.visible_to(request.actor)
    )
    return get_object_or_404(rows, pk=pk)
