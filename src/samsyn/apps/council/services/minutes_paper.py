"""Minutes as a paper, in the organisation's own form: one for screen, PDF and DOCX alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samsyn.apps.council.models import AgendaItem, Attendance, Decision, ForumMember, ItemNote, Vote
from samsyn.domain.minutes_paper.content import Content, Decided, Item, Later, Promised, Someone
from samsyn.domain.papers.markdown import blocks_of
from samsyn.domain.papers.paper import Block, Bullets, Facts, Heading, Paper, Run, Table, Text
from samsyn.kernel.mail import in_language
from samsyn.kernel.models import Organisation
from samsyn.kernel.papers.pdf import as_data
from samsyn.kernel.templatetags.formats import day, long_day, moment

_NOTHING = _TO = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved the minutes, and when."""

    name: str
    at: datetime


def minutes_title(content: Content) -> str:
    """Return what the minutes are called: the template's heading and the meeting."""
    return f"{content['template']['title'] or _('Minutes')}: {content['meeting']['name']}"


def minutes_paper(
    content: Content, organisation: Organisation, *, approvals: Sequence[Approval] = ()
) -> Paper:
    """Return the minutes in the organisation's language; `approvals` stand at the end."""
    with in_language(organisation.language):
        form = content["template"]
        began = _moment(content["meeting"]["starts_at"])
        return Paper(
            title=minutes_title(content),
            subtitle=content["forum"],
            language=organisation.language,
            author=organisation.name,
            day=timezone.localdate(began) if began else date(content["meeting"]["year"], 1, 1),
            facts=list(_facts(content)),
            blocks=[*_before(content), *_dealt_with(content), *_after(content, approvals)],
            header=form["header"],
            footer=form["footer"],
        )


def on_screen(paper: Paper) -> dict[str, Any]:
    """Return a paper for a page: each cell of a table knows its column, for narrow screens."""
    told = as_data(paper)
    for block in told["blocks"]:
        if block["kind"] == "table":
            block["cells"] = [
                list(zip(block["columns"], row, strict=True)) for row in block["rows"]
            ]
    return told


def addenda_paper(content: Content, organisation: Organisation) -> Paper:
    """Return the dated corrections of minutes as a paper of their own."""
    with in_language(organisation.language):
        began = _moment(content["meeting"]["starts_at"])
        return Paper(
            title=_("Corrections to %(minutes)s") % {"minutes": minutes_title(content)},
            language=organisation.language,
            author=organisation.name,
            day=timezone.localdate(began) if began else date(content["meeting"]["year"], 1, 1),
            blocks=list(_addenda(content)),
        )


def _facts(content: Content) -> Iterator[tuple[str, str]]:
    meeting = content["meeting"]
    began, ended = _moment(meeting["starts_at"]), _moment(meeting["ends_at"])
    if began and ended:
        yield (
            _("When"),
            f"{long_day(timezone.localdate(began))}, {_clock(began)}{_TO}{_clock(ended)}",
        )
    if meeting["place"]:
        yield _("Place"), meeting["place"]


def _before(content: Content) -> Iterator[Block]:
    if content["present"]:
        yield Heading(_("Present"))
        yield _people(content["present"])
    if content["absent"]:
        yield Heading(_("Absent"))
        yield _people(content["absent"])
    if content["adjusters"]:
        yield Heading(_("To approve the minutes"))
        yield Bullets(list(content["adjusters"]))
    yield from blocks_of(content["template"]["intro"], below=1)


def _people(people: Iterable[Someone]) -> Table:
    seats: dict[str, str] = {str(code): str(said) for code, said in ForumMember.Seat.choices}
    parts: dict[str, str] = {str(code): str(said) for code, said in Attendance.Part.choices}
    rights = {"speak": _("Speaks, does not vote"), "observe": _("Observes")}
    rows = []
    for one in people:
        role = str(seats.get(one["seat"]) or parts.get(one["part"], ""))
        said = [
            _("for %(name)s") % {"name": one["instead_of"]} if one["instead_of"] else "",
            str(rights.get(one["right"], "")),
            *_in_and_out(one),
        ]
        rows.append(
            [one["name"] or _NOTHING, one["represents"], "\n".join([role, *filter(None, said)])]
        )
    return Table([_("Name"), _("Represents"), _("Takes part as")], rows, (3, 3, 3))


def _in_and_out(one: Someone) -> Iterator[str]:
    if came := _moment(one["came_at"]):
        yield _("came %(time)s") % {"time": _clock(came)}
    if left := _moment(one["left_at"]):
        yield _("left %(time)s") % {"time": _clock(left)}


def _dealt_with(content: Content) -> Iterator[Block]:
    for item in content["items"]:
        yield from _item(item, content)
    if content["decisions"]:
        yield Heading(_("Other decisions"))
        yield from _decisions(content["decisions"])
    if content["actions"]:
        yield Heading(_("Other actions"))
        yield _actions(content["actions"])


def _item(item: Item, content: Content) -> Iterator[Block]:
    form = content["template"]
    if item["closed"] and not item["name"]:
        yield Heading(f"{item['number']} {_('Behind closed doors')}")
        yield Text(_("This was dealt with behind closed doors. Its text is not shown."))
        return
    yield Heading(f"{item['number']} {item['name']}")
    aside = "; ".join(_about(item, times=form["show_times"]))
    if aside:
        yield Text(aside, small=True)
    yield from _discussed(item)
    yield from _settled(item, named=form["show_votes"])
    if item["papers"]:
        yield Heading(_("Papers"), 2)
        yield Bullets([one["name"] for one in item["papers"]])
    yield from _gone_on(item)


def _discussed(item: Item) -> Iterator[Block]:
    for one in item["conflicts"]:
        reason = f" ({one['reason']})" if one["reason"] else ""
        name = (one["name"] or _("One person")) + reason
        yield Text(_("%(name)s stood aside because of a conflict of interest.") % {"name": name})
    yield from blocks_of(item["description"], below=2)
    for note in item["notes"]:
        if note["kind"] == ItemNote.Kind.NOTE:
            yield from blocks_of(note["text"], below=2)
    if item["proposal"]:
        yield Heading(_("Proposal"), 2)
        yield from blocks_of(item["proposal"], below=2)


def _settled(item: Item, *, named: bool) -> Iterator[Block]:
    if item["decisions"]:
        yield Heading(_("Decision"), 2)
        yield from _decisions(item["decisions"])
    yield from _votes(item, named=named)
    yield from _said_apart(item)
    if item["actions"]:
        yield Heading(_("Actions"), 2)
        yield _actions(item["actions"])


def _about(item: Item, *, times: bool) -> Iterator[str]:
    if item["type"]:
        yield str(AgendaItem.Type(item["type"]).label)
    if item["closed"]:
        yield _("behind closed doors")
    if item["consent"]:
        yield _("taken together with others")
    if item["presenter"]:
        yield _("presented by %(name)s") % {"name": item["presenter"]}
    began = _moment(item["began_at"])
    if times and began:
        yield _("began at %(time)s") % {"time": _clock(began)}


def _decisions(decisions: Iterable[Decided]) -> Iterator[Block]:
    for one in decisions:
        if one["closed"] and not one["text"]:
            yield Text(f"{one['number']} {_('Behind closed doors')}".strip())
            continue
        outcome = str(Decision.Outcome(one["outcome"]).label) if one["outcome"] else ""
        heading = " · ".join(filter(None, (one["number"], one["name"], outcome)))
        yield Text((Run(heading, strong=True),))
        if one["text"].strip() != one["name"].strip():
            yield from blocks_of(one["text"], below=2)
        if one["votes"]:
            told = dict(zip(("for", "against", "abstained"), one["votes"], strict=True))
            yield Text(_("Votes: %(for)d for, %(against)d against, %(abstained)d abstained.")
                       % told)  # fmt: skip
        if since := parse_date(one["effective_on"]):
            yield Text(_("Holds from %(day)s.") % {"day": day(since)})


def _votes(item: Item, *, named: bool) -> Iterator[Block]:
    voting = item["voting"]
    if not any([voting["votes_for"], voting["against"], voting["abstains"]]):
        return
    pairs = [
        (str(Vote.Choice.FOR.label), voting["votes_for"]),
        (str(Vote.Choice.AGAINST.label), voting["against"]),
        (str(Vote.Choice.ABSTAINS.label), voting["abstains"]),
    ]
    yield Heading(_("How the votes fell"), 2)
    yield Facts(
        [
            (label, f"{len(names)}: {', '.join(names)}" if named and names else str(len(names)))
            for label, names in pairs
        ]
    )


def _said_apart(item: Item) -> Iterator[Block]:
    for kind, label in (
        (ItemNote.Kind.RESERVATION, _("Reservations")),
        (ItemNote.Kind.STATEMENT, _("Statements to the minutes")),
    ):
        said = [note for note in item["notes"] if note["kind"] == kind]
        if said:
            yield Heading(label, 2)
        for note in said:
            if note["by"]:
                yield Text((Run(f"{note['by']}:", strong=True),))
            yield from blocks_of(note["text"], below=2)


def _gone_on(item: Item) -> Iterator[Block]:
    if item["state"] == AgendaItem.State.POSTPONED or item["postponed_to"]:
        later = item["postponed_to"]
        where = _meeting(later) if later else _("a later meeting")
        yield Text(_("The item was postponed to %(meeting)s.") % {"meeting": where})
    elif item["state"] == AgendaItem.State.WITHDRAWN:
        yield Text(_("The item was withdrawn."))
    if item["outcome"] and not item["decisions"]:  # else it is told with the decision
        yield Text(item["outcome"])


def _actions(actions: Iterable[Promised]) -> Table:
    rows = [
        [a["name"], a["who"] or _NOTHING, day(parse_date(a["due_on"])) or _NOTHING] for a in actions
    ]
    return Table([_("What is to be done"), _("Who"), _("By")], rows, (5, 3, 2))


def _after(content: Content, approvals: Sequence[Approval]) -> Iterator[Block]:
    if content["next"]:
        yield Heading(_("Next meeting"))
        place = content["next"]["place"]
        yield Text(_meeting(content["next"]) + (f", {place}" if place else ""))
    if content["template"]["closing"]:
        yield from blocks_of(content["template"]["closing"], below=1)
    if approvals:
        yield Heading(_("Approved by"))
        yield Table([_("Name"), _("When")], [[one.name, moment(one.at)] for one in approvals])
    if content["addenda"]:
        yield Heading(_("Corrections"))
        yield from _addenda(content, level=2)


def _addenda(content: Content, level: int = 1) -> Iterator[Block]:
    for one in content["addenda"]:
        about = _("Item %(number)s") % {"number": one["item_number"]} if one["item_number"] else ""
        added = day(parse_date(one["added_on"]))
        yield Heading(" · ".join(filter(None, (added, about))), level)
        if one["added_by"]:
            yield Text(_("Added by %(name)s") % {"name": one["added_by"]}, small=True)
        yield from blocks_of(one["text"], below=level)


def _meeting(later: Later) -> str:
    begins = _moment(later["starts_at"])
    return f"{later['name']}, {moment(begins)}" if begins else later["name"]


def _moment(told: str) -> datetime | None:
    return parse_datetime(told) if told else None


def _clock(at: datetime) -> str:
    return date_format(timezone.localtime(at), "H:i")
