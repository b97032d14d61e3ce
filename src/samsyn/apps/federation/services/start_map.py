"""Write the capability map of a municipality's IT and digitalisation into the catalogue."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from samsyn.apps.federation.models import CapabilityLevel, CapabilityMap, CapabilityRole
from samsyn.apps.organisation.public import Role
from samsyn.apps.register.public import Capability, normal_name
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.models import Organisation
from samsyn.kernel.use_case import use_case

FILE = Path(__file__).parent.parent / "data" / "capabilities.toml"
Words = Mapping[str, str]


@use_case(Permission.FEDERATION_WRITE)
def start_map(actor: Actor) -> CapabilityMap:
    """Return the map in the organisation's language, made where it is not there yet.

    Areas, capabilities, what each level from 0 to 5 means, and the roles behind. Roles that the
    catalogue has by that name are used; doing it again changes nothing.
    """
    told = tomllib.loads(FILE.read_text("utf-8"))
    language = Organisation.objects.values_list("language", flat=True).get(pk=actor.organisation_id)
    name = _in(told["name"], language)
    if (there := CapabilityMap.visible_to(actor).filter(name=name).first()) is not None:
        return there
    root = _capability(actor, name, None, name)
    made = CapabilityMap(name=name, description=_in(told["description"], language), root=root)
    made.save()
    roles = _roles(actor, told["roles"], language)
    for area in told["areas"]:
        parent = _capability(actor, _in(area["name"], language), root, name)
        for one in area["capabilities"]:
            row = _capability(actor, _in(one["name"], language), parent, name)
            for key in one["roles"]:
                CapabilityRole(capability=row, role=roles[key]).save()
            levels = {**told["levels"], **one["levels"]}
            for level in sorted(levels):
                text = _in(levels[level], language)
                CapabilityLevel(capability=row, level=int(level), text=text).save()
    return made


def _in(words: Words, language: str) -> str:
    return words.get(language) or words["en"]


def _capability(actor: Actor, name: str, parent: Capability | None, of: str) -> Capability:
    """Return a new capability; one of that name elsewhere in the catalogue is left where it is."""
    taken = Capability.visible_to(actor).filter(normal_name=normal_name(name)).exists()
    row = Capability(name=f"{name} ({of})" if taken else name, parent=parent)
    row.save()
    return row


def _roles(actor: Actor, told: Mapping[str, Words], language: str) -> dict[str, Any]:
    found = {}
    for key, words in told.items():
        name = _in(words, language)
        role = Role.visible_to(actor).filter(name__iexact=name).order_by("pk").first()
        if role is None:
            role = Role(name=name)
            role.save()
        found[key] = role
    return found
