"""The room's rules, one check a file; importing them makes them known."""

from samsyn.apps.organisation.rules import (
    org_001_leaver_still_answers,
    org_002_only_holder_retires,
    org_003_more_than_the_working_share,
    org_004_all_on_one_person,
)

__all__ = [
    "org_001_leaver_still_answers",
    "org_002_only_holder_retires",
    "org_003_more_than_the_working_share",
    "org_004_all_on_one_person",
]
