"""Marks the functions that are compiled to machine code, and lets them run before they are.

Compiled code is kept on disk (Numba's cache): beside the module, else in the user's cache folder,
else where `NUMBA_CACHE_DIR` or `keep_compiled_code_in` points. Where no folder can be written,
everything still works and is compiled anew in each process.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Any, ParamSpec, TypeVar

import numba
from numba.core.dispatcher import Dispatcher

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile the function on its first call; it then runs without the interpreter's lock."""
    kernel: Callable[P, R]
    try:
        kernel = numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # no folder to keep the machine code in
        kernel = numba.njit(nogil=True)(function)
    return kernel


def keep_compiled_code_in(folder: Path) -> None:
    """Choose the cache folder; call it before the first import of a compiled module."""
    setattr(numba.config, "CACHE_DIR", str(folder))  # noqa: B010 - Numba declares it at run time


def ready(kernel: Callable[P, R]) -> Callable[P, R]:
    """Return the compiled function if it has been compiled, else its slow twin that starts now."""
    if isinstance(kernel, Dispatcher) and not kernel.signatures:
        twin: Callable[P, R] = _interpreted(kernel, {})
        return twin
    return kernel


def _interpreted(kernel: Any, known: dict[str, Any]) -> Any:  # noqa: ANN401 - Numba has no types
    """Copy a kernel's Python source so that it calls only interpreted functions."""
    source = kernel.py_func
    if source.__qualname__ in known:
        return known[source.__qualname__]
    scope = dict(source.__globals__)
    twin = FunctionType(source.__code__, scope, source.__name__)
    known[source.__qualname__] = twin
    for name in source.__code__.co_names:
        if isinstance(scope.get(name), Dispatcher):
            scope[name] = _interpreted(scope[name], known)
    return twin
