"""Open an import's pages to those who may write that noun and import, and to nobody else."""

from __future__ import annotations

import functools
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from samsyn.domain.access.permissions import Permission
from samsyn.kernel.imports.services import runs_of
from samsyn.kernel.models import Import
from samsyn.kernel.pages import PageRequest, turned_away
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.guard import RecordView, for_record


def for_import(view: RecordView) -> RecordView:
    """Guard a view of any importable noun: its own `write` permission, and the one to import."""

    @functools.wraps(view)
    def guarded(request: PageRequest, record: Record, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - of the address
        if not (record.importable and record.made_by_hand and record.writable):
            raise Http404
        if refusal := turned_away(request, Permission.RECORDS_IMPORT):
            return refusal
        return view(request, record, **kwargs)

    return for_record("write")(guarded)


def run_or_404(request: PageRequest, record: Record, pk: int, *, content: bool = False) -> Import:
    """Return one of our own imports into this noun; the file comes along only when asked for."""
    runs = runs_of(request.actor, record)
    return get_object_or_404(runs.defer(None) if content else runs, pk=pk)
