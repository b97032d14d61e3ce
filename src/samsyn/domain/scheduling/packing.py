"""Several roles' percentages in one machine word, so that a week is tested by one subtraction.

Each role gets a lane of 8, 16 or 32 bits whose top bit is a guard: `(free | guard) - need` keeps
every guard bit exactly where no lane went below zero (SIMD within a register).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WORD = 64


def lane_bits(largest: int) -> int:
    """Give the narrowest lane that holds the number with its guard bit free."""
    return next(bits for bits in (8, 16, 32) if largest < 1 << (bits - 1))


def pack(amounts: NDArray[np.int64], bits: int) -> NDArray[np.uint64]:
    """Pack columns into words, shape (rows, columns) to (rows, words); at least one word."""
    lanes = WORD // bits
    rows, columns = amounts.shape
    words = np.zeros((rows, max(1, -(-columns // lanes))), np.uint64)
    for column in range(columns):
        shift = np.uint64(bits * (column % lanes))
        words[:, column // lanes] |= amounts[:, column].astype(np.uint64) << shift
    return words


def guards(words: int, bits: int) -> NDArray[np.uint64]:
    """Give the guard bits of every lane, shape (words)."""
    one = sum(1 << (bits * lane + bits - 1) for lane in range(WORD // bits))
    return np.full(words, one, np.uint64)
