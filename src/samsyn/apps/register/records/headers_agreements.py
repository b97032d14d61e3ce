"""Headings of real contract lists and price lists, in four languages, by field."""

from __future__ import annotations

from samsyn.apps.register.records.headers import Headers

# fmt: off
AGREEMENT: Headers = {
    "name": (
        "avtal", "avtale", "aftale", "avtalsnamn", "avtalenavn", "aftalenavn", "kontrakt",
        "avtalets namn", "benämning", "contract", "namn", "navn", "titel", "tittel",
        "ramavtalsnamn", "avtalsbenämning", "rubrik", "aftaletitel", "avtaletittel", "agreement",
    ),
    "number": (
        "avtalsnummer", "avtalenummer", "aftalenummer", "kontraktsnummer", "diarienummer", "dnr",
        "nr", "saksnummer", "sagsnummer", "avtals-id", "avtalsnr", "avtalenr", "aftalenr",
        "kontraktsnr", "avtals nr", "contract number", "referens", "ärendenummer",
    ),
    "kind": ("avtalstyp", "avtaletype", "aftaletype", "typ", "type", "kontraktstype"),
    "supplier": (
        "leverantör", "leverandør", "avtalspart", "motpart", "part", "leverantörsnamn",
        "personuppgiftsbiträde", "databehandler", "avtalepart",
    ),
    "parent": ("ramavtal", "rammeavtale", "rammeaftale", "överordnat avtal", "huvudavtal"),
    "systems": ("system", "omfattar system", "it-system", "fagsystem", "avser system"),
    "owner": (
        "avtalsägare", "avtaleeier", "aftaleejer", "avtalsansvarig", "kontraktsansvarlig",
        "ansvarig", "ansvarlig", "kontraktsejer", "avtalsförvaltare",
    ),
    "unit": ("förvaltning", "enhet", "avdelning", "avdeling", "afdeling", "tjenesteområde"),
    "signed_on": (
        "undertecknat", "signerat", "signert", "underskrevet", "avtalsdatum", "tecknat",
        "avtaledato", "aftaledato", "signeringsdatum", "signeret",
    ),
    "signed_by": ("undertecknat av", "firmatecknare", "signert av", "underskrevet af"),
    "valid_from": (
        "gäller från", "avtalsstart", "gyldig fra", "gælder fra", "startdatum", "startdato",
        "från", "fra", "from", "giltig från", "giltigt fr.o.m.", "fr.o.m.", "gyldig f.o.m.",
        "ikrafttræden", "valid from",
    ),
    "valid_until": (
        "gäller till", "avtalsslut", "giltig till", "gyldig til", "gælder til", "slutdatum",
        "sluttdato", "slutdato", "utgår", "utløper", "udløber", "till", "til", "löptid till",
        "giltigt t.o.m.", "giltig t.o.m.", "gäller t.o.m.", "t.o.m.", "gyldig t.o.m.", "udløbsdato",
        "utløpsdato", "giltig tom", "avtalsslut t.o.m.", "expires", "valid to",
    ),
    "ongoing": ("tillsvidare", "løpende", "løbende", "uden udløb", "tills vidare"),
    "notice_months": (
        "uppsägningstid", "oppsigelsestid", "opsigelsesvarsel", "oppsigelse", "uppsägning",
        "uppsägningstid (mån)", "opsigelse", "notice", "oppsigelsestid (mnd)",
        "opsigelsesvarsel (mdr.)", "opsigelsesvarsel (måneder)", "uppsägningstid månader",
    ),
    "renewal": ("förlängning", "forlengelse", "forlængelse", "renewal", "option"),
    "renewal_months": ("förlängs med", "förlängning (mån)", "forlenges med", "forlænges med"),
    "value": ("avtalsvärde", "kontraktsverdi", "kontraktværdi", "värde", "verdi", "værdi"),
    "yearly_value": (
        "årsvärde", "årskostnad", "kostnad per år", "kr per år", "årlig kostnad", "årspris",
    ),
    "template": ("mall", "mal", "skabelon", "avtalsmall", "biträdesavtalsmall"),
    "template_version": ("mallversion", "version", "malversjon", "skabelonversion"),
    "next_follow_up": ("nästa uppföljning", "neste oppfølging", "næste opfølgning"),
    "notes": ("anteckning", "kommentar", "merknad", "bemærkning", "noteringar"),
    "purchase_form": (
        "anskaffningsform", "upphandlingsform", "anskaffelsesform", "anskaffelsesprosedyre",
        "indkøbsform", "udbudsform", "inköpsform",
    ),
    "strategy": ("inköpsstrategi", "anskaffelsesstrategi", "indkøbsstrategi"),
    "planned_for": (
        "planerad upphandling", "nästa upphandling", "neste anskaffelse", "næste udbud",
        "planlagt anskaffelse", "ny upphandling",
    ),
    "initiated_on": ("upphandling påbörjad", "anskaffelse startet", "udbud påbegyndt"),
    "supplier_contact": (
        "leverantörens kontaktperson", "kontaktperson leverantör", "kontaktperson leverandør",
        "leverandørens kontakt", "leverandørkontakt", "kontakt hos leverandør",
    ),
    "contact": (
        "kontaktperson", "avtalskontakt", "intern kontakt", "handläggare", "saksbehandler",
        "sagsbehandler", "innkjøper", "indkøber", "upphandlare", "inköpare", "kontakt",
    ),
    "signed_by_them": (
        "undertecknat av leverantör", "signert av leverandør", "underskrevet af leverandør",
    ),
    "signed_by_them_on": (
        "leverantörens undertecknande", "leverandør signert", "leverandør underskrevet",
    ),
    "covers": (
        "omfattning", "avtalsområde", "avtaleområde", "aftaleområde", "beskrivning", "beskrivelse",
        "varor och tjänster", "varer og tjenester", "varer og ydelser", "produktområde", "kategori",
        "varuområde", "avser", "gjelder", "omfatter",
    ),
    "cpv": ("cpv", "cpv-kod", "cpv-kode", "cpv kod", "cpv-koder"),
    "call_off": (
        "avrop", "avropsordning", "avropsform", "så avropar du", "avrop sker", "avropsrutin",
        "bestilling", "bestilles", "bestilling skjer", "indkøb sker", "leveringsaftale",
    ),
    "call_off_url": ("avropslänk", "beställningslänk", "bestillingslenke", "bestillingslink"),
    "requirements": ("krav", "kravställning", "kravspesifikasjon", "kravspecifikation"),
    "irrevocable_until": (
        "bindningstid", "bindningstid till", "bindingstid", "uopsigelig til", "bundet til",
        "kan tidigast sägas upp", "uoppsigelig til",
    ),
    "notice_from": (
        "uppsägning räknas från", "uppsägningstid räknas från", "oppsigelse regnes fra",
        "opsigelse til", "opsigelse regnes fra",
    ),
    "option_months": (
        "option (mån)", "optionstid", "optionsmånader", "opsjon (mnd)", "opsjon måneder",
        "option måneder", "förlängningsoption (mån)", "option längd",
    ),
    "options_left": (
        "antal optioner", "optioner kvar", "återstående optioner", "antall opsjoner",
        "gjenstående opsjoner", "antal optioner tilbage", "opsjoner igjen",
    ),
    "needs_parent": ("kräver överordnat avtal", "krever overordnet avtale"),
    "follow_up_months": (
        "uppföljningsintervall", "oppfølging (mnd)", "opfølgningsinterval", "följs upp var",
        "uppföljning (mån)",
    ),
    "payment_model": ("prismodell", "prismodel", "betalningsmodell", "ersättningsform"),
    "payment_frequency": (
        "betalningsintervall", "faktureringsintervall", "faktureres", "betalingsfrekvens",
    ),
    "price_regulation": (
        "prisjustering", "indexreglering", "prisregulering", "indeksregulering", "index",
    ),
    "terminated_on": ("uppsagt till", "uppsagt", "oppsagt", "opsagt", "opsagt til"),
}
PARTY: Headers = {
    "name": ("part", "avtalspart", "avtalepart", "aftalepart", "namn", "navn", "party"),
    "agreement": ("avtal", "avtale", "aftale", "avtalsnr", "avtalenummer", "aftalenummer"),
    "part": ("roll", "rolle", "role"),
    "supplier": ("leverantör", "leverandør", "supplier"),
    "signed_on": ("undertecknat", "signert", "underskrevet"),
}
PRICE: Headers = {
    "name": (
        "benämning", "artikelbenämning", "produktnamn", "varunamn", "varenavn", "produktnavn",
        "beskrivning", "beskrivelse", "artikel", "vare", "vara", "tjänst", "tjeneste", "ydelse",
        "varetekst", "description", "produkt",
    ),
    "agreement": (
        "avtal", "avtale", "aftale", "avtalsnummer", "avtalsnr", "avtalenummer", "avtalenr",
        "aftalenummer", "aftalenr", "ramavtal", "rammeavtale", "rammeaftale", "kontrakt",
    ),
    "article_number": (
        "artikelnummer", "artikelnr", "art.nr", "art nr", "artnr", "varenummer", "varenr",
        "produktnummer", "produktnr", "leverantörens artikelnummer", "artikkelnummer",
        "article number", "item number", "sku", "best.nr", "beställningsnummer",
    ),
    "unit": ("enhet", "prisenhet", "måleenhet", "enhed", "förpackning", "unit", "per"),
    "price": (
        "pris", "avtalspris", "nettopris", "à-pris", "a-pris", "enhetspris", "enhedspris",
        "avtalepris", "aftalepris", "pris exkl. moms", "pris eks. mva", "pris ekskl. moms",
        "price", "unit price", "styckpris", "stykkpris", "stykpris",
    ),
    "currency": ("valuta", "currency"),
    "valid_from": ("pris gäller från", "gäller från", "gyldig fra", "gælder fra", "fr.o.m."),
    "valid_until": ("pris gäller till", "gäller till", "gyldig til", "gælder til", "t.o.m."),
}
COST: Headers = {
    "agreement": ("avtal", "avtale", "aftale", "avtalsnummer", "avtalsnr", "avtalenr", "aftalenr"),
    "year": ("år", "year", "budgetår", "budsjettår"),
    "kind": ("kostnadsslag", "kostnadstyp", "kostnadstype", "udgiftstype"),
    "unit": ("förvaltning", "enhet", "enhed", "betalas av", "betales av", "betales af"),
    "account": ("konto", "kontering", "account"),
    "planned": ("budget", "budsjett", "planerat", "planlagt"),
    "actual": ("utfall", "regnskap", "regnskab", "utfört", "faktisk"),
}
FOLLOW_UP: Headers = {
    "name": ("uppföljning", "oppfølging", "opfølgning", "vad följs upp", "follow-up"),
    "agreement": ("avtal", "avtale", "aftale", "avtalsnummer", "avtalsnr", "avtalenr", "aftalenr"),
    "planned_on": ("planerad", "planlagt", "planerat datum", "dato", "datum"),
    "responsible": ("ansvarig", "ansvarlig", "utförs av", "utføres av", "udføres af"),
    "done_on": ("genomförd", "gjennomført", "gennemført", "utförd"),
    "result": ("resultat", "utfall", "result"),
    "conclusion": ("slutsats", "konklusjon", "konklusion", "kommentar"),
    "report": ("rapport", "länk", "lenke", "link"),
}
# fmt: on
