"""Headings of spreadsheets about flows, integrations, parties and sites, in four languages."""

from __future__ import annotations

from samsyn.apps.register.records.headers import Headers

# fmt: off
FLOW: Headers = {
    "source_system": (
        "från system", "fra system", "from system", "från", "fra", "from", "källa", "kilde",
        "källsystem", "kildesystem", "avsändande system", "avsändare", "avsender", "afsender",
        "sändande system", "source", "informationskälla", "från vilket system", "avgivende system",
    ),
    "source_routine": ("från rutin", "fra rutine", "från process", "fra prosess", "fra proces"),
    "source_unit": ("från enhet", "fra enhet", "från förvaltning", "fra afdeling", "fra avdeling"),
    "source_party": (
        "från extern part", "från myndighet", "fra ekstern part", "fra myndighed",
        "fra myndighet", "extern avsändare", "ekstern avsender", "ekstern afsender",
    ),
    "target_system": (
        "till system", "til system", "to system", "till", "til", "to", "mål", "målsystem",
        "mottagande system", "mottagare", "mottaker", "modtager", "mottakersystem",
        "modtagersystem", "destination", "target", "till vilket system", "modtagende system",
    ),
    "target_routine": ("till rutin", "til rutine", "till process", "til prosess", "til proces"),
    "target_unit": (
        "till enhet", "til enhet", "till förvaltning", "til afdeling", "til avdeling",
    ),
    "target_party": (
        "till extern part", "till myndighet", "til ekstern part", "til myndighed",
        "til myndighet", "extern mottagare", "ekstern mottaker", "ekstern modtager",
    ),
    "assets": (
        "informationsmängd", "informationsmängder", "information", "informationsinnehåll",
        "vilken information", "informasjon", "opplysninger", "oplysninger", "data", "datatyper",
        "informasjonstyper", "informationstyper", "informationstillgång", "innehåll", "innhold",
    ),
    "purpose": (
        "syfte", "ändamål", "formål", "beskrivning", "beskrivelse", "purpose", "varför",
    ),
    "means": (
        "överföringssätt", "sätt", "metod", "teknik", "protokoll", "overføringsmåte", "måte",
        "overførselsmåde", "metode", "overføringsmetode", "hur", "hvordan", "kanal",
        "gränssnitt", "grensesnitt", "grænseflade", "transport", "method", "integrationstyp",
    ),
    "frequency": (
        "frekvens", "hur ofta", "periodicitet", "intervall", "hvor ofte", "hyppighet",
        "hyppighed", "frequency",
    ),
    "integration": ("integration", "integrasjon", "koppling", "kobling", "integrations-id"),
    "encrypted": ("krypterad", "krypterat", "kryptering", "kryptert", "krypteret", "encrypted"),
    "leaves_eea": (
        "tredje land", "tredjeland", "tredjelandsöverföring", "utanför eu", "utenfor eu/eøs",
        "utanför eu/ees", "uden for eu/eøs", "lämnar eu", "third country",
    ),
    "to_country": ("till land", "til land", "mottagarland", "mottakerland", "modtagerland"),
    "transfer_basis": (
        "överföringsgrund", "overføringsgrunnlag", "overførselsgrundlag", "skyddsmekanism",
        "transfer basis",
    ),
    "needed": ("kritisk", "nödvändig", "nødvendig", "beroende", "avhengig", "afhængig"),
    "tolerance_hours": (
        "klarar sig utan", "tolerabelt avbrott", "tåler avbrudd", "tåler afbrydelse",
    ),
}
INTEGRATION: Headers = {
    "name": (
        "integration", "integrasjon", "integrationsnamn", "integrasjonsnavn", "namn", "navn",
        "koppling", "kobling", "integrations-id", "snitt",
    ),
    "source": FLOW["source_system"],
    "target": FLOW["target_system"],
    "platform": (
        "plattform", "integrationsplattform", "integrasjonsplattform", "integrationsplatform",
        "via", "mellanvara", "mellomvare", "esb",
    ),
    "means": FLOW["means"],
    "standard": ("standard", "format", "protokoll", "protokol", "gränssnitt", "api", "schema"),
    "state": ("status", "läge", "tilstand", "driftstatus"),
    "documentation": ("dokumentation", "dokumentasjon", "länk", "lenke", "link"),
    "notes": ("anteckning", "kommentar", "merknad", "bemærkning", "beskrivning", "beskrivelse"),
}
PARTY: Headers = {
    "name": (
        "extern part", "part", "aktör", "aktør", "ekstern part", "ekstern aktør", "organisation",
        "myndighet", "myndighed", "mottagare", "mottaker", "modtager", "namn", "navn",
        "samarbetspart", "samarbeidspart", "samarbejdspart",
    ),
    "kind": ("typ", "type", "slag", "kategori"),
    "supplier": ("leverantör", "leverandør"),
    "country": ("land", "country"),
    "contact": ("kontakt", "kontaktperson", "contact", "e-post"),
    "notes": ("anteckning", "kommentar", "merknad", "bemærkning"),
}
SITE: Headers = {
    "name": (
        "plats", "driftställe", "datacenter", "datahall", "serverhall", "sted", "lokation",
        "driftssted", "datasenter", "serverrom", "serverrum", "namn", "navn", "anläggning",
    ),
    "kind": ("typ", "type", "slag"),
    "address": ("adress", "adresse", "address", "gatuadress"),
    "country": ("land", "country"),
    "operator": ("driftas av", "driftes av", "drives af", "driftleverantör", "leverantör",
                 "leverandør", "driftsleverandør", "operatör"),
    "keeper": ("ansvarig", "ansvarlig", "platsansvarig", "kontaktperson"),
    "phone": ("telefon", "jour", "beredskap", "vakttelefon", "vagttelefon", "phone"),
    "notes": ("anteckning", "kommentar", "merknad", "bemærkning"),
}
