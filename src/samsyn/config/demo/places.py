"""Found the invented organisations, and let them join their federations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from psycopg import Connection

from samsyn.config.demo import sheets
from samsyn.config.demo.site import Site
from samsyn.kernel.tenancy.founding import found_organisation, join_federation

FEDERATION = "fjordbygden"
#: What a municipality for measurements is called, and how large it is.
SCALED, SCALED_POPULATION = "scale-{:03d}", 27_000
#: The county: the federation around Fjordbygden, and its other thirty-five municipalities.
COUNTY, IN_COUNTY = "fjordlanet", "lan-{:02d}"
_FIRST = ("Hassel", "Linde", "Aske", "Björne", "Hägge", "Sälge", "Vide")
_LAST = ("dala", "hamra", "skär", "måla", "rud")


def found(owner: Connection[Any], today: date) -> list[Site]:
    """Found Fjordbygden, its fourteen members, and the neighbours; return them in that order."""
    sites: dict[str, Site] = {}
    for row in sheets.read(FEDERATION)["Places"]:
        population = int(row["people"] or 0)
        number = found_organisation(
            owner,
            slug=row["slug"],
            name=row["name"],
            kind=row["kind"],
            country=row["country"],
            language=row["language"],
            population=population or None,
            employees=int(row["employees"]),
        )
        sheet = _sheet(row["slug"], row["kind"])
        sites[row["slug"]] = _site(number, row, population, today, sheet)
        if row["member of"]:
            join_federation(owner, member=number, federation=sites[row["member of"]].id)
    return list(sites.values())


def found_scaled(owner: Connection[Any], count: int, today: date) -> Iterator[Site]:
    """Found so many municipalities of one size, for measurements."""
    for number in range(1, count + 1):
        slug, name = SCALED.format(number), f"Mätköping {number}"
        found_id = found_organisation(
            owner, slug=slug, name=name, population=SCALED_POPULATION, employees=2400
        )
        row = {"slug": slug, "name": name, "language": "sv"}
        yield _site(found_id, row, SCALED_POPULATION, today, sheets.of_town(slug))


def found_county(owner: Connection[Any], site: Site) -> list[int]:
    """Found the county that Fjordbygden is in, and return its other municipalities.

    Nothing is known of them but their names and how many live there.
    """
    county = found_organisation(owner, slug=COUNTY, name="Fjordlänet", kind="federation")
    join_federation(owner, member=site.id, federation=county)
    names = [f"{first}{last}" for first in _FIRST for last in _LAST]
    found = []
    for number, name in enumerate(names, start=1):
        people = 5_000 + 1_700 * (number * 7 % len(names))
        slug = IN_COUNTY.format(number)
        found.append(found_organisation(owner, slug=slug, name=name, population=people))
        join_federation(owner, member=found[-1], federation=county)
    return found


def known_slugs(owner: Connection[Any]) -> list[str]:
    """Return the addresses of the demo's organisations that are in the database."""
    slugs = [row["slug"] for row in sheets.read(FEDERATION)["Places"]]
    rows = owner.execute(
        "SELECT slug FROM kernel_organisation"
        " WHERE slug = ANY(%s) OR slug ~ '^(scale-[0-9]{3}|lan-[0-9]{2})$'",
        [[*slugs, COUNTY]],
    )
    return [slug for (slug,) in rows]


def _site(number: int, row: sheets.Row, population: int, today: date, sheet: sheets.Sheet) -> Site:
    return Site(
        id=number,
        slug=row["slug"],
        name=row["name"],
        language=row["language"],
        population=population,
        today=today,
        sheet=sheet,
        member_of=row.get("member of", ""),
    )


def _sheet(slug: str, kind: str) -> sheets.Sheet:
    return sheets.read(slug) if kind == "federation" else sheets.of_town(slug)
