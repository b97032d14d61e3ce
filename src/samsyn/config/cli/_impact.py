"""What `samsyn impact` finds and tells, once Django is up."""

from collections.abc import Iterator
from typing import Any

from django.utils import translation

from samsyn.apps.register.public import System, impact_told, systems_called
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.kernel.models import Organisation
from samsyn.kernel.tenancy.session import acting_for

_NAMED = 10


class NotOne(Exception):
    """The words on the command line name no organisation, no system, or several systems."""


def told(slug: str, words: str) -> tuple[dict[str, Any], list[str]]:
    """Return a system's impact as plain data, and as lines for people; raises NotOne."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        raise NotOne(f"There is no organisation at {slug!r}.")
    actor = samsyn_for(organisation.pk)
    with translation.override(organisation.language), acting_for(actor):
        answer = impact_told(actor, _one(actor, words.strip()))
    answer["url"] = f"/{slug}/systems/{answer['id']}/"
    return answer, list(_lines(answer))


def _one(actor: Actor, words: str) -> System:
    found = list(systems_called(actor, words)[: _NAMED + 1])
    if not found:
        raise NotOne(f"There is no system {words!r}.")
    if len(found) > 1:
        names = ", ".join(f"{system.name} ({system.pk})" for system in found[:_NAMED])
        more = ", …" if len(found) > _NAMED else ""
        raise NotOne(f"Several systems are meant by {words!r}: {names}{more}. Say the id.")
    return found[0]


def _lines(answer: dict[str, Any]) -> Iterator[str]:
    yield f"{answer['name']} ({answer['id']})"
    for level in answer["levels"]:
        yield f"  {level['aspect']:<16}{_level(level)}"
    yield "If it stops, in order of harm (hours from the stop):"
    for stop in answer["stops"]:
        tolerable = stop["tolerable_hours"]
        unsaid = "" if tolerable is not None or stop["kind"] in {"unit", "organisation"} else "?"
        chain = " → ".join(link["name"] for link in stop["because_of"][:-1])
        because = f"  because of {chain}" if chain else ""
        when = f"stops {stop['hour']:>4}  harm {stop['harm_hour']:>4}{unsaid:<1}"
        yield f"  {when}  {stop['kind']:<13}{stop['name']}{because}"


def _level(level: dict[str, Any]) -> str:
    if level["level"] is None:
        return "not known: nothing that it has or receives is classified"
    parts = [part for step in level["because_of"] for part in (step["flow_name"], step["name"])]
    way = " → ".join([part for part in parts if part][:-1])
    override = level["override"]
    if override:
        way = f"{override['ground']} ({override['reason']}); worked out: {override['worked_out']}"
    return f"{level['level']} {level['words']}" + (f"  because of {way}" if way else "")
