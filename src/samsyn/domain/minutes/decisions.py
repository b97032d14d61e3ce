"""Read decisions and proposals, under their headings and in prose, with votes and reservations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from samsyn.domain.minutes.paragraphs import Paragraph, is_point, sentences_of
from samsyn.domain.minutes.result import DecisionKind, DecisionSaid, Votes
from samsyn.domain.minutes.source import Line
from samsyn.domain.minutes.words import folded
from samsyn.domain.tabular.folding import fold

_BY = (
    r"(?:[\wÅÄÖÆØåäöæø-]*(?:[Rr]ådet|[Gg]ruppen|[Gg]ruppa|[Nn]ämnden|[Uu]tskottet|[Uu]tvalget"
    r"|[Uu]tvalet"
    r"|[Uu]dvalget|[Ss]tyrelsen|[Ss]tyret|[Nn]ettverket|[Nn]ätverket|[Nn]etværket|[Ff]orum(?:et"
    r"|met)?"
    r"|[Kk]ollegiet|[Kk]ommittén|[Kk]omiteen|[Kk]omité|[Dd]irektionen|[Dd]elegationen|[Ll]edningen"
    r"|[Ff]orsamlingen|[Ff]örsamlingen|[Ss]tämman|[Mm]ötet|[Mm]øtet|[Mm]ødet|[Åå]rsmøtet"
    r"|[Pp]residiet"
    r"|[Ss]amarbeidet|[Ss]amarbetet|[Ss]amarbejdet|[Kk]retsen|[Kk]redsen|[Tt]eamet|[Kk]onferensen"
    r"|[Ss]amm[ae]n?slutningen|[Ss]elska[pb]et|[Kk]ommis[sj]i?onen"
    r"|[Ff]ormannskapet|[Bb]eredningen|[Aa]lliansen|[Kk]onsortiet|[Ff]öreningen|[Ff]oreningen"
    r"|[Kk]lustret|[Kk]lyngen|[Kk]lubben|[Ss]amverkan|[Kk]ontoret|[Pp]anelet|[Pp]anelen|[Rr]epræsentantskabet"
    r"|[Rr]epresentantskapet|[Ff]orbundet|[Ff]örbundet|[Ff]ellesskapet|[Ff]ællesskabet|[Aa]rbeidslaget"
    r"|[Aa]rbetslaget|[Ff]oraet|[Ll]edelsen|[Ll]edergruppa|[Tt]inget)"
    r"|Vi|Man|Samtliga|Alla|Alle|Deltagarna|Deltakerne|Deltakarane|Deltagerne|Medlemmarna|Medlemmerne|Medlemmene"
    r"|Ordföranden|Kommunerna|Kommunene|Kommunane|Kommunerne|Parterna|Partene|Parterne)"
    r"(?:\s+(?:för|for|i)\s+[\wåäöæø-]+(?:\s[\wåäöæø-]+)?)?"
)
_ALL = (
    r"(?:(?:enhälligt|enstemmig|enstemmigt|samrøystes|einstemmig|också|også|därför|derfor|dermed"
    r"|därmed"
    r"|sedan|deretter|herefter|derefter|således|slutligen|tilslutt|samlet|formellt|formelt|även"
    r"|så)\s+)?"
)
_VERB = (
    r"(?:beslutar|beslutade|beslöt|beslutat|beslutter|besluttede|besluttet|besluttar|beslutta"
    r"|vedtok"
    r"|vedtar|vedtek|vedtog|vedtager|godkänner|godkände|godkjente|godkjenner|godkjende|godkjenn"
    r"|godkendte|godkender|fastställer|fastställde|fastsatte|fastsetter|fastlagde|fastlægger"
    r"|antar|antog"
    r"|tiltrådte|tiltræder|tiltrer|tiltrår|bestämde|bestämmer|bestemte|bestemmer|slutter seg til"
    r"|sluttet seg til|slutta seg til|tilsluttede sig|tilslutter sig|ansluter sig till"
    r"|anslöt sig till"
    r"|ställer sig bakom|ställde sig bakom|stiller seg bak|stilte seg bak|enades om|enas om"
    r"|(?:är|var|er|ble|blei|blev|vart) (?:\w+ )?(?:enige|eniga|enig|einige|samde|överens|enighet"
    r"|enighed) om"
    r"|kom överens om|kom til enighet om|kom fr[ae]m till? (?:att|at|å)"
    r"|tillstyrker|tillstyrkte|avstyrker"
    r"|avstyrkte"
    r"|avslår|avslog|bifaller|biföll|utser|utsåg|väljer|valde|valgte|velger|vælger|utpekte|utpeker"
    r"|udpegede|udpeger|utnevnte|rekommenderar|rekommenderade|förordar|förordade|anbefaler"
    r"|anbefalte"
    r"|anbefalede|anbefalar|tilrår|tilrådde|godtok|godtar|godtog|avviser|avviste|afviste|afviser"
    r"|bevilger|bevilget|bevilgede|beviljar|beviljade|avsätter|avsatte|afsatte|afsætter|igangsætter"
    r"|igangsatte|imødekom|imødekommer|gikk inn for"
    r"|går inn for"
    r"|gick in för|går in för|gjekk inn for|bakket opp|bakkede op"
    r"|prioriterte|prioriterade|gav klartecken|ger klartecken|ga sin tilslutning"
    r"|gir sin tilslutning"
    r"|gav sin tilslutning|giver tilslutning|gav tilslutning|ga tilslutning|vedtok samrøystes"
    r"|(?:antecknar|antecknade|noterar|noterade) .{2,60} (?:till (?:kännedom|protokollet))"
    r"|lägger .{2,60} till handlingarna|lade .{2,60} till handlingarna"
    r"|(?:tar|tok|tek|tog|tager) .{2,60} (?:til|till) (?:orientering|etterretning|efterretning"
    r"|vitende|vitande))"
)
_LEAD = re.compile(
    r"(?::|\b(?:att|at|å|följande|følgende|følgjande|beslutar|beslutade|beslöt|beslutas|vedtok"
    r"|vedtek|besluttede|besluttet|beslutter|foreslås|föreslås|vedtar)(?:\s+(?:enhälligt"
    r"|enstemmig|enstemmigt"
    r"|samrøystes|därmed|dermed|därför|derfor|således|att|at))?)\s*$"
)
_AGREED = (
    r"De[tr]\s+(?:ble|blei|vart|blir|blev|er|har blitt|vert|var)\s+(?:\w+\s+)?(?:besluttet|bestemt"
    r"|oppbakning (?:til|om)|opbakning til|tilslutning til"
    r"|støtte til|vedtatt|vedteke|vedtaget|beslutta|enighet om|enighed om|einigheit om|semje om"
    r"|avtalt"
    r"|aftalt|avtala)\b"
    r"|(?:De[tr]\s+)?(?:avtalades|överenskoms|avtaltes|aftaltes|vedtokes|besluttedes|bestemtes|enades)"
    r"\s+(?:om\s+)?(?:att|at|å)\b"
)
_PROSE = re.compile(
    rf"^(?:{_BY}\s+{_ALL}{_VERB}\b"
    r"|(?:Det\s+)?(?:beslutades|beslutas|beslöts|besluts|bestämdes)\s+(?:\w+\s+)?att\b"
    rf"|(?:Beslutades|Beslöts|Beslutas|Bestämdes)\b|{_AGREED}"
    r"|(?:Enstemmig|Enhälligt|Samrøystes|Enstemmigt)\s+(?:vedtatt|beslut|beslutades|vedteke"
    r"|besluttet|vedtaget|godkjent|godkendt|godkänt)\b)",
)
_FORMAL = re.compile(
    r"\b(?:godkändes|godkänns|godkändas|fastställdes|fastställs|antogs|bifölls|avslogs|utsågs"
    r"|valdes"
    r"|tillstyrktes|beviljades|godkjennes|godkjent og|godkendes|vedtas|vedtages|tiltrædes"
    r"|fastsettes|fastsættes)\b"
    r"|\b(?:ble|blei|vart|blev|er|blir|bliver)\s+(?:(?:enstemmig|samrøystes|enstemmigt|derfor"
    r"|dermed|så|herefter)\s+)?"
    r"(?:godkjent|godkjend|godkendt|vedtatt|vedteke|vedtaget|tiltrådt|udpeget|utpekt|utnevnt"
    r"|valgt|vald|fastsatt"
    r"|fastsat|bevilget|besluttet|tatt til (?:orientering|etterretning|vitende)"
    r"|teke(?:n)? til (?:orientering|vitande)"
    r"|taget til (?:efterretning|orientering))\b"
    r"|\b(?:tas|takast|tages|togs|läggs|lades|lägges) (?:til|till) (?:orientering|etterretning"
    r"|efterretning|vitende|handlingarna)\b"
    r"|\b(?:tog|tok|tek|tar|tager)\s+\w+\s+till?\s+(?:orientering|etterretning|efterretning|vitende"
    r"|vitande)\b"
    r"|^(?:Antecknades|Antecknas|Noterades|Noteras|Tas|Tages|Tatt|Taget|Lades"
    r"|Läggs)\b.{0,30}\b(?:kännedom|protokollet"
    r"|orientering|etterretning|efterretning|handlingarna)\b"
    r"|\b(?:godkjent|godkjend|godkendt|vedtatt|vedtaget|tiltrådt)(?: (?:uten|uden|utan) \w+)?\.?$"
    r"|^(?:Godkjent|Godkendt|Godkänt|Godkändes|Godkänns|Vedtatt|Tiltrådt|Bifölls|Antogs)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:som|der|vilket|vilka|när|når|om|innan|før|da|eftersom|fordi|dersom|hvis|tidligere"
    r"|tidigare|inte|ikke|ikkje"
    r"|skal|ska|skulle|måste|må|kan|borde|bör|bør|burde|föresl\w+|foresl\w+|yrkar|yrkade|ønsk\w+"
    r"|önsk\w+|men[at]r|mein\w+|mente|menade|tyck\w+|syn(?:es|tes|ast)|undra\w*|spurt\w*)\b",
    re.IGNORECASE,
)
_LONGEST_FORMAL = 22  # words
_UNANIMOUS = re.compile(
    r"\b(?:enhällig\w*|enstemmig\w*|samrøystes|enig(?:e|t)? beslut|samstemmig|einstemmig"
    r"|énstemmig|einstemmes|samtliga röstade|alle stemte for)\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"(\d{1,3})\s*(?:röst(?:er)?|stemmer?|røyst(?:er)?|ledamöter)?\s*(?:röstade|stemte|røysta"
    r"|stemmer)?\s*(?:för|for|ja\b|bifall)",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"(?:(\d{1,3})\s*(?:röst(?:er)?|stemmer?|røyst(?:er)?)?\s*(?:röstade|stemte|røysta"
    r"|stemmer)?\s*(?:emot|mot\b|imot|imod|nej\b|nei\b|avslag)|(?:mot"
    r"|imod)\s+(\d{1,3})\s+(?:röst(?:er)?|stemmer?|røyst(?:er)?))",
    re.IGNORECASE,
)
_ABSTAINED = re.compile(
    r"(\d{1,3})\s*(?:röst(?:er)?|stemmer?|ledamöter|medlemmer)?\s*(?:avst(?:år|od|ode|ått)"
    r"|avholdende|blank\w*|undlod|hverken|lade ned|avsto\w*|nedlagda|avhaldande|stemte ikke"
    r"|undlod at stemme)",
    re.IGNORECASE,
)
_ONLY_VOTE = re.compile(
    r"^(?:(?:Beslutet|Vedtaket|Beslutningen|Vedtatt|Vedteke|Vedtaget|Innstillingen|Indstillingen"
    r"|Forslaget|Tilrådinga|Innstillinga|Förslaget|Besluttet|Godkjent|Godkendt)\s+)?"
    r"(?:(?:är|er|var|ble|blei|vart|blev|fattades|fattas)\s+)?(?:enhällig\w*|enstemmig\w*"
    r"|samrøystes|einstemmig\w*)\s*\w*\.?$"
    r"|^(?:Röster|Stemmer|Omröstning|Votering|Avstemning|Afstemning|Røysting"
    r"|Röstning)\b[^.]*\d[^.]*\.?$"
    r"|^(?:Vedtatt|Vedteke|Vedtaget|Beslutet fattades|Enhälligt"
    r"|Enstemmig)\b[^.]{0,60}\b(?:stemmer|röster|røyster|mot|imot|emot|imod)\b[^.]*\.?$"
    r"|^\d{1,3}\s+(?:röster|stemmer|røyster|röstade|stemte|røysta)?\s*(?:för|for"
    r"|ja)\b[^.]{0,80}\b(?:mot|emot|imot|imod|nej|nei)\b[^.]*\.?$",
    re.IGNORECASE,
)
_RESERVES = re.compile(
    r"(.{2,120}?)\s+(?:reserverar sig|reserverade sig|reserverte seg|reserverer seg"
    r"|tok reservasjon|tog forbehold|tager forbehold|ønsket tilført protokollen"
    r"|lämnar en protokollsanteckning|lämnade reservation)\b",
    re.IGNORECASE,
)
_AND_MORE = re.compile(r"(?<=[\wåäöæø]),?\s+(?:samt|och|og)\s*$")
_COUNT = re.compile(r"^(?:\d{1,2}|[a-h])[.)]\s+")
_NONE = folded(
    "inga|ingen|inget beslut|inga beslut|ingen beslutning|ingen vedtak|inkje vedtak",
    "ingen beslut|-|ingen beslutninger|inget",
)
_LONGEST = 90  # words in one paragraph of a decision


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions found, and the lines they were read from; what is left is prose again."""

    decisions: tuple[DecisionSaid, ...]
    used: tuple[Line, ...]
    left: tuple[Paragraph, ...]


def decided_in(
    paragraphs: Sequence[Paragraph], kind: DecisionKind, *, inline: bool, to_the_end: bool
) -> Decided:
    """Return the decisions under a heading.

    `inline` when the first words stood on the heading's own line; `to_the_end` when nothing but
    the decision is expected below (it came last), else the first paragraph or list is taken.
    """
    taken, left = _taken(paragraphs, inline=inline, to_the_end=to_the_end)
    found: list[DecisionSaid] = []
    used: list[Line] = []
    together: Votes | None = None
    for paragraph in taken:
        used += paragraph.lines
        text = " ".join(cell for cell in paragraph.cells if cell) or paragraph.text
        if found and _ONLY_VOTE.match(text.strip()):
            found[-1] = with_votes(found[-1], text)
        elif found and (named := reservations_in(text)):
            found[-1] = replace(found[-1], reservations=(*found[-1].reservations, *named))
        elif _is_lead(paragraph, taken):
            together = votes_in(text)
        elif fold(text) not in _NONE:
            one = _decision(text, kind, paragraph)
            found.append(replace(one, votes=one.votes or together))
    return Decided(tuple(found), tuple(used), tuple(left))


def in_prose(paragraph: Paragraph, *, labelled: bool = False) -> Iterator[DecisionSaid]:
    """Yield what prose says was decided: `Styrgruppen beslutade att …`, `Det ble vedtatt at …`.

    `labelled` where the item's decisions stand under a label of their own: then what was approved
    or noted in passing is not told twice.
    """
    for sentence, lines in sentences_of(paragraph):
        spoken = bool(_PROSE.match(sentence)) and len(sentence.split()) > 2  # noqa: PLR2004
        if spoken or (not labelled and _is_formal(sentence)):
            kind = DecisionKind.DECIDED
            yield DecisionSaid(
                text=sentence.strip(), kind=kind, lines=lines, votes=votes_in(sentence)
            )


def is_decided(sentence: str) -> bool:
    """Tell whether a sentence says by itself that something was decided."""
    return bool(_PROSE.match(sentence)) or _is_formal(sentence)


def _is_formal(sentence: str) -> bool:
    """Tell a decision in the passive: `Protokollet godkändes`, `Saken ble tatt til orientering`."""
    found = _FORMAL.search(sentence) if len(sentence.split()) <= _LONGEST_FORMAL else None
    return found is not None and not _RELATIVE.search(sentence[: found.start()])


def with_leads_apart(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Part a paragraph whose last sentence leads to the points below it: `… Rådet beslutar:`."""
    told: list[Paragraph] = []
    for at, one in enumerate(paragraphs):
        below = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        pieces = [sentence for sentence, _ in sentences_of(one)]
        if len(pieces) > 1 and not one.cells:
            last = replace(one, text=pieces[-1], lines=one.lines[-1:])
            if leads_to_points(last, below):
                text = " ".join(pieces[:-1])
                told.append(replace(one, text=text, lines=one.lines[:-1] or one.lines))
                told.append(last)
                continue
        told.append(one)
    return told


def leads_to_points(paragraph: Paragraph, below: Paragraph | None) -> bool:
    """Tell whether prose leads to a list of decisions: `Rådet beslutar` and then points."""
    if below is None or not (below.bullet or is_point(below.text)):
        return False
    return bool(_PROSE.match(paragraph.text) and _LEAD.search(paragraph.text))


def votes_in(text: str) -> Votes | None:
    """Return how a vote fell, if the words say so."""
    against = _AGAINST.search(text)
    counted = against or "röst" in text or "stem" in text
    found = Votes(
        in_favour=_count(_FOR.search(text)) if counted else None,
        against=_count(against), abstained=_count(_ABSTAINED.search(text)),
        unanimous=bool(_UNANIMOUS.search(text)),
    )  # fmt: skip
    return None if found == Votes() else found


def with_votes(decision: DecisionSaid, text: str) -> DecisionSaid:
    """Return the decision with the votes some words tell of, if any."""
    return replace(decision, votes=votes_in(text) or decision.votes)


def reservations_in(text: str) -> tuple[str, ...]:
    """Return who reserved themselves: `Bo Ek (M) reserverar sig mot beslutet`."""
    found = _RESERVES.search(text)
    return (re.sub(r"^(?:Mot beslutet\s+)", "", found[1]).strip(),) if found else ()


def _taken(
    paragraphs: Sequence[Paragraph], *, inline: bool, to_the_end: bool
) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    """Split paragraphs into those of the decision and those behind it."""
    if not paragraphs:
        return (), ()
    count = 1
    leads = _LEAD.search(paragraphs[0].text)
    while count < len(paragraphs):
        before, one = paragraphs[count - 1], paragraphs[count]
        point = one.bullet or is_point(one.text)
        listed = point and (leads or before.bullet or is_point(before.text))
        vote = bool(_ONLY_VOTE.match(one.text) or reservations_in(one.text))
        last = to_the_end and not inline and len(one.text.split()) <= _LONGEST
        if not (listed or vote or last):
            break
        count += 1
    return paragraphs[:count], paragraphs[count:]


def _is_lead(paragraph: Paragraph, taken: Sequence[Paragraph]) -> bool:
    """Tell whether a paragraph only leads to the points below: `Nämnden beslutar`."""
    return (
        paragraph is taken[0]
        and len(taken) > 1
        and bool(_LEAD.search(paragraph.text))
        and (taken[1].bullet or is_point(taken[1].text))
    )


def _decision(text: str, kind: DecisionKind, paragraph: Paragraph) -> DecisionSaid:
    said = _AND_MORE.sub("", _COUNT.sub("", text.strip()))
    votes, named = votes_in(text), tuple[str, ...]()
    pieces = [sentence for sentence, _ in sentences_of(paragraph)] if not paragraph.cells else []
    if len(pieces) > 1 and _ONLY_VOTE.match(pieces[-1]):
        votes, said = votes_in(pieces[-1]), " ".join(pieces[:-1])
    if len(pieces) > 1 and (named := reservations_in(pieces[-1])):
        said = " ".join(pieces[:-1])
    return DecisionSaid(text=said, kind=kind, lines=paragraph.span, votes=votes, reservations=named)


def _count(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    return next((int(group) for group in found.groups() if group), None)
