"""The door of the API: who comes in, and every noun behind it."""

from copy import copy
from functools import cache, cached_property
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Router, Schema
from ninja.openapi.schema import OpenAPISchema
from ninja.utils import check_csrf, normalize_path

from samsyn.domain.access.actor import Actor
from samsyn.kernel.api import documents, rooms
from samsyn.kernel.api.problems import PROBLEM, Problem, answer_with_problems
from samsyn.kernel.api.records import router_for
from samsyn.kernel.records.declaration import all_records

_HARMLESS = ("GET", "HEAD", "OPTIONS")
_FIRST_REFUSAL = 400


class Me(Schema):
    """Who the API thinks you are."""

    name: str
    organisation: int
    permissions: list[str]


class Api(NinjaAPI):
    """An API whose description says that refusals are problem details."""

    def get_openapi_schema(
        self,
        *,
        path_prefix: str | None = None,
        path_params: dict[str, Any] | None = None,
    ) -> OpenAPISchema:
        """Return the description, with its addresses as they are where it is asked for."""
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        described = copy(self._drawn)
        described["paths"] = {
            normalize_path(f"/{prefix}{path}"): operations
            for path, operations in self._drawn["paths"].items()
        }
        return described

    @cached_property
    def _drawn(self) -> OpenAPISchema:
        """The description without a prefix, drawn once, for it takes seconds.

        Refusals are told with the media type that they really have.
        """
        described = super().get_openapi_schema(path_prefix="")
        for operations in described["paths"].values():
            for operation in operations.values():
                for code, answer in operation["responses"].items():
                    if int(code) >= _FIRST_REFUSAL and "content" in answer:
                        answer["content"] = {PROBLEM: answer["content"]["application/json"]}
        return described


def signed_in(request: HttpRequest) -> Actor | None:
    """Let in a program with a token, and a person's browser where it sends the CSRF token."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.user_id <= 0 or not actor.organisation_id:
        return None
    by_token = getattr(request, "token_used", False)
    if not by_token and request.method not in _HARMLESS and check_csrf(request):
        return None
    return actor


@cache
def api() -> NinjaAPI:
    """Return the whole API, once every room has declared its nouns."""
    made = Api(
        title="Samsyn",
        version="1",
        description="Everything a person may see and do, for programs. Token: Bearer.",
        docs_url=None,
        openapi_url="/openapi.json",
        auth=signed_in,
        urls_namespace="api",
    )
    answer_with_problems(made)
    made.add_router("", _me())
    made.add_router("/documents", documents.router)
    for prefix, make in rooms.added().items():
        made.add_router(prefix, make())
    for record in all_records():
        made.add_router(f"/{record.slug}", router_for(record))
    return made


def _me() -> Router:
    router = Router(tags=["me"])

    @router.get("/me", response={200: Me, 401: Problem}, summary="Who am I?", operation_id="me")
    def me(request: HttpRequest) -> dict[str, object]:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        return {
            "name": actor.name,
            "organisation": actor.organisation_id,
            "permissions": sorted(actor.permissions),
        }

    return router
