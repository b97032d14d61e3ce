"""REST for every noun: the same permissions, forms and use-cases as its pages."""

from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.api import schemas
from samsyn.kernel.api.problems import Invalid, Problem
from samsyn.kernel.records import services
from samsyn.kernel.records.declaration import Record
from samsyn.kernel.records.forms import NounForm
from samsyn.kernel.records.listing import ListState, fetched, found
from samsyn.kernel.records.values import form_with
from samsyn.kernel.tenancy.owned import Owned

_NO = dict.fromkeys((401, 403, 404, 409, 422), Problem)
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Cursor = Annotated[int, Field(ge=0, le=2**63 - 1)]
Limit = Annotated[int, Field(ge=1, le=200)]


def router_for(record: Record) -> Router:
    """Return the five operations of one noun."""
    router = Router(tags=[record.slug])
    shape = schemas.shape_to_read(record)
    _reading(router, record, shape)
    if record.made_by_hand and record.writable:
        _making(router, record, shape)
    if record.writable:
        _writing(router, record, shape)
    return router


def _reading(router: Router, record: Record, shape: type[Schema]) -> None:
    name = record.model.__name__

    @router.get(
        "",
        response={200: schemas.page_of(shape), **_NO},
        summary=f"List {record.slug}",
        operation_id=f"list_{record.slug.replace('-', '_')}",
        description=schemas.describe(record),
    )
    def listed(
        request: HttpRequest,
        q: str = "",  # noqa: ARG001 - read with the filters, here for the description
        cursor: Cursor = 0,
        limit: Limit = 100,
    ) -> dict[str, Any]:
        actor = _reader(request, record)
        state = ListState.read(record, request.GET)
        rows = _whole(record, found(state, actor), actor).filter(pk__gt=cursor).order_by("pk")
        page = list(rows[: limit + 1])
        more = len(page) > limit
        return {
            "items": [schemas.told(record, row) for row in page[:limit]],
            "next_cursor": page[limit - 1].pk if more else None,
        }

    @router.get(
        "/{pk}",
        response={200: shape, **_NO},
        summary=f"Read one of {record.slug}",
        operation_id=f"read_{name.lower()}",
    )
    def read(request: HttpRequest, pk: Id) -> dict[str, Any]:
        actor = _reader(request, record)
        return _one(record, actor, pk)


def _making(router: Router, record: Record, shape: type[Schema]) -> None:
    new = schemas.shape_to_write(record, whole=True)
    name = record.model.__name__

    @router.post(
        "",
        response={201: shape, **_NO},
        summary=f"Make one of {record.slug}",
        operation_id=f"create_{name.lower()}",
    )
    def create(request: HttpRequest, body: new) -> Status[Any]:  # type: ignore[valid-type]
        actor = _writer(request, record)
        form = _form(record, actor, None, body.dict(exclude_unset=True))  # type: ignore[attr-defined]
        row = services.save_record(actor, record, form)
        return Status(201, _one(record, actor, row.pk))


def _writing(router: Router, record: Record, shape: type[Schema]) -> None:
    change = schemas.shape_to_write(record, whole=False)
    name = record.model.__name__

    @router.patch(
        "/{pk}",
        response={200: shape, **_NO},
        summary=f"Change one of {record.slug}",
        operation_id=f"change_{name.lower()}",
        description="Only the fields sent are changed. Send `revision` to be refused with 409"
        " when somebody else changed the row since it was read.",
    )
    def update(request: HttpRequest, pk: Id, body: change) -> dict[str, Any]:  # type: ignore[valid-type]
        actor = _writer(request, record)
        row = get_object_or_404(_ours(record, actor), pk=pk)
        form = _form(record, actor, row, body.dict(exclude_unset=True))  # type: ignore[attr-defined]
        services.save_record(actor, record, form)
        return _one(record, actor, pk)

    @router.delete(
        "/{pk}",
        response={204: None, **_NO},
        summary=f"Delete one of {record.slug}",
        operation_id=f"delete_{name.lower()}",
    )
    def delete(request: HttpRequest, pk: Id) -> Status[Any]:
        actor = _writer(request, record)
        row = get_object_or_404(_ours(record, actor), pk=pk)
        services.delete_record(actor, record, row)
        return Status(204, None)


def _reader(request: HttpRequest, record: Record) -> Actor:
    return _must(request, record.read)


def _writer(request: HttpRequest, record: Record) -> Actor:
    return _must(request, record.write)


def _must(request: HttpRequest, permission: Permission) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.may(permission):
        raise PermissionDenied
    return actor


def _ours(record: Record, actor: Actor) -> QuerySet[Any]:
    model = record.model
    return model.owned_by(actor) if issubclass(model, Owned) else model.visible_to(actor)


def _whole(record: Record, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return fetched(record, rows, schemas.readable_fields(record), actor)


def _one(record: Record, actor: Actor, pk: int) -> dict[str, Any]:
    rows = _whole(record, record.model.visible_to(actor), actor)
    return schemas.told(record, get_object_or_404(rows, pk=pk))


def _form(record: Record, actor: Actor, row: Any, sent: dict[str, Any]) -> NounForm:  # noqa: ANN401 - any noun
    """Lay what was sent over what is there, and check it as the page's form does."""
    form = form_with(record, actor, row, sent)
    if not form.is_valid():
        raise Invalid({name: [str(text) for text in texts] for name, texts in form.errors.items()})
    return form
