"""Whom to call when things stop: the people behind systems, routines, sites and suppliers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from samsyn.apps.organisation.public import Person
from samsyn.apps.register.models import Routine, Site, Supplier, System
from samsyn.domain.access.actor import Actor
from samsyn.domain.impact.landscape import Kind, Thing

ROLES: Mapping[str, StrOrPromise] = {
    "operations": _("operations"),
    "operations_deputy": _("operations' deputy"),
    "administrator": _("system administrator"),
    "administrator_deputy": _("administrator's deputy"),
    "security_contact": _("security contact"),
    "security_deputy": _("security contact's deputy"),
    "owner": _("system owner"),
    "owner_deputy": _("system owner's deputy"),
}
_ROUTINE_ROLES: Mapping[str, StrOrPromise] = {
    "owner": _("routine owner"),
    "known_by": _("knows it best"),
}


@dataclass(slots=True)
class Call:
    """One person or place to call, and as what: pairs of a role and what it is a role in."""

    name: str
    phone: str
    email: str
    url: str = ""
    about: list[tuple[StrOrPromise, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Behind:
    """What the page needs of the things that stop: their rows, and whom to call."""

    systems: Mapping[int, System]
    routines: Mapping[int, Routine]
    calls: list[Call]


def behind(actor: Actor, things: Iterable[Thing], supplier: Supplier | None = None) -> Behind:
    """Return the rows of systems and routines, and everybody to call, in the things' order."""
    wanted = list(things)
    systems = {
        row.pk: row
        for row in System.visible_to(actor)
        .filter(pk__in=_of(wanted, Kind.SYSTEM))
        .select_related("organisation", *ROLES)
    }
    routines = {
        row.pk: row
        for row in Routine.visible_to(actor)
        .filter(pk__in=_of(wanted, Kind.ROUTINE))
        .select_related("organisation", *_ROUTINE_ROLES)
    }
    sites = {
        row.pk: row
        for row in Site.visible_to(actor)
        .filter(pk__in=_of(wanted, Kind.SITE))
        .select_related("keeper", "operator")
    }
    calls = _Calls()
    if supplier is not None:
        calls.supplier(supplier)
    for thing in wanted:
        if thing.kind is Kind.SITE and thing.pk in sites:
            calls.site(sites[thing.pk])
        elif thing.kind is Kind.SYSTEM and thing.pk in systems:
            calls.people(systems[thing.pk], systems[thing.pk].name, ROLES)
        elif thing.kind is Kind.ROUTINE and thing.pk in routines:
            calls.people(routines[thing.pk], routines[thing.pk].name, _ROUTINE_ROLES)
    return Behind(systems, routines, list(calls.found.values()))


def _of(things: Iterable[Thing], kind: Kind) -> list[int]:
    return [thing.pk for thing in things if thing.kind is kind]


@dataclass(slots=True)
class _Calls:
    """Gathers each person once, however many things they answer for."""

    found: dict[tuple[str, int], Call] = field(default_factory=dict)

    def supplier(self, supplier: Supplier) -> None:
        call = Call(supplier.name, supplier.security_phone, supplier.security_email)
        call.about.append((_("security contact"), supplier.name))
        self.found["supplier", supplier.pk] = call

    def site(self, site: Site) -> None:
        call = Call(site.name, site.phone, "")
        call.about.append((_("phone at any hour"), site.name))
        self.found["site", site.pk] = call
        if site.operator is not None and ("supplier", site.operator.pk) not in self.found:
            self.supplier(site.operator)
        self._person(site.keeper, _("answers for the site"), site.name)

    def people(self, row: System | Routine, title: str, roles: Mapping[str, StrOrPromise]) -> None:
        for name, role in roles.items():
            self._person(getattr(row, name), role, title)

    def _person(self, person: Person | None, role: StrOrPromise, title: str) -> None:
        if person is None:
            return
        call = Call(person.name, person.phone, person.email)
        self.found.setdefault(("person", person.pk), call).about.append((role, title))
