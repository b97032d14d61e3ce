"""One row of a file while it is being judged: what the comparison said, and what came after."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from samsyn.domain.tabular.matching import Field, Link
from samsyn.domain.tabular.row_reading import CellProblem
from samsyn.domain.tabular.verdicts import Outcome, Verdict


class Fate(StrEnum):
    """What becomes of a row, a person's answer included."""

    CREATED = Outcome.CREATED
    CHANGED = Outcome.CHANGED
    UNCHANGED = Outcome.UNCHANGED
    REFUSED = Outcome.REFUSED
    DUPLICATE = Outcome.DUPLICATE
    SKIPPED = Outcome.SKIPPED
    ASKED = "asked"  # nearly the same name as another: nobody has said yet whether it is


WRITTEN = (Fate.CREATED, Fate.CHANGED)


@dataclass
class Judged:
    """A row, its fate and what it would write; `before` holds what changed fields were."""

    number: int
    fate: Fate
    title: str = ""
    record: Hashable | None = None
    values: dict[str, Field] = field(default_factory=dict)
    before: dict[str, Field] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    left_out: list[CellProblem] = field(default_factory=list)
    near: list[Link] = field(default_factory=list)
    duplicate_of: int | None = None

    @classmethod
    def from_verdict(cls, verdict: Verdict, title: str) -> Judged:
        """Begin with what the comparison said."""
        differs = verdict.outcome in {Outcome.CHANGED, Outcome.DUPLICATE}
        values: Mapping[str, Field] = verdict.values
        if verdict.outcome is Outcome.DUPLICATE:
            values = {change.target: change.after for change in verdict.changes}
        return cls(
            number=verdict.number,
            fate=Fate(verdict.outcome),
            title=title,
            record=verdict.record,
            values=dict(values),
            before={c.target: c.before for c in verdict.changes} if differs else {},
            problems=list(verdict.problems),
            left_out=list(verdict.left_out),
            near=[Link(near.id, near.name) for near in verdict.near],
            duplicate_of=verdict.duplicate_of,
        )

    def refuse(self, *problems: CellProblem) -> None:
        """Turn the row away, whatever it was."""
        self.fate = Fate.REFUSED
        self.problems.extend(problems)
