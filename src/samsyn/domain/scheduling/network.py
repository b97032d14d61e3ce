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

from samsyn.domain.scheduling.genes import Genes
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
    LAGS_CONTRADICT = "lags_contradict"


@dataclass(frozen=True, slots=True)
class Windows:
    """What is known of each activity when it has everything to itself."""

    earliest: tuple[int, ...] = ()
    """No start before this; NEVER where there is none at all."""
    misfits: Mapping[int, tuple[Misfit, int, str]] = field(default_factory=dict)
    """Initiative -> reason, the activity at fault, the role, fund or initiative it is about."""


OPTIONS, KIND, ABOUT, APPLIED = 0, 1, 2, 3
"""Columns of `Ways.gene`: how many options, what kind, about which initiative, activity or group,
and the option that the network is settled for, -1 for none yet."""
VARIANT_AT, MODE_GENE, LEVEL_OF, ABSENT, RELEASE = 0, 1, 2, 3, 4
"""Columns of `Ways.work`: the activity's first variant, its gene, the option of its level's gene
that it belongs to, 1 where the settled level does not have it, its release where it exists."""
PHASE_AT, WORTH_AT, WORTH_ROW = 0, 1, 2
"""Columns of `Ways.owner`: first phase, first row of worth, the row of the settled level."""
WEEKS, COST, LOAD, USES = 0, 1, 2, 3
"""Columns of `Ways.variant`; one more for each stock from USES on."""
LAG, ENDS, TWIN = 0, 1, 2
"""Columns of `Ways.arc`, one row per arc of `before`: ends are 1 where it leaves from a start, plus
2 where it meets a finish; twin is where the arc is in `after`."""
KNOT, PLACE = 0, 1
"""Columns of `Ties.node`: the knot of each activity, -1 for none, and its row in there."""
MEMBER_AT, BLOCK_AT = 0, 1
"""Columns of `Ties.knot`: where its members begin, and its square of distances."""
TIE_KNOT, TIE_FROM, TIE_TO, TIE_LAG, TIE_ENDS, TIE_MOST = 0, 1, 2, 3, 4, 5
"""Columns of `Ties.arc`; the last is 1 for at most."""
MASK, PACE = 0, 1
"""Columns of `Rations.work`: the caps an activity counts towards, one bit each, and the percent of
full time that it takes in each of its weeks."""


class Ways(NamedTuple):
    """What is open besides when. Sizes: g genes, v variants, k initiatives, n activities.

    Where there are genes, `settle` writes what follows from them into the arrays of the network,
    which therefore belong to one searcher. Tables, because every array costs a second of compiling.
    """

    gene: Ints
    """Shape (g, 4)."""
    work: Ints
    """Shape (n + 1, 5)."""
    owner: Ints
    """Shape (k + 1, 3)."""
    variant: Longs
    """Shape (v, 3 + stocks)."""
    demand: Words
    """By variant, as `Net.demand`."""
    yearly: Longs
    """Yearly charge by row of worth."""
    stock: Longs
    """How much there is of each stock; (0) where there are none."""
    group: Ints
    """Initiatives of each group of which one is planned, a row per group, -1 for no more."""
    arc: Ints


class Ties(NamedTuple):
    """Knots of activities that hold each other from both sides; empty where there are none."""

    node: Ints
    """Shape (n, 2); (0, 2) where there are no knots."""
    knot: Longs
    member: Ints
    apart: Longs
    """Weeks that must pass from start to start along the longest path, FAR for no path."""
    sure: NDArray[np.bool_]
    """By the same squares: whether a plan with the one always has the other."""
    arc: Ints
    """Arcs inside knots, to reckon `apart` anew, shape (arcs, 6)."""


class Rations(NamedTuple):
    """Caps on how much of people's time groups of work may take in a time; empty without any."""

    work: Longs
    """Shape (n, 2); (0, 2) without caps."""
    period: Ints
    """The period that a week belongs to, by cap, shape (caps, weeks)."""
    amount: Longs
    """Percent-weeks that a cap allows in a period, shape (caps, periods)."""


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
    """Net benefit of finishing in week t, a row per level of each initiative, shape (r, t + 1)."""
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
    careful: bool
    """More is asked than room and money."""
    ways: Ways
    ties: Ties
    rations: Rations


class Arc(NamedTuple):
    """`after` starts (or finishes) some weeks after `before` has finished (or started)."""

    before: int
    after: int
    lag: int
    ends: int = 0
    """1: it leaves from the start of `before`; 2: it meets the finish of `after`; 3: both."""
    most: bool = False
    """The lag is the most and not the least."""


class Kind(StrEnum):
    """What a column of demand and capacity stands for."""

    ROLE = "role"
    APART = "apart"
    """Two pieces of work that may not run in the same week; of no people."""
    PEOPLE = "people"
    """Several roles that the same people hold, together."""


class Column(NamedTuple):
    """A column: its kind, and the roles or the two pieces of work it is about."""

    kind: Kind
    about: tuple[str, ...]


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
    genes: Genes
    links: tuple[Arc, ...]
    """All arcs with their lags, where `arcs` has but the least weeks from start to start."""
    by_variant: Longs
    """Percent per variant and column, shape (v, columns); nothing for pinned work."""
    best_worth: Longs
    """The most that a finish in week t can be worth, shape (k, t + 1)."""
    contradictory: frozenset[int] = frozenset()
    """Initiatives whose least and most lags cannot all be kept."""
    columns: tuple[Column, ...] = ()
    """What each column of demand and capacity is."""
