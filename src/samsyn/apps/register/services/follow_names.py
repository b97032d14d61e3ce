"""Let parts that are named after a row follow its name, and be seen no further than it."""

from __future__ import annotations

from functools import partial

from samsyn.apps.register.models import AgreementParty, FollowUp, PriceLine, RoutineRequirement
from samsyn.kernel.records import following

#: Parts with names of their own, that are seen no further than what they are part of.
_NAMED_OTHERWISE = (AgreementParty, PriceLine, FollowUp, RoutineRequirement)

parts_follow = partial(following.parts_follow, also=_NAMED_OTHERWISE)
