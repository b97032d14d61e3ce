"""A YAML file as plain texts, lists and sections, each with its line, and what is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import yaml

from samsyn.domain.knowledge.objections import Remark, Wrong

_LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class Said:
    """One thing to tell about the file: what, where (`legal/license`), and on which line."""

    code: Wrong | Remark
    place: str
    line: int
    facts: Mapping[str, int | str] = field(default_factory=dict)


class File:
    """The file as plain texts, lists and sections, with the line of each, and what was found."""

    def __init__(self) -> None:
        self.faults: list[Said] = []
        self.remarks: list[Said] = []
        self._lines: dict[str, int] = {}

    def grown(self, node: Any, place: str) -> Any:  # noqa: ANN401 - of YAML
        """Return a node as plain Python: scalars are texts as typed, an empty one is None."""
        self._lines[place] = node.start_mark.line + 1 if node is not None else 1
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, place))
        if isinstance(node, yaml.SequenceNode):
            return [self.grown(one, f"{place}/{nth}") for nth, one in enumerate(node.value, 1)]
        if node is None or node.tag == "tag:yaml.org,2002:null":
            return None
        return str(node.value)

    def _pairs(self, node: yaml.MappingNode, place: str) -> Iterator[tuple[str, Any]]:
        seen = set()
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            here = f"{place}/{name}".lstrip("/")
            grown = self.grown(value, here)
            self._lines[here] = key.start_mark.line + 1
            if name in seen:
                self.wrong(Wrong.TWICE, here)
            seen.add(name)
            yield name, grown

    def wrong(self, code: Wrong, place: str, **facts: int | str) -> None:
        """Note a fault; what is missing is told where it should stand."""
        self.faults.append(Said(code, place, self._line(place), facts))

    def remark(self, code: Remark, place: str, **facts: int | str) -> None:
        """Note what hinders nothing."""
        self.remarks.append(Said(code, place, self._line(place), facts))

    def _line(self, place: str) -> int:
        while place and place not in self._lines:
            place = place.rpartition("/")[0]
        return self._lines.get(place, 1)

    def text(self, tree: Mapping[str, Any], place: str, *, needed: bool = False) -> str:
        """Return a text; the place's last part is its key."""
        value = tree.get(place.rpartition("/")[2])
        if value is not None and not isinstance(value, str):
            self.wrong(Wrong.NOT_TEXT, place)
            return ""
        if needed and not (value or "").strip():
            self.wrong(Wrong.MISSING, place)
        return (value or "").strip()

    def one_of(self, tree: Mapping[str, Any], place: str, choices: tuple[str, ...]) -> str:
        """Return a word of the standard's list; it must be there."""
        said = self.text(tree, place, needed=True)
        if said and said not in choices:
            self.wrong(Wrong.NOT_ONE_OF, place, said=short(said), choices=", ".join(choices))
        return said

    def url(self, tree: Mapping[str, Any], place: str, *, needed: bool = False) -> str:
        """Return an address of the web, or of a repository."""
        said = self.text(tree, place, needed=needed)
        if said and not _is_url(said):
            self.wrong(Wrong.NOT_URL, place, said=short(said))
        return said

    def day(self, tree: Mapping[str, Any], place: str, *, needed: bool = False) -> date | None:
        """Return a day written as 2026-05-17."""
        said = self.text(tree, place, needed=needed)
        try:
            return date.fromisoformat(said) if said else None
        except ValueError:
            self.wrong(Wrong.NOT_DAY, place, said=short(said))
            return None

    def texts(
        self, tree: Mapping[str, Any], place: str, *, needed: bool = False
    ) -> tuple[str, ...]:
        """Return a list of texts."""
        value = tree.get(place.rpartition("/")[2])
        if value is not None and not isinstance(value, list):
            self.wrong(Wrong.NOT_LIST, place)
            return ()
        if needed and not value:
            self.wrong(Wrong.MISSING, place)
        told = []
        for nth, one in enumerate(value or [], 1):
            if isinstance(one, str) and one.strip():
                told.append(one.strip())
            else:
                self.wrong(Wrong.NOT_TEXT, f"{place}/{nth}")
        return tuple(told)

    def section(
        self, tree: Mapping[str, Any], place: str, *, needed: bool = False
    ) -> dict[str, Any]:
        """Return a part of the file that holds keys of its own."""
        value = tree.get(place.rpartition("/")[2])
        if value is not None and not isinstance(value, dict):
            self.wrong(Wrong.NOT_SECTION, place)
        elif needed and not value:
            self.wrong(Wrong.MISSING, place)
        return value if isinstance(value, dict) else {}

    def sections(self, tree: Mapping[str, Any], place: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the place and the keys of each part of a list."""
        value = tree.get(place.rpartition("/")[2])
        if value is not None and not isinstance(value, list):
            self.wrong(Wrong.NOT_LIST, place)
            return
        for nth, one in enumerate(value or [], 1):
            if isinstance(one, dict):
                yield f"{place}/{nth}", one
            else:
                self.wrong(Wrong.NOT_SECTION, f"{place}/{nth}")


def _is_url(said: str) -> bool:
    try:
        parts = urlsplit(said)
    except ValueError:
        return False
    known = parts.scheme in {"http", "https", "git", "ssh", "svn"}
    return known and bool(parts.hostname) and not re.search(r"\s", said)


def short(said: str) -> str:
    """Return what was said, cut to what one can take in."""
    return said if len(said) <= _LONGEST_WORD else f"{said[:_LONGEST_WORD]}…"
