"""Read one person: name, organisation, office, party, initials and for whom they sit in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from samsyn.domain.minutes.result import Office
from samsyn.domain.minutes.words import folded
from samsyn.domain.tabular.folding import fold

_LETTER = r"[A-ZÅÄÖÆØÉÜÁÍÓÚÝÐÞŠŽČĆ]"
_WORD = rf"(?:{_LETTER}[\w'\u2019.åäöæøéüáíóúýðþ]*(?:-{_LETTER}?[\wåäöæøéü]+)*)"
_NAME = re.compile(
    rf"^{_WORD}(?:\s+(?:(?:af|av|von|van|de|der|den|da|di|al|el|bin|ter)\s+)?{_WORD}){{0,4}}$"
)
_ORGANISATION = re.compile(
    r"(?i:\b\w*(?:kommun(?:en|er|s)?|kommune(?:n|r|s)?|kommunal\w*|förbund(?:et)?|forbund(?:et)?"
    r"|nämnd(?:en)?|styrelse[nr]?|region(?:en|s)?|fylke\w*|direktorat\w*|universitet\w*|högskola\w*"
    r"|h[øo]g?skole\w*|høgskule\w*|akademin?|akademi|centrum|center|senter|myndighet\w*"
    r"|departement\w*"
    r"|ministeri\w*|styrelsen|verket?|etaten|förvaltning\w*|forvaltning\w*|sekretariat\w*|\w*kansli(?:et)?|bolaget"
    r"|konsult\w*|kontor(?:et)?|avdeling\w*|avdelning\w*|afdeling\w*|företag\w*|selskap\w*"
    r"|selskab\w*"
    r"|rådet|samarbete\w*|samarbeid\w*|samarbejde\w*|forsyning\w*|konsortium|museum|arkiv(?:et)?"
    r"|bibliotek\w*"
    r"|byrå|enheten|enhet|foreningen?|föreningen?|stiftelsen?|politiet|polisen|skolen?|skolan)\b)"
    r"|\b(?:AB|A/S|AS|ApS|HB|IKS|KS|KL|SKR|IKT|NAV|IT|SF|OY|Stad|stad|län|kommun|by)\b"
    r"|^[A-ZÅÄÖÆØ]{2,}[A-ZÅÄÖÆØ\d/&-]*$|\b(?:Digi|KommIT|IKT|IT)[A-ZÅÄÖÆØa-zåäöæø-]*\b|^Statens\b"
)
_CHAIR = folded(
    "ordförande|ordf|ordf.|ordfører|ordførar|møteleder|møteleiar|mødeleder|leder|leiar",
    "formand|formann|mötesledare|mötesordförande|chair|ordstyrer|ordstyrar|forkvinne",
    "styreleder|styreleiar|fmd|forperson|rådsordförande|utvalgsleder|utvalsleiar",
    "udvalgsformand|bestyrelsesformand|dirigent|møteleiing|ordförande för mötet",
    "leder av rådet",
)
_SECRETARY = folded(
    "sekreterare|sekr|sekr.|sekretær|sekretær referent|referent|protokollförare|ref",
    "ref.|protokollfører|antecknare|vid pennan|mötessekreterare|secretary|møtesekretær",
    "mødesekretær|vid protokollet|ved pennen|protokollskrivare|nämndsekreterare",
    "antecknar|refererer|skribent",
)
_ADJUSTER = folded(
    "justerare|justerande|protokolljusterare|justeringsman|adjuster",
)
_PARTIES = frozenset(
    word
    for words in (
        "S|M|C|L|KD|MP|V|SD|FP|NP|OPO|Ap|AP|H|Sp|SP|SV|Frp|FrP|FRP|KrF|KRF|MDG|R|INP|PP",
        "Pp|A|B|F|Ø|DF|LA|K|DD|Å|I|Æ|O|RV|BS|FB|BYGDE|Alt|ALT|LPO|HEL|SPI",
    )
    for word in words.split("|")
)
_TITLE = re.compile(
    r"(?i:\b\w*(?:chef|sjef|leder|ledare|leiar|strateg|samordnare|konsulent|direktör|direktør"
    r"|rådgiver"
    r"|rådgivar|rådgivare|ansvarig|ansvarlig|koordinator|utvecklare|utviklar|utvikler|arkitekt"
    r"|handläggare|sekreterare|ledamot|ersättare|ordförande|ordförande|medlem|medlemmer|controller"
    r"|specialist|spesialist|samordnar|samordner|sekretær|ingenjör|ingeniør|jurist|ombud|borgmester"
    r"|ordfører|ordførar|rådmann|kommunalråd|gruppledare|varamedlem|suppleant|observatør|observatör"
    r"|gäst|gæst|gjest|viceordförande|nestleder|nestleiar|næstformand|kontorchef|processledare"
    r"|student"
    r"|vice|planlegger|planleggar|revisor|CIO|CDO|CISO|DPO|kommundirektør|oplægsholder))\b"
)  # fmt: skip
_FOR = (
    r"(?:tj\.?\s*)?(?:ersätter|(?:tjänstgörande |tjg\.? )?ersättare för|ers\.? för|ersatte"
    r"|i stället för|istället för|suppleant f[oö]r"
    r"|stedfortr(?:æ|a)der for|i stedet for|i staden for|vara for|varamedlem for|varamann for"
    r"|møtte for|møter for|møtte i staden for|møtt for|vikar for|vikarierar för|erstatter"
    r"|afløser for"
    r"|pva\.?|p\.\s?v\.\s?a\.?|på vegne(?:r)? av|på vegne af|på vegner av|på vegna av|för|for"
    r"|stf\.? for"
    r"|vara f\.|v/vara for|deltar for|deltog for|substitute for)"
)
_SITS_IN = re.compile(rf"^{_FOR}\s+(?P<whom>{_LETTER}.+)$", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"^(?P<name>{_LETTER}[^,(/]*?)[,]?\s+(?:som\s+)?{_FOR}\s+(?P<whom>{_LETTER}.*)$"
)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_ITEMS = re.compile(
    r"^(?:kun\s+|endast\s+|under\s+|på\s+|ved\s+|vid\s+|til\s+|till\s+)?(?:alle? saker"
    r"|alla ärenden|samtlige saker"
    r"|(?:sak|saker|§+|punkt|punkterna|pkt|pkt\.|ärende|ärenden"
    r"|dagsordenspunkt)\.?\s*\d[\d/,\-\u2013\s.§og&]*"
    r"|\d{1,3}/\d{2}(?:\s*(?:,|og|-)\s*\d{1,3}/\d{2})*)$",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"(?i:\b(?:t\.?o\.?m|till kl|til kl|fra kl|frå kl|från kl|kl\.?\s*\d|forlod|forlot|lämnade"
    r"|lämnar|gick"
    r"|kom |ankom|via|digitalt|teams|på distans|fjern|deltog|deltok|deltar|under|from|tom|fram till"
    r"|sjuk|syg|syk|ferie|semester|jäv|inhabil|forsinket|delvis|delar av|del av|permisjon"
    r"|telefon|video))"
)
_MOST_INITIALS = 4
_SHORT_FORM = re.compile(r"^[A-ZÅÄÖÆØ]{2,6}$")
_SLASH = re.compile(r"\s*/\s*")
_SPLIT = re.compile(r"\t+|\s{2,}|\s*,\s*|\s+[-\u2013\u2014]\s+|\s*;\s*|\s+\|\s+")
_KEEP_SLASH = re.compile(r"\b([AKPI]|Ap)/S\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """One person as named in a list."""

    name: str = ""
    organisation: str = ""
    for_whom: str = ""
    office: Office = Office.NONE
    title: str = ""
    initials: str = ""
    party: str = ""
    items: str = ""
    remark: str = ""


def is_name(text: str, *, single: bool = False) -> bool:
    """Tell whether words can be a person's name: two to five, capitalised, of no organisation."""
    bare = _BRACKET.sub("", text).strip(" .*")
    if not bare or (not single and " " not in bare) or any(map(str.isdigit, bare)):
        return False
    return (
        bool(_NAME.match(bare))
        and not is_organisation(bare)
        and not office_of(bare)
        and not (_TITLE.search(bare))
    )


def is_organisation(text: str) -> bool:
    """Tell whether words say themselves that they are an organisation's name."""
    return bool(_ORGANISATION.search(text.strip()))


def is_title(text: str) -> bool:
    """Tell whether words are what somebody works as or is in the forum."""
    return bool(_TITLE.search(text)) and not re.match(r"^\S*(?:kommun|kommune)\b", text)


def office_of(text: str) -> Office:
    """Return the office words name: chair, secretary, adjuster."""
    key = fold(text)
    if key in _CHAIR:
        return Office.CHAIR
    if key in _SECRETARY:
        return Office.SECRETARY
    return Office.ADJUSTER if key in _ADJUSTER else Office.NONE


def person_in(text: str, cells: tuple[str, ...] = ()) -> Person | None:
    """Return the person an entry names: `Name (ABC), Organisation`, cells, slashes, substitutes.

    None where the entry begins with no name.
    """
    joined = "\t".join(cell for cell in cells if cell) if cells else text
    bare = joined.strip(" .,;*\t")
    person = Person()
    for bracket in _BRACKET.finditer(bare):
        name = _BRACKET.sub("", bare[: bracket.start()])
        if _SHORT_FORM.match(bracket[1]) and _SPLIT.search(name.strip()):
            continue  # the organisation's: `Nordre helseregion (NHR)`
        person = _with_bracket(person, bracket[1].strip(), name.split("\t")[0].split(",")[0])
    bare = _BRACKET.sub("", bare).strip(" .,;*\t")
    first, *others = _parts(bare)
    between = _BETWEEN.match(first)
    if between:
        first, whom = between["name"], between["whom"]
        person = replace(person, for_whom=whom.strip())
    if not is_name(first, single=True):
        return None
    person = replace(person, name=first.strip())
    for other in others:
        person = _with_part(person, other.strip())
    return person


def _parts(bare: str) -> list[str]:
    held = _KEEP_SLASH.sub(lambda found: found[0].replace("/", "\0"), bare)
    parts = [part for part in _SPLIT.split(held) if part.strip()]
    if not parts:
        return [""]
    if "/" in parts[0]:
        head, *tail = _SLASH.split(parts[0])
        parts = [head, "/".join(tail), *parts[1:]]
    return [part.replace("\0", "/") for part in parts]


def _with_bracket(person: Person, content: str, name: str) -> Person:
    if _is_initials(content, name):
        return replace(person, initials=content)
    if content in _PARTIES:
        return replace(person, party=content)
    if told := told_of(person, content):
        return told
    for part in _SPLIT.split(content):
        if _is_initials(part.strip(), name):
            person = replace(person, initials=part.strip())
        else:
            person = _with_part(person, part.strip())
    return person


def _with_part(person: Person, part: str) -> Person:
    """Add one part behind the name: office, whom they sit in for, items, title or organisation."""
    if not part:
        return person
    if part in _PARTIES and not person.party and person.organisation:
        return replace(person, party=part)
    if told := told_of(person, part):
        return told
    if "/" in part and not _KEEP_SLASH.search(part):
        return _with_slashes(person, part)
    works_as = is_title(part) or (part[0].islower() and not is_organisation(part))
    if works_as or person.organisation:
        return replace(person, title=_joined(person.title, part))
    return replace(person, organisation=part)


def told_of(person: Person, part: str) -> Person | None:
    """Return the person with what a part says unmistakably, None if it does not."""
    if whom := _SITS_IN.match(part):
        return replace(person, for_whom=_first_name_of(whom["whom"]))
    if office := office_of(part):
        return replace(person, office=office)
    if _ITEMS.match(part):
        return replace(person, items=_joined(person.items, part))
    if _REMARK.search(part) and not is_organisation(part):
        return replace(person, remark=_joined(person.remark, part))
    return None


def _with_slashes(person: Person, part: str) -> Person:
    """Read `VTU/ITST/sekretær`: an office or title last, the organisation before it."""
    pieces = [piece for piece in _SLASH.split(part) if piece]
    while len(pieces) > 1 and (office_of(pieces[-1]) or is_title(pieces[-1])):
        person = _with_part(person, pieces.pop())
    if not person.organisation:
        return replace(person, organisation="/".join(pieces))
    return replace(person, title=_joined(person.title, "/".join(pieces)))


def _is_initials(content: str, name: str) -> bool:
    """Tell whether letters are taken in order from a name: HJ, or MSØ for Mette Sørensen."""
    if not (content.isupper() and content.isalpha() and 1 < len(content) <= _MOST_INITIALS):
        return False
    letters = iter(name.upper())
    return name.upper().startswith(content[0]) and all(letter in letters for letter in content)


def _first_name_of(text: str) -> str:
    """Return the name at the beginning, without what a comma or bracket adds."""
    return re.split(r"[,(;]", text)[0].strip()


def _joined(one: str, other: str) -> str:
    return f"{one}, {other}" if one else other
