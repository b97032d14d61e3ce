"""Headings of real spreadsheets, in Swedish, Norwegian, Danish and English, by field."""

from __future__ import annotations

from collections.abc import Mapping

Headers = Mapping[str, tuple[str, ...]]

# fmt: off
SYSTEM: Headers = {
    "name": (
        "system", "systemnamn", "system namn", "systemets namn", "it-system", "itsystem",
        "fagsystem", "verksamhetssystem", "applikation", "applikasjon", "application",
        "navn på system", "systemnavn", "løsning", "lösning", "objekt", "namn", "navn",
    ),
    "aliases": (
        "alias", "kallas även", "även kallat", "smeknamn", "kortnamn", "kortnavn", "också kallad",
        "også kaldet", "andre navn", "tidigare namn",
    ),
    "local_id": (
        "id", "system-id", "systemid", "objekt-id", "löpnummer", "løpenummer", "nr", "uuid",
    ),
    "product": (
        "produkt", "programvara", "programvare", "programvarunamn", "produktnamn", "produktnavn",
        "software", "it-produkt",
    ),
    "version": ("version", "versjon", "release", "utgåva"),
    "purpose": (
        "syfte", "ändamål", "formål", "beskrivning", "beskrivelse", "användning", "anvendelse",
        "bruksområde", "description", "vad används systemet till", "användningsområde",
    ),
    "owner": (
        "systemägare", "systemeier", "systemejer", "ägare", "eier", "ejer", "objektägare",
        "system owner", "objektägare verksamhet", "ansvarig chef", "tjenesteeier",
    ),
    "administrator": (
        "systemförvaltare", "systemforvalter", "systemadministratör", "systemansvarig",
        "systemansvarlig", "förvaltare", "forvalter", "objektförvaltare", "system manager",
        "superbruker", "systemadministrator", "kontaktperson",
    ),
    "information_owner": (
        "informationsägare", "informasjonseier", "informationsejer", "dataeier", "dataejer",
        "information owner", "behandlingsansvarig",
    ),
    "unit": (
        "förvaltning", "enhet", "avdelning", "nämnd", "verksamhet", "virksomhet", "forvaltning",
        "forvaltningsområde", "tjenesteområde", "avdeling", "afdeling", "sektor",
        "kommunalområde", "department", "organisationsenhet", "ansvarig enhet", "ansvarlig enhet",
        "center",
    ),
    "users": (
        "antal användare", "användare", "antall brukere", "brukere", "antal brugere", "brugere",
        "users", "antal licenser",
    ),
    "stage": (
        "status", "livscykel", "livssyklus", "fas", "fase", "skede", "läge", "driftstatus",
        "i drift", "livscykelstatus",
    ),
    "production_on": (
        "driftsatt", "i drift sedan", "i drift siden", "i drift fra", "produktionssatt",
        "idriftsat", "anskaffad", "innført", "startdatum", "startdato", "införd",
    ),
    "phase_out_on": ("avvecklas från", "utfases fra", "under avveckling sedan"),
    "retired_on": (
        "avvecklad", "avvecklat", "avviklet", "udfaset", "utfaset", "slutdatum", "sluttdato",
        "slutdato", "stängd", "avvecklingsdatum",
    ),
    "criticality": (
        "kritikalitet", "kritikalitetsnivå", "verksamhetskritisk", "kritisk", "kritiskhet",
        "viktighet", "prioritet", "prioritering", "samhällsviktig", "forretningskritisk",
    ),
    "rto_hours": (
        "rto", "maximal avbrottstid", "max avbrott", "tolerabel avbrottstid", "längsta avbrott",
        "maks nedetid", "maksimal nedetid", "mta",
    ),
    "rpo_hours": ("rpo", "maximal dataförlust", "maks datatap", "maksimalt datatab"),
    "fallback": ("reservrutin", "manuell rutin", "nödrutin", "reserverutine", "nødprocedure"),
    "hosting": (
        "driftställe", "drift", "driftsform", "driftform", "driftsleverantör", "hosting",
        "driftleverandør", "driftsmiljø", "driftsmiljö", "placering", "molntjänst", "saas",
    ),
    "hosting_country": (
        "land", "lagringsland", "datalagring", "lagringsplats", "country", "data i land",
        "land for data",
    ),
    "yearly_cost": (
        "kostnad", "årskostnad", "kostnad per år", "kr per år", "kr/år", "årlig kostnad",
        "pris per år", "årspris", "årlig udgift", "driftskostnad", "driftsudgift", "cost",
        "licenskostnad", "lisenskostnad", "totalkostnad",
    ),
    "replaced_by": ("ersätts av", "erstattes av", "erstattes af", "efterträdare", "etterfølger"),
    "assets": ("informationsmängder", "information", "informasjon", "informationstillgångar"),
}
TEMPLATE: Headers = {
    "name": ("mall", "mal", "skabelon", "namn", "navn"),
    "current_version": ("version", "versjon", "gällande version"),
    "current_since": ("gäller från", "gjelder fra", "gælder fra"),
    "published_by": ("utgivare", "utgiver", "udgiver"),
}
ASSET: Headers = {
    "name": (
        "informationsmängd", "informationstillgång", "informasjonsverdi", "informationsaktiv",
        "information", "informasjon", "namn", "navn", "informationstyp", "handlingstyp",
    ),
    "description": ("beskrivning", "beskrivelse", "innehåll", "innhold", "indhold"),
    "owner": (
        "informationsägare", "informasjonseier", "informationsejer", "ägare", "eier", "ejer",
        "ansvarig", "ansvarlig",
    ),
    "unit": ("förvaltning", "enhet", "avdelning", "avdeling", "afdeling", "tjenesteområde"),
    "personal_data": ("personuppgifter", "personopplysninger", "personoplysninger"),
    "categories": (
        "kategorier av personuppgifter", "kategorier", "typ av personuppgifter",
        "type personopplysninger", "kategorier af personoplysninger",
    ),
    "data_subjects": ("registrerade", "de registrerte", "de registrerede", "registrerte"),
    "retention": ("gallring", "gallringsfrist", "bevaras", "kassasjon", "slettefrist"),
}
PRODUCT: Headers = {
    "name": (
        "produkt", "programvara", "programvare", "produktnamn", "produktnavn", "namn", "navn",
        "software", "system",
    ),
    "former_names": ("tidigare namn", "tidligere navn"),
    "supplier": ("leverantör", "leverandør", "tillverkare", "produsent", "producent"),
    "capability": ("förmåga", "evne", "kapabilitet", "kategori", "funktion", "funksjon"),
    "purpose": ("syfte", "formål", "beskrivning", "beskrivelse"),
    "type": ("typ", "type", "produkttyp", "produkttype"),
    "licence": ("licens", "lisens", "licensmodell", "lisensmodell", "licensmodel"),
    "website": ("webbplats", "nettside", "hjemmeside", "webb", "url", "länk", "lenke"),
    "code_url": ("källkod", "kildekode", "repository"),
    "withdrawn_on": ("support upphör", "end of life", "eol", "slut på support"),
}
SUPPLIER: Headers = {
    "name": ("leverantör", "leverandør", "företag", "firma", "namn", "navn", "selskap"),
    "legal_name": ("juridiskt namn", "juridisk navn", "registrerat namn"),
    "country": ("land",),
    "org_number": (
        "organisationsnummer", "organisasjonsnummer", "cvr", "cvr-nummer", "org.nr", "orgnr",
        "y-tunnus", "org nr",
    ),
    "website": ("webbplats", "nettside", "hjemmeside", "webb", "url"),
    "email": ("e-post", "epost", "e-mail", "mail"),
    "security_email": ("säkerhetskontakt", "sikkerhetskontakt", "incidentkontakt"),
    "security_phone": ("säkerhetstelefon", "sikkerhetstelefon", "jour"),
}
CAPABILITY: Headers = {
    "name": ("förmåga", "evne", "kapabilitet", "namn", "navn"),
    "parent": ("del av", "område", "överordnad", "overordnet"),
    "description": ("beskrivning", "beskrivelse"),
}
# fmt: on
