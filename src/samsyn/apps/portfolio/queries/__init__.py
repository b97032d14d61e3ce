"""What this room's acts, pages and rules need to know, each in a query or two."""

from samsyn.apps.portfolio.queries.course import (
    DONE,
    dependencies_of,
    footing_of,
    names_of,
    situation_of,
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
    "names_of",
    "narrow_roles",
    "situation_of",
    "spans",
    "tied_pairs",
    "track_policies",
    "waits",
    "with_figures",
    "work_of",
]
