"""Write a map as an SVG that stands by itself: title, description, legend, nodes and lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from xml.sax.saxutils import escape

from samsyn.domain.shared.xml_text import xml_text

MARGIN, HEAD, ROW = 60, 64, 22
_LEVELS = ("#e3edf3", "#b9d6e6", "#7db4d6", "#2f7fb5", "#0b3c66")
_UNKNOWN, _INK, _QUIET, _LINE, _OUTSIDE = "#ffffff", "#1d2324", "#595e5f", "#3c5866", "#b3470a"
_LONGEST = 28
_FONT = "Inter, 'Segoe UI', Helvetica, Arial, sans-serif"


class Shape(StrEnum):
    """What a node looks like."""

    BOX = "box"
    ROUND = "round"
    HEXAGON = "hexagon"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True)
class Spot:
    """One node: where it is and what it looks like; `level` None is one that nobody judged."""

    x: float
    y: float
    name: str
    told: str
    shape: Shape
    level: int | None = None
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line between two spots, by their numbers."""

    source: int
    target: int
    level: int | None = None
    dashed: bool = False
    dotted: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One group of spots under a name."""

    name: str
    spots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """The words for levels (by number, then for the unknown), shapes and kinds of line."""

    levels: Sequence[str]
    unknown: str
    shapes: Sequence[tuple[Shape, str]]
    dashed: str
    outside: str


def map_svg(
    title: str,
    description: str,
    spots: Sequence[Spot],
    lines: Iterable[Line],
    legend: Legend,
    frames: Iterable[Frame] = (),
) -> str:
    """Return the picture as an SVG document, at most as large as its contents need."""
    left = min((s.x for s in spots), default=0) - MARGIN - 60
    top = min((s.y for s in spots), default=0) - MARGIN - HEAD
    width = max(max((s.x for s in spots), default=0) + MARGIN + 60 - left, 760)
    rows = len(legend.levels) + 1
    height = max((s.y for s in spots), default=0) + MARGIN + 30 - top + rows * ROW + 20
    foot = top + height - rows * ROW - 10
    size = f'width="{width:.0f}" height="{height:.0f}"'
    view = f'viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}"'
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d" {size} {view}>',
        f'<title id="t">{_said(title)}</title><desc id="d">{_said(description)}</desc>',
        f'<rect x="{left:.0f}" y="{top:.0f}" {size} fill="#ffffff"/>',
        f'<g font-family="{_FONT}" fill="{_INK}">',
        _text(left + 30, top + 36, title, size=22, weight=600),
        _text(left + 30, top + 58, description, size=13, colour=_QUIET),
        *(_frame(frame, spots) for frame in frames),
        *(_line(line, spots) for line in lines if line.source != line.target),
        *(_spot(spot) for spot in spots),
        *_legend(legend, left + 30, foot),
        "</g></svg>",
    ]
    return "\n".join(parts)


def _frame(frame: Frame, spots: Sequence[Spot]) -> str:
    here = [spots[number] for number in frame.spots]
    left, top = min(s.x for s in here) - 50, min(s.y for s in here) - 40
    right, bottom = max(s.x for s in here) + 50, max(s.y for s in here) + 45
    box = (
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{right - left:.0f}"'
        f' height="{bottom - top:.0f}" rx="14" fill="#eef3f4" stroke="#b9bdbe"/>'
    )
    return box + _text(left + 10, top - 6, frame.name, size=15, weight=600)


def _line(line: Line, spots: Sequence[Spot]) -> str:
    a, b = spots[line.source], spots[line.target]
    colour = _OUTSIDE if line.outside else _LINE
    width = 1 + 0.6 * (line.level or 0)
    dash = ' stroke-dasharray="7 4"' if line.dashed else ""
    dash = ' stroke-dasharray="1.5 3.5"' if line.dotted else dash
    gap = ((b.x - a.x) ** 2 + (b.y - a.y) ** 2) ** 0.5 or 1.0
    x, y = (b.x - a.x) / gap, (b.y - a.y) / gap
    end_x, end_y = b.x - 19 * x, b.y - 19 * y
    drawn = (
        f'<path d="M{a.x:.0f} {a.y:.0f}L{end_x:.1f} {end_y:.1f}" fill="none" stroke="{colour}"'
        f' stroke-width="{width:.1f}" stroke-opacity="0.7"{dash}/>'
    )
    if not line.dotted:
        tips = (end_x - 8 * x - 4 * y, end_y - 8 * y + 4 * x, end_x - 8 * x + 4 * y)
        drawn += (
            f'<path d="M{end_x:.1f} {end_y:.1f}L{tips[0]:.1f} {tips[1]:.1f}'
            f'L{tips[2]:.1f} {end_y - 8 * y - 4 * x:.1f}z" fill="{colour}"/>'
        )
    if line.outside:
        drawn += _diamond((a.x + b.x) / 2, (a.y + b.y) / 2, 6, f'fill="{_OUTSIDE}"')
    return drawn


def _spot(spot: Spot) -> str:
    fill = _UNKNOWN if spot.level is None else _LEVELS[spot.level]
    stroke = f'stroke="{_OUTSIDE}" stroke-width="3.5"' if spot.outside else f'stroke="{_LINE}"'
    label = spot.name if len(spot.name) <= _LONGEST else f"{spot.name[: _LONGEST - 1]}…"
    digit = "" if spot.level is None else str(spot.level)
    ink = "#ffffff" if (spot.level or 0) > 2 else _INK  # noqa: PLR2004 - on the dark two
    return (
        f"<g><title>{_said(spot.told)}</title>"
        + _outline(spot, f'fill="{fill}" {stroke}')
        + _text(spot.x, spot.y + 4.5, digit, size=13, weight=600, colour=ink, middle=True)
        + _text(spot.x, spot.y + 31, label, size=12, middle=True)
        + "</g>"
    )


def _outline(spot: Spot, look: str) -> str:
    x, y = spot.x, spot.y
    match spot.shape:
        case Shape.BOX:
            return f'<rect x="{x - 18:.0f}" y="{y - 13:.0f}" width="36" height="26" rx="6" {look}/>'
        case Shape.ROUND:
            return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="15" {look}/>'
        case Shape.DIAMOND:
            return _diamond(x, y, 18, look)
        case Shape.HEXAGON:
            return f'<path d="M{x - 9:.0f} {y - 14:.0f}h18l9 14-9 14h-18l-9-14z" {look}/>'


def _diamond(x: float, y: float, size: float, look: str) -> str:
    return (
        f'<path d="M{x:.1f} {y - size:.1f}l{size} {size} -{size} {size} -{size} -{size}z" {look}/>'
    )


def _legend(legend: Legend, x: float, y: float) -> Iterator[str]:
    levels = [*enumerate(legend.levels), (None, legend.unknown)]
    for row, (level, words) in enumerate(levels):
        here = y + row * ROW
        fill = _UNKNOWN if level is None else _LEVELS[level]
        box = f'<rect x="{x}" y="{here - 11}" width="15" height="15" rx="3"'
        yield f'{box} fill="{fill}" stroke="{_LINE}"/>'
        yield _text(x + 24, here + 1, words if level is None else f"{level} · {words}", size=12)
    for row, (shape, words) in enumerate(legend.shapes):
        here = y + row * ROW
        spot = Spot(0, 0, "", "", shape)
        drawn = _outline(spot, f'fill="#ffffff" stroke="{_LINE}" stroke-width="2"')
        yield f'<g transform="translate({x + 248} {here - 4}) scale(0.5)">{drawn}</g>'
        yield _text(x + 268, here + 1, words, size=12)
    for row, (words, dash, colour) in enumerate(
        ((legend.dashed, "7 4", _LINE), (legend.outside, "", _OUTSIDE))
    ):
        here = y + row * ROW
        drawn = f'<path d="M{x + 440} {here - 4}h34" stroke="{colour}" stroke-width="2"'
        yield f'{drawn} stroke-dasharray="{dash or "none"}"/>'
        yield _text(x + 484, here + 1, words, size=12)


def _text(  # noqa: PLR0913 - what a text is
    x: float,
    y: float,
    words: str,
    *,
    size: int,
    weight: int = 400,
    colour: str = _INK,
    middle: bool = False,
) -> str:
    anchor = ' text-anchor="middle"' if middle else ""
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" font-weight="{weight}"'
        f' fill="{colour}"{anchor}>{_said(words)}</text>'
        if words
        else ""
    )


def _said(words: object) -> str:
    return escape(xml_text(words))
