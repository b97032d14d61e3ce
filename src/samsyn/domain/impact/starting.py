"""Compile the engine, or load what was compiled before, so that it is there when it is needed."""

from __future__ import annotations

from threading import Lock, Thread

import numpy as np

from samsyn.domain.impact import graph, spreading, stopping
from samsyn.domain.impact.effective import nothing_known
from samsyn.domain.impact.graph import graph_of

_begun = Lock()


def warm_up() -> None:
    """Compile all that is to be compiled: ten seconds the first time, half a second later."""
    one = np.zeros(1, np.int32)
    loop = graph_of(1, one, one)
    own, fixed, level = (nothing_known(1)[0] for _each in range(3))
    support = one.copy()
    graph.sort_by_counting(one, one, one.copy(), one.copy())
    spreading.spread(loop, own, fixed, level, support)
    spreading.spread_again(loop, own, fixed, level, support, 0)
    spreading.point_back(loop, own, fixed, level, support)
    stopping.stop(loop, one, one, support)
    stopping.blame(loop, one, one, support, 0)


def warm_up_soon() -> None:
    """Do that in the background, the first time a process that lives long asks for it."""
    if _begun.acquire(blocking=False):
        Thread(target=warm_up, name="samsyn-impact-compiler").start()
