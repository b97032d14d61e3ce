"""Programs classify information, too: the same act, the same refusals as the page."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import ConfigDict, Field

from samsyn.apps.register.models import InformationAsset
from samsyn.apps.register.services.classify_asset import classify_asset
from samsyn.apps.register.wording import explain
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.scales import DEFAULT_SCALE, HIGHEST, Aspect
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.api.problems import Invalid, Problem
from samsyn.kernel.records.declaration import record_url

_NO = dict.fromkeys((401, 403, 404, 409, 422), Problem)
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Level = Annotated[int, Field(ge=0, le=HIGHEST)]
Reason = Annotated[str, Field(max_length=2000)]


class ClassificationNew(Schema):
    """One decision: a level for each aspect, why, who took part, and when to look again."""

    model_config = ConfigDict(extra="forbid")

    confidentiality: Level
    integrity: Level
    availability: Level
    traceability: Level | None = None
    confidentiality_reason: Reason = ""
    integrity_reason: Reason = ""
    availability_reason: Reason = ""
    traceability_reason: Reason = ""
    scale: Annotated[str, Field(max_length=20)] = DEFAULT_SCALE
    participants: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=100)] = []
    decided_on: date
    next_review: date


class ClassificationMade(Schema):
    """Where the decision can be read."""

    id: int
    url: str


def router() -> Router:
    """Let programs classify an information asset; a classification is never changed afterwards."""
    acts = Router(tags=["information-assets"])

    @acts.post(
        "/{pk}/classify",
        response={201: ClassificationMade, **_NO},
        summary="Classify one of information-assets",
        operation_id="classify_informationasset",
    )
    def classify(request: HttpRequest, pk: Id, body: ClassificationNew) -> Status[Any]:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        actor.must(Permission.ASSET_CLASSIFY)
        asset = get_object_or_404(InformationAsset.owned_by(actor), pk=pk)
        said = body.dict()
        levels = {a: level for a in Aspect if (level := said[a]) is not None}
        try:
            made = classify_asset(
                actor,
                asset_id=asset.pk,
                levels=levels,
                reasons={a: said[f"{a}_reason"].replace("\x00", "") for a in Aspect},
                scale=body.scale.replace("\x00", ""),
                participants=[who.replace("\x00", "") for who in body.participants],
                decided_on=body.decided_on,
                next_review=body.next_review,
            )
        except Refused as refusal:
            errors: dict[str, list[str]] = {}
            for objection in refusal.objections:
                errors.setdefault(objection.field or "__all__", []).append(explain(objection))
            raise Invalid(errors) from None
        return Status(201, {"id": made.pk, "url": record_url(made)})

    return acts
