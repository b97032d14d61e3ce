"""Furnish the rest of a register: sites, outside parties, routines, rights and flows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Model

from samsyn.apps.register.models import (
    Classification,
    FlowAsset,
    InformationAsset,
    InformationFlow,
    OutsideParty,
    Routine,
    RoutineRight,
    RoutineSystem,
    Site,
    System,
)
from samsyn.config.demo import sheets
from samsyn.config.demo.catalogue import Shared
from samsyn.config.demo.holdings import Estate, date_after
from samsyn.config.demo.people import Staff
from samsyn.config.demo.site import Site as Place


@dataclass(slots=True)
class Premises:
    """What flows begin and end in, by the sheet's keys."""

    sites: dict[str, Site] = field(default_factory=dict)
    parties: dict[str, OutsideParty] = field(default_factory=dict)
    routines: dict[str, Routine] = field(default_factory=dict)
    flows: list[InformationFlow] = field(default_factory=list)


def open_sites(place: Place, shared: Shared, staff: Staff, estate: Estate) -> None:
    """Give every system a place to stand, and some of them a platform to run on."""
    sites = {
        row["key"]: Site(
            organisation_id=place.id,
            name=row["name"],
            kind=row["kind"],
            country=row["country"],
            operator=shared.suppliers.get(row["operator"]),
            keeper=staff.person("it"),
            address=row["address"],
            phone=row["phone"],
        )
        for row in _rows("Sites")
    }
    Site.everything.bulk_create(sites.values())
    for holding in estate.holdings:
        system = holding.system
        away = "moln" if str(holding.product).startswith("Blåklint") else "norr"
        system.site = sites["own" if system.hosting == System.Hosting.OWN else away]


def connect(place: Place, shared: Shared, staff: Staff, estate: Estate) -> None:
    """Write down routines and flows; systems and information are there already."""
    made = Premises()
    if place.language == "sv":  # what the sheet says of them is in Swedish
        _invite_parties(place, shared, made)
        _find_papers(place, staff, estate)
        _describe_routines(place, staff, estate, made)
    _draw_flows(place, staff, estate, made)


def host(estate: Estate) -> list[System]:
    """Let some systems run on others; return those that now do."""
    hosted = []
    for row in _rows("Hosted"):
        if estate.has(row["system"]) and estate.has(row["on"]):
            system = estate.of(row["system"]).system
            system.hosted_on = estate.of(row["on"]).system
            hosted.append(system)
    return hosted


def _rows(heading: str) -> list[sheets.Row]:
    return list(sheets.read("register")[heading])


def _invite_parties(place: Place, shared: Shared, made: Premises) -> None:
    made.parties = {
        row["key"]: OutsideParty(
            organisation_id=place.id,
            name=row["name"],
            kind=row["kind"],
            country=row["country"],
            supplier=shared.suppliers.get(row["supplier"]),
            contact=row["contact"],
        )
        for row in _rows("Parties")
    }
    OutsideParty.everything.bulk_create(made.parties.values())


def _find_papers(place: Place, staff: Staff, estate: Estate) -> None:
    """Add information that no system holds."""
    for row in _rows("Papers"):
        if row["unit"] not in staff.units:
            continue
        asset = InformationAsset.everything.create(
            organisation_id=place.id,
            name=row["name"],
            description=row["because"],
            personal_data=row["personal"],
            unit=staff.unit(row["unit"]),
            owner=staff.person(row["owner"]),
            confirmed_on=place.long_ago(5, 300),
        )
        decided = place.long_ago(30, 300)
        Classification.everything.create(
            organisation_id=place.id,
            asset=asset,
            confidentiality=int(row["K"]),
            integrity=int(row["R"]),
            availability=int(row["T"]),
            **{f"{aspect}_reason": row["because"] for aspect in ("confidentiality", "integrity")},
            availability_reason=row["because"],
            participants=[str(asset.owner)],
            decided_on=decided,
            next_review=date_after(decided, 730),
        )
        estate.assets[row["name"]] = asset


def _describe_routines(place: Place, staff: Staff, estate: Estate, made: Premises) -> None:
    uses: list[RoutineSystem] = []
    for row in _rows("Routines"):
        wanted = [one.strip() for one in row["systems"].split(";") if one.strip()]
        found = [one for one in wanted if estate.has(_capability(one))]
        if row["unit"] not in staff.units or (wanted and not found):
            continue
        routine = made.routines[row["key"]] = _routine(place, staff, row)
        uses += [_use(place, estate, routine, one) for one in found]
    Routine.everything.bulk_create(made.routines.values())
    _save(RoutineSystem, uses)
    _save(RoutineRight, list(_rights(place, estate, made)))


def _routine(place: Place, staff: Staff, row: sheets.Row) -> Routine:
    analysed = place.day(row["analysed"])
    return Routine(
        organisation_id=place.id,
        name=row["name"],
        kind=row["kind"],
        unit=staff.unit(row["unit"]),
        owner=staff.person(row["owner"]),
        frequency=row["often"],
        mtpd_hours=int(row["mtpd"]),
        purpose=row["purpose"],
        fallback=row["fallback"],
        fallback_exercised_on=place.long_ago(30, 300) if row["fallback"] else None,
        participants=f"{staff.person(row['owner'])}" if analysed else "",
        analysed_on=analysed,
        next_review=date_after(analysed, 730) if analysed else None,
        confirmed_on=place.long_ago(5, 300),
    )


def _capability(one: str) -> str:
    return one.lstrip("~").rsplit(" ", 1)[0]


def _use(place: Place, estate: Estate, routine: Routine, one: str) -> RoutineSystem:
    return RoutineSystem(
        organisation_id=place.id,
        routine=routine,
        system=estate.of(_capability(one)).system,
        needed=not one.startswith("~"),
        tolerance_hours=int(one.rsplit(" ", 1)[1]),
    )


def _rights(place: Place, estate: Estate, made: Premises) -> Iterator[RoutineRight]:
    for row in _rows("Rights"):
        if row["routine"] in made.routines and row["information"] in estate.assets:
            yield RoutineRight(
                organisation_id=place.id,
                routine=made.routines[row["routine"]],
                asset=estate.assets[row["information"]],
                **{key: row[key] for key in ("who", "verb", "what", "when", "purpose")},
            )


def _draw_flows(place: Place, staff: Staff, estate: Estate, made: Premises) -> None:
    carried: list[FlowAsset] = []
    for row in _rows("Flows"):
        source = _end(row["from"], staff, estate, made)
        target = _end(row["to"], staff, estate, made)
        if source is None or target is None or source == target:
            continue
        flow = _flow(place, row)
        for side, (kind, end) in (("source", source), ("target", target)):
            setattr(flow, f"{side}_{kind}", end)
        made.flows.append(flow)
        asset = estate.assets.get(row["information"])
        if asset:
            carried.append(FlowAsset(organisation_id=place.id, flow=flow, asset=asset))
    _save(InformationFlow, made.flows)
    FlowAsset.everything.bulk_create(carried)


def _flow(place: Place, row: sheets.Row) -> InformationFlow:
    return InformationFlow(
        organisation_id=place.id,
        means=row["means"],
        frequency=row["often"],
        encrypted=row["encrypted"],
        needed=row["needed"] == "needed",
        tolerance_hours=int(row["hours"]) if row["hours"] else None,
        leaves_eea=row["eea"],
        to_country="US" if row["eea"] == "yes" else "",
        transfer_basis=row["basis"],
        purpose=row["purpose"] if place.language == "sv" else "",
    )


def _end(named: str, staff: Staff, estate: Estate, made: Premises) -> tuple[str, Model] | None:
    """Return what stands at one end of a flow, or nothing where it isn't here."""
    kind, _, key = named.rpartition(":")
    if not kind:
        return ("system", estate.of(key).system) if estate.has(key) else None
    known: dict[str, tuple[str, dict[str, Model]]] = {
        "r": ("routine", dict(made.routines)),
        "p": ("party", dict(made.parties)),
        "u": ("unit", dict(staff.units)),
    }
    where, rows = known[kind]
    return (where, rows[key]) if key in rows else None


def _save(
    model: type[RoutineSystem | RoutineRight | InformationFlow],
    rows: list[RoutineSystem] | list[RoutineRight] | list[InformationFlow],
) -> None:
    for row in rows:
        row.name_it()
    model.everything.bulk_create(rows)  # type: ignore[arg-type]
