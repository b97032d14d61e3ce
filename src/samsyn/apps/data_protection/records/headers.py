"""Headings of real spreadsheets, in Swedish, Norwegian, Danish and English, by field."""

from __future__ import annotations

from collections.abc import Mapping

Headers = Mapping[str, tuple[str, ...]]

# fmt: off
ACTIVITY: Headers = {
    "name": (
        "behandling", "personuppgiftsbehandling", "behandlingens namn", "behandlingsaktivitet",
        "behandlingsaktivitetens navn", "aktivitet", "titel", "tittel", "namn", "navn", "name",
        "processing activity", "activity",
    ),
    "kind": ("art. 30", "artikel 30", "typ", "type", "rolle", "roll"),
    "description": (
        "beskrivning", "beskrivelse", "description", "ändamålsbeskrivning", "formålsbeskrivelse",
    ),
    "local_id": ("file", "fil", "id", "nr", "nummer", "löpnummer", "referens", "referanse"),
    "kle_main": ("kle_main", "kle hovedgruppe", "hovedgruppe", "kle main"),
    "kle_codes": ("kle_groups", "kle", "kle gruppe", "kle-nummer", "kle groups", "emne"),
    "grounds_given": (
        "gdpr", "rättslig grund", "rättsliga grunder", "laglig grund", "hjemmel", "lovhjemmel",
        "behandlingsgrunnlag", "retsgrundlag", "behandlingsgrundlag", "legal basis",
    ),
    "controller": (
        "personuppgiftsansvarig", "behandlingsansvarlig", "dataansvarlig", "nämnd", "controller",
    ),
    "joint_controllers": (
        "gemensamt personuppgiftsansvariga", "felles behandlingsansvarlig",
        "fælles dataansvarlige",
    ),
    "dpo": ("dataskyddsombud", "personvernombud", "databeskyttelsesrådgiver", "dpo"),
    "unit": ("förvaltning", "enhet", "avdelning", "avdeling", "afdeling", "ansvarig enhet"),
    "responsible": ("ansvarig", "ansvarlig", "handläggare", "kontaktperson", "responsible"),
    "persons": ("antal registrerade", "antall registrerte", "antal registrerede"),
    "access_who": ("åtkomst", "vem har åtkomst", "tilgang", "adgang", "hvem har adgang"),
    "recipients": ("mottagare", "mottakere", "modtagere", "recipients"),
    "passed_on": ("lämnas vidare till", "utleveres til", "videregives til"),
    "third_country": ("tredjeland", "tredjelandsöverföring", "overføring til tredjeland"),
    "third_countries": ("vilka länder", "hvilke land", "hvilke lande"),
    "transfer_basis": ("överföringsgrund", "overføringsgrunnlag", "overførselsgrundlag"),
    "storage": (
        "gallringsfrist", "lagringstid", "bevarandetid", "slettefrist", "opbevaringsperiode",
        "lagringsperiode", "storage",
    ),
    "deletion": ("gallringsrutin", "sletterutine", "sletteprocedure"),
    "technical_measures": (
        "tekniska åtgärder", "tekniske tiltak", "tekniske foranstaltninger", "säkerhetsåtgärder",
    ),
    "organisational_measures": (
        "organisatoriska åtgärder", "organisatoriske tiltak", "organisatoriske foranstaltninger",
    ),
    "informed": ("informationsplikt", "informasjonsplikt", "oplysningspligt"),
    "consent": ("samtycke", "samtykke"),
    "source": ("källa", "varifrån", "kilde", "source"),
    "automated_decisions": ("automatiserade beslut", "automatiserte avgjørelser"),
    "profiling": ("profilering",),
    "ai": ("ai", "artificiell intelligens", "kunstig intelligens"),
    "status": ("status", "läge"),
    "reviewed_on": ("senast granskad", "sist gjennomgått", "senest gennemgået"),
    "next_review": ("nästa granskning", "neste gjennomgang", "næste gennemgang"),
    "public_summary": ("sammanfattning", "sammendrag", "resumé"),
    "systems": ("system", "it-system", "systemer", "it-systemer", "systems"),
    "assets": ("informationsmängder", "information", "informasjon"),
    "agreements": ("pub-avtal", "biträdesavtal", "databehandleravtale", "databehandleraftale"),
}
SUB_PROCESSOR: Headers = {
    "name": ("underbiträde", "underleverandør", "underdatabehandler", "namn", "navn"),
    "agreement": ("avtal", "avtale", "aftale", "agreement"),
    "number": ("organisationsnummer", "orgnr", "cvr", "organisasjonsnummer"),
    "country": ("land", "country"),
    "service": ("tjänst", "tjeneste", "ydelse", "service"),
    "transfer_basis": ("överföringsgrund", "overføringsgrunnlag", "overførselsgrundlag"),
    "approved_on": ("godkänd", "godkjent", "godkendt"),
}
TERMS: Headers = {
    "agreement": ("avtal", "avtale", "aftale", "agreement", "pub-avtal", "biträdesavtal"),
    "controller_name": ("personuppgiftsansvarig", "behandlingsansvarlig", "dataansvarlig"),
    "concluded": ("tecknat", "inngått", "indgået", "concluded"),
    "purpose": ("ändamål", "formål", "syfte"),
    "data_categories": ("personuppgifter", "personopplysninger", "personoplysninger"),
    "data_subjects": ("registrerade", "registrerte", "registrerede"),
    "place": ("plats", "sted", "lokalisering"),
}
PURPOSE: Headers = {
    "text": ("ändamål", "formål", "syfte", "purpose"),
    "activity": ("behandling", "behandlingsaktivitet", "activity"),
    "article_6": ("artikel 6", "art. 6", "article 6"),
    "article_9": ("artikel 9", "art. 9", "article 9"),
    "law": ("lagstöd", "lag", "lovhjemmel", "hjemmel", "law"),
}
# fmt: on
