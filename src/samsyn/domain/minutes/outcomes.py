"""Tell whether an item was taken up, left for lack of time or put off."""

from __future__ import annotations

import re

from samsyn.domain.minutes.result import Outcome

_IT = (
    r"(?:punkte[nt]|ärendet|frågan|saken|saka|sagen|punktet|emnet|temaet|diskussionen"
    r"|föredragningen|sak\s[\d/-]+|denna punkt"
    r"|dette punktet|denne saken|dette punkt|denna fråga|drøftingen|drøftinga|behandlingen"
    r"|behandlinga|orienteringen|orienteringa)"
)
_DROPPED = re.compile(
    rf"\b{_IT}\b.{{0,60}}\b(?:utgick|utgår|utgikk|utgår|udgik|udgår|gjekk ut|går ut|ströks"
    rf"|strøket|stroken|hanns inte|hann (?:vi )?inte"
    rf"|hanns ej|rakk(?:s)? (?:vi |man )?ikk(?:j)?e|nåddes ikke|nåede (?:vi )?ikke"
    rf"|blev ikke nået|ble ikke (?:tid til|behandlet|nådd)"
    rf"|blei ikkje (?:handsama|teken opp)|vart ikkje (?:handsama|teken opp)|ble trukket"
    rf"|blev ikke behandlet|drogs tillbaka|drogs|trekkes|trekkast|trækkes"
    rf"|ble tatt av (?:saks)?kartet)\b"
    r"|^(?:utgick|utgår|utgikk|udgik|udgår|gjekk ut|hanns inte med|ikke behandlet|ikkje handsama"
    r"|ikke nådd|trukket|strøket)\b"
    r"|\b(?:på grund av|på grunn av|på grund af|grunna)\s+(?:tidsbrist|tidsmangel|tidsnød"
    r"|mangel på tid|tidsnaud)"
    r"|\b(?:vi|man)\s+(?:hann|rakk|nåede)\s+(?:inte|ikke|ikkje)\b",
    re.IGNORECASE,
)
_POSTPONED = re.compile(
    rf"\b{_IT}\b.{{0,60}}\b(?:bordläggs|bordlades|bordlägges|skjuts (?:upp|till|fram)"
    rf"|sköts (?:upp|till)|flytta(?:s|des) till (?:nästa|ett|kommande|mötet|möte|\w+mötet|våren"
    rf"|hösten)"
    rf"|tas upp (?:igen )?(?:på|vid) nästa|återremitteras|återremitterades|utsettes|utsatt"
    rf"|ble utsatt|ble utsett|vert utsett|vart utsett|utsett"
    rf"|udsættes|udsat|udskydes|udskudt"
    rf"|flytt(?:es|a|et|ast) til (?:neste|næste|et|eit|møte|\w*møde|\w*møtet|våren|høsten|foråret)"
    rf"|tas opp (?:igjen )?på neste|tas opp att på neste"
    rf"|tages op (?:igen )?på næste|genoptages på næste"
    rf"|(?:kommer tillbaka|återkommer|återupptas|behandlas|tas upp på nytt) (?:på|till|vid"
    rf"|under) (?:nästa|kommande)"
    rf"|(?:gjenopptas|behandles|tas opp på nytt|tek\w* opp att) på (?:neste|næste)|skyves til"
    rf"|overføres til neste|overføres til næste)\b"
    r"|^(?:bordläggs|bordlades|bordlagd|utsettes|utsatt|udsættes|udsat|udskydes|udskudt|utsett"
    r"|skjuts upp|skjuts till|uppskjuten|uppskjutet|flyttas till nästa)\b"
    r"|\b(?:att|å|at)\s+(?:bordlägga|skjuta upp|återremittera|utsette|utsetje|udsætte|udskyde"
    r"|flytta)\s+(?:ärendet|punkten|frågan|saken|saka|sagen|punktet)",
    re.IGNORECASE,
)  # fmt: skip
_LATER = re.compile(
    r"\b(?:nästa|neste|næste|kommande|kommende|nästkommande)\s+"
    r"(?:gång|gang|\w*möte\w*|\w*møte\w*|\w*møde\w*|sammanträde\w*)",
    re.IGNORECASE,
)
_PLANS = re.compile(
    r"\b(?:dagordning\w*|dagsorden\w*|saks?list[ea]\w*|sakskart\w*|ärendelista\w*"
    r"|föredragningslista\w*|agenda\w*|innkalling\w*|kallelse\w*|indkaldelse\w*)\b",
    re.IGNORECASE,
)
_LONGEST = 40  # words; a longer sentence speaks of more than the item


def outcome_in(sentence: str, title: str = "") -> Outcome | None:
    """Return what a sentence says became of its item; put off to a later meeting wins over left.

    Where the agenda is approved others are spoken of: `Dagordningen godkänns, ärendet om … utgår`.
    """
    if len(sentence.split()) > _LONGEST or _PLANS.search(title):
        return None
    if _POSTPONED.search(sentence):
        return Outcome.POSTPONED
    if not _DROPPED.search(sentence):
        return None
    return Outcome.POSTPONED if _LATER.search(sentence) else Outcome.DROPPED
