"""How able each member is: the map, levels, gaps, the years, and who holds the roles behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from samsyn.apps.federation.models import (
    CapabilityAssessment,
    CapabilityLevel,
    CapabilityMap,
    CapabilityRole,
    RoleShown,
)
from samsyn.apps.organisation.public import Assignment
from samsyn.apps.portfolio.public import Initiative
from samsyn.apps.register.public import Capability
from samsyn.domain.access.actor import Actor
from samsyn.domain.federation.maturity import Assessed, Year, years_of
from samsyn.domain.portfolio.course import ENDED
from samsyn.kernel.models import Organisation
from samsyn.kernel.tenancy.owned import InCircle

_CLOSED = tuple(state.value for state in ENDED)


@dataclass(frozen=True, slots=True)
class Area:
    """An area of a map, and its capabilities in order."""

    row: Capability
    capabilities: tuple[Capability, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of its capabilities."""
        return tuple(one.pk for one in self.capabilities)


@dataclass(frozen=True, slots=True)
class Level:
    """Where a member stands in one capability now."""

    level: int
    target: int | None
    planned: bool
    on: date

    @property
    def gap(self) -> int:
        """How far it is to the target."""
        return max((self.target or 0) - self.level, 0)


def maps_of(actor: Actor) -> list[CapabilityMap]:
    """Return every map there is, the oldest first. One query."""
    return list(CapabilityMap.visible_to(actor).order_by("pk"))


def map_for(
    actor: Actor, asked: str = "", maps: Sequence[CapabilityMap] | None = None
) -> CapabilityMap | None:
    """Return the map asked for, else the one that was assessed on last, else the first."""
    maps = maps_of(actor) if maps is None else maps
    if asked.isdecimal() and (found := [one for one in maps if str(one.pk) == asked]):
        return found[0]
    if len(maps) > 1:
        last = CapabilityAssessment.visible_to(actor).order_by("-assessed_on", "-pk")
        roots = last.values_list("capability__parent__parent_id", flat=True)[:1]
        for one in maps:
            if one.root_id in roots:
                return one
    return maps[0] if maps else None


def areas_of(actor: Actor, found: CapabilityMap) -> list[Area]:
    """Return the areas of a map with their capabilities, as they were written. One query."""
    rows = (
        Capability.visible_to(actor)
        .filter(Q(parent_id=found.root_id) | Q(parent__parent_id=found.root_id))
        .order_by("pk")
    )
    parts: dict[int, list[Capability]] = defaultdict(list)
    for row in rows:
        parts[row.parent_id or 0].append(row)
    return [Area(row, tuple(parts[row.pk])) for row in parts[found.root_id]]


def members() -> list[Organisation]:
    """Return the municipalities that are compared: ours, and those of our federations.

    Whoever we act for is what the database knows.
    """
    rows = Organisation.objects.filter(Q(InCircle(F("pk"))))
    return list(rows.exclude(kind=Organisation.Kind.FEDERATION).order_by("name"))


def _assessments(actor: Actor, ids: Iterable[int]) -> QuerySet[CapabilityAssessment]:
    rows = CapabilityAssessment.visible_to(actor).filter(capability__in=[*ids])
    return rows.filter(Q(InCircle(F("organisation_id"))))


def levels_now(actor: Actor, ids: Iterable[int]) -> dict[int, dict[int, Level]]:
    """Return where each member stands, by organisation and capability. One query."""
    rows = (
        _assessments(actor, ids)
        .order_by("organisation_id", "capability_id", "-assessed_on")
        .distinct("organisation_id", "capability_id")
        .values_list(
            "organisation_id", "capability_id", "level", "target", "initiative_id", "assessed_on"
        )
    )
    found: dict[int, dict[int, Level]] = defaultdict(dict)
    for organisation, capability, level, target, initiative, on in rows:
        found[organisation][capability] = Level(level, target, initiative is not None, on)
    return found


def our_latest(actor: Actor) -> QuerySet[CapabilityAssessment]:
    """Return our newest assessment of each capability."""
    newest = (
        CapabilityAssessment.owned_by(actor)
        .order_by("capability_id", "-assessed_on")
        .distinct("capability_id")
        .values("pk")
    )
    return CapabilityAssessment.owned_by(actor).filter(pk__in=newest)


def unplanned_gaps(actor: Actor) -> QuerySet[CapabilityAssessment]:
    """Return our newest assessments that are below their target with nothing under way."""
    closed = Q(initiative__isnull=True) | Q(initiative__state__in=_CLOSED)
    return our_latest(actor).filter(closed, target__gt=F("level"))


def maturity(
    actor: Actor, areas: Sequence[Area], today: date, *, most_years: int = 6
) -> tuple[list[int], dict[int, list[Year]]]:
    """Return the years there is anything of, and each member's. One query."""
    ids = [pk for area in areas for pk in area.ids]
    rows = _assessments(actor, ids).values_list(
        "organisation_id", "capability_id", "assessed_on", "level"
    )
    told = [Assessed(*row) for row in rows]
    first = min((row.on.year for row in told), default=today.year)
    years = list(range(max(first, today.year - most_years + 1), today.year + 1))
    return years, years_of(told, {area.row.pk: area.ids for area in areas}, years)


@dataclass(frozen=True, slots=True)
class Behind:
    """A role behind a capability, and who lets it be seen that they have it."""

    role_id: int
    role: str
    why: str
    shown: tuple[RoleShown, ...]
    ours: int


def roles_behind(actor: Actor, capability_ids: Iterable[int], today: date) -> list[Behind]:
    """Return the roles behind capabilities and who in the federation shows they hold them."""
    links = CapabilityRole.visible_to(actor).filter(capability__in=[*capability_ids])
    roles = {link.role_id: link for link in links.select_related("role").order_by("pk")}
    shown: dict[int, list[RoleShown]] = defaultdict(list)
    rows = RoleShown.visible_to(actor).filter(Q(InCircle(F("organisation_id"))), role__in=roles)
    for row in rows.select_related("organisation").order_by("organisation__name"):
        shown[row.role_id].append(row)
    ours = holders_here(actor, roles, today)
    return [
        Behind(pk, link.role.name, link.note, tuple(shown[pk]), ours.get(pk, 0))
        for pk, link in roles.items()
    ]


def holders_here(actor: Actor, role_ids: Iterable[int], today: date) -> Mapping[int, int]:
    """Return how many of us hold each of these roles today."""
    held = Assignment.owned_by(actor).filter(
        Q(since__isnull=True) | Q(since__lte=today),
        Q(until__isnull=True) | Q(until__gte=today),
        role__in=[*role_ids],
    )
    people: dict[int, set[int]] = defaultdict(set)
    for role, person in held.values_list("role_id", "person_id"):
        people[role].add(person)
    return {role: len(who) for role, who in people.items()}


def meanings(actor: Actor, ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """Return what each level of these capabilities means. One query."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    rows = CapabilityLevel.visible_to(actor).filter(capability__in=[*ids]).order_by("level")
    for capability, level, text in rows.values_list("capability_id", "level", "text"):
        found[capability][level] = text
    return found


def open_initiatives(actor: Actor) -> list[tuple[int, str]]:
    """Return our initiatives that may close a gap, by name."""
    rows = Initiative.owned_by(actor).exclude(state__in=_CLOSED).order_by("sort_key")
    return list(rows.values_list("pk", "name"))
