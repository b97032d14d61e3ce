"""What makes a function a use-case: permitted, all-or-nothing, told in the history."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel import journal

P = ParamSpec("P")
R = TypeVar("R")
Deed = Callable[Concatenate[Actor, P], R]


def use_case(permission: Permission) -> Callable[[Deed[P, R]], Deed[P, R]]:
    """Check the permission, open the transaction, name the act in the history.

    A keyword argument `reason` is kept with the act. One use-case inside another is an error,
    so every commit has exactly one name; steps shared by two use-cases are plain functions.
    """

    def decorate(deed: Deed[P, R]) -> Deed[P, R]:
        name = f"{deed.__module__.split('.')[2]}.{deed.__name__}"

        @functools.wraps(deed)
        def run(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            actor.must(permission)
            with journal.act(actor, name, str(kwargs.get("reason", ""))):
                return deed(actor, *args, **kwargs)

        run.required_permission = permission  # type: ignore[attr-defined]
        return run

    return decorate
