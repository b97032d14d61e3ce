"""Read actions: after their marker, in lists and tables, and where somebody is given a task."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from samsyn.domain.minutes import deadlines
from samsyn.domain.minutes.doers import Known, doers_in, is_doer, leading_doers
from samsyn.domain.minutes.doing import is_to_do
from samsyn.domain.minutes.labels import label_of
from samsyn.domain.minutes.paragraphs import COUNT, Paragraph, sentences_of
from samsyn.domain.minutes.result import ActionSaid
from samsyn.domain.minutes.source import Line, Span
from samsyn.domain.minutes.words import Label, folded
from samsyn.domain.tabular.folding import fold

_COLUMNS = {
    key: column
    for column, words in {
        "what": "åtgärd|vad|aktivitet|uppgift|tiltak|aksjon|hva|kva|oppgave|oppgåve|handling"
        "|hvad|opgave"
        "|aktion|beskrivning|beskrivelse|opfølgning|oppfølging|action|what|sak|att göra|åtgärder"
        "|tekst"
        "|vad som ska göras|hva som skal gjøres|kva som skal gjerast|hvad der skal gøres"
        "|aksjonspunkt|aktionspunkt|oppfølgingspunkt|gjøremål|gjeremål|åtgärdspunkt|uppdrag",
        "who": "ansvarig|vem|ansvarlig|ansvarleg|hvem|kven|ansvar|who|utförs av|tovholder|ansvarige"
        "|ansvariga|ansvarlige|utförare",
        "due": "klart|när|frist|hvornår|når|deadline|klart senast|senast|klar|tidsfrist|due|when"
        "|färdigt"
        "|tid|datum|dato|slutdatum|ferdig|klar senast|tidspunkt",
        "": "nr|status|kommentar|punkt|sak nr|kommentarer|#|möte|møte|pkt",
    }.items()
    for key in folded(words)
}  # fmt: skip
_RESPONSIBLE = re.compile(
    r"[\s,;.(\[\u2013-]*\b(?:ansvarig(?:a)?|ansvarlig(?:e)?|ansvarleg(?:e)?|ansvar|utförs av"
    r"|tovholder|utføres av|vem|hvem|kven)\s*:\s*"
    r"([^.;()\[\]]+?)(?=[,;.]?\s*(?:\b(?:frist|klart|klar|senast|deadline|når|när|hvornår|ferdig"
    r"|tidsfrist)\b|[.;()\[\]]|$))[)\]]?",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"[\s,;.(\[\u2013-]*\b(?:frist|klart(?: senast)?|klar|deadline|tidsfrist|ferdig|när|når"
    r"|hvornår|färdigt)\s*:\s*([^;()\[\]]+?)[.)\]]*$"
    r"|(?<=\.)\s+(?:frist|klart|deadline|tidsfrist)\s+((?:\S+\s+){0,4}\S+)$",
    re.IGNORECASE,
)
_LAST = re.compile(r"(?:\s+[\u2013\u2014-]\s*|\s*[(\[])([^()\[\]\u2013\u2014]{1,80}?)[)\]]?\.?$")
_BEFORE = re.compile(r"^([^:.]{1,60}?)\s*(?::|\s[\u2013\u2014-]\s)\s*(?=\S)")
_TASK = re.compile(
    r"(?P<doer>[A-ZÅÄÖÆØ][\wåäöæø'\u2019-]*(?:\s+(?:(?:och"
    r"|og)\s+)?[A-ZÅÄÖÆØ][\wåäöæø'\u2019-]*){0,4})\s+"
    r"(?:får|fick|ges|gavs|fik|får|får|fekk|fikk|gis|ble gitt|blir gitt|vert gitt|får hermed"
    r"|blev givet|gives)\s+"
    r"(?:i uppdrag att|uppdraget att|i oppdrag å|i oppgave å|i oppgåve å|oppgaven (?:med )?å"
    r"|oppgåva (?:med )?å"
    r"|i opdrag at|til opgave at|opgaven at|oppdraget (?:med )?å|i oppdrag om å)\s+(?P<what>.+)$"
    r"|(?:uppdra[rs]?|ger?|gav)\s+(?:åt"
    r"|till)\s+(?P<to>[\wåäöæø'\u2019 -]{2,60}?)\s+(?:i uppdrag\s+)?att\s+(?P<that>.+)$"
    r"|(?:ger|gav|gir|ga)\s+(?P<give>[\wåäöæø'\u2019 -]{2,60}?)\s+i (?:uppdrag att|oppdrag å"
    r"|oppgave å|oppgåve å)\s+(?P<given>.+)$"
    r"|(?P<asked>[A-ZÅÄÖÆØ][\wåäöæø'\u2019 -]{1,60}?)\s+(?:bes om å|blir bedt om å|bedes"
    r"|blir bede om å|vert bede om å|anmodes om at|pålegges å|anmodas att)\s+(?P<ask>.+)$"
    r"|(?:ber|bad|ba|bed|pålegger|anmoder)\s+(?P<whom>(?:(?!om\b)[\wåäöæø'\u2019-]+\s+){1,5}?)(?:om\s+å"
    r"|om\s+at|å|at|att)\s+(?P<beg>.+)$",
)
_AGREED = re.compile(
    r"^(?:(?:Det|Der)\s+(?:ble|blei|blev|vart|er|blir|bliver|var)\s+(?:\w+\s+)?(?:avtalt|aftalt"
    r"|avtala|enighet om|enighed om"
    r"|einigheit om|semje om|bestemt|besluttet|beslutta|oppnådd enighet om)"
    r"|(?:De[tr]\s+)?(?:avtalades|avtalas|aftaltes|avtaltes|bestemtes|besluttedes|bestämdes"
    r"|beslutades|överenskoms|överenskommet|avtalt|aftalt|avtalat)|(?:Man|Vi|Gruppen|Gruppa|Mötet"
    r"|Møtet|Mødet|Rådet|Deltagarna"
    r"|Deltakerne|Deltagerne|Styrgruppen|Styringsgruppen|Styregruppen|Parterna)\s+(?:är|var|er"
    r"|ble|blev|kom|kommer|enades"
    r"|enas|aftalte|avtalte|avtalade|beslöt|beslutade|besluttede|bestemte"
    r"|bestämde)\s*(?:\w+\s+)?(?:eni[ge]e?|enig|överens|eins)?"
    r"(?:\s+om)?)\s*[,:]?\s+(?:att|at|å)\s+(?=[A-ZÅÄÖÆØ])",
)
_WHO_WHEN = re.compile(
    r"^[A-ZÅÄÖÆØ][\wåäöæø/ -]*,\s*(?:\D{0,12}\d|senast|innan|snarast|nästa|neste|næste)"
)
_HALVES = re.compile(r";\s+(?=[A-ZÅÄÖÆØ])")
_MORE = re.compile(
    r"^(?:frist|klart|klar|deadline|tidsfrist|ferdig|färdigt|ansvarig|ansvarlig|ansvar|tovholder)"
    r"\s*:\s*\S",
    re.IGNORECASE,
)
_BOX = re.compile(r"^\s*(?:[-*+\u2022]\s*)?(?:\[[ xX]?\]|[\u2610\u2611\u2612])")
_ANSWERS_FOR = re.compile(
    r"^(?:Ansvarige?a?|Ansvarlige?|Ansvar|Tovholder|Ansvarleg)\s+(?:för|for|på)\s+(?:(?:att|å|at)\s+)?"
    r"([^:]{4,90}):\s*([^:.]{2,60})\.?$"
)
_DAY_LAST = re.compile(
    r",\s*(?:(?:19|20)\d\d-\d\d-\d\d|\d{1,2}/\d{1,2}|\d{1,2}\.\d{1,2}\.(?:\d{2,4})?)\s*$"
)
_ONLY_WHEN = re.compile(
    r"^([^,.:]{2,60}),\s*(?:frist|klart|klar|senast|innen|inden|innan|deadline)\b.{2,40}$",
    re.IGNORECASE,
)
_POINT = 25  # words
_NOTHING = folded(
    "inga|ingen|inga åtgärder|ingen tiltak|ingen aksjoner|ingen|-|ingen aksjonspunkter",
)


@dataclass(frozen=True, slots=True)
class Around:
    """What actions are read with: whom the paper knows, the meeting's day and the next one's."""

    known: Known
    day: date | None = None
    next_day: date | None = None


def actions_in(
    paragraphs: Sequence[Paragraph], around: Around
) -> tuple[list[ActionSaid], list[Line]]:
    """Return the actions under a marker, and the lines that were used.

    Bullets, table rows and lines that are whole sentences are an action each; a paragraph is one.
    """
    found: list[ActionSaid] = []
    used: list[Line] = []
    columns: dict[str, int] = {}
    for paragraph in paragraphs:
        if head := header(paragraph.lines[0]):
            columns = head
        elif columns and paragraph.cells:
            found += _from_row(paragraph, columns, around)
        elif more := _more(paragraph, found, around):
            found[-1] = more
        else:
            found += [
                action
                for text, span in _each(paragraph)
                if (action := action_of(text, span, around))
            ]
        used += paragraph.lines
    return found, used


def header(line: Line) -> dict[str, int]:
    """Return where each column is, if the line is the head of a table of actions."""
    if len(line.cells) < 2:  # noqa: PLR2004
        return {}
    named = {at: _COLUMNS.get(fold(cell)) for at, cell in enumerate(line.cells) if cell}
    if any(column is None for column in named.values()):
        return {}
    found = {column: at for at, column in reversed(named.items()) if column}
    return found if "what" in found and len(found) > 1 else {}


def action_of(text: str, lines: Span, around: Around) -> ActionSaid | None:
    """Return one action: who from its beginning, its end or `Ansvarig:`, when from its words."""
    what, who = COUNT.sub("", text.strip()), tuple[str, ...]()
    if not what or fold(what) in _NOTHING:
        return None
    due: deadlines.Due | None = None
    if said := _DUE.search(what):
        due = deadlines.due_of(said[1] or said[2], around.day, around.next_day)
        what = what[: said.start()]
    if named := _RESPONSIBLE.search(what):
        who = doers_in(named[1], around.known) or (named[1].strip(),)
        what = f"{what[: named.start()]}{what[named.end() :]}"
    if (day := _DAY_LAST.search(what)) and not due:
        due = deadlines.due_of(day[0].strip(" ,"), around.day, around.next_day)
        what = what[: day.start()]
    what, who, due = _from_end(what.strip(), who, due, around)
    what, who = _from_beginning(what, who, around)
    due = due or deadlines.due_in(what, around.day, around.next_day)
    return ActionSaid(
        what=what.strip(" ,;"), who=who, lines=lines, due=due.day if due else None,
        due_said=due.said if due else "",
    )  # fmt: skip


def task_in(paragraph: Paragraph, around: Around) -> Iterator[ActionSaid]:
    """Yield the tasks prose gives to somebody: `Sekretariatet får i uppdrag att …`."""
    for sentence, lines, more in _with_more_behind(paragraph):
        if ticked := _named_first(paragraph, sentence, lines, around):
            yield ticked
            continue
        found = _TASK.search(sentence)
        action = _task(found, lines, around) if found else None
        said = _AGREED.sub("", sentence)
        dated = deadlines.due_in(said, around.day, around.next_day) is not None
        listed = paragraph.bullet and len(said.split()) <= _POINT
        if action is None and is_to_do(said, around.known, dated=dated, listed=listed):
            action = action_of(said, lines, around)
        if action is None and _is_given(said, listed=paragraph.bullet):
            action = action_of(said, lines, around)
            action = action if action and action.who else None
        if action and more:
            action = _added(action, more, around)
        if action:
            yield action


def _named_first(paragraph: Paragraph, text: str, lines: Span, around: Around) -> ActionSaid | None:
    """Return what a box to tick, a point `Anna: bokar …` or `Ansvarig för att …: Anna` says."""
    if found := _ANSWERS_FOR.match(text):
        who = doers_in(found[2], around.known)
        action = action_of(found[1], lines, around) if who else None
        return replace(action, who=who) if action else None
    if not paragraph.bullet or text != paragraph.text:
        return None
    if _BOX.match(paragraph.lines[0].source):
        return action_of(text, lines, around)
    name, colon, rest = text.partition(": ")
    if not colon or not around.known.knows(name):
        return None
    dated = deadlines.due_in(rest, around.day, around.next_day) is not None
    to_do = is_to_do(f"{name} {rest}", around.known, dated=dated, listed=False)
    return action_of(text, lines, around) if to_do else None


def told_behind(text: str, lines: Span, around: Around) -> ActionSaid | None:
    """Return what a sentence behind who answers says is to be done: `Anna Ek. Planen skickas …`."""
    first, stop, rest = text.partition(". ")
    who = doers_in(first, around.known)
    if not stop or not who or len(rest.split()) < 3 or _MORE.match(rest):  # noqa: PLR2004
        return None
    action = action_of(rest, lines, around)
    return replace(action, who=who) if action else None


def _with_more_behind(paragraph: Paragraph) -> Iterator[tuple[str, Span, str]]:
    """Yield each sentence, parted at semicolons, and the `Frist: …` that stands behind it."""
    told = [
        (piece, lines)
        for sentence, lines in sentences_of(paragraph)
        for piece in _HALVES.split(sentence)
    ]
    for at, (sentence, lines) in enumerate(told):
        behind = told[at + 1][0] if at + 1 < len(told) else ""
        yield sentence, lines, behind if _MORE.match(behind) else ""


def _added(action: ActionSaid, more: str, around: Around) -> ActionSaid:
    said = more.partition(":")[2]
    kind = Label.DUE if _DUE.search(more) else Label.RESPONSIBLE
    return with_more(action, kind, said.strip(" ."), action.lines, around) or action


def is_agreed_task(sentence: str, known: Known) -> bool:
    """Tell whether what was agreed on is what somebody known is to do."""
    found = _AGREED.match(sentence)
    return found is not None and is_to_do(sentence[found.end() :], known, dated=True, listed=True)


def _is_given(sentence: str, *, listed: bool) -> bool:
    """Tell whether a sentence says itself who answers: `… (ansvarig: Anna)`, `… (Anna, 1 maj)`."""
    if _RESPONSIBLE.search(sentence):
        return True
    last = _LAST.search(sentence)
    return listed and last is not None and bool(_WHO_WHEN.match(last[1]))


def _task(found: re.Match[str], lines: Span, around: Around) -> ActionSaid | None:
    doer = next((found[n] for n in ("doer", "to", "give", "asked", "whom") if found[n]), "").strip()
    what = next((found[n] for n in ("what", "that", "given", "ask", "beg") if found[n]), "")
    who = leading_doers(doer[:1].upper() + doer[1:], around.known) or doers_in(doer, around.known)
    if not who and found["whom"]:
        return None
    due = deadlines.due_in(what, around.day, around.next_day)
    return ActionSaid(
        what=what.strip(" ."), who=who or (doer,), lines=lines, due=due.day if due else None,
        due_said=due.said if due else "",
    )  # fmt: skip


def _each(paragraph: Paragraph) -> Iterator[tuple[str, Span]]:
    """Yield each line if every one is a whole thing to do, else the paragraph as one."""
    lines = paragraph.lines
    whole = all(
        line.text[:1].isupper()
        and (before.text.endswith((".", ")", "!")) or label_like(before.text))
        for before, line in pairwise(lines)
    )
    if whole:
        for line in lines:
            yield (
                (" \u2013 ".join(c for c in line.cells if c) if line.cells else line.text),
                line.span,
            )
    else:
        yield paragraph.text, paragraph.span


def only_who(action: ActionSaid, known: Known) -> bool:
    """Tell whether an action says nothing but who and when: `Anna Ek, frist 1. mai`."""
    found = _ONLY_WHEN.match(action.what)
    named = doers_in(found[1], known) if found else ()
    return bool(named) and all(known.knows(one) for one in named)


def label_like(text: str) -> bool:
    """Tell whether a line is short enough to be a point of its own without a full stop."""
    return len(text) < 60 and not text.endswith((",", "-", "och", "og"))  # noqa: PLR2004


def _more(paragraph: Paragraph, found: Sequence[ActionSaid], around: Around) -> ActionSaid | None:
    """Return the last action with who or when, if that is all a paragraph says."""
    label = label_of(paragraph.lines[0])
    if not found or label is None or len(paragraph.lines) > 1:
        return None
    return with_more(found[-1], label.label, label.rest, paragraph.span, around)


def with_more(
    action: ActionSaid, label: Label, said: str, lines: Span, around: Around
) -> ActionSaid | None:
    """Return an action with who (`Ansvarig: …`) or when (`Frist: …`) from a line of their own."""
    span = Span(action.lines.first, lines.last)
    due = deadlines.Due(action.due_said, action.due, 0, 0)
    who = action.who
    if label is Label.RESPONSIBLE:
        if late := _DUE.search(said):
            due, said = (
                deadlines.due_of(late[1] or late[2], around.day, around.next_day),
                said[: late.start()],
            )
        who = doers_in(said, around.known) or (said.strip(" ."),)
    elif label is Label.DUE:
        due = deadlines.due_of(said, around.day, around.next_day)
    else:
        return None
    return ActionSaid(
        what=action.what, lines=span, who=who, due=due.day, due_said=due.said, item=action.item,
        subject=action.subject,
    )  # fmt: skip


def _from_row(paragraph: Paragraph, columns: dict[str, int], around: Around) -> list[ActionSaid]:
    cells = {
        n: paragraph.cells[at].strip() for n, at in columns.items() if at < len(paragraph.cells)
    }
    if not cells.get("what"):
        return []
    due = deadlines.due_of(cells["due"], around.day, around.next_day) if cells.get("due") else None
    said = cells.get("who", "")
    who = doers_in(said, around.known) or ((said,) if said else ())
    return [
        ActionSaid(
            what=cells["what"],
            who=who,
            lines=paragraph.span,
            due=due.day if due else None,
            due_said=due.said if due else "",
        )
    ]


def _from_end(
    what: str, who: tuple[str, ...], due: deadlines.Due | None, around: Around
) -> tuple[str, tuple[str, ...], deadlines.Due | None]:
    """Take who and when out of the end: `… (Anna, 1 maj)`, `… - Anna Berg`."""
    last = _LAST.search(what)
    if last is None:
        return what, who, due
    said = last[1].strip()
    when = due or deadlines.due_of(said, around.day, around.next_day)
    if not who and (named := doers_in(said, around.known)):
        return what[: last.start()].strip(), named, due
    first, _, rest = said.partition(",")
    if not who and rest and is_doer(first.strip(), around.known):
        late = deadlines.due_of(rest.strip(), around.day, around.next_day)
        return what[: last.start()].strip(), doers_in(first, around.known), due or late
    if due is None and when.day and len(said.split()) <= 4:  # noqa: PLR2004
        return what[: last.start()].strip(), who, when
    return what, who, due


def _from_beginning(what: str, who: tuple[str, ...], around: Around) -> tuple[str, tuple[str, ...]]:
    if who:
        return what, who
    if before := _BEFORE.match(what):
        named = doers_in(before[1], around.known)
        if named and all(is_doer(part, around.known) for part in named):
            return what[before.end() :], named
    if found := _TASK.search(what):
        doer = next((found[n] for n in ("doer", "to", "give", "asked", "whom") if found[n]), "")
        if named := doers_in(doer.strip(), around.known):
            return what, named
    return what, leading_doers(what, around.known)
