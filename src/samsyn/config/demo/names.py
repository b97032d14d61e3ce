"""Invent people: Nordic names in all their mixtures, the same ones every time."""

from __future__ import annotations

import unicodedata
from random import Random

from samsyn.config.demo import sheets

_LETTERS = str.maketrans({"ø": "o", "æ": "a", "đ": "d", "ł": "l"})


class Names:
    """Gives each person of a town a name that nobody else there has."""

    def __init__(self, rng: Random, language: str) -> None:
        self._rng = rng
        self._first, self._last = _pool("First", language), _pool("Last", language)
        self._given: set[str] = set()

    def take(self, name: str) -> str:
        """Reserve a name that a sheet says."""
        self._given.add(name)
        return name

    def invent(self) -> str:
        """Return a new name."""
        while True:
            name = f"{self._rng.choice(self._first)} {self._rng.choice(self._last)}"
            if name not in self._given:
                return self.take(name)


def address_of(name: str, domain: str) -> str:
    """Return the mail address that a municipality would give: `asa.ohman@edskog.example`."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    letters = plain.encode("ascii", "ignore").decode()
    return f"{letters.replace(' ', '.')}@{domain}.example"


def _pool(heading: str, language: str) -> list[str]:
    rows = {row["language"]: row["names"] for row in sheets.read("names")[heading]}
    return rows[language].split()
