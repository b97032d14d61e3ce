"""What `samsyn plan solve` does and tells, once Django is up."""

from typing import Any

from samsyn.apps.roadmap.public import Counted, explain, plan_now, told
from samsyn.domain.access.actor import samsyn_for
from samsyn.domain.scheduling.solve import warm_up
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel.models import Organisation
from samsyn.kernel.tenancy.session import acting_for


class Cannot(Exception):
    """It could not be planned; the message says what to do."""


def organisation_at(slug: str) -> Organisation | None:
    """Return the organisation with this address."""
    return Organisation.objects.filter(slug=slug).first()


def planned(
    organisation: Organisation,
    *,
    seconds: float,
    workers: int,
    seed: int = 1,
    work: int | None = None,
) -> dict[str, Any]:
    """Plan an organisation's portfolio, and return the plan in plain JSON."""
    warm_up()  # the machine code is made once for each installation, and is no part of the times
    actor = samsyn_for(organisation.pk)
    try:
        run = plan_now(actor, seconds=seconds, workers=workers, counted=Counted(seed, work))
    except Refused as refusal:
        raise Cannot(" ".join(explain(objection) for objection in refusal.objections)) from None
    with acting_for(actor):
        answer = told(actor, run)
    late = any(one["weeks_late"] and one["legal_ground"] for one in answer["initiatives"])
    unplaced = answer.get("objective", {}).get("unplaced", 0)
    return {
        "organisation": organisation.slug,
        "holds": not late and not unplaced,
        **answer,
    }
