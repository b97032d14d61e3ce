"""Headings of real spreadsheets about information and routines, in four languages, by field."""

from __future__ import annotations

from samsyn.apps.register.records.headers import Headers

# fmt: off
ASSET: Headers = {
    "name": (
        "informationsmängd", "informationstillgång", "informasjonsverdi", "informationsaktiv",
        "information", "informasjon", "namn", "navn", "informationstyp", "handlingstyp",
        "informationsmängder", "informasjonselement", "information asset",
    ),
    "description": ("beskrivning", "beskrivelse", "innehåll", "innhold", "indhold"),
    "owner": (
        "informationsägare", "informasjonseier", "informationsejer", "ägare", "eier", "ejer",
        "ansvarig", "ansvarlig", "information owner",
    ),
    "unit": ("förvaltning", "enhet", "avdelning", "avdeling", "afdeling", "tjenesteområde"),
    "personal_data": ("personuppgifter", "personopplysninger", "personoplysninger"),
    "categories": (
        "kategorier av personuppgifter", "kategorier", "typ av personuppgifter",
        "type personopplysninger", "kategorier af personoplysninger",
    ),
    "special_categories": (
        "känsliga personuppgifter", "särskilda kategorier", "særlige kategorier",
        "følsomme oplysninger", "sensitive personopplysninger", "sensitive data",
    ),
    "legal_basis": (
        "rättslig grund", "laglig grund", "rettslig grunnlag", "behandlingsgrunnlag",
        "retsgrundlag", "hjemmel", "legal basis", "lagrum",
    ),
    "data_subjects": ("registrerade", "de registrerte", "de registrerede", "registrerte"),
    "retention": ("gallring", "gallringsfrist", "bevaras", "kassasjon", "slettefrist"),
}
ROUTINE: Headers = {
    "name": (
        "rutin", "arbetsrutin", "process", "rutine", "arbeidsrutine", "prosess", "arbejdsgang",
        "proces", "routine", "tjänst", "tjeneste", "ydelse", "namn", "navn",
    ),
    "kind": ("typ", "type", "slag", "art", "kind"),
    "purpose": ("syfte", "ändamål", "formål", "purpose"),
    "description": (
        "beskrivning", "beskrivelse", "så går det till", "slik gjøres det", "description",
    ),
    "unit": ("enhet", "förvaltning", "avdelning", "avdeling", "afdeling", "verksamhet", "unit"),
    "owner": (
        "ägare", "rutinägare", "processägare", "eier", "prosesseier", "ejer", "procesejer",
        "ansvarig", "ansvarlig", "owner",
    ),
    "known_by": ("kontaktperson", "kan rutinen", "nyckelperson", "nøkkelperson", "nøgleperson"),
    "frequency": ("hur ofta", "frekvens", "hvor ofte", "hyppighed", "how often"),
    "legal_ground": ("lagrum", "rättslig grund", "hjemmel", "lovhjemmel", "legal ground"),
    "mtpd_hours": (
        "längsta avbrott", "tolerabelt avbrott", "tålbar nedetid", "maksimal nedetid", "mtpd",
    ),
    "fallback": (
        "reservrutin", "manuell rutin", "nødrutine", "manuell rutine", "nødprocedure", "fallback",
    ),
    "fallback_exercised_on": ("övad", "senast övad", "øvd", "sist øvd", "øvet", "exercised"),
    "systems": ("system", "it-system", "fagsystem", "systemer", "it-systemer", "systems"),
    "participants": ("deltagare", "deltakere", "deltagere", "participants"),
    "analysed_on": (
        "informationsanalys", "analyserad", "analysert", "analyseret", "informasjonsanalyse",
    ),
    "next_review": ("nästa översyn", "nästa granskning", "neste gjennomgang", "næste gennemgang"),
}
ROUTINE_SYSTEM: Headers = {
    "routine": ("rutin", "rutine", "arbejdsgang", "process", "routine"),
    "system": ("system", "it-system", "fagsystem"),
    "needed": ("stannar utan", "stopper uten", "stopper uden", "nödvändigt", "nødvendig"),
    "tolerance_hours": ("klarar sig utan", "klarer seg uten", "klarer sig uden", "timmar", "timer"),
    "what_for": ("används till", "brukes til", "bruges til", "what for"),
}
ROUTINE_RIGHT: Headers = {
    "routine": ("rutin", "rutine", "arbejdsgang", "process", "routine"),
    "who": ("vem", "roll", "hvem", "rolle", "who", "role"),
    "verb": ("får", "behörighet", "kan", "rettighet", "rettighed", "may"),
    "asset": ("information", "informationsmängd", "informasjon", "informationsaktiv"),
    "what": ("vilken del", "hvilken del", "which part"),
    "when": ("när", "når", "hvornår", "when"),
    "purpose": ("syfte", "ändamål", "formål", "purpose"),
}
ROUTINE_REQUIREMENT: Headers = {
    "name": ("krav", "requirement"),
    "routine": ("rutin", "rutine", "arbejdsgang", "process", "routine"),
    "weight": ("vikt", "ska eller bör", "skal eller bør", "vekt", "vægt", "must or should"),
    "because": ("därför att", "motivering", "fordi", "begrunnelse", "begrundelse", "because"),
    "not_needed_because": (
        "behövs inte därför att", "trengs ikke fordi", "ikke nødvendigt fordi",
        "not needed because",
    ),
}
SCALE: Headers = {
    "name": ("skala", "namn", "navn", "scale"),
    "code": ("kod", "kode", "code"),
    "lowest": ("lägsta nivå", "laveste nivå", "laveste niveau", "lowest"),
    "highest": ("högsta nivå", "høyeste nivå", "højeste niveau", "highest"),
    "reason_from": ("motivera från", "begrunn fra", "begrund fra"),
    "published_by": ("utgivare", "utgiver", "udgiver", "published by"),
    "website": ("webbplats", "nettsted", "hjemmeside", "website"),
}
SCALE_STEP: Headers = {
    "scale": ("skala", "scale"),
    "aspect": ("aspekt", "egenskap", "aspect"),
    "perspective": ("perspektiv", "vem drabbas", "hvem rammes", "perspective"),
    "level": ("nivå", "niveau", "level"),
    "language": ("språk", "sprog", "language"),
    "words": ("text", "ord", "tekst", "beskrivning", "beskrivelse", "words"),
}
WORKSHOP: Headers = {
    "asset": ("informationsmängd", "information", "informasjon", "informationsaktiv"),
    "scale": ("skala", "scale"),
    "held_on": ("datum", "dato", "date"),
    "participants": ("deltagare", "deltakere", "deltagere", "participants"),
    "next_review": ("nästa översyn", "nästa granskning", "neste gjennomgang", "næste gennemgang"),
}
