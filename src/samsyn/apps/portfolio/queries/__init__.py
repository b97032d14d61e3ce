"""What this room's acts, pages and rules need to know, each in a query or two."""

from samsyn.apps.portfolio.queries.course import (
    DONE,
    dependencies_of,
    footing_of,
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
)
from samsyn.apps.portfolio.queries.meeting import (
    narrow_roles,
    spans,
    tied_pairs,
)
from samsyn.apps.portfolio.queries.policies import (
    policies,
    policy_of,
)
from samsyn.apps.portfolio.queries.work import (
    Work,
    work_of,
)

__all__ = [
    "DONE",
    "PERCENT_WEEKS",
    "Work",
    "dependencies_of",
    "footing_of",
    "for_board",
    "gate_standings",
    "gates_of",
    "names_of",
    "narrow_roles",
    "policies",
    "policy_of",
    "situation_of",
    "spans",
    "tied_pairs",
    "track_policies",
    "waiting_rules",
    "waits",
    "with_figures",
    "work_of",
]
