"""Marks the functions that are compiled to machine code, and lets them run before they are.

The machine code is kept on disk between runs: in the folder that `NUMBA_CACHE_DIR` names or
beside the sources, else with the user's caches, else with temporary files. It is kept under a
fingerprint of all sources of the function's folder, because compiled functions contain each other.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import FunctionType
from typing import Any, ParamSpec, TypeVar

import numba
from numba.core.dispatcher import Dispatcher

P = ParamSpec("P")
R = TypeVar("R")


_NAMED = getattr(numba.config, "CACHE_DIR", "")


@lru_cache
def folder_for(package: Path) -> str:
    """Choose the first folder that can be written, made unique to the package's sources."""
    sources = b"".join(path.read_bytes() for path in sorted(package.glob("*.py")))
    name = f"samsyn-{package.name}-{sha256(sources).hexdigest()[:16]}"
    for base in (_NAMED or package / "__pycache__", Path.home() / ".cache", tempfile.gettempdir()):
        folder = Path(base) / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return str(folder)
    return ""


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile the function on its first call; it then runs without the interpreter's lock."""
    return _kept(function, {})


def frugal(function: Callable[P, R]) -> Callable[P, R]:
    """Compile, as `compiled` does, a function that makes no arrays."""
    return _kept(function, _UNCOUNTED)


_UNCOUNTED: Any = {"_nrt": False}
"""Who makes no arrays need not count who holds them: a fifth of the time of the search."""


def _kept(function: Callable[P, R], options: Any) -> Callable[P, R]:  # noqa: ANN401
    kernel: Callable[P, R]
    folder = folder_for(Path(function.__code__.co_filename).parent)
    setattr(numba.config, "CACHE_DIR", folder)  # noqa: B010 - Numba declares it at run time
    try:
        kernel = numba.njit(cache=True, nogil=True, **options)(function)
    except RuntimeError:  # no folder at all to keep the machine code in
        kernel = numba.njit(nogil=True, **options)(function)
    finally:
        setattr(numba.config, "CACHE_DIR", _NAMED)  # noqa: B010 - as it was
    return kernel


_UNWRAPPED: Any = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""What is only called by compiled functions needs no door for Python: half the time to compile."""


def making(function: Callable[P, R]) -> Callable[P, R]:
    """Compile the function for other compiled functions alone; it may make arrays."""
    kernel: Callable[P, R] = numba.njit(nogil=True, **_UNWRAPPED)(function)
    return kernel


def inner(function: Callable[P, R]) -> Callable[P, R]:
    """Compile the function, which makes no arrays, for other compiled functions alone."""
    kernel: Callable[P, R] = numba.njit(nogil=True, **_UNWRAPPED, **_UNCOUNTED)(function)
    return kernel


def merged(function: Callable[P, R]) -> Callable[P, R]:
    """Compile the function into each that calls it: for what is small and called most."""
    options = _UNWRAPPED | _UNCOUNTED
    kernel: Callable[P, R] = numba.njit(forceinline=True, nogil=True, **options)(function)
    return kernel


def note_for(package: Path) -> Path | None:
    """Return the file that tells that all of a folder's machine code is made, if any is kept."""
    folder = folder_for(package)
    return Path(folder) / "all-is-made" if folder else None


def ready(kernel: Callable[P, R]) -> Callable[P, R]:
    """Return the compiled function if it is at hand, else its slow twin that starts now."""
    return kernel if is_ready(kernel) else interpreted(kernel)


def is_ready(kernel: Callable[P, R]) -> bool:
    """Tell whether the function can be called without being compiled first."""
    if not isinstance(kernel, Dispatcher) or kernel.signatures:
        return True
    note = note_for(Path(kernel.py_func.__code__.co_filename).parent)
    return note is not None and note.exists()


def interpreted(kernel: Callable[P, R]) -> Callable[P, R]:
    """Return the slow twin of a compiled function: the same source, run by Python."""
    twin: Callable[P, R] = _interpreted(kernel, {})
    return twin


def _interpreted(kernel: Any, known: dict[str, Any]) -> Any:  # noqa: ANN401 - Numba has no types
    """Copy a kernel's Python source so that it calls only interpreted functions."""
    source = kernel.py_func
    name_in_full = f"{source.__module__}.{source.__qualname__}"
    if name_in_full in known:
        return known[name_in_full]
    scope = dict(source.__globals__)
    twin = FunctionType(source.__code__, scope, source.__name__)
    known[name_in_full] = twin
    for name in source.__code__.co_names:
        if isinstance(scope.get(name), Dispatcher):
            scope[name] = _interpreted(scope[name], known)
    return twin
