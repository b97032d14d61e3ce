"""How the room's nouns are listed, shown, typed, imported and exported; what may be offered."""

from __future__ import annotations

from samsyn.apps.knowledge.records.articles import (
    ARTICLES,
    CHECKLIST_RUNS,
    CHECKLIST_STEPS,
    EDITIONS,
    READINGS,
    RUN_STEPS,
)
from samsyn.apps.knowledge.records.reuse import (
    AGREEMENT_TEXTS,
    REQUIREMENT_SETS,
    REQUIREMENTS,
    SOLUTION_TEXTS,
    SOLUTIONS,
)
from samsyn.apps.knowledge.records.sharing import SHAREABLES
from samsyn.apps.knowledge.wording import ACT_NAMES
from samsyn.kernel.records.declaration import register
from samsyn.kernel.records.history import name_acts
from samsyn.kernel.sharing import shareable

RECORDS = (
    ARTICLES,
    EDITIONS,
    READINGS,
    CHECKLIST_STEPS,
    CHECKLIST_RUNS,
    RUN_STEPS,
    REQUIREMENT_SETS,
    REQUIREMENTS,
    AGREEMENT_TEXTS,
    SOLUTIONS,
    SOLUTION_TEXTS,
)


def show() -> None:
    """Connect the room to the house; called once, when the room is ready."""
    register(*RECORDS)
    shareable(*SHAREABLES)
    name_acts(ACT_NAMES)
