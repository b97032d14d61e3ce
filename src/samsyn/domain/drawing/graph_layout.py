"""Draw a graph so that people find their way in it again: the same places at every visit."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np

from samsyn.domain.drawing.forces import Ints, Mask, Points, make_room, settle

Place = tuple[float, float]
ARM = 120.0
"""How far apart connected nodes stand, in the drawing's units (a label is about as wide)."""

_LEAST = 0.62  # of an arm: no two nodes are closer
_STEPS = 160
_FEW_STEPS = 32  # where there are many nodes
_MANY = 1500
_MENDING = 30
_STILL_KNOWN = 0.6  # below this share of known nodes the drawing is made anew
_GAP = np.array([1.75 * ARM, 1.2 * ARM])  # between parts that are not connected: names are wide
_WIDE = 1.7  # screens are wider than high
_GOLDEN = 2.399963229728653  # radians


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes by key, links between them, and perhaps which group each belongs to."""

    nodes: Sequence[str]
    links: Sequence[tuple[str, str]]
    groups: Mapping[str, Hashable] = field(default_factory=dict)


def arrange(picture: Picture, before: Mapping[str, Place] | None = None) -> dict[str, Place]:
    """Return a place for every node; the same graph is always drawn the same.

    `before` are places from an earlier drawing. While most of the nodes are known they stay
    exactly where they were, and what is new finds room near what it is connected with.
    """
    known = {key: before[key] for key in picture.nodes if key in before} if before else {}
    keys = sorted(set(picture.nodes))
    if known and len(known) >= _STILL_KNOWN * len(keys):
        return _added(keys, picture, known)
    if picture.groups:
        return _grouped(keys, picture)
    return _fresh(keys, picture.links)


def _fresh(keys: Sequence[str], links: Iterable[tuple[str, str]]) -> dict[str, Place]:
    """Draw the connected parts one by one, and set them beside each other, the largest first."""
    index = {key: number for number, key in enumerate(keys)}
    pairs = _pairs(index, links)
    parts = _parts(len(keys), pairs)
    drawn = []
    for part in parts:
        if len(part) == 1:
            drawn.append((part, np.zeros((1, 2))))
            continue
        place = {int(node): number for number, node in enumerate(part)}
        inner = np.array([(place[a], place[b]) for a, b in pairs.tolist() if a in place], np.int64)
        drawn.append((part, _settled(len(part), inner)))
    whole = np.zeros((len(keys), 2))
    for part, places in _beside(drawn):
        whole[part] = places
    return _told(keys, whole)


def _settled(count: int, links: Ints) -> Points:
    steps = _STEPS if count < _MANY else _FEW_STEPS
    start = _spiral(count) * ARM * 0.5
    order = np.argsort(-np.bincount(links.ravel(), minlength=count), kind="stable")
    places = np.empty_like(start)
    places[order] = start  # the most connected in the middle
    return make_room(settle(places, links, arm=ARM, steps=steps), least=_LEAST * ARM, rounds=40)


def _grouped(keys: Sequence[str], picture: Picture) -> dict[str, Place]:
    """Draw each group by itself, then the groups as discs, each at the size it needs."""
    of = picture.groups
    members: dict[str, list[str]] = {}
    for key in keys:
        members.setdefault(str(of.get(key, "")), []).append(key)
    names = sorted(members)
    inner = {
        name: _centred(_fresh(members[name], [p for p in picture.links if _both_in(p, of, name)]))
        for name in names
    }
    radius = np.array([_radius(inner[name].values()) + ARM * 0.8 for name in names])
    centres = _discs(names, radius, picture)
    return {
        key: (round(x + centre[0]), round(y + centre[1]))
        for name, centre in zip(names, centres.tolist(), strict=True)
        for key, (x, y) in inner[name].items()
    }


def _discs(names: Sequence[str], radius: Points, picture: Picture) -> Points:
    """Place discs so that connected ones are near and none touches another."""
    index = {name: number for number, name in enumerate(names)}
    between = [
        (str(picture.groups.get(a, "")), str(picture.groups.get(b, ""))) for a, b in picture.links
    ]
    pairs = _pairs(index, between)
    arm = float(2 * radius.mean())
    places = settle(_spiral(len(names)) * arm * 0.5, pairs, arm=arm, steps=_STEPS)
    for _round in range(400):
        gap = places[None, :, :] - places[:, None, :]
        far = np.hypot(gap[..., 0], gap[..., 1])
        lack = radius[:, None] + radius[None, :] - far
        np.fill_diagonal(lack, 0.0)
        lack = lack.clip(0)
        if not lack.any():
            break
        push = gap / far.clip(1e-6)[..., None] * lack[..., None] * 0.26
        places = places + push.sum(axis=0) - 0.001 * places
    return places


def _added(keys: Sequence[str], picture: Picture, known: Mapping[str, Place]) -> dict[str, Place]:
    """Keep what is known in place and find room for the rest near its neighbours."""
    index = {key: number for number, key in enumerate(keys)}
    free = np.array([key not in known for key in keys])
    places = np.array([known.get(key, (0.0, 0.0)) for key in keys], np.float64)
    if free.any():
        _guess(keys, places, free.copy(), picture)
        near = _pairs(index, _within_groups(picture))
        places = settle(places, near, arm=ARM, steps=_MENDING, free=free)
        places = make_room(places, least=_LEAST * ARM, free=free, rounds=60)
    return {key: known.get(key) or _round(places[index[key]]) for key in keys}


def _guess(keys: Sequence[str], places: Points, unplaced: Mask, picture: Picture) -> None:
    """Begin each new node amid its neighbours or its group, else at the rim."""
    index = {key: number for number, key in enumerate(keys)}
    amid: dict[int, list[int]] = {}
    for a, b in _pairs(index, _within_groups(picture)).tolist():
        amid.setdefault(a, []).append(b)
        amid.setdefault(b, []).append(a)
    fellows: dict[object, list[int]] = {}
    for key, group in picture.groups.items():
        if key in index:
            fellows.setdefault(group, []).append(index[key])
    old = np.flatnonzero(np.logical_not(unplaced))
    middle = places[old].mean(axis=0)
    rim = np.hypot(*(places[old] - middle).T).max() + ARM
    for number in np.flatnonzero(unplaced).tolist():
        around = [n for n in amid.get(number, ()) if not unplaced[n]]
        around = around or [
            n for n in fellows.get(picture.groups.get(keys[number]), ()) if not unplaced[n]
        ]
        turn = _turn(keys[number])
        offset = np.array([np.cos(turn), np.sin(turn)])
        if around:
            places[number] = places[around].mean(axis=0) + offset * ARM * 0.7
        else:
            places[number] = middle + offset * rim
        unplaced[number] = False


def _within_groups(picture: Picture) -> Iterable[tuple[str, str]]:
    """Return the links that may pull: where there are groups, those inside them."""
    of = picture.groups
    return [(a, b) for a, b in picture.links if not of or of.get(a, "") == of.get(b, "")]


def _both_in(pair: tuple[str, str], of: Mapping[str, Hashable], name: str) -> bool:
    return str(of.get(pair[0], "")) == name and str(of.get(pair[1], "")) == name


def _pairs(index: Mapping[str, int], links: Iterable[tuple[str, str]]) -> Ints:
    """Return each connected pair once, as sorted indices."""
    found = {
        (min(index[a], index[b]), max(index[a], index[b]))
        for a, b in links
        if a in index and b in index and a != b
    }
    return np.array(sorted(found), np.int64).reshape(-1, 2)


def _parts(count: int, pairs: Ints) -> list[Ints]:
    """Return the connected parts, the largest first."""
    label = np.arange(count)
    while len(pairs):
        lowest = np.minimum(label[pairs[:, 0]], label[pairs[:, 1]])
        before = label.copy()
        for side in (0, 1):
            np.minimum.at(label, pairs[:, side], lowest)
        label = label[label]
        if (label == before).all():
            break
    members: dict[int, list[int]] = {}
    for node, name in enumerate(label.tolist()):
        members.setdefault(name, []).append(node)
    return [np.array(m) for m in sorted(members.values(), key=lambda m: (-len(m), m[0]))]


def _beside(drawn: list[tuple[Ints, Points]]) -> Iterable[tuple[Ints, Points]]:
    """Set the parts on shelves to the right of the largest and beneath it, without overlap."""
    if not drawn:
        return
    upright = [(part, _laid_down(places)) for part, places in drawn]
    sizes = [places.max(axis=0) + _GAP for _part, places in upright]
    area = float(sum(size[0] * size[1] for size in sizes))
    first, places = upright[0]
    yield first, places
    width = max(float(sizes[0][0]), (_WIDE * area) ** 0.5, 4 * ARM)
    left, bottom = float(sizes[0][0]), float(sizes[0][1])
    x, y, tallest = left, 0.0, 0.0
    for (part, here), size in zip(upright[1:], sizes[1:], strict=True):
        if x + size[0] > width and x > left:
            x, y, tallest = left, y + tallest, 0.0
        if left and (y + size[1] > bottom or x + size[0] > width):
            left, x, y, tallest = 0.0, 0.0, max(bottom, y), 0.0
        yield part, here + np.array([x, y])
        x += float(size[0])
        tallest = max(tallest, float(size[1]))


def _laid_down(places: Points) -> Points:
    """Turn a drawing so that it is wider than high, and let it begin at the corner."""
    loose = places - places.mean(axis=0)
    if len(loose) > 2:  # noqa: PLR2004 - two have no breadth
        spread = loose.T @ loose
        angle = 0.5 * np.arctan2(2 * spread[0, 1], spread[0, 0] - spread[1, 1])
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        loose = loose @ turn
    placed: Points = loose - loose.min(axis=0)
    return placed


def _centred(places: Mapping[str, Place]) -> dict[str, Place]:
    points = np.array(list(places.values()))
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    return {k: (float(x), float(y)) for k, (x, y) in zip(places, points - middle, strict=True)}


def _radius(places: Iterable[Place]) -> float:
    return max(float(np.hypot(x, y)) for x, y in places)


def _spiral(count: int) -> Points:
    """Return so many points, evenly spread over a disc."""
    number = np.arange(count) + 0.5
    turn = number * _GOLDEN
    points: Points = np.sqrt(number)[:, None] * np.column_stack([np.cos(turn), np.sin(turn)])
    return points


def _turn(key: str) -> float:
    """Return a direction that belongs to the key, whatever else is drawn."""
    number = int.from_bytes(blake2b(key.encode(), digest_size=4).digest())
    return number / 2**32 * 2 * np.pi


def _told(keys: Sequence[str], places: Points) -> dict[str, Place]:
    middle = (places.min(axis=0) + places.max(axis=0)) / 2 if len(places) else 0.0
    return {k: _round(place) for k, place in zip(keys, places - middle, strict=True)}


def _round(place: Points) -> Place:
    return (round(float(place[0])), round(float(place[1])))
