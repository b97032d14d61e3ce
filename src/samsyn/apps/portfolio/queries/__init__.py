"""What this room's acts, pages and rules need to know, each in a query or two."""

from samsyn.apps.portfolio.queries.course import (
    DONE,
    dependencies_of,
    gate_standings,
    gates_of,
    names_of,
    situation_of,
    waiting_rules,
    waits,
)
from samsyn.apps.portfolio.queries.figures import (
    PERCENT_WEEKS,
    for_board,
    track_policies,
    with_figures,
    worth_of,
    yearly_benefit,
)
from samsyn.apps.portfolio.queries.meeting import (
    kind_and_place,
    narrow_roles,
    places_of,
    spans,
    tied_pairs,
)
from samsyn.apps.portfolio.queries.policies import (
    as_policy,
    policies,
    policy_of,
)
from samsyn.apps.portfolio.queries.shares import (
    phases_with_work,
    shares_of_tracks,
)
from samsyn.apps.portfolio.queries.steering import (
    Steering,
    steering_of,
)
from samsyn.apps.portfolio.queries.work import (
    Work,
    work_in,
    work_of,
)

__all__ = [
    "DONE",
    "PERCENT_WEEKS",
    "Steering",
    "Work",
    "as_policy",
    "dependencies_of",
    "for_board",
    "gate_standings",
    "gates_of",
    "kind_and_place",
    "names_of",
    "narrow_roles",
    "phases_with_work",
    "places_of",
    "policies",
    "policy_of",
    "shares_of_tracks",
    "situation_of",
    "spans",
    "steering_of",
    "tied_pairs",
    "track_policies",
    "waiting_rules",
    "waits",
    "with_figures",
    "work_in",
    "work_of",
    "worth_of",
    "yearly_benefit",
]
