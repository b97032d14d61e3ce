"""Generates a municipality's agreements by the thousand, the same every time, for buyers' search.

The agreements that the written queries ask for are few and told below in their own words; around
them stand their forerunners that ran out, and thousands that buyers do not mean: leases, licences,
placements, consultants, co-operations, and things whose names only look alike.
"""

# ruff: noqa: E501, ISC004, S311 - an agreement's words are read on one line; dice, not secrets

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from samsyn.apps.register.models import Agreement, PriceLine, Supplier
from samsyn.kernel import clock

QUERIES = Path(__file__).parents[1] / "apps" / "register" / "buyers_queries.csv"
Price = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Meant:
    """One agreement that somebody looks for."""

    number: str
    name: str
    covers: str
    supplier: str
    cpv: str = ""
    prices: tuple[Price, ...] = ()


MEANT = (
    Meant("A-001", "Inredning till arbetsplatser 2025", "Arbetsstolar och besöksstolar, kontorsstolar"
          " med armstöd, skrivbord som kan höjas och sänkas, konferensbord, hyllor, skärmväggar",
          "Björkhaga Interiör AB", "39110000-6, 39130000-2",
          (("BI-1001", "Kontorsstol Alva, svart tyg"), ("BI-2040", "Höj- och sänkbart skrivbord 160x80"))),
    Meant("A-002", "Språktolkning på plats, telefon och skärm", "Kontakttolkar till socialtjänst, skola"
          " och vård; arabiska, somaliska, tigrinja, teckenspråk på beställning",
          "Nordisk Tolkservice AB", "79540000-1"),
    Meant("A-003", "Skriftliga språktjänster", "Översättningar av brev, beslut och webbtexter,"
          " språkgranskning, lättläst", "Språkbron Kommunikation AB", "79530000-8"),
    Meant("A-004", "Städning av förskolor och grundskolor", "Daglig lokalvård, golvvård, storstädning"
          " under lov i skollokaler", "Klarborg Service AB", "90911200-8"),
    Meant("A-005", "Inkontinenshjälpmedel", "Absorberande skydd för vuxna, förskrivning, leverans till"
          " särskilda boenden och hem", "Omsorgsgruppen Norden AB", "33751000-9"),
    Meant("A-006", "Skyddsartiklar för vård och omsorg", "Undersökningshandskar, plastförkläden,"
          " munskydd, handsprit", "Medilager Sverige AB", "33140000-3",
          (("NH-4471/M", "Undersökningshandske nitril blå, M"), ("NH-4471/L", "Undersökningshandske"
            " nitril blå, L"), ("PF-20", "Plastförkläde vit"))),
    Meant("A-007", "Persontrafik för elever", "Skolskjutsar med buss och mindre fordon, upphämtning vid"
          " hållplats, särskild transport", "Västra Buss i Edskog AB", "60130000-8"),
    Meant("A-008", "Vinterunderhåll av gator och gångvägar", "Snöröjning, plogbilar och traktorer i"
          " beredskap, sandning, saltning mot halka", "Markbolaget Edskog AB", "90620000-9"),
    Meant("A-009", "Elevdatorer och tjänstedatorer", "Bärbara datorer, dockningsstationer, livscykel"
          " med återtag", "Datahuset i Norr AB", "30213100-6"),
    Meant("A-010", "Färska grönsaker, frukter och bär", "Sallad, rotfrukter, äpplen, ekologiskt"
          " sortiment till kök", "Grönt & Gott Grossist AB", "15300000-1"),
    Meant("A-011", "Elinstallationer och elservice", "Fel avhjälps, belysning monteras, behörig"
          " installatör, jour", "Strömberga El AB", "45310000-3"),
    Meant("A-012", "Inhyrd vårdpersonal", "Sjuksköterska i kommunal hälso- och sjukvård, sommarvikariat,"
          " jourpass", "Bemanna Vård Norden AB", "85141200-1"),
    Meant("A-013", "Puts av glas och fasader", "Fönster invändigt och utvändigt, entrépartier, hög höjd",
          "Glasklart i Väst AB", "90911300-9"),
    Meant("A-014", "Persontransport med taxi", "Pasientreiser, drosjer på rekvisisjon, rullestoltaxi",
          "Fjordtaxi SA", "60120000-5"),
    Meant("A-015", "Renholdstjenester i barnehager", "Daglig renhold, hovedrengjøring, vindusvask",
          "Fjellvask AS", "90911000-6"),
    Meant("A-016", "Møbler til rådhuset og skolene", "Kontorstoler, elevpulter, hev- og senkbare"
          " skrivebord, garderobeskap", "Heimdal Møbel AS", "39100000-3"),
    Meant("A-017", "Vintervedlikehold kommunale veier", "Brøyting med lastebil og traktor, strøing,"
          " rydding av snø på fortau", "Anlegg Nord AS", "90620000-9"),
    Meant("A-018", "Utskriftsløsning", "Multifunksjonsskrivere, tonerkassetter, service og oppfølging",
          "Kopisenteret AS", "30120000-6", (("TN-512K", "Tonerkassett sort"),)),
    Meant("A-019", "Genbrugshjælpemidler", "Manuelle og elektriske kørestole, rollatorer, badestole,"
          " reparation og depot", "Hjælpemiddelcentralen A/S", "33193000-9"),
    Meant("A-020", "Rengøringsydelser, skoleområdet", "Daglig rengøring i klasselokaler, hovedrengøring,"
          " vinduespolering", "Skinnende A/S", "90919300-5"),
    Meant("A-021", "Vikarydelser til ældreområdet", "Vikarer: social- og sundhedsassistenter og"
          " sygeplejersker fra bureau", "PlejeVikaren A/S", "79620000-6"),
    Meant("A-022", "Containere til genbrugspladser", "Udlejning og tømning af containere til haveaffald,"
          " metal og træ", "Miljøtransport Fyn A/S", "90512000-9"),
    Meant("A-023", "Beklædning og fodtøj", "Arbejdsbukser, jakker og sikkerhedssko til materielgården",
          "Fag & Tøj A/S", "18100000-0"),
)  # fmt: skip

# Things that buyers of the above don't mean, though the words look alike.
_ALIKE = (
    "Stolslift i badhuset", "Bordsbokning restaurangskolan", "Serveringstoalettstolar",
    "Tolkhytta, hyra av konferensteknik", "Skärmmätning ventilation", "Städgaraget, arrende",
    "Handskrivna arkiv, digitalisering", "Datorspelsförening, samverkan", "Stolpbelysning, nätavgift",
    "Skolbordsserien, läromedel", "Fruktträd i parker, beskärning", "Fönsterrenovering kulturhus",
    "Vinterbadhus, drift", "Bussgods, fraktavtal", "Elevhälsa, samverkan", "Sjuksköteprogrammet,"
    " praktikplatser", "Taxikort, betalväxel", "Renholdsverk, tilsynsgebyr", "Brøytestikker, lagerleie",
    "Kørestolsrampe, leje", "Genbrugsbutik, samarbejde", "Tøjvask, plejecenter Nord",
)  # fmt: skip
_ELSE = (
    "Hyresavtal {place} {n}", "Licens {system} {n}", "Underhåll {system}, modul {n}",
    "Placering HVB {place} {n}", "Konsultuppdrag {role}, etapp {n}", "Samverkan {place} och region {n}",
    "Personuppgiftsbiträdesavtal {system} {n}", "Arrende mark {place} {n}:{n}", "Leieavtale {place} {n}",
    "Driftsavtale {system} {n}", "Databehandleravtale {system} {n}", "Lejekontrakt {place} {n}",
    "Serviceaftale {system} {n}", "Databehandleraftale {system} {n}", "Nyttjanderätt {place} {n}",
    "Föreningsbidrag {place} {n}", "Fiberanslutning {place} {n}", "Rådgivning {role} {n}",
)  # fmt: skip
_PLACES = (
    "Björkgatan", "Kvarnvägen", "Torget", "Hamnen", "Solsidan", "Fjordveien", "Kirkegata", "Nygade",
    "Søndergade", "Lillån", "Storskogen", "Fabriken", "Stationen", "Prästgården", "Bergsliden",
)  # fmt: skip
_SYSTEMS = (
    "Vassen", "Ekot", "Linden", "Kompass", "Sirius", "Lodet", "Fyren", "Tråden", "Spiran", "Navet",
    "Kvisten", "Bølgen", "Stien", "Broen", "Ankeret", "Pejlen",
)  # fmt: skip
_ROLES = (
    "projektledare", "arkitekt", "testledare", "utredare", "byggledare", "miljösamordnare",
    "controller", "jurist", "rådgiver", "ingeniør", "koordinator",
)  # fmt: skip
_COVERS = (
    "Lokaler med tillhörande parkering", "Support på kontorstid, uppdateringar, felanmälan",
    "Plats för en person, dygnet runt", "Arbete på löpande räkning enligt beställning",
    "Gemensam beredskap, möten två gånger om året", "Behandling av personuppgifter enligt instruktion",
    "Leie av lokaler med felleskostnader", "Drift, overvåking og brukerstøtte",
    "Leje af lokaler og arealer", "Vedligehold og fejlretning", "Bidrag till verksamhet för unga",
    "Anslutning och trafik i nätet",
)  # fmt: skip
_NOTES = (
    "Möbler ingår inte.", "Städning utförs av hyresvärden.", "Tolk bekostas av beställaren.",
    "Snöröjning sköts av fastighetsägaren.", "Datorer köps separat.", "El ingår i hyran.",
    "Rengøring aftales særskilt.", "Renhold inngår i leien.", "Faktura kvartalsvis.",
    "Se bilaga 2.", "Förlängd en gång.", "", "", "", "",
)  # fmt: skip


def queries() -> list[dict[str, str]]:
    """Return the written queries, with the number of the agreement each is after."""
    with QUERIES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def fill_agreements(town: Any, count: int) -> dict[str, int]:
    """Keep `count` agreements with suppliers and prices; return the ids of those meant by number."""
    dice, today = Random(20261122), clock.today()
    with town.arranging():
        names = [one.supplier for one in MEANT]
        names += [
            f"{dice.choice(_PLACES)} {dice.choice(_SYSTEMS)} {n} AB" for n in range(count // 8)
        ]
        suppliers = {s.name: s for s in _bulk(Supplier(name=name) for name in names)}
        meant = _bulk(_meant(one, suppliers, today) for one in MEANT)
        others = list(suppliers.values())[len(MEANT) :] or list(suppliers.values())
        rest = [*_forerunners(suppliers, today), *_alike(others, dice, today)]
        rest += [_other(n, dice, others, today) for n in range(count - len(MEANT) - len(rest))]
        dice.shuffle(rest)
        kept = _bulk(rest)
        _bulk(_price_lines(meant, kept, dice))
    return {one.number: one.pk for one in meant}


def _meant(one: Meant, suppliers: dict[str, Supplier], today: date) -> Agreement:
    return Agreement(
        number=one.number,
        name=one.name,
        covers=one.covers,
        cpv=one.cpv,
        kind="framework",
        supplier=suppliers[one.supplier],
        signed_on=today - timedelta(300),
        valid_from=today - timedelta(290),
        valid_until=today + timedelta(500),
        call_off="Beställ i inköpssystemet.",
    )


def _forerunners(suppliers: dict[str, Supplier], today: date) -> Iterator[Agreement]:
    for one in MEANT:
        for years in range(1, 5):
            kept = _meant(one, suppliers, today)
            kept.number = f"{one.number}-{years}"
            kept.valid_until = today - timedelta(365 * years)
            kept.valid_from = kept.signed_on = today - timedelta(365 * years + 700)
            yield kept


def _alike(others: list[Supplier], dice: Random, today: date) -> Iterator[Agreement]:
    for name in _ALIKE:
        for n in range(3):
            kept = _other(n, dice, others, today)
            kept.name = f"{name} {n + 1}"
            yield kept


def _other(n: int, dice: Random, others: list[Supplier], today: date) -> Agreement:
    begun = today - timedelta(dice.randrange(30, 2500))
    named = dice.choice(_ELSE).format(
        place=dice.choice(_PLACES), system=dice.choice(_SYSTEMS), role=dice.choice(_ROLES), n=n
    )
    return Agreement(
        number=f"B-{n}",
        name=named,
        kind=dice.choice(["purchase", "licence", "lease", "consultancy", "cooperation", "dpa"]),
        covers=dice.choice(_COVERS),
        notes=dice.choice(_NOTES),
        supplier=dice.choice(others),
        signed_on=begun if n % 17 else None,
        valid_from=begun,
        valid_until=today + timedelta(dice.randrange(-600, 1500)) if n % 3 else None,
        ongoing=n % 3 == 0,
        notice_months=dice.choice([None, 3, 6]),
        renewal="renews" if n % 5 == 0 else "ends",
        renewal_months=12 if n % 5 == 0 else None,
    )


def _price_lines(
    meant: list[Agreement], others: list[Agreement], dice: Random
) -> Iterator[PriceLine]:
    for one, kept in zip(MEANT, meant, strict=True):
        for article, name in one.prices:
            yield _line(kept, article, name, dice)
    for kept in others[::100]:
        for n in range(40):
            yield _line(kept, f"X{kept.pk}-{n}", f"Timme {dice.choice(_ROLES)} nivå {n}", dice)


def _line(kept: Agreement, article: str, name: str, dice: Random) -> PriceLine:
    price = dice.randrange(10, 2000)
    return PriceLine(agreement=kept, article_number=article, name=name, price=price, unit="st")


def _bulk(rows: Any) -> list[Any]:
    made = list(rows)
    kept: list[Any] = type(made[0]).everything.bulk_create(made, batch_size=1000)
    return kept
