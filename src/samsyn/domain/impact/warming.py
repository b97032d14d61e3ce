"""See to it that nobody waits for a compiler: what is not compiled yet runs slowly meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from samsyn.domain.shared.compiled import ready

P = ParamSpec("P")
R = TypeVar("R")

MANY_LINKS = 50_000
"""From here on, compiling first (ten seconds once for each installation) is sooner done."""


def soonest(kernel: Callable[P, R], links: int) -> Callable[P, R]:
    """Return the compiled function, or where it is not ready and the work is small, its twin."""
    return kernel if links >= MANY_LINKS else ready(kernel)
