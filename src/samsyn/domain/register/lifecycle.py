"""The stages of a system's life, in order, and which of them count as being in use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from itertools import pairwise


class Stage(StrEnum):
    """Where a system is in its life; it normally only moves downwards."""

    PLANNED = "planned"
    PILOT = "pilot"
    PRODUCTION = "production"
    PHASE_OUT = "phase_out"
    RETIRED = "retired"


#: Stages in which people depend on the system for their daily work.
IN_PRODUCTION = frozenset({Stage.PRODUCTION, Stage.PHASE_OUT})
#: Stages in which real information may be in the system.
IN_USE = IN_PRODUCTION | {Stage.PILOT}


def out_of_order(entered: Mapping[Stage, date | None]) -> list[tuple[Stage, Stage]]:
    """Return each pair of neighbouring dated stages where the later began before the earlier."""
    dated = [(stage, day) for stage in Stage if (day := entered.get(stage)) is not None]
    return [(one, other) for (one, began), (other, ended) in pairwise(dated) if ended < began]
