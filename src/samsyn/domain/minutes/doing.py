"""Tell from a sentence whether somebody is to do something, or only said or showed it."""

from __future__ import annotations

import re

from samsyn.domain.minutes.doers import Known, doers_and_rest

_BETWEEN = r"(?:(?:också|även|også|deretter|därefter|derefter|nå|nu|no|gärna|gjerne|dessutom)\s+)?"
_WILL = re.compile(
    rf"^{_BETWEEN}(?:ska|skall|skal|kommer (?:att|til å|til at)|kjem til å|åtar sig|åtog sig"
    rf"|påtar se[gi]g?"
    r"|påtok seg|påtek seg|påtager sig|påtog sig|tar på se[gi]g?|tok på seg|tog på sig|lovar|lovade"
    r"|lover|lovet|lovede|lova|erbjuder sig|erbjöd sig|tilbyr seg|tilbød seg|tilbød sig"
    r"|tilbyder sig"
    r"|ombeds|ombads|ansvarar för|har ansvar for å|får ansvar|får i uppgift|fick i uppgift"
    r"|har fått i uppdrag|fick i uppdrag|fikk i oppgave|fik til opgave|skulle)\s+(?!ha\b|vara\b"
    r"|være\b|være\b)",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"^vil\s+(?:undersø|se på|ta[ge]?\s|kontakte|sende|lave|lage"
    r"|følge|sørge|skrive|indkalde|innkalle|kalle"
    r"|spørge|spørre|vende|komme tilb|invitere|udarbejde|utarbeide|afklare|avklare|høre"
    r"|sjekke|tjekke"
    r"|hente|indhente|innhente|forberede|opdatere|oppdatere)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"^(?:informer(?:er|ar)|orienter(?:er|ar)|spør(?:ger|jer)?|frågar|meddel(?:ar|er))"
    r"\s+(?!om\b|att\b|at\b|å\b|hva|vad|hvo)\w+",
    re.IGNORECASE,
)
_TO_SHOW = re.compile(r"^(?:legg(?:er|ja)?|lägger|leggjer|fremlægger)\s+fr[ae]m\s", re.IGNORECASE)
_DOES = re.compile(
    rf"^{_BETWEEN}(?:t[ae][rgk]?(?:er)?\s+(?:fram|frem|kontakt|initiativ|med se[gi]g?|reda på"
    rf"|hem frågan"
    r"|upp frågan|opp saken|saken|frågan|ansvar|hand om|fatt i|fat i|en dialog|en dialog|opp med"
    r"|op med"
    r"|upp (?:det )?med|det videre|det vidare|en runde|en rundringning)"
    r"|(?:skick|sänd|mejl|mail|kontakt|undersök|utred|bok|sammanställ|sammankall|kall|uppdater|koll"
    r"|kontroller|skap|publicer|distribuer|samordn|planer|förbered|bered|säkerställ|ordn|arranger"
    r"|fix"
    r"|hämt|samlar? in|begär|beställ|kompletter|justera|revider|slip|färdigställ|inventer|kartlägg"
    r"|upprätt|utarbet|formuler|utform|översätt|test|ansök|anmäl|ring|skriv|stäm|återkom|följ|bjud"
    r"|läg|del|invit|renskriv|sprid|samtal|inhämt|efterfråg|förhandl|granska|lämn|förankr|utvärder"
    r"|mät|beräkn|räkn|installer|aktiver|upphandl|avrop|läs|samråd|konsulter|gör|driv|ställ"
    r"|tillfråg"
    r"|formaliser|dokumenter|presentera vidare|rapporterar tillbaka)(?:ar|er|ler|mer|ger|r)?\b"
    r"|(?:ser till|hör av sig|lägger (?:ut|upp|till|fram ett)|följer upp|bjuder in|återkommer"
    r"|delar ut|ligger på"
    r"|stämmer av|kallar (?:in|till)|gör (?:en|ett|klart)|läser (?:in|igenom)|håller i)\b"
    r"|(?:følg|følgj|kall|innkall|lag|utarbeid|oppdater|send|sjekk|undersøk|undersøkj|del|inviter"
    r"|book"
    r"|bestill|ring|avklar|koordiner|samordn|saml|hent|innhent|forbered|kartlegg|planlegg"
    r"|distribuer"
    r"|publiser|revider|ferdigstill|sammenstill|formuler|meld|søk|test|utred|purr|varsl|gjør|lever"
    r"|skriv|legg|sett|oversend|etterspør|utform|opprett|etabler|arranger|kvalitetssikr|innarbeid"
    r"|rett|korriger|juster|spør|skaff|sørg|syt|ordn|utlys|førebu|opprette)(?:er|ar|e|r|jer)?\b"
    r"(?!\s+(?:fram|frem|spørsmål|at\b))"
    r"|(?:kommer tilbake|kjem tilbake|sørger for|sørgjer for|setter (?:opp|i gang)|legger ut"
    r"|purrer på)\b"
    r"|(?:indkald|lav|udarbejd|vend|rundsend|indsaml|indhent|planlæg|opdater|undersøg|afklar"
    r"|forbered"
    r"|kortlæg|bestill|sæt|udsend|fremsend|revider|færdiggør|kontakt|upload|opret|afhold|tjek|saml"
    r"|aftal|deler?|book|genfremsend|hjemtag|udform|beskriv|tilrett|igangsæt|gennemfør|arranger"
    r"|tilpass|indberet|koordiner|kvalificer|melder tilbage)(?:er|ger|ter|ler|r)?\b"
    r"|(?:følger op|sørger for|vender tilbage|sætter (?:op|i gang)|tager (?:den|det|sagen|fat"
    r"|kontakt"
    r"|initiativ))\b)",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"^(?:informer\w*|orienter\w*|redovisa\w*|red[eo]g(?:ö|ø|j)\w*|presenter\w*|præsenter\w*"
    r"|berätta\w*"
    r"|fort[ae]l\w*|fortæl\w*|fortelj\w*|föredra[rg]?|vis(?:ar|er|te|ade)|demonstrer\w*|häls\w*"
    r"|ønsk\w*|önsk\w*"
    r"|öppna\w*|åpn\w*|åbn\w*|opna\w*|avslut\w*|afslut\w*|tacka\w*|takk\w*|tyck\w*|synes|synst"
    r"|men[ae]r|meiner|ans(?:er|åg|å)"
    r"|undra\w*|lurer|fråga\w*|spør|spurte|spørger|spurgte|lyft(?:er|e)|påpe[kg]\w*|poängter\w*"
    r"|underst\w*"
    r"|fram\w*|frem\w*|konstater\w*|meddel\w*|föreslå\w*|foreslå\w*|foreslog|håll\w*|fundera\w*"
    r"|prata\w*"
    r"|tala[rd]?e?|taler|tror|trodde|ha[rd]\w*|är|er|var|blir|ble|blev|bliver|vil|vill|kan|kunne"
    r"|bör|bør|må|måste|skulle"
    r"|holder (?:ferie|fri)|slut\w+|börja\w*|begyn\w*|start(?:ar|er)"
    r"|re[ds]erver\w*|yrka\w*|kommenter\w*|svar(?:ar|er|te|ade|ede)?|beskr\w*|gjenn\w*|genn\w*"
    r"|gennem\w*|gi(?:ck|kk|k)|går"
    r"|nämn\w*|nev\w*|næv\w*|ga[v]?|ge[r]?|gir|giver|deltar|deltager|deltog|deltok|delto|sakna\w*"
    r"|savn\w*"
    r"|upplev\w*|opplev\w*|oplev\w*|referer\w*|drog|drar|drøft\w*|innle\w*|indle\w*|inle\w*"
    r"|led(?:er|et|de)?|glä\w*"
    r"|bekräft\w*|bekreft\w*|bekræft\w*|befara\w*|uttryck\w*|uttrykk\w*|udtryk\w*|efterlys\w*"
    r"|etterlys\w*"
    r"|oplys\w*|opplys\w*|forlot|forlod|lämnade|kom|väljs|valdes|utsågs|utses|velges|välkomna\w*"
    r"|bød|ser|vänta\w*"
    r"|arbetar|jobbar|jobber|arbeider|arbejder|använder|bruker|bruger|behöver|behøver|trenger"
    r"|planerar att|satt|sitter"
    r"|representer\w*|erstat\w*|ersät\w*|gjorde|gjekk|la fram|legger fram|legger frem|la frem"
    r"|fremla|fremlagde|fremlægger)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"^\w+\s+(?:(?:en|ett|et|ein|ei|någon|noe)\s+)?(?:\w+\s+)?(?:\w*rapport(?:en)?|redogörelse|redegørelse"
    r"|redegjørelse|utgreiing|information|informasjon|status|orientering|genomgång|gjennomgang"
    r"|gennemgang|presentation|presentasjon|præsentation|tilbakeblikk|tillbakablick|översikt"
    r"|oversikt|overblik)\b"
    r"|^(?:stöd\w*|støtt\w*|instäm\w*|förklar\w*|forklar\w*|beton\w*|hävd\w*|hevd\w*|hævd\w*"
    r"|påmind\w*|mint[e]?|sammanfatt\w*|sammenfatt\w*|oppsummer\w*|opsummer\w*|känner|kjenner|kender"
    r"|vet|ved|veit|minns|husker|hugser|arbetar|jobbar|hoppas|håper|håber|betvivl\w*|accept\w*|bejak\w*"
    r"|anmäler jäv|lämnar mötet|forlater|forlader|ansluter|ankom\w*|tillträd\w*|tiltr[äæe]\w*"
    r"|äg\w*|eier|ejer"
    r"|vurderer|överväger|overvejer|funderar|tvekar|rekommender\w*|anbefal\w*|förordar|bor|sitter"
    r"|räknar med|regner med|går|gick|fortsätter|fortsetter|fortsætter|heter"
    r"|innehar|representerar|"
    r"oroas|oroar sig|forstår|förstår|opfatter|oppfatter|uppfattar|saknar|anför|gläds|ligger(?! på)"
    r"|står|spår|tvivl\w*|noterar|noterer|notert\w*|ställer sig|stiller seg|stiller sig"
    r"|ställer frågan|stiller spørsmål|gör reklam|nöjer|mottar|mottok|modtager|fått|fick|får|får"
    r"|fikk|fik)\b",
    re.IGNORECASE,
)
_STRONG = r"(?:tek|kjem|gjev|held|skriv|finn|les|set|dreg|bind)"
_NOW = re.compile(rf"^(?:\w+\s+)?(?:[a-zåäöæø]+(?:r|s)|{_STRONG})\b", re.IGNORECASE)
_ONE_NOW = re.compile(rf"^(?:[a-zåäöæø]+r|{_STRONG})\b(?!\s+(?:det|at|att)\b)")
_AGENT = re.compile(
    r"^(?:sekretariat|kansli|program|projektled|prosjektled|projektledaren|prosjektleiar|sekret"
    r"|ordför|formand"
    r"|leder|leiar|samordn|e-samordn|koordinator|referent|adminis|förvaltning|it-che|it-avd"
    r"|it-afd|arbetsgr"
    r"|arbeidsgr|arbejdsgr|møteled|mødeled|presidi|kommunalförbundet|förbundet|regionen|fagnettv)",
    re.IGNORECASE,
)


def is_told(sentence: str, known: Known) -> bool:
    """Tell whether a sentence says what somebody known here said or showed."""
    who, rest = doers_and_rest(sentence, known)
    return bool(who and known.knows(who[0]) and (_TELLS.match(rest) or _REPORTS.match(rest)))


def is_to_do(sentence: str, known: Known, *, dated: bool, listed: bool) -> bool:
    """Tell whether somebody known here does something from now on: `Rikke tager kontakt til …`.

    `dated` when it names a deadline, `listed` when it is a point of a list: both say that much
    more that it is a task. What everybody does is one only when it has a deadline.
    """
    who, rest = doers_and_rest(sentence, known)
    if not who or not rest:
        return False
    acts = known.knows(who[0]) or " " in who[0] or _AGENT.match(who[0])
    if not acts and not dated:
        return False
    if _WILL.match(rest) or _WANTS.match(rest):
        return True
    return _does(rest, sure=known.knows(who[0]), likely=dated or listed)


def _does(rest: str, *, sure: bool, likely: bool) -> bool:
    """Tell whether the words behind a name say what is done from now on."""
    if likely and (_TOLD.match(rest) or _TO_SHOW.match(rest)):
        return True
    if _TELLS.match(rest) or _REPORTS.match(rest):
        return False
    if _DOES.match(rest):
        return bool(_NOW.match(rest)) or rest.lower().startswith(("skriv", "spør"))
    if sure and _ONE_NOW.match(rest):
        return True
    return likely and bool(_NOW.match(rest)) and "," not in rest.split(maxsplit=1)[0]
