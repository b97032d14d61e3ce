"""Headings of spreadsheets for all that is known of systems, products, costs and standards."""

from __future__ import annotations

from samsyn.apps.register.records import headers
from samsyn.apps.register.records.headers import Headers

# fmt: off
SYSTEM: Headers = {
    **headers.SYSTEM,
    "operations": (
        "driftansvarig", "driftsansvarlig", "teknisk förvaltare", "teknisk forvalter",
        "teknisk systemansvarlig", "it-ansvarig", "it-ansvarlig", "operations",
    ),
    "security_contact": (
        "säkerhetskontakt", "sikkerhetskontakt", "informationssäkerhetskontakt", "incidentkontakt",
        "sikkerhetsansvarlig", "security contact",
    ),
    "owner_deputy": (
        "ställföreträdande systemägare", "systemägarens ersättare", "stedfortreder systemeier",
        "systemejers stedfortræder", "vikarierande systemägare",
    ),
    "administrator_deputy": (
        "ställföreträdande förvaltare", "förvaltarens ersättare", "stedfortreder forvalter",
        "systemforvalters stedfortræder", "biträdande systemförvaltare",
    ),
    "operations_deputy": (
        "driftansvarigs ersättare", "stedfortreder drift", "driftsansvarligs stedfortræder",
    ),
    "security_deputy": (
        "säkerhetskontaktens ersättare", "stedfortreder sikkerhetskontakt",
        "sikkerhedskontaktens stedfortræder",
    ),
    "units_served": (
        "används av", "brukes av", "anvendes af", "användande enheter", "brukerenheter",
        "nyttjande enheter", "used by",
    ),
    "planned_on": ("planerad sedan", "planlagt siden", "beslutad", "besluttet"),
    "pilot_on": ("pilot sedan", "pilot siden", "pilotstart", "provdrift från"),
    "cut_over_on": (
        "övergång", "överföringsdatum", "skiftedag", "overgang", "overgangsdato", "cut-over",
        "cutover", "omläggningsdag",
    ),
    "information_after": (
        "informationen efter avveckling", "informasjonen etter avvikling", "data efter udfasning",
    ),
    "societally_critical": (
        "samhällsviktigt", "samfunnskritisk", "samfundskritisk", "samhällskritisk",
    ),
    "criticality_on": (
        "kritikalitet bedömd", "kritikalitet vurdert", "kritikalitet vurderet",
    ),
    "criticality_document": ("underlag kritikalitet", "grunnlag kritikalitet"),
    "mtpd_hours": ("mtpd", "mtd", "allvarlig skada efter", "alvorlig skade etter"),
    "fallback_exercised_on": (
        "reservrutin övad", "övad", "øvet", "reserverutine øvd", "nødprocedure øvet",
    ),
    "recovery_plan": ("återställningsplan", "gjenopprettingsplan", "genopretningsplan"),
    "hosted_on": ("körs på", "kjører på", "kører på", "plattform", "platform", "server"),
    "site": ("driftsplats", "datahall", "datasenter", "datacenter", "serverrum", "site"),
    "main_agreement": ("huvudavtal", "hovedavtale", "hovedaftale", "avtal", "avtale", "aftale"),
    "no_agreement_because": ("inget avtal eftersom", "ingen avtale fordi", "ingen aftale fordi"),
    "no_dpa_because": (
        "inget biträdesavtal eftersom", "ingen databehandleravtale fordi",
        "ingen databehandleraftale fordi",
    ),
    "encrypted": ("krypterat", "kryptering", "kryptert", "krypteret"),
    "pseudonymised": ("pseudonymiserat", "pseudonymisering", "pseudonymisert"),
    "access_controlled": (
        "behörighetsstyrning", "tilgangsstyring", "adgangsstyring", "behörighetskontroll",
    ),
    "logged": ("loggning", "loggas", "logging", "logges", "logning"),
    "assessed_confidentiality": ("prövat för konfidentialitet", "vurdert for konfidensialitet"),
    "assessed_integrity": ("prövat för riktighet", "vurdert for integritet"),
    "assessed_availability": ("prövat för tillgänglighet", "vurdert for tilgjengelighet"),
    "assessed_on": ("prövat datum", "säkerhetsprövat", "vurdert dato"),
    "risk_assessed_on": (
        "riskanalys", "riskbedömning", "risikovurdering", "ros", "ros-analys", "rosanalyse",
        "senaste riskanalys", "riskanalys datum",
    ),
    "risk_level": ("risknivå", "risikonivå", "risikoniveau", "risk"),
    "risk_next_on": ("nästa riskanalys", "neste risikovurdering", "næste risikovurdering"),
    "dpa_need": (
        "biträdesavtal krävs", "pub-avtal", "personuppgiftsbiträdesavtal", "puba",
        "databehandleravtale", "databehandleraftale",
    ),
    "dpia": (
        "konsekvensbedömning", "dpia", "personvernkonsekvensvurdering", "konsekvensanalyse",
    ),
    "dpia_on": ("dpia datum", "konsekvensbedömning datum", "dpia dato"),
    "dpia_reason": ("dpia skäl", "dpia begrundelse", "skäl konsekvensbedömning"),
    "retention": (
        "gallring", "gallringsregel", "gallringsfrist", "slettefrist", "sletteregel", "kassasjon",
    ),
    "deletion_due_on": ("nästa gallring", "neste sletting", "næste sletning"),
    "archiving": ("bevaras eller gallras", "arkivering", "bevaring", "bevares eller kasseres"),
    "archive_period": ("arkiveringsintervall", "arkivperiode", "leveransintervall"),
    "archive_service": ("e-arkiv", "earkiv", "arkiv", "slutarkiv", "depot"),
    "accessible": (
        "tillgänglig enligt lag", "dos-lagen", "tillgänglighetsredogörelse",
        "universell utforming", "uu", "webtilgængelighed", "wcag",
    ),
    "accessible_on": ("tillgänglighet testad", "uu testet", "tilgængelighed testet"),
    "ai_use": ("ai", "använder ai", "bruker ki", "ki", "kunstig intelligens", "bruger ai"),
    "ai_purpose": ("ai används till", "ki brukes til", "ai bruges til"),
    "ai_class": ("ai-klass", "ai-förordningen", "ki-klasse", "ai-klasse", "ai act"),
    "cleared_on": ("godkänt för användning", "godkjent for bruk", "godkendt til brug"),
    "cleared_until": ("godkänt till", "godkjent til", "godkendt til"),
    "clearance_note": ("villkor för godkännandet", "vilkår for godkjenning"),
    "functional_fit": ("funktionell nytta", "funksjonell egnethet", "verksamhetsnytta"),
    "technical_fit": ("teknisk kvalitet", "teknisk egnethet", "teknisk status"),
    "verdict": ("bedömning", "time", "time-bedömning", "vurdering", "inriktning"),
    "verdict_reason": ("skäl till bedömningen", "grunn til vurderingen"),
}
PRODUCT: Headers = {
    **headers.PRODUCT,
    "parent": ("del av", "modul i", "ingår i", "inngår i", "indgår i", "part of"),
    "rights_holder": ("rättighetsinnehaver", "rättighetsinnehavare", "rettighetshaver"),
    "technology": ("teknisk typ", "teknik", "teknologi", "plattform"),
    "interfaces": ("standarder", "gränssnitt", "grensesnitt", "grænseflader", "api"),
    "codes": ("kle", "verksam", "klassificering", "kle-nummer", "emneord"),
    "archive_advice": ("råd om arkivering", "arkivråd", "arkiveringspligt"),
}
SUPPLIER: Headers = {
    **headers.SUPPLIER,
    "processor_name": (
        "personuppgiftsbiträde", "biträdets namn", "databehandler", "databehandlers navn",
    ),
    "former_names": ("tidigare namn", "tidligere navn"),
}
SYSTEM_COST: Headers = {
    "system": ("system", "it-system", "fagsystem", "systemnamn", "systemnavn"),
    "year": ("år", "budgetår", "budsjettår", "regnskapsår", "räkenskapsår", "year"),
    "kind": ("kostnadsslag", "kostnadstyp", "kostnadsart", "udgiftstype", "typ", "type"),
    "amount": ("belopp", "kostnad", "beløp", "beløb", "kr", "udgift", "amount", "summa"),
    "account": ("konto", "kontering", "account"),
    "agreement": ("avtal", "avtale", "aftale", "kontrakt"),
}
COST_SHARE: Headers = {
    "system": ("system", "it-system", "fagsystem", "systemnamn", "systemnavn"),
    "dimension": ("dimension", "dimensjon", "fördelas på", "fordeles på"),
    "unit": ("enhet", "förvaltning", "avdelning", "avdeling", "afdeling", "ansvar"),
    "label": ("verksamhet", "aktivitet", "projekt", "prosjekt", "virksomhet", "kod", "kode"),
    "percent": ("procent", "prosent", "andel", "%"),
}
STANDARD: Headers = {
    "name": ("standard", "princip", "prinsipp", "namn", "navn", "teknikstandard"),
    "area": ("område", "område/teknik", "kategori"),
    "text": ("krav", "innebörd", "beskrivning", "beskrivelse"),
    "owner": ("ägare", "eier", "ejer", "ansvarig", "ansvarlig"),
    "binding": ("bindande", "bindende", "obligatorisk", "skall", "skal"),
    "since": ("gäller från", "gjelder fra", "gælder fra"),
    "until": ("gäller till", "gjelder til", "gælder til"),
    "source": ("källa", "kilde", "länk", "lenke", "publicerad på"),
}
FOLLOWING: Headers = {
    "system": ("system", "it-system", "fagsystem", "systemnamn", "systemnavn"),
    "standard": ("standard", "princip", "prinsipp", "teknikstandard"),
    "verdict": ("utfall", "följer", "følger", "avvikelse", "avvik", "afvigelse"),
    "reason": ("skäl", "varför", "hvorfor", "begrunnelse", "begrundelse"),
    "until": ("undantag till", "unntak til", "dispensation til", "dispens till"),
}
# fmt: on
