"""Tell labels nobody wrote down beforehand by the words they are made of."""

from __future__ import annotations

import re

from samsyn.domain.minutes.words import Label

_MOST = 6  # words
_ONLY = (
    r"(?:ledamöter|ledamot|medlemmar|medlemmer|medlemer|deltagare|deltakere|deltakarar|deltagere"
    r"|personer|representanter|tjänstemän|ersättare|kommuner|kommunerna|via|på|teams|digitalt"
    r"|fysisk|fysiskt|virtuelt|online|i|i\s+mötet|møtet|mødet|mötet|rådet|gruppen|gruppa|nämnden"
    r"|från|fra|frå|och|og|även|samt|med|rett|rätt|stemmerett|rösträtt|rådets|styrgruppens|faste"
    r"|ordinarie|ordinære|øvrige|övriga|sekretariatet|kansliet|administrationen|administrasjonen"
    r"|hela|under|del|av|delar|dele|af|dag|idag|anmält|anmälda|meldt|meldte|meddelat|har|hade|hadde"
    r"|desse|disse|dessa|følgende|följande|følgjande|var|men|inte|ikke|ikkje|ej|uten|utan|uden"
    r"|gjennom|igennem)"
)
_STEMS: tuple[tuple[Label, str], ...] = (
    (
        Label.ABSENT,
        (
            r"(?:kunde|kunne|kan|hade|hadde)\s+(?:inte|ikke|ikkje|ej)\s+(?:delta(?:ge)?|närvara"
            r"|møte"
            r"|komma|komme|vara med|være med|möjlighet att delta)"
            r"|frånvar\w*|förhind\w*|förfall|forfall|afbud|avbud|avbod|fravær\w*|fråver\w*|återbud"
            r"|(?:ej|inte|ikke|ikkje|icke)\s+(?:närvarande|til\s*stede|til\s*stades|deltagande"
            r"|tilstede|møtt|mødt|deltog|deltok)"
        ),
    ),
    (
        Label.PRESENTING,
        (
            r"inbjud(?:en|na|ne)|inviter(?:t|te|ad|ade|et|ede)|gjest(?:er|ar)?|gäst(?:er)?"
            r"|gæst(?:er)?"
            r"|föredragande|foredragsholder\w*|oplægsholder\w*|innleder\w*|indlægsholder\w*"
        ),
    ),
    (
        Label.OBSERVER,
        (
            r"(?:övriga|øvrige|andre|även|dessutom|også|desuden|endvidere|adjungera\w*"
            r"|i tillegg)\s+"
            r"(?:närvarande|deltagare|deltakere|deltakarar|deltagere|til\s*stede|tilstede"
            r"|til stades"
            r"|deltog|deltok|møtte|mødte)|observatör\w*|observatør\w*|adjungera\w*"
        ),
    ),
    (
        Label.PRESENT,
        (
            r"närvar\w*|deltag(?:are|ande|ere|er)|deltak(?:ere|arar|ar|er)|deltog|deltok"
            r"|til\s*stede"
            r"|tilstede\w*|til stades|fremmød(?:t|te)|fram?møtt\w*|møtte|mødte|medverkande"
            r"|medvirkende"
            r"|mødedeltagere|møtedeltakere|mötesdeltagare"
        ),
    ),
)
_PEOPLE = tuple(
    (label, re.compile(rf"^(?:{_ONLY}\s+){{0,3}}(?:{stems})(?:\s+{_ONLY}){{0,4}}$", re.IGNORECASE))
    for label, stems in _STEMS
)
_OF = r"(?:\s+(?:i|till|til|for|för|om|från|fra|vid|ved|på|av|af)\s+[\wåäöæø-]+(?:\s[\wåäöæø-]+)?)?"
_OWNER = r"(?:[\wåäöæøÅÄÖÆØ-]+s\s+)?"
_PARTS: tuple[tuple[Label, re.Pattern[str]], ...] = tuple(
    (label, re.compile(rf"^{_OWNER}(?:{words}){_OF}$", re.IGNORECASE))
    for label, words in (
        (
            Label.PROPOSAL,
            (
                r"framlegg|(?:förslag|forslag|framlegg)(?:et)?\s+(?:till?|på)\s+\w+|(?:ordförandens"
                r"|lederens)?\s*förslag"
                r"|\w*instilling|\w*innstilling|\w*indstilling|(?:beslut|vedtak)s?förslag"
                r"|vedtaksforslag"
                r"|föreslås besluta|foreslås vedtatt|det foreslås|det föreslås|det indstilles at"
            ),
        ),
        (
            Label.DECISION,
            (
                r"(?:fattade?|fattede|trufne|mötets|møtets|mødets|endelig\w*|enstemmig|enhälligt"
                r"|vårt)\s+"
                r"(?:beslut\w*|vedtak|beslutning\w*)|vedtaket|beslutet|beslutningen|besluttes"
                r"|vedtas"
                r"|beslutats|det besluttes|det beslutas|slutlig(?:t|a) beslut"
                r"|(?:[\wåäöæø-]+(?:en|et|an|na|ne|a|rn|forum|råd)|vi)\s+(?:beslutar|beslutade|beslöt"
                r"|besluttede|besluttet|beslutter|vedtok|vedtar|vedtek)(?:\s+(?:enhälligt|enstemmigt?"
                r"|samrøystes|därför|derfor|följande|følgende|følgjande))?(?:\s+(?:att|at|å))?"
                r"|konklusjon|konklusion|konklusioner|konklusjoner|slutsats"
                r"|ställningstagande|enighet om|överenskommelse|aftale|avtalt|aftalt"
                r"|inriktningsbeslut"
            ),
        ),
        (
            Label.ACTION,
            (
                r"(?:till|til)\s+(?:handling|åtgärd|oppfølging|oppfølgning|opfølgning|utförande"
                r"|gjøremål)"
                r"|(?:fortsatta|fortsatte|beslutade|överenskomna|kommande|vidare|videre|nye|nya"
                r"|åpne|öppna|avtalte|aftalte)\s+(?:åtgärder|tiltak|aksjoner"
                r"|aktioner"
                r"|opgaver"
                r"|oppgaver|aksjonspunkter|aktionspunkter)|åtgärds?punkter|uppföljningspunkter"
                r"|hvem gjør hva|hvem gør hvad|vem gör vad|(?:å|att|at)\s+(?:gjøre|göra|gøre|gjere)"
                r"|to-?do(?:s|-lista|-liste)?|ap\s?\d{0,2}|action\s?items?|aftalte handlinger"
                r"|(?:att|åtgärd|uppgift|aktivitet|oppgave|opgave|handling|aksjons?|aktions?"
                r"|tiltaks?"
                r"|åtgärds|uppgifts|aktivitets|oppgave|opgave|handlings|gjøremåls|huske|oppfølgings"
                r"|opfølgnings|uppföljnings|att-göra-)(?:lista|liste|listan|listen|plan|tabell"
                r"|tabel)"
                r"|videre oppfølging|nästa steg|neste skritt|næste skridt|oppfølgning|uppföljning"
            ),
        ),
    )
)


def label_by_stem(words: str) -> Label | None:
    """Return what words announce by their stems, None if they say more than a label does."""
    said = " ".join(words.strip(" :").split())
    if not said or len(said.split()) > _MOST or "," in said or said[-1] in ".!?":
        return None
    for label, pattern in (*_PEOPLE, *_PARTS):
        if pattern.match(said):
            return label
    return None
