"""Classify information: one decision, kept for ever, the latest one counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from samsyn.apps.register.models import Classification, InformationAsset
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.decision import Proposal, objections_to
from samsyn.domain.classification.scales import DEFAULT_SCALE, SCALES, Aspect
from samsyn.domain.shared.refusal import refuse_if
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
        scale=SCALES[scale],
        levels=levels,
        reasons=reasons,
        decided_on=decided_on,
        next_review=next_review,
    )
    refuse_if(objections_to(proposal, clock.today()))
    return Classification.everything.create(
        organisation_id=actor.organisation_id,
        visibility=asset.visibility,
        asset=asset,
        scale=scale,
        participants=list(participants),
        decided_on=decided_on,
        next_review=next_review,
        **{str(aspect): level for aspect, level in levels.items()},
        **{f"{aspect}_reason": reason.strip() for aspect, reason in reasons.items()},
    )
