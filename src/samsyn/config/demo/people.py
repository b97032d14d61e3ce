"""Give an organisation its units, its people, what they are, and who may sign in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from samsyn.apps.organisation.models import Assignment, Person, Unit
from samsyn.config.demo import sheets
from samsyn.config.demo.catalogue import Shared
from samsyn.config.demo.names import address_of
from samsyn.config.demo.site import Site
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import AccessRole
from samsyn.kernel.access.grants import actor_for
from samsyn.kernel.models import Access, Organisation, User

_FULL = 100


@dataclass(slots=True)
class Staff:
    """Units and people by their keys in the sheet, and the actors among them."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def person(self, key: str) -> Person | None:
        """Return somebody, or nobody where the sheet names nobody or a post is not filled."""
        return self.people.get(key)

    def unit(self, key: str) -> Unit | None:
        """Return a unit, where there is one."""
        return self.units.get(key)


def engage(site: Site, shared: Shared) -> Staff:
    """Build the organisation's room."""
    staff = Staff()
    users = {row["mail"]: _account(row) for row in site.rows("Accounts")}
    with site.making("organisation"):
        _open_units(site, staff)
        _hire(site, staff, users)
        _assign(site, staff, shared)
        _let_in(site, users)
    organisation = Organisation.objects.get(pk=site.id)
    for row in site.rows("Accounts"):
        actor = actor_for(users[row["mail"]], organisation)
        if actor:
            staff.actors[row["person"] or row["mail"]] = actor
    return staff


def _account(row: sheets.Row) -> User:
    mail = row["mail"]
    known = User.objects.filter(email=mail).first()
    return known or User.objects.create_user(mail, name=row["name"])


def _let_in(site: Site, users: Mapping[str, User]) -> None:
    Access.everything.bulk_create(
        Access(organisation_id=site.id, user=users[row["mail"]], role=AccessRole(row["access"]))
        for row in site.rows("Accounts")
    )


def _open_units(site: Site, staff: Staff) -> None:
    waiting = site.rows("Units")
    while waiting:  # a level at a time: those whose parent stands
        level = [row for row in waiting if not row["parent"] or row["parent"] in staff.units]
        units = [_unit(site, staff, row) for row in level]
        Unit.everything.bulk_create(units)
        staff.units |= {row["key"]: unit for row, unit in zip(level, units, strict=True)}
        waiting = [row for row in waiting if row["key"] not in staff.units]
    Unit.everything.bulk_create(_workplaces(site, staff))


def _unit(site: Site, staff: Staff, row: sheets.Row) -> Unit:
    return Unit(
        organisation_id=site.id,
        name=row["name"],
        kind=row["kind"],
        parent=staff.unit(row["parent"]),
        is_controller=row["kind"] == Unit.Kind.BOARD,
        confirmed_on=site.long_ago(5, 300),
    )


def _workplaces(site: Site, staff: Staff) -> Iterator[Unit]:
    """Yield the schools, homes and stations that a larger municipality has."""
    for row in site.rows("Workplaces"):
        for name in row["names"].split(", "):
            yield Unit(
                organisation_id=site.id,
                name=name,
                kind=Unit.Kind.UNIT,
                parent=staff.units[row["under"]],
                confirmed_on=site.long_ago(5, 300),
            )


def _hire(site: Site, staff: Staff, users: Mapping[str, User]) -> None:
    rows = _posts(site, staff)
    for row in rows:
        site.names.take(row["name"])
    accounts = {row["person"]: users[row["mail"]] for row in site.rows("Accounts")}
    people = [_person(site, staff, row, number) for number, row in enumerate(rows, start=1)]
    for row, person in zip(rows, people, strict=True):
        user = accounts.get(row["key"])
        if user:
            person.user, person.email = user, user.email
        staff.people[row["key"]] = person
    Person.everything.bulk_create(people)
    managed = [unit for row, person in zip(rows, people, strict=True) for unit in _led(row, staff)]
    for row, person in zip(rows, people, strict=True):
        for unit in _led(row, staff):
            unit.manager = person
    Unit.everything.bulk_update(managed, ["manager"])


def _posts(site: Site, staff: Staff) -> list[sheets.Row]:
    """Return who works here: the table of people, and what a town says of some of them."""
    special = {row["key"]: row for row in site.rows("Special people")}
    rows = [row for row in site.rows("People") if row["unit"] in staff.units]
    said = [{k: v for k, v in special.get(row["key"], {}).items() if v} for row in rows]
    return [{**row, **more} for row, more in zip(rows, said, strict=True)]


def _led(row: sheets.Row, staff: Staff) -> list[Unit]:
    return [staff.units[key] for key in row["manages"].split() if key in staff.units]


def _person(site: Site, staff: Staff, row: sheets.Row, number: int) -> Person:
    name = row["name"] or site.names.invent()
    how, _, when = row["ends"].partition(" ")
    return Person(
        organisation_id=site.id,
        name=name,
        email=address_of(name, site.slug),
        phone=f"070-174 06 {5 + number % 95:02d}",  # a range kept for inventions
        job_title=row["title"],
        employee_id=f"{10_000 + 37 * number}",
        unit=staff.unit(row["unit"]),
        working_share=int(row["works"] or _FULL),
        employed_from=site.long_ago(400, 6000),
        employed_until=site.day(when) if how == "leaves" else None,
        planned_retirement=site.day(when) if how == "retires" else None,
        confirmed_on=site.long_ago(5, 300),
    )


def _assign(site: Site, staff: Staff, shared: Shared) -> None:
    assignments = []
    for row in _posts(site, staff):
        person = staff.people[row["key"]]
        for key, share in _shares(row["roles"]):
            role = shared.roles[key]
            assignments.append(
                Assignment(
                    organisation_id=site.id,
                    name=f"{person} · {role}",
                    person=person,
                    role=role,
                    unit=person.unit,
                    share=share,
                    since=site.long_ago(60, 900),
                    confirmed_on=site.long_ago(5, 300),
                )
            )
    Assignment.everything.bulk_create(assignments)


def _shares(text: str) -> Iterator[tuple[str, int]]:
    for part in filter(None, text.split(", ")):
        key, share = part.split()
        yield key, int(share)
