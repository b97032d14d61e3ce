"""The problem as arrays: activities in a network, as the compiled core and the solver read it.

Activities are the phases, then one milestone of no length per initiative: its finish. Arcs say
how many weeks must pass from start to start.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samsyn.domain.scheduling.money import Ledger
from samsyn.domain.scheduling.problem import Initiative, Phase, Problem

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Words = NDArray[np.uint64]
NEVER = 1 << 30


class Misfit(StrEnum):
    """Why an initiative could never be planned, whatever else were left out."""

    WAITS_FOR_ITSELF = "waits_for_itself"
    NO_HOLDER = "no_holder"
    TOO_LITTLE_CAPACITY = "too_little_capacity"
    BEYOND_HORIZON = "beyond_horizon"
    NO_MONEY = "no_money"
    NEEDS_UNPLACED = "needs_unplaced"


@dataclass(frozen=True, slots=True)
class Windows:
    """What is known of each activity when it has everything to itself."""

    earliest: tuple[int, ...] = ()
    """No start before this; NEVER where there is none at all."""
    misfits: Mapping[int, tuple[Misfit, int, str]] = field(default_factory=dict)
    """Initiative -> reason, the activity at fault, the role, fund or initiative it is about."""


class Net(NamedTuple):
    """What the compiled functions read. Sizes: n activities, k initiatives, t weeks, w words."""

    horizon: int
    duration: Ints
    owner: Ints
    """Which initiative each activity belongs to."""
    pinned: NDArray[np.bool_]
    release: Ints
    """Earliest start; the start itself where pinned (then possibly negative)."""
    published: Ints
    """Start in the published plan, NEVER where there is none."""
    before_at: Ints
    """Arcs into activity a: before[before_at[a]:before_at[a + 1]], with their gap."""
    before: Ints
    before_gap: Ints
    after_at: Ints
    after: Ints
    after_gap: Ints
    demand: Words
    guard: Words
    capacity: Words
    milestone: Ints
    mandatory: NDArray[np.bool_]
    possible: NDArray[np.bool_]
    """False where no plan can hold the initiative, whatever else is left out."""
    choices: Ints
    """Initiatives about which there is something to choose."""
    deadline: Ints
    weight: Longs
    worth: Longs
    """Net benefit of finishing initiative k in week t, shape (k, t + 1)."""
    account: Ints
    """Row of the purse that the activity draws on, -1 for none."""
    cost: Longs
    """One-off charge of a phase; yearly charge of a milestone."""
    year: Ints
    days: Longs
    purse: Longs
    topological: Ints
    latest: Ints
    """Latest start by the deadlines alone; the order of urgency."""
    energy: NDArray[np.float64]
    overlapping: bool
    """Some arc lets an activity start before its predecessor has finished."""


@dataclass(frozen=True, slots=True)
class Network:
    """The arrays with their names, and the same amounts unpacked."""

    problem: Problem
    net: Net
    phases: tuple[Phase, ...]
    initiatives: tuple[Initiative, ...]
    roles: tuple[str, ...]
    demand: Longs
    """Percent per activity and role, shape (n, roles); nothing for pinned work."""
    capacity: Longs
    """Percent left by pinned work per week and role, shape (t, roles)."""
    staffed: Longs
    """Percent there is before pinned work takes its part, shape (t, roles)."""
    ledger: Ledger
    arcs: tuple[tuple[int, int, int], ...]
    """(from, to, weeks from start to start), none into pinned work."""
    circular: frozenset[int]
    """Initiatives that wait for themselves, and those that wait for them."""
    windows: Windows
