"""The room's nouns, one file each."""

from samsyn.apps.policy.models.clause import Clause
from samsyn.apps.policy.models.clause_rule import ClauseRule
from samsyn.apps.policy.models.steering_document import SteeringDocument

__all__ = ["Clause", "ClauseRule", "SteeringDocument"]
