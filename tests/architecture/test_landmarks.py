"""Whoever jumps from landmark to landmark is never told the same name twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import samsyn

HOUSE = Path(samsyn.__file__).parent
# A section with a name is a landmark, and so is a box that says it is a region.
LANDMARK = re.compile(r'<(?:section\b|[a-z]+\b[^>]*role="region")[^>]*>')
NAMED_BY = re.compile(r'aria-labelledby="([^"]+)"')


def test_two_landmarks_of_a_page_never_share_one_heading() -> None:
    """A box to scroll in bears the heading's name; then the section round it bears none."""
    twice = []
    for path in HOUSE.rglob("templates/**/*.html"):
        landmarks = LANDMARK.findall(path.read_text(encoding="utf-8"))
        names = Counter(name for landmark in landmarks for name in NAMED_BY.findall(landmark))
        twice += [f"{path.relative_to(HOUSE)}: {name}" for name, n in names.items() if n > 1]

    assert twice == []
