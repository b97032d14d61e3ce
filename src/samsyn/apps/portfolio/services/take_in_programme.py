"""Take in a national programme: every new line of its list becomes a mandated idea, in one act."""

from __future__ import annotations

from collections.abc import Sequence

from samsyn.apps.portfolio.models import Initiative
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio import programmes
from samsyn.domain.portfolio.course import State
from samsyn.domain.portfolio.programmes import MOST_LINES, Fate, Line, objections_to_taking_in
from samsyn.domain.portfolio.tracks import Track
from samsyn.domain.shared.refusal import refuse_if
from samsyn.domain.tabular.cells import CellValue
from samsyn.kernel.use_case import use_case

_HEAVY = 3  # weight of a week's delay where the law sets the date


def read_programme(
    actor: Actor, rows: Sequence[Sequence[CellValue]], *, language: str
) -> list[Line]:
    """Say of each line of a list what would become of it. Writes nothing."""
    names = Initiative.owned_by(actor).values_list("name", flat=True)
    return programmes.read_lines(rows[: MOST_LINES + 2], existing=names, language=language)


@use_case(Permission.PORTFOLIO_WRITE)
def take_in_programme(
    actor: Actor,
    *,
    programme: str,
    rows: Sequence[Sequence[CellValue]],
    language: str,
    reason: str = "",  # noqa: ARG001 - kept with the act
) -> list[Initiative]:
    """Make an idea of each new line: mandated, national, with its deadline and legal ground.

    What is there already is left alone. Raises Refused while a line is wrong, and when nothing in
    the list is new.
    """
    lines = read_programme(actor, rows, language=language)
    refuse_if(objections_to_taking_in(programme, lines))
    made = [
        Initiative(
            name=line.name,
            problem=line.description,
            track=Track.MANDATED.value,
            state=State.IDEA.value,
            origin=Initiative.Origin.NATIONAL,
            programme=programme.strip(),
            deadline=line.deadline,
            legal_ground=line.legal_ground,
            lateness_weight=_HEAVY if line.legal_ground and line.deadline else 1,
        )
        for line in lines
        if line.fate is Fate.NEW
    ]
    for initiative in made:
        initiative.save()
    return made
