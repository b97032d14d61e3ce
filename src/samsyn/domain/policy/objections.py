"""Why something about a steering document cannot be done as asked."""

from enum import StrEnum


class PolicyObjection(StrEnum):
    """Every reason this part of the domain knows."""

    NO_NUMBERS = "no_numbers"
    NUMBER_TWICE = "number_twice"
    NUMBER_TAKEN = "number_taken"
    RULE_UNKNOWN = "rule_unknown"
    CLAUSE_UNKNOWN = "clause_unknown"
