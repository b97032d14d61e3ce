"""What the buttons and forms of a meeting that sits do: words of the page to acts of the room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from samsyn.apps.council.models import AgendaItem, Decision
from samsyn.apps.council.services.decide import decide_together, make_decision
from samsyn.apps.council.services.follow_up import Promise, promise_action
from samsyn.apps.council.services.hold_meeting import (
    begin_item,
    close_meeting,
    end_item,
    open_meeting,
    take_apart,
)
from samsyn.apps.council.services.note_item import (
    Change,
    Typed,
    change_note,
    choose_version,
    drop_note,
    make_reservation,
    write_note,
)
from samsyn.apps.council.services.propose import person_named
from samsyn.apps.council.services.take_attendance import (
    let_in,
    note_expected,
    note_presence,
    say_here,
    sit_in,
    stand_aside,
)
from samsyn.apps.council.services.vote_on_item import cast_vote, record_all, record_vote
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.deciding import Outcome, Ruling

Words = list[str]
_MOST_DIGITS = 18


class Unheard(Exception):
    """The page asks for something that there is no word for."""


def press(actor: Actor, meeting_id: int, said: str) -> str:
    """Do what a button says, as `word:id:...`; return what to tell, often nothing."""
    word, *rest = said.split(":")
    if word not in _BUTTONS:
        raise Unheard(said)
    try:
        return _BUTTONS[word](actor, meeting_id, rest) or ""
    except (IndexError, ValueError) as error:
        raise Unheard(said) from error


def fill_in(actor: Actor, meeting_id: int, form: QueryDict) -> str:
    """Do what a form of the page says in `what`; return what to tell."""
    what = str(form.get("what", ""))
    if what not in _FORMS:
        raise Unheard(what)
    try:
        return _FORMS[what](actor, meeting_id, form)
    except ValueError as error:
        raise Unheard(what) from error


def _number(text: str | None) -> int:
    said = (text or "").strip()
    if not (said.isascii() and said.isdecimal() and len(said) <= _MOST_DIGITS):
        raise ValueError(said)
    return int(said)


def _open(actor: Actor, meeting_id: int, _rest: Words) -> None:
    open_meeting(actor, meeting_id=meeting_id)


def _close(actor: Actor, meeting_id: int, _rest: Words) -> str:
    close_meeting(actor, meeting_id=meeting_id)
    return _("The meeting is closed. What was not reached waits for the next.")


def _begin(actor: Actor, meeting_id: int, rest: Words) -> None:
    begin_item(actor, meeting_id=meeting_id, item_id=_number(rest[0]))


def _done(actor: Actor, meeting_id: int, rest: Words) -> None:
    end_item(actor, meeting_id=meeting_id, item_id=_number(rest[0]))


def _together(actor: Actor, meeting_id: int, _rest: Words) -> None:
    decide_together(actor, meeting_id=meeting_id)


def _apart(actor: Actor, meeting_id: int, rest: Words) -> None:
    take_apart(actor, meeting_id=meeting_id, item_id=_number(rest[0]))


def _presence(actor: Actor, meeting_id: int, rest: Words) -> None:
    who, how = _number(rest[0]), rest[1]
    note_presence(actor, meeting_id=meeting_id, attendance_id=who, presence=how)


def _expected(actor: Actor, meeting_id: int, _rest: Words) -> None:
    note_expected(actor, meeting_id=meeting_id)


def _here(actor: Actor, meeting_id: int, _rest: Words) -> None:
    say_here(actor, meeting_id=meeting_id)


def _instead(actor: Actor, meeting_id: int, rest: Words) -> None:
    for_whom = _number(rest[1]) or None
    sit_in(actor, meeting_id=meeting_id, attendance_id=_number(rest[0]), instead_of_id=for_whom)


def _aside(actor: Actor, meeting_id: int, rest: Words) -> None:
    item, who = _number(rest[0]), _number(rest[1])
    stand_aside(
        actor, meeting_id=meeting_id, item_id=item, attendance_id=who, aside=rest[2] == "yes"
    )


def _vote(actor: Actor, meeting_id: int, rest: Words) -> None:
    item, who = _number(rest[0]), _number(rest[1])
    record_vote(actor, meeting_id=meeting_id, item_id=item, attendance_id=who, choice=rest[2])


def _all(actor: Actor, meeting_id: int, rest: Words) -> None:
    record_all(actor, meeting_id=meeting_id, item_id=_number(rest[0]), choice=rest[1])


def _mine(actor: Actor, meeting_id: int, rest: Words) -> None:
    cast_vote(actor, meeting_id=meeting_id, item_id=_number(rest[0]), choice=rest[1])


def _keep(actor: Actor, meeting_id: int, rest: Words) -> None:
    choose_version(actor, meeting_id=meeting_id, note_id=_number(rest[0]), only=True)


def _both(actor: Actor, meeting_id: int, rest: Words) -> None:
    choose_version(actor, meeting_id=meeting_id, note_id=_number(rest[0]), only=False)


def _drop(actor: Actor, meeting_id: int, rest: Words) -> None:
    drop_note(actor, meeting_id=meeting_id, note_id=_number(rest[0]), edition=_number(rest[1]))


_BUTTONS: Mapping[str, Callable[[Actor, int, Words], str | None]] = {
    "open": _open,
    "close": _close,
    "begin": _begin,
    "done": _done,
    "together": _together,
    "apart": _apart,
    "presence": _presence,
    "expected": _expected,
    "here": _here,
    "instead": _instead,
    "aside": _aside,
    "vote": _vote,
    "all": _all,
    "mine": _mine,
    "keep": _keep,
    "both": _both,
    "drop": _drop,
}


def _note(actor: Actor, meeting_id: int, form: QueryDict) -> str:
    item = _number(form.get("item"))
    typed = Typed(
        text=form.get("text", ""),
        kind=form.get("kind", ""),
        by_id=_number(form.get("by")) if form.get("by") else None,
        client_id=form.get("client_id", ""),
    )
    if not form.get("note"):
        write_note(actor, meeting_id=meeting_id, item_id=item, typed=typed)
        return ""
    change = Change(
        note_id=_number(form.get("note")),
        edition=_number(form.get("edition")),
        base=form.get("base", ""),
        typed=typed,
    )
    note = change_note(actor, meeting_id=meeting_id, item_id=item, change=change)
    if note.rival_of_id:
        return _("Somebody changed the same words meanwhile. Both versions are kept: choose one.")
    return ""


def _reservation(actor: Actor, meeting_id: int, form: QueryDict) -> str:
    make_reservation(
        actor,
        meeting_id=meeting_id,
        item_id=_number(form.get("item")),
        text=form.get("text", ""),
        client_id=form.get("client_id", ""),
    )
    return ""


def _decision(actor: Actor, _meeting_id: int, form: QueryDict) -> str:
    outcome = form.get("outcome", "")
    if outcome not in Decision.Outcome.values:
        raise ValueError(outcome)
    ruling = Ruling(
        outcome=Outcome(outcome),
        text=form.get("text", "").strip(),
        reasoning=form.get("reasoning", "").strip(),
    )
    made = make_decision(
        actor,
        ruling=ruling,
        item_id=_number(form.get("item")),
        client_id=form.get("client_id", "")[:40],
    )
    return _("Decided: %(number)s") % {"number": made.number}


def _action(actor: Actor, meeting_id: int, form: QueryDict) -> str:
    item = AgendaItem.owned_by(actor).get(pk=_number(form.get("item")), meeting=meeting_id)
    due, who = form.get("due_on", "").strip(), form.get("who", "")
    person = person_named(actor, who)
    promise = Promise(
        name=form.get("text", ""),
        responsible_id=person.pk if person else None,
        who=who,
        due_on=date.fromisoformat(due) if due else None,
        meeting_id=meeting_id,
        item_id=item.pk,
        initiative_id=item.initiative_id if actor.may(Permission.PORTFOLIO_READ) else None,
    )
    client_id = form.get("client_id", "")[:40]
    promise_action(actor, forum_id=item.forum_id, promise=promise, client_id=client_id)
    return ""


def _person(actor: Actor, meeting_id: int, form: QueryDict) -> str:
    let_in(
        actor,
        meeting_id=meeting_id,
        who=form.get("text", ""),
        part=form.get("part", ""),
        represents=form.get("represents", ""),
    )
    return ""


_FORMS: Mapping[str, Callable[[Actor, int, QueryDict], str]] = {
    "note": _note,
    "reservation": _reservation,
    "decision": _decision,
    "action": _action,
    "person": _person,
}
