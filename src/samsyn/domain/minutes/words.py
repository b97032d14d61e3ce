"""The words minutes use for their parts, in Swedish, both Norwegians and Danish."""

from __future__ import annotations

from enum import StrEnum

from samsyn.domain.minutes.result import AgendaKind, PaperKind
from samsyn.domain.tabular.folding import fold


class Label(StrEnum):
    """What a label announces."""

    BODY = "body"
    DATE = "date"
    TIME = "time"
    START = "start"
    END = "end"
    PLACE = "place"
    PLACE_AND_TIME = "place_and_time"
    NUMBER = "number"
    NEXT = "next"
    CHAIR = "chair"
    SECRETARY = "secretary"
    ADJUSTER = "adjuster"
    PRESENT = "present"
    ABSENT = "absent"
    PRESENTING = "presenting"
    OBSERVER = "observer"
    AGENDA = "agenda"
    DOCUMENTS = "documents"
    DECISION = "decision"
    PROPOSAL = "proposal"
    ACTION = "action"
    RESERVATION = "reservation"
    VOTES = "votes"
    RESPONSIBLE = "responsible"
    DUE = "due"
    CASE_NUMBER = "case_number"
    PRESENTER = "presenter"
    PART = "part"
    GROUP = "group"


MEETING = frozenset(
    {Label.BODY, Label.DATE, Label.TIME, Label.START, Label.END, Label.PLACE, Label.PLACE_AND_TIME}
    | {Label.NUMBER, Label.NEXT, Label.CHAIR, Label.SECRETARY, Label.ADJUSTER}
)
"""Labels that tell of the meeting itself."""
PEOPLE = frozenset({Label.PRESENT, Label.ABSENT, Label.PRESENTING, Label.OBSERVER})
"""Labels that people are listed under."""
IN_ITEMS = frozenset(
    {Label.DECISION, Label.PROPOSAL, Label.ACTION, Label.RESERVATION, Label.VOTES, Label.DUE}
    | {Label.RESPONSIBLE, Label.CASE_NUMBER, Label.PRESENTER, Label.PART, Label.DOCUMENTS}
)
"""Labels inside an item."""


def folded(*lists: str) -> frozenset[str]:
    """Return the words of some lists, parted by |, in the form they are compared in."""
    return frozenset(fold(word) for words in lists for word in words.split("|"))


_SAID: dict[Label, str] = {
    Label.BODY: "forum|grupp|gruppe|organ|nämnd|utvalg|utval|udvalg|råd|möte|møte|møde|mötets namn"
    "|møtenavn|type møte|mötestyp|møtetype|mødetype|sammanträde|styrelse|styre|nettverk|nätverk"
    "|netværk|gjelder|gäller|vedrørende|ämne|instans|mötesnamn|mötesforum|mødeforum|møteforum|emne",
    Label.DATE: "datum|dato|mötesdatum|møtedato|mødedato|sammanträdesdatum|dag|møtedag|mötesdag"
    "|holdt|avholdt|afholdt|hållet|möte hållet|mødedag|sammanträdesdag|datum och tid|dato og tid"
    "|dato og klokkeslett|dato og tidspunkt|datum och klockslag|datum tid|dato tid|dato klokkeslett"
    "|møtedato og tid|date|dato og klokkeslæt",
    Label.TIME: "tid|tidpunkt|tidspunkt|mötestid|møtetid|mødetid|klockan|klokka|klokken|kl"
    "|klokkeslett|klokkeslæt|klockslag|varighet|varighed",
    Label.START: "starttid|start|starttidspunkt|börjar|mötet öppnas|møtestart|mødestart",
    Label.END: "sluttid|sluttidspunkt|slutt|slut|møteslutt|mødeslut",
    Label.PLACE: "plats|lokal|sted|stad|mötesplats|mötesplats länk|møtested|møtestad|mødested"
    "|sammanträdesplats|rum|møterom|møderum|mødelokale|lokale|möteslokal|lokalitet|hvor|var"
    "|møteplass|stad lenke|møteform|mötesform|mødeform",
    Label.PLACE_AND_TIME: "plats och tid|tid och plats|tid plats|plats tid|sted og tid|tid og sted"
    "|tid sted|tid og stad|stad og tid|stad og dato|sted og dato|dato og sted|datum och plats"
    "|tid og plass|plats datum och tid|datum tid och plats|dato tid og sted|når och var|når og hvor"
    "|tidspunkt og sted|sted og tidspunkt|dato tid sted|tid dato sted",
    Label.NUMBER: "mötesnummer|møtenr|møtenummer|mødenr|mødenummer|möte nr|møte nr|møde nr"
    "|protokoll nr|protokollnummer|nummer|möte nummer",
    Label.NEXT: "nästa möte|neste møte|næste møde|nästa sammanträde|neste møtedato"
    "|nästkommande möte|följande möte|nästföljande möte|nästa mötestillfälle|neste møter"
    "|kommende møter|kommande möten|næste møder|møteplan|mötestider|kommende møde"
    "|kommande möte|nästa mötesdatum",
    Label.CHAIR: "ordförande|mötesordförande|ordf|mötesledare|møteleder|møteleiar|mødeleder|leder"
    "|leiar|formand|ordstyrer|ordstyrar|mötesledning|dirigent|ordførende|møteledar|møteleiing",
    Label.SECRETARY: "sekreterare|mötessekreterare|sekretær|sekretær referent|referent|antecknat av"
    "|vid protokollet|vid pennan|ved pennen|pennförare|protokollförare|protokollfører|antecknare"
    "|skrivet av|skribent|møtesekretær"
    "|mødesekretær|anteckningar av|anteckningar förda av|vid anteckningarna|för anteckningarna"
    "|noterat av|referat ved|referat av|referat ført av|notert av|noteret af|referat v"
    "|protokollskrivare|ført i pennen av|nedtecknat av|skrevet av|referent referat|refereret af"
    "|protokoll fört av|upprättat av|upprättad av|utarbeidet av|udarbejdet af|referat skrevet av",
    Label.ADJUSTER: "justerare|justerande|protokolljusterare|justeras|justerat av|utses att justera"
    "|justeringsperson|justeringsmän|protokollunderskrivere|protokollunderskrivarar",
    Label.PRESENT: "följande var närvarande|følgende møtte|følgjande møtte|følgende deltok"
    "|følgende var til stede|følgende deltog|følgjande deltok"
    "|närvarande|deltagare|deltagande|till stede|til stede|tilstede|til stades"
    "|tilstades|deltakere|deltakarar|deltakelse|deltakar|deltaker|deltager|deltagere"
    "|tilstedeværende"
    "|nærværende|mødedeltagere|møtedeltakere|møtedeltakarar|mötesdeltagare|beslutande"
    "|beslutande ledamöter|tjänstgörande ledamöter|tjänstgörande ersättare|ledamöter|medlemmer"
    "|medlemmar|medlemer|møtte|frammøtte|fremmøtte|frammøte|oppmøte|närvaro|närvarande ledamöter"
    "|faste medlemmer|faste medlemmar|medlemmer til stede|representanter|sekretariat|sekretariatet"
    "|styret|fra sekretariatet|frå sekretariatet|från sekretariatet|varamedlemmer|varamedlemmar"
    "|deltog|deltok|närvarolista|deltagarlista|deltakerliste|deltagerliste|deltagerfortegnelse"
    "|representanter til stede|participants|present|attendees|medlemmer av rådet|møtande medlemer"
    "|deltakere på møtet|deltagere i mødet|deltagere på mødet|deltakarar på møtet"
    "|til stede på møtet",
    Label.ABSENT: "følgende hadde meldt forfall|følgjande hadde meldt forfall"
    "|følgende hadde forfall|följande var frånvarande|følgende meldte afbud"
    "|frånvarande|förhindrade|förhindrad|ej närvarande|anmält förhinder|förhinder"
    "|meddelat förhinder|frånvaro|frånvarande ledamöter|forfall|meldt forfall|meldt fråfall"
    "|fraværende|afbud|avbud|fravær|fråver|fråverande|ikke til stede|ikkje til stades|ej deltagande"
    "|anmälda förhinder|meldt avbud|frafall|meldte forfall|afbud fra|forfall fra|förhinder anmält"
    "|ikke møtt|fraværende med afbud|fraværende uden afbud|återbud|lämnat återbud|meldt avbod|avbod"
    "|absent|apologies|har meldt forfall|inte närvarande|saknades|afbud fraværende",
    Label.PRESENTING: "föredragande|föredragare|inbjudna föredragande|föredragningar|innledere"
    "|innleder|innleiar|innleiarar|oplægsholder|oplægsholdere|inbjudna talare|foredragsholder"
    "|foredragsholdere|deltakelse på saker|deltakelse under enkeltsaker|deltok på saker"
    "|deltakarar på enkeltsaker|inleder|inledare|presentatörer|under enkeltsaker|deltog under punkt"
    "|deltok i sak|deltok under sak|inbjudna|inviterte|invitert|inviterede|gäst|gäster|gjest"
    "|gjester"
    "|gæst|gæster|innbudte|indbudte|inviterte innledere|føredragshaldar|inviterte gjester",
    Label.OBSERVER: "observatör|observatörer|observatør|observatører|observatør i møtet"
    "|observatørar"
    "|observatører i møtet|ej tjänstgörande ersättare|ej beslutande ersättare|icke tjänstgörande"
    " ersättare|ersättare|ersättare ej tjänstgörande|övriga närvarande|övriga|övriga deltagare"
    "|andre"
    "|også til stede|også tilstede|også til stades|øvrige|øvrige deltakere|øvrige deltagere"
    "|adjungerade|adjungerad|adjungerede|andre til stede|andre til stades|dessutom närvarande"
    "|i tillegg møtte|i tillegg deltok|andre deltakere|desuden deltog|endvidere deltog"
    "|fra administrasjonen"
    "|frå administrasjonen|från förvaltningen|fra forvaltningen|desuden til stede|tjänstemän"
    "|övriga tjänstemän|observers|närvarande ej tjänstgörande ersättare|fra administrationen",
    Label.AGENDA: "dagordning|föredragningslista|ärendelista|agenda|saksliste|sakliste|sakliste"
    "|dagsorden|saker til behandling|faste saker|dagsorden for mødet|innkalling til saker|program"
    "|sakskart|saksliste for møtet|mötets dagordning|förslag till dagordning|forslag til dagsorden"
    "|dagordningspunkter|punkter|ärenden|saker|ärendeförteckning|sakliste saker"
    "|innehållsförteckning"
    "|indholdsfortegnelse|innhold|innhald|innehåll|indhold|saksoversikt|sakoversikt|agendapunkter"
    "|dagordning för mötet|saker til drøfting|saker til orientering|orienteringssaker|vedtakssaker"
    "|punkt nr side|punkt side|nr sak|pkt side|punkt nr|drøftingssaker|beslutningssaker"
    "|beslutsärenden|informationsärenden",
    Label.DOCUMENTS: "bilagor|bilaga|bilag|vedlegg|handlingar|underlag|dokument|dokumenter"
    "|dokumenter i saken|dokument i saka|vedlegg til innkalling|vedlegg til innkalling sakliste"
    "|vedlegg til saken|vedlegg til saka|beslutsunderlag|saksdokumenter|saksdokument|saksunderlag"
    "|bilagsliste|bilagsoversigt|bilagsfortegnelse|bilagsförteckning|bilageliste|mötesunderlag"
    "|vedlagt|bifogade handlingar|bifogat|referansedokumenter|sagsdokumenter|underlag i ärendet"
    "|handlingar i ärendet|vedlegg til referatet|bilag til referatet|attachments",
    Label.DECISION: "beslut|vedtak|beslutning|beslutninger|beslutningar|fattade beslut"
    "|mötets beslut"
    "|vedtatt|vedteke|besluttet|besluttede|konklusjon og vedtak|konklusion og beslutning|avgjerd"
    "|avgjørelse|afgørelse|besluttning|endelig vedtak|endeleg vedtak|decision|det fattade beslutet"
    "|møtets vedtak|beslutas|beslutades|vedtak i saken|vedtak i saka|protokollert vedtak|vedtekne"
    "|enhälligt beslut|samrøystes vedtak|enstemmig vedtak|enig beslutning|beslutt"
    "|behandling vedtak",
    Label.PROPOSAL: "förslag till beslut|forslag til vedtak|forslag til beslutning"
    "|framlegg til vedtak"
    "|förslag till beslut i nämnden|innstilling|tilråding|tilrådning|indstilling|beslutsförslag"
    "|forslag til innstilling|förslag|beslutningsforslag|vedtaksforslag|forslag|sekretariatets"
    " innstilling|administrasjonens innstilling|förvaltningens förslag|rekommendation|anbefaling"
    "|forslag til konklusjon|det indstilles|förslag till nämnden|innstilling til vedtak|tilrår",
    Label.ACTION: "åtgärd|åtgärder|åtgärdspunkt|åtgärdspunkter|aksjon|aksjoner|aksjonar"
    "|aksjonspunkt"
    "|aksjonspunkter|aktion|aktioner|aktionspunkt|tiltak|handling|handlinger|oppfølging"
    "|oppfølgingspunkt|oppfølgingspunkter|opfølgning|opfølgningspunkter|opfølgningspunkt|att göra"
    "|å gjøre|å gjere|to do|todo|action|actions|action points|action point|ap|uppdrag|uppgift"
    "|uppgifter|oppgave|oppgaver|oppgåve|oppgåver|opgave|opgaver|handlingspunkt|gjøremål|gjeremål"
    "|aktivitet|aktiviteter|uppföljning|næste skridt|nästa steg|neste steg|handlingspunkter"
    "|aktionslista"
    "|aksjonsliste|aktionsliste|åtgärdslista|tiltaksliste|oppfølgingsliste|opfølgningsliste|to dos"
    "|oppfølgingssaker|atgjerd|atgjerder|huskeliste|att göra lista|uppgiftslista|oppdrag|opdrag",
    Label.RESERVATION: "reservation|reservationer|reservasjon|reservasjoner|mindretalsudtalelse"
    "|protokolltilførsel|protokollmerknad|protokolltilførsle|protokollsanteckning|reserverar sig"
    "|särskilt yttrande|mindretallsmerknad|reservasjonar|avvikende mening|protokoltilførsel"
    "|protokollsanteckningar|mindretalsmerknad|dissens",
    Label.VOTES: "omröstning|omröstningsresultat|votering|avstemning|avstemming|afstemning|røysting"
    "|røystetal|stemmetal|stemmetall|röstning|avrøysting|voteringsresultat|afstemningsresultat",
    Label.RESPONSIBLE: "ansvarig|ansvarliga|ansvariga|ansvarlig|ansvarleg|ansvarlige|ansvar"
    "|utförs av"
    "|hvem|kven|vem|utføres av|utført av|tovholder|utförare|oppfølgingsansvarlig",
    Label.DUE: "frist|klart|klart senast|senast|tidsfrist|deadline|forfallsdato|ferdig|når|hvornår"
    "|färdig|färdigt|klar|klart till|färdigt senast|fristen|slutdatum|sluttdato|klar senast",
    Label.CASE_NUMBER: "dnr|diarienummer|diarienr|saksnr|saksnummer|arkivsak|journalnr|sagsnr"
    "|sagsnummer|arkivsaksnr|jnr|ärendenummer|arkivref|ärendenr|sagsnr journalnr|arkivsaknr",
    Label.PRESENTER: "föredras av|presenteras av|innledning ved|innleiing ved|oplæg ved"
    "|saksbehandler"
    "|sakshandsamar|sagsbehandler|handläggare|sakansvarlig|saksansvarlig|sagsansvarlig|indleder"
    "|föredragande i ärendet|innleder i saken|ved|presenteras|presentert av|presenteret af"
    "|orientering ved",
    Label.PART: "bakgrund|bakgrunn|baggrund|ärendebeskrivning|om saken|om saka|om sagen"
    "|opplysninger i saken|opplysningar i saka|saksopplysninger|saksopplysningar|sagsfremstilling"
    "|saksframstilling|saksframlegg|saksutredning|saksutgreiing|sammanfattning|sammendrag|samandrag"
    "|resume|resumé|diskussion|diskusjon|drøfting|drøftelse|drøftelser|drøfting i møtet|behandling"
    "|handsaming|behandling i møtet|handsaming i møtet|ärendet|yrkande|yrkanden|yttrande"
    "|konsekvenser"
    "|konsekvensar|ekonomi|økonomi|vurdering|bedömning|motivering|begrunnelse|grunngjeving"
    "|begrundelse|problemstilling|syfte|formål|föremål|kommentarer|kommentarar|innspill|innspel"
    "|anteckningar|notat|notater|referat fra behandlingen|från mötet|fra møtet|fra mødet|fra sidste"
    " møde|fra forrige møte|från föregående möte|protokollsutdrag|protokollsutdrag till|beslutsgång"
    "|propositionsordning|skickas till|beslutet skickas till|expedieras till|utdrag till"
    "|orientering"
    "|status|oppsummering|opsummering|summering|tidigare beslut"
    "|videre prosess|vidare prosess|det videre arbeid|barnkonsekvensanalys|mötet|beskrivning",
    Label.GROUP: "information om möte|information om mötet|om möte|informasjon om møtet|om møtet"
    "|mødeoplysninger|mötesinformation|møteinformasjon|referat|protokoll|anteckningar från mötet"
    "|minnesanteckningar|mødereferat|møtereferat|mötesanteckningar|diskussionspunkter|eventuelt"
    " grupper|referat fra møtet|referat frå møtet|behandlede saker|behandla saker"
    "|behandlade ärenden"
    "|paragrafer|paragraf|anslag bevis|underskrifter|signaturer|underskrift|møtebok|protokollen",
}  # fmt: skip

LABELS: dict[str, Label] = {
    fold(said): label for label, words in _SAID.items() for said in words.split("|")
}
"""Every label, folded, and what it announces."""
GLUED = sorted(
    {s for label, words in _SAID.items() if label is not Label.GROUP for s in words.split("|")},
    key=len,
    reverse=True,
)
"""Labels as written, longest first: for text in which they stand right against what follows."""
SPACED = frozenset(
    {Label.DATE, Label.TIME, Label.PLACE, Label.PRESENT, Label.ABSENT, Label.CHAIR}
    | {Label.SECRETARY, Label.PLACE_AND_TIME, Label.OBSERVER, Label.ADJUSTER}
)
"""Labels that may be followed by their value with nothing but a space, above the first item."""

_PAPERS = {
    PaperKind.MINUTES: "minnesanteckningar|minnesanteckning|mötesanteckningar|anteckningar"
    "|protokoll|mötesprotokoll|sammanträdesprotokoll|protokollsutdrag|referat|møtereferat"
    "|møteprotokoll|møtebok|mødereferat|beslutningsreferat|endeligt referat"
    "|minutes|møtenotat|mötesnoteringar|noteringar|notater|udkast til referat|godkendt referat"
    "|utkast til referat|beslutningsprotokol|beslutsprotokoll|endelig referat|promemoria"
    "|mötespromemoria|møtelogg|styrgruppsprotokoll|arbeidsreferat|kortreferat",
    PaperKind.AGENDA: "kallelse|kallelse och dagordning|innkalling|møteinnkalling|indkaldelse"
    "|innkalling og sakspapirer|innkalling og saksliste|mødeindkaldelse|dagordning|dagsorden"
    "|saksliste|føredragsliste|föredragningslista|sakspapirer|möteskallelse|dagsorden med bilag"
    "|agenda|innkalling til møte|indkaldelse og dagsorden",
}  # fmt: skip
PAPERS: dict[str, PaperKind] = {
    fold(word): kind for kind, words in _PAPERS.items() for word in words.split("|")
}
"""What a paper calls itself, folded, and what it is."""
PAPERS_SAID = sorted(
    (w for words in _PAPERS.values() for w in words.split("|") if w != "agenda"),
    key=len,
    reverse=True,
)
"""The same words as written, longest first."""

KINDS: dict[str, AgendaKind] = {
    fold(word): kind
    for kind, words in {
        AgendaKind.INFORMATION: "i|o|info|information|informationspunkt|informasjon|orientering"
        "|orienteringssak|orienteringspunkt|til orientering|til info|till information"
        "|informationsärende"
        "|status|rapport|meddelelse|meddelanden|til etterretning|til efterretning|informasjonssak",
        AgendaKind.DISCUSSION: "d|diskussion|diskussionspunkt|diskusjon|diskusjonssak|drøfting"
        "|drøftelse|drøftingssak|dialog|drøftingspunkt|til drøfting|til drøftelse|till diskussion"
        "|diskussionsärende|drøftelsessak|debatt|innspill",
        AgendaKind.WORK: "a|arbetsmoment|arbete|workshop|arbeid|arbeidssak|gruppearbeid|grupparbete"
        "|gruppearbejde|arbejde|arbeidsøkt|verkstad",
        AgendaKind.DECISION: "b|v|beslut|beslutspunkt|beslutning|beslutningssak|beslutningspunkt"
        "|vedtak"
        "|vedtakssak|godkjenning|godkjenningssak|godkendelse|godkännande|til vedtak|till beslut"
        "|til beslutning|beslutsärende|til godkjenning|til godkendelse|val|valg",
    }.items()
    for word in words.split("|")
}  # fmt: skip

BREAKS = folded(
    "paus|pause|lunch|lunsj|frokost|fika|kaffe|kaffepaus|kaffepause|bensträckare|pauser",
    "lunchpaus|lunsjpause|frokostpause|matpause|fikapaus|rast|middag|beinstrekk",
)
ENDS = folded(
    "avslut|avslutning|slutt|slut|mötet avslutas|møtet avsluttes|møtet hevet|möte slut",
    "møteslutt|afslutning|mødet slutter|slut på mødet|avsluttes|møtet slutt",
    "tack för idag|takk for i dag|tak for i dag|mötets avslutande",
)
