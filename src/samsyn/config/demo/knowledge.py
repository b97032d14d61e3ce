"""Let Fjordbygden write down what it knows, reuse each other's work, and hand out a prize."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from psycopg import Connection

from samsyn.apps.knowledge.public import (
    AgreementText,
    Article,
    ChecklistStep,
    Requirement,
    RequirementSet,
    RunStep,
    ask_to_read,
    confirm_reading,
    end_run,
    publish_edition,
    start_run,
    take_in_solution,
    tick_step,
)
from samsyn.apps.register.models import Classification, InformationAsset, Product, System
from samsyn.apps.sharing.public import (
    Offer,
    hand_out_prize,
    offer_row,
    settle_taking,
    take_offer,
    thank,
)
from samsyn.config.demo import places
from samsyn.config.demo.people import Staff
from samsyn.config.demo.site import Site
from samsyn.domain.access.actor import Actor
from samsyn.kernel import clock
from samsyn.kernel.tenancy.owned import Noun
from samsyn.kernel.tenancy.session import acting_for

Sites = Mapping[str, Site]
Staffs = Mapping[str, Staff]

_UPGRADE = (
    (
        "Ta en säkerhetskopia och läs tillbaka den i testmiljön",
        "Står i driftpärmen, flik 4.",
        False,
    ),
    ("Säg till användarna minst en vecka innan", "", False),
    ("Kontrollera att nödlösningen är utskriven", "", False),
    ("Uppgradera i testmiljön och låt två användare prova", "", False),
    ("Bestäm vem som bestämmer om vi går tillbaka, och till när", "", False),
    ("Fika med leverantören", "", True),
)
_EXIT = (
    ("1", "must", "Leverantören lämnar ut all information i öppet format inom 30 dagar.",
     "Annars sitter vi fast.", "test"),
    ("2", "must", "Leverantören raderar all information och intygar det skriftligt.",
     "Dataskyddsförordningen artikel 28.3 g.", "document"),
    ("3", "should", "Leverantören bistår en ny leverantör i 90 dagar till avtalat timpris.",
     "Överlämningen tar den tiden.", "reference"),
)  # fmt: skip
_NETWORK = """\
1. Ta pärmen märkt *Driftstopp*.
2. Skriv på papper, med klockslag.
3. Ring IT-jouren; numret står på pärmens insida.
4. När nätet är uppe: för in allt, den som skrev kontrollerar.
"""
_PUBLICCODE = """\
publiccodeYmlVersion: "0.4"
name: Felanmälan
url: https://kod.oskarsvik.example/felanmalan.git
landingURL: https://felanmalan.example
softwareVersion: "3.2"
releaseDate: 2026-03-02
platforms: [web, android, ios]
categories: [customer-service-and-support, geographic-information-systems]
developmentStatus: stable
softwareType: standalone/web
description:
  sv:
    localisedName: Felanmälan
    shortDescription: Invånare anmäler trasiga lampor, hål i vägen och fulla papperskorgar.
    longDescription: >
      Invånaren pekar på kartan, skriver två ord och tar en bild. Ärendet fördelas efter plats och
      slag, den som lagar ser det i sin telefon, och den som anmälde får veta när det är lagat.
      Inga personuppgifter behövs, men den som vill ha svar kan lämna en adress.
    features:
      - Anmäla på karta med bild
      - Fördela efter plats och slag
      - Svara den som anmälde
  en:
    shortDescription: Residents report broken lamps, potholes and full bins.
    longDescription: >
      A resident points at the map, writes two words and takes a picture. The case is handed out by
      place and kind, whoever mends it sees it on a phone, and whoever reported it is told when it
      is mended. No personal data is needed, but one may leave an address for an answer.
legal:
  license: EUPL-1.2
  mainCopyrightOwner: Oskarsviks kommun
maintenance:
  type: contract
  contractors:
    - name: Kodsmedjan i Fjordbygden AB
      until: 2028-12-31
localisation:
  localisationReady: true
  availableLanguages: [sv, nb, en]
dependsOn:
  open:
    - name: PostgreSQL
      versionMin: "15"
"""
#: Who took Oskarsvik's requirements, and what they did with them: (slug, adopted, thanked).
_LAST_YEAR = (("granmo", True, True), ("bjorkanas", True, False), ("strandkoping", False, True))
_THIS_YEAR = (("fjordkoping", True, True), ("ronnvik", False, False), ("edskog", True, True))


def write_down(owner: Connection[object], sites: Sites, staffs: Staffs) -> None:
    """Write down, offer, take, thank, and hand out the prize of last year."""
    oskarsvik, edskog = staffs["oskarsvik"].actors["ds"], staffs["edskog"].actors["ds"]
    now = clock.now()
    with clock.stopped_at(now - timedelta(days=330)):
        exit_set, routine, clause = _of_oskarsvik(sites["oskarsvik"], oskarsvik)
        offers = [
            _offered(oskarsvik, kind, row)
            for kind, row in (("requirement-sets", exit_set), ("articles", routine))
        ]
        for slug, adopts, thanks in _LAST_YEAR:
            _reuse(sites[slug].samsyn, offers[0], adopts=adopts, thanks=thanks)
    _let_a_year_pass(owner)
    _hand_out(sites)
    with clock.stopped_at(now - timedelta(days=40)):
        offers.append(_offered(oskarsvik, "agreement-texts", clause))
        solution, _new = take_in_solution(oskarsvik, text=_PUBLICCODE)
        offers.append(_offered(oskarsvik, "solutions", solution))
        checklist = _of_edskog(sites["edskog"], edskog)
        offers.append(_offered(edskog, "articles", checklist))
    for nth, (slug, adopts, thanks) in enumerate(_THIS_YEAR):
        actor = edskog if slug == "edskog" else sites[slug].samsyn
        _reuse(actor, offers[1 + nth], adopts=adopts, thanks=thanks)
    _reuse(oskarsvik, offers[-1], adopts=True, thanks=True)
    _read(sites["oskarsvik"], staffs["oskarsvik"], routine)
    _assess(sites)


def _of_oskarsvik(site: Site, actor: Actor) -> tuple[RequirementSet, Article, AgreementText]:
    with site.making("requirements"):
        exit_set = RequirementSet.everything.create(
            name="Lämna en molntjänst",
            purpose="Så att vi kan byta leverantör utan att förlora vår information.",
            applies_when="Molntjänst, eller information som inte får gå förlorad",
            source="Dataskyddsförordningen artikel 28, eSams vägledning",
            next_review=site.day("+6m"),
        )
        for number, weight, text, why, verification in _EXIT:
            Requirement.everything.create(
                requirement_set=exit_set,
                number=number,
                weight=weight,
                text=text,
                why=why,
                verification=verification,
            )
    with site.making("articles"):
        routine = Article.everything.create(
            name="När nätet ligger nere",
            kind=Article.Kind.ROUTINE,
            summary="Vad du gör med papper och penna, och vem du ringer.",
            text=_NETWORK,
            next_review=site.today - timedelta(days=20),
        )
        clause = AgreementText.everything.create(
            name="Vite vid utebliven incidentrapport",
            kind=AgreementText.Kind.CLAUSE,
            what_for="Avtal om drift och molntjänster",
            text="Rapporterar leverantören inte en incident inom 24 timmar utgår vite med"
            " 2 procent av årsavgiften per påbörjat dygn, dock högst 20 procent.",
            why="Utan klockslag i avtalet fick vi veta det av tidningen.",
            built_on="Cybersäkerhetslagen",
        )
    publish_edition(actor, article_id=routine.pk, changes="Första utgåvan.")
    return exit_set, routine, clause


def _of_edskog(site: Site, actor: Actor) -> Article:
    with site.making("checklists"):
        checklist = Article.everything.create(
            name="Inför en uppgradering",
            kind=Article.Kind.CHECKLIST,
            summary="Sex steg så att en uppgradering inte blir ett driftstopp.",
            next_review=site.day("+9m"),
        )
        for nth, (text, hint, optional) in enumerate(_UPGRADE, 1):
            ChecklistStep.everything.create(
                article=checklist, order=nth, text=text, hint=hint, optional=optional
            )
    publish_edition(actor, article_id=checklist.pk)
    done = start_run(actor, article_id=checklist.pk, name="Ärendesystemet, våren")
    for step in _steps(actor, done.pk)[:-1]:
        tick_step(actor, run_id=done.pk, step_id=step, done=True)
    end_run(actor, run_id=done.pk, state="done", outcome="Tog fyrtio minuter. Ingen märkte något.")
    going = start_run(actor, article_id=checklist.pk, name="Ekonomisystemet, hösten")
    for step in _steps(actor, going.pk)[:2]:
        tick_step(actor, run_id=going.pk, step_id=step, done=True)
    return checklist


def _steps(actor: Actor, run: int) -> list[int]:
    with acting_for(actor):
        steps = RunStep.owned_by(actor).filter(run_id=run).order_by("order")
        return list(steps.values_list("pk", flat=True))


def _offered(actor: Actor, kind: str, row: Noun) -> Offer:
    return offer_row(actor, kind=kind, row_id=row.pk)


def _reuse(actor: Actor, offer: Offer, *, adopts: bool, thanks: bool) -> None:
    taking, _left_out = take_offer(actor, offer_id=offer.pk)
    if adopts:
        settle_taking(
            actor,
            taking_id=taking.pk,
            edition=taking.edition,
            theirs=[],
            state="adopted",
            reason="Vi gör likadant.",
        )
    if thanks:
        thank(actor, taking_id=taking.pk)


def _let_a_year_pass(owner: Connection[object]) -> None:
    """Let what has counted so far be of last year: the database counts by its own clock."""
    owner.execute("UPDATE sharing_reuse SET year = year - 1")


def _hand_out(sites: Sites) -> None:
    federation = sites[places.FEDERATION]
    hand_out_prize(
        federation.samsyn,
        year=federation.today.year - 1,
        winner_id=sites["oskarsvik"].id,
        what_for="Kraven för att lämna en molntjänst",
        reasons="Tre kommuner använder dem i sina upphandlingar, och ingen behövde skriva om dem.",
        decided_on=federation.today,
    )


def _read(site: Site, staff: Staff, routine: Article) -> None:
    """Ask four people to have read it, some of whom have."""
    asker = staff.actors["ds"]
    people = [person.pk for _key, person in sorted(staff.people.items())[:4]]
    mine = staff.people["ds"].pk
    ask_to_read(
        asker,
        article_id=routine.pk,
        people=[mine, *people],
        due_on=site.today + timedelta(days=5),
    )
    confirm_reading(asker, article_id=routine.pk, edition=1)


def _assess(sites: Sites) -> None:
    """Let Strandköping offer how it has classified what Oskarsvik has not yet."""
    product = _not_judged(sites["oskarsvik"])
    site = sites["strandkoping"]
    with site.making("assessment"):
        systems = System.owned_by(site.samsyn).filter(product=product).order_by("pk")
        system = systems.first() or System.everything.create(name=product.name, product=product)
        asset = InformationAsset.everything.create(
            name=f"Uppgifter i {product.name}", personal_data="ordinary", description="Klassat."
        )
        system.assets.add(asset)
        Classification.everything.create(
            asset=asset,
            confidentiality=2,
            confidentiality_reason="Uppgifter om enskilda som inte ska spridas.",
            integrity=2,
            integrity_reason="Fel uppgift ger fel beslut.",
            availability=1,
            availability_reason="Vi klarar en dag utan.",
            participants=["Systemägaren", "Informationssäkerhetssamordnaren"],
            decided_on=site.today - timedelta(days=90),
            next_review=site.today + timedelta(days=640),
        )
    _offered(site.samsyn, "information-assets", asset)


def _not_judged(site: Site) -> Product:
    """Return the product of a system that holds information which nobody has classified yet."""
    with acting_for(site.samsyn):
        judged = Classification.owned_by(site.samsyn).values("asset_id")
        unjudged = InformationAsset.owned_by(site.samsyn).exclude(pk__in=judged)
        systems = System.owned_by(site.samsyn).filter(
            stage__in=["planned", "pilot", "production"], product__isnull=False, assets__in=unjudged
        )
        chosen = systems.order_by("pk").select_related("product")[0].product
    if chosen is None:
        raise LookupError(site.slug)
    return chosen
