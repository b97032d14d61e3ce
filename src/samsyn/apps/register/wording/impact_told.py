"""Tell what a system must withstand and what stops with it, as plain data for programs."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from samsyn.apps.register.models import ClassificationOverride, System
from samsyn.apps.register.queries.impact import landscape_of
from samsyn.apps.register.queries.impact_names import FLOW, Named, names_of
from samsyn.apps.register.queries.impact_stops import consequences_of
from samsyn.apps.register.wording import LEVELS
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.scales import Aspect
from samsyn.domain.impact.dependence import Stop
from samsyn.domain.impact.landscape import Kind, Landscape, Step, Thing
from samsyn.kernel.models import Organisation
from samsyn.kernel.records.declaration import record_url

Told = dict[str, Any]
_Names = dict[tuple[str, int], Named]


def systems_called(actor: Actor, words: str) -> QuerySet[System]:
    """Return our systems with this id, else of exactly this name, else with the words in it."""
    ours = System.owned_by(actor).order_by("sort_key", "pk")
    if words.isdecimal() and (by_id := ours.filter(pk=int(words[:18]))):
        return by_id
    exactly = ours.filter(Q(name__iexact=words) | Q(local_id__iexact=words))
    return exactly or ours.filter(Q(name__icontains=words) | Q(aliases__icontains=words))


def impact_told(actor: Actor, system: System) -> Told:
    """Return effective levels with the way each came, and everything that stops, in order."""
    land, thing = landscape_of(actor), Thing(Kind.SYSTEM, system.pk)
    stops = consequences_of(actor, system).stops
    ways = {aspect: land.why(thing, aspect) for aspect in Aspect}
    names = _names(actor, ways, stops)
    overrides = {o.aspect: o for o in ClassificationOverride.owned_by(actor).filter(system=system)}
    return {
        "id": system.pk,
        "name": system.name,
        "url": record_url(system),
        "levels": [
            _level(land, thing, aspect, ways[aspect], (names, overrides.get(str(aspect))))
            for aspect in Aspect
        ],
        "stops": [_stop(stop, names) for stop in stops if stop.thing in names],
    }


def _names(actor: Actor, ways: dict[Aspect, tuple[Step, ...]], stops: list[Stop]) -> _Names:
    keys: set[tuple[str, int] | Thing] = {step.thing for way in ways.values() for step in way}
    keys |= {(FLOW, s.link.pk) for way in ways.values() for s in way if s.link and s.link.pk}
    things = {thing for stop in stops for thing, _need in stop.chain}
    found = names_of(actor, keys | things)
    organisations = [thing.pk for thing in things if thing.kind is Kind.ORGANISATION]
    rows = Organisation.objects.filter(pk__in=organisations).values_list("pk", "name")
    return found | {(Kind.ORGANISATION, pk): Named(name, "") for pk, name in rows}


def _level(
    land: Landscape,
    thing: Thing,
    aspect: Aspect,
    way: tuple[Step, ...],
    about: tuple[_Names, ClassificationOverride | None],
) -> Told:
    names, override = about
    level = land.level(thing, aspect)
    return {
        "aspect": str(aspect),
        "level": level,
        "words": "" if level is None else str(LEVELS[level]),
        "because_of": [_step(step, names) for step in way],
        "override": None
        if override is None
        else {
            "ground": override.ground,
            "reason": override.reason,
            "worked_out": land.worked_out(thing, aspect),
            "next_review": override.next_review,
        },
    }


def _step(step: Step, names: _Names) -> Told:
    link = step.link
    flow = names.get((FLOW, link.pk)) if link and link.pk else None
    return {
        **_thing(step.thing, names),
        "by": str(link.by) if link else "",
        "flow": link.pk if link and flow else None,
        "flow_name": flow.text if flow else "",
    }


def _stop(stop: Stop, names: _Names) -> Told:
    return {
        **_thing(stop.thing, names),
        "hour": stop.hour,
        "tolerable_hours": stop.tolerable,
        "harm_hour": stop.harm_hour,
        "because_of": [
            {**_thing(thing, names), "why": str(need.why) if need else ""}
            for thing, need in stop.chain
            if thing in names
        ],
    }


def _thing(thing: Thing, names: _Names) -> Told:
    named = names.get(thing)
    return {"kind": str(thing.kind), "id": thing.pk, "name": named.text if named else ""}
