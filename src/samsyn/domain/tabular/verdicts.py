"""What an import may find out about a row, and the rules a person set for it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from samsyn.domain.tabular.matching import Field, Key
from samsyn.domain.tabular.name_index import Near
from samsyn.domain.tabular.row_reading import CellProblem
from samsyn.domain.tabular.targets import Target


class Outcome(StrEnum):
    """What becomes of one row."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    DUPLICATE = "duplicate"
    SKIPPED = "skipped"


class Choose(StrEnum):
    """What a person decided about a row whose name is nearly another's."""

    NEW = "new"
    SAME = "same"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's choice for one row; `record` is the one it is the same as."""

    choose: Choose
    record: Hashable | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record: what it is and what the file says."""

    target: str
    before: Field
    after: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One row judged.

    `values` is what to write: filled cells only, and None where erasing was asked for.
    `record` is the existing record's id; `near` other records, `near_rows` earlier rows, with
    nearly the same name; `left_out` cells passed over because the rules tolerate it.
    A duplicate's `changes` are its differences from the row it repeats.
    """

    number: int
    outcome: Outcome
    record: Hashable | None = None
    values: Mapping[str, Field] = field(default_factory=dict)
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    left_out: tuple[CellProblem, ...] = ()
    near: tuple[Near[Hashable], ...] = ()
    near_rows: tuple[Near[int], ...] = ()
    duplicate_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How rows meet the register.

    `keys` are tried in order. `erase`: fields where an empty cell empties the record.
    `tolerate`: fields whose unreadable cells are left out instead of refusing the row.
    `create_references`: reference fields whose unknown names may be created.
    `decisions`: a person's choices by row number. `titles`: all names in the file, only to
    make the search for near names fast.
    """

    targets: Sequence[Target]
    keys: Sequence[Key]
    erase: frozenset[str] = frozenset()
    tolerate: frozenset[str] = frozenset()
    create_references: frozenset[str] = frozenset()
    decisions: Mapping[int, Decision] = field(default_factory=dict)
    titles: Iterable[str] = ()
