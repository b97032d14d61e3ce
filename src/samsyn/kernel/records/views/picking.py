"""What may be chosen in one field, found by a few letters: for searches in forms and lists."""

from __future__ import annotations

from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.kernel.pages import PageRequest
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.forms import choices_of_field, form_for
from samsyn.kernel.records.guard import for_record
from samsyn.kernel.records.listing import NOTHING
from samsyn.kernel.records.picking import PickField, PickManyField, found_among
from samsyn.kernel.records.showing import field_of


@require_GET
@for_record("read")
def record_pick(request: PageRequest, record: Record, name: str) -> JsonResponse:
    """Return the best matches for `q`: in a form as that form offers them, else as a filter does.

    Answers 404 for what is neither a choice of the form nor a filter of the list.
    """
    said, as_filter = request.GET.get("q", ""), "filter" in request.GET
    if as_filter:
        rows = choices_of_field(record, name, request.actor) if name in record.filters else None
    else:
        field = form_for(record, request.actor).fields.get(name)
        chooses = isinstance(field, PickField | PickManyField)
        rows = field.queryset if chooses and request.actor.may(record.write) else None  # type: ignore[union-attr]
    if rows is None:
        raise Http404
    found = [{"id": pk, "text": text, "note": note} for pk, text, note in found_among(rows, said)]
    if as_filter and not said and _may_be_empty(record, name):
        found.insert(0, {"id": NOTHING, "text": _("Not given"), "note": ""})
    return JsonResponse({"found": found})


def _may_be_empty(record: Record, name: str) -> bool:
    field = field_of(record, name)
    return field is not None and (field.null or field.many_to_many is True)
