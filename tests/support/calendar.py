"""A strict reader of calendars (RFC 5545), written for tests and of nothing that writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

LONGEST_LINE = 75  # octets, the break not counted (3.1)
_NAME = re.compile(r"[A-Za-z0-9-]+")
_ESCAPES = {"n": "\n", "N": "\n", ",": ",", ";": ";", "\\": "\\"}


@dataclass
class Property:
    """One content line: its parameters and its value, unescaped where it is a text."""

    value: str
    parameters: dict[str, str] = field(default_factory=dict)


@dataclass
class Component:
    """A part between BEGIN and END."""

    name: str
    properties: dict[str, list[Property]] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)

    def one(self, name: str) -> Property:
        """Return the only property of this name."""
        (found,) = self.properties[name]
        return found

    def text(self, name: str) -> str:
        """Return a text as it was before escaping; refuses what must be escaped and is not."""
        raw = self.one(name).value
        assert not re.search(r"(?<!\\)(?:\\\\)*[,;\n]", raw), raw
        return re.sub(r"\\(.)", lambda found: _ESCAPES[found[1]], raw)

    def moment(self, name: str) -> datetime:
        """Return a moment that is said in UTC."""
        return datetime.strptime(self.one(name).value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def read(raw: bytes) -> Component:
    """Read one calendar; asserts everything the standard demands of its form."""
    assert raw.endswith(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    for octets in raw.split(b"\r\n"):
        assert len(octets) <= LONGEST_LINE, octets
    unfolded = re.sub(rb"\r\n[ \t]", b"", raw).decode("utf-8")
    stack = [Component("")]
    for line in unfolded.removesuffix("\r\n").split("\r\n"):
        name, found = _content_line(line)
        if name == "BEGIN":
            stack.append(Component(found.value))
        elif name == "END":
            done = stack.pop()
            assert done.name == found.value
            stack[-1].parts.append(done)
        else:
            stack[-1].properties.setdefault(name, []).append(found)
    (whole,) = stack
    (calendar,) = whole.parts
    assert calendar.name == "VCALENDAR"
    assert calendar.one("VERSION").value == "2.0"
    assert calendar.one("PRODID").value
    return calendar


def _content_line(line: str) -> tuple[str, Property]:
    found = _NAME.match(line)
    assert found, line
    name, rest = found[0].upper(), line[found.end() :]
    parameters = {}
    while rest.startswith(";"):
        told = re.match(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)', rest)
        assert told, line
        parameters[told[1].upper()] = told[2].strip('"')
        rest = rest[told.end() :]
    assert rest.startswith(":"), line
    return name, Property(rest[1:], parameters)
