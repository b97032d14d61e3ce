"""Let people say what is in their way and what they need, and let others answer, over months."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from samsyn.apps.needs.models import FrictionDoor, FrictionReport, Need
from samsyn.apps.needs.public import (
    Outcome,
    lift_friction,
    look_at_friction,
    merge_friction,
    put_off_friction,
    say_me_too,
    solve_friction,
    triage_need,
)
from samsyn.apps.register.models import System
from samsyn.config.demo import sheets
from samsyn.config.demo.dates import day as distant_day
from samsyn.config.demo.holdings import Estate
from samsyn.config.demo.people import Staff
from samsyn.config.demo.site import Site
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock

_SHEET = "needs"
_POSTER = "Fikarummet på Granbacken"

Frictions = dict[str, FrictionReport]
Needs = dict[str, Need]


def collect(site: Site, staff: Staff, estate: Estate) -> None:
    """Fill the room of one organisation, where the sheet has anything of it."""
    if f"Friction {site.slug}" not in sheets.read(_SHEET):
        return
    frictions = _report(site, staff, estate)
    needs = _need(site, staff)
    for row in _rows(site, "Me too"):
        with _days_ago(row["days"]):
            said = {"minutes": int(row["minutes"]), "words": row["words"]}
            say_me_too(_who(staff, row), friction_id=frictions[row["friction"]].pk, **said)  # type: ignore[arg-type]
    for row in _rows(site, "Merged"):
        pk, into = frictions[row["friction"]].pk, frictions[row["into"]].pk
        with _days_ago(row["days"]):
            merge_friction(_who(staff, row), friction_id=pk, into_id=into, reason=row["reason"])
    for row in _rows(site, "Lifted"):
        pk, need = frictions[row["friction"]].pk, needs[row["need"]].pk
        with _days_ago(row["days"]):
            lift_friction(_who(staff, row), friction_id=pk, need_id=need)
    _answer(site, staff, frictions)
    _triage(site, staff, needs)


def _report(site: Site, staff: Staff, estate: Estate) -> Frictions:
    rows = sheets.read(_SHEET)[f"Friction {site.slug}"]
    with site.making("friction"):
        poster = FrictionDoor.everything.create(
            organisation_id=site.id, name=_POSTER, unit=staff.unit("sab")
        )
        made = {row["key"]: _friction(site, staff, estate, row, poster) for row in rows}
        FrictionReport.everything.bulk_create(made.values())
        for friction in made.values():
            friction.reckon()
    return made


def _friction(
    site: Site, staff: Staff, estate: Estate, row: sheets.Row, poster: FrictionDoor
) -> FrictionReport:
    person = staff.person(row["by"])
    return FrictionReport(
        organisation_id=site.id,
        name=row["name"],
        text=row["text"],
        unit=staff.unit(row["unit"]),
        spot=row["spot"],
        system=_system(estate, row["system"]),
        minutes=int(row["minutes"]),
        people=int(row["people"]),
        reported_by=person,
        account=person.user_id if person else None,
        door=None if row["by"] else poster,
        reported_on=_day(row["days"]),
    )


def _system(estate: Estate, name: str) -> System | None:
    return estate.of(name).system if name and estate.has(name) else None


def _need(site: Site, staff: Staff) -> Needs:
    made = {
        row["key"]: Need(
            organisation_id=site.id,
            name=row["name"],
            felt_by=row["who"],
            today=row["today"],
            consequence=row["consequence"],
            frequency=row["frequency"],
            evidence=row["evidence"],
            category=row["category"],
            unit=staff.unit(row["unit"]),
            owner=staff.person(row["owner"]),
            cynefin=row["cynefin"],
            goal=row["goal"],
            collected_on=_day(row["days"]),
        )
        for row in _rows(site, "Needs")
    }
    with site.making("needs"):
        Need.everything.bulk_create(made.values())
    return made


def _answer(site: Site, staff: Staff, frictions: Frictions) -> None:
    for row in _rows(site, "Answers"):
        actor, pk = _who(staff, row), frictions[row["friction"]].pk
        with _days_ago(row["days"]):
            if row["answer"] == "look":
                look_at_friction(actor, friction_id=pk)
            elif row["answer"] == "solve":
                solve_friction(actor, friction_id=pk, done=row["said"])
            else:
                put_off_friction(actor, friction_id=pk, reason=row["said"])


def _triage(site: Site, staff: Staff, needs: Needs) -> None:
    for row in _rows(site, "Triage"):
        with _days_ago(row["days"]):
            triage_need(
                _who(staff, row),
                need_id=needs[row["need"]].pk,
                outcome=Outcome(row["outcome"]),
                means=row["means"],
                reason=row["reason"],
                again_on=distant_day(site.today, row["again"]),
            )


def _rows(site: Site, heading: str) -> list[sheets.Row]:
    return [row for row in sheets.read(_SHEET)[heading] if row["town"] == site.slug]


def _who(staff: Staff, row: sheets.Row) -> Actor:
    return staff.actors[row["by"]]


def _day(days: str) -> date:
    return clock.today() - timedelta(days=int(days))


@contextmanager
def _days_ago(days: str) -> Iterator[None]:
    with clock.stopped_at(clock.now() - timedelta(days=int(days))):
        yield
