"""Classify information: one decision, kept for ever, the latest one counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from samsyn.apps.register.models import Classification, InformationAsset
from samsyn.apps.register.queries.scales import scale_with
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.decision import Fault, Proposal, objections_to
from samsyn.domain.classification.scales import DEFAULT_SCALE, Aspect, Scale
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.ASSET_CLASSIFY)
def classify_asset(  # noqa: PLR0913 - what a decision must say
    actor: Actor,
    *,
    asset_id: int,
    levels: Mapping[Aspect, int],
    reasons: Mapping[Aspect, str],
    decided_on: date,
    next_review: date,
    participants: Sequence[str] = (),
    scale: str = DEFAULT_SCALE,
) -> Classification:
    """Decide how much one asset must be protected; earlier decisions stay readable.

    Raises Refused with everything that is wrong. The decision is as visible as its asset.
    """
    asset = InformationAsset.owned_by(actor).select_for_update().get(pk=asset_id)
    proposal = Proposal(
        scale=scale_or_refusal(actor, scale),
        levels=levels,
        reasons=reasons,
        decided_on=decided_on,
        next_review=next_review,
    )
    refuse_if(objections_to(proposal, clock.today()))
    return write_decision(actor, asset, proposal, participants)


def scale_or_refusal(actor: Actor, code: str) -> Scale:
    """Return the scale's rules; raises Refused when there is no such scale."""
    scale = scale_with(actor, code)
    if scale is None:
        raise Refused([Objection(Fault.NO_SUCH_SCALE, {"code": code}, field="scale")])
    return scale


def write_decision(
    actor: Actor,
    asset: InformationAsset,
    proposal: Proposal,
    participants: Sequence[str],
    consequences: Mapping[str, Any] | None = None,
) -> Classification:
    """Keep a sound proposal as a classification, inside an act that is going on."""
    return Classification.everything.create(
        organisation_id=actor.organisation_id,
        visibility=asset.visibility,
        asset=asset,
        scale=proposal.scale.code,
        participants=list(participants),
        consequences=dict(consequences or {}),
        decided_on=proposal.decided_on,
        next_review=proposal.next_review,
        **{str(aspect): level for aspect, level in proposal.levels.items()},
        **{f"{aspect}_reason": reason.strip() for aspect, reason in proposal.reasons.items()},
    )
