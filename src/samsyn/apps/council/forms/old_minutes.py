"""What is asked about old minutes: whose they are and their text, then every fact for itself.

Facts are forms named by their key (`p3-name`). What is typed is kept as typed; it is checked when
the meeting is saved, all of it at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samsyn.apps.council.models import Action, AgendaItem, Forum
from samsyn.apps.council.wording.old_minutes import explain_old_minutes
from samsyn.domain.access.actor import Actor
from samsyn.domain.minutes.checking import Trouble
from samsyn.domain.minutes.draft import KINDS, Draft, Fact
from samsyn.domain.minutes.result import DecisionKind, Office, Outcome, Role
from samsyn.domain.shared.refusal import Objection

_LONGEST = 20_000
_MOST_PASTED = 500_000
_TYPED = re.compile(r"(m|[pidavfg]\d{1,4})-(\w{1,30})")
_ROLES = [
    (Role.PRESENT, _("Present")),
    (Role.SUBSTITUTE, _("Substitute")),
    (Role.ABSENT, _("Absent")),
    (Role.PRESENTING, _("Presenter")),
    (Role.OBSERVER, _("Guest")),
]
_OFFICES = [
    (Office.NONE, ""),
    (Office.CHAIR, _("Chair")),
    (Office.SECRETARY, _("Secretary")),
    (Office.ADJUSTER, _("Adjuster")),
]
_OUTCOMES = [
    (Outcome.DONE, _("Dealt with")),
    (Outcome.DROPPED, _("Left for lack of time")),
    (Outcome.POSTPONED, _("Postponed")),
]
_DECISIONS = [
    (DecisionKind.DECIDED, pgettext_lazy("of a decision", "Decided")),
    (DecisionKind.PROPOSED, _("Proposal")),
]


class ReadForm(forms.Form):
    """Which forum's minutes, and the file or the pasted text."""

    forum: forms.ModelChoiceField[Forum] = forms.ModelChoiceField(label=_("Forum"), queryset=None)
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("Word (DOCX), web page, Markdown or text.")
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        max_length=_MOST_PASTED,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, actor: Actor, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        field: Any = self.fields["forum"]
        field.queryset = Forum.owned_by(actor).order_by("sort_key")
        if field.queryset.count() == 1:
            field.initial = field.queryset.first()

    def clean(self) -> None:
        """Ask for one text."""
        said = (bool(self.cleaned_data.get("file")), bool(self.cleaned_data.get("text")))
        if said == (True, True):
            self.refuse([Objection(Trouble.TWO_TEXTS, {}, "text")])
        elif said == (False, False) and "file" not in self.errors:
            self.refuse([Objection(Trouble.NO_TEXT, {}, "file")])

    def content(self) -> tuple[str, bytes]:
        """Return the name and the bytes of what is to be read. Call on a valid form."""
        file = self.cleaned_data["file"]
        if file:
            return str(file.name), file.read()
        text = self.cleaned_data["text"]
        first = next((line.strip() for line in text.splitlines() if line.strip()), "")
        return first[:200], text.encode()

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Put every objection at its field, or on top."""
        for objection in objections:
            place = objection.field if objection.field in self.fields else None
            self.add_error(place, explain_old_minutes(objection))


def _words(label: Any, longest: int = 250, **options: Any) -> forms.CharField:  # noqa: ANN401
    return forms.CharField(label=label, max_length=longest, required=False, **options)


def _long(label: Any, rows: int = 3) -> forms.CharField:  # noqa: ANN401 - lazy text
    return _words(label, _LONGEST, widget=forms.Textarea(attrs={"rows": rows}))


class FactForm(forms.Form):
    """One fact; `wide` are its fields that need a whole line."""

    wide: tuple[str, ...] = ()
    lines: Sequence[int] = ()
    fact: Mapping[str, Any] = {}
    troubles: Mapping[str, str] = {}

    @property
    def rows(self) -> list[Any]:
        """The fields that are shown, in order, each told how wide it is."""
        found = []
        for name in self.fields:
            if name != "removed":
                field: Any = self[name]
                field.wide = name in self.wide
                found.append(field)
        return found


class MeetingFactForm(FactForm):
    """The meeting itself."""

    wide = ("place",)
    day = _words(_("Day"), 20, widget=forms.TextInput({"inputmode": "numeric"}))
    starts = _words(_("Begins"), 10)
    ends = _words(_("Ends"), 10)
    place = _words(_("Place"), 200)
    chair = _words(_("Chair"), 150)
    secretary = _words(_("Secretary"), 150)


class PersonFactForm(FactForm):
    """Somebody who was there, or not."""

    name = _words(_("Name"), 150)
    organisation = _words(_("Represents"), 150)
    role = forms.ChoiceField(label=_("As"), choices=_ROLES, required=False)
    for_whom = _words(_("In the place of"), 150)
    office = forms.ChoiceField(label=_("Task"), choices=_OFFICES, required=False)


class ItemFactForm(FactForm):
    """What was taken up."""

    wide = ("title", "body")
    number = _words(_("Number"), 20)
    title = _words(_("Title"))
    type = forms.ChoiceField(label=_("Type"), choices=AgendaItem.Type.choices, required=False)
    presenter = _words(_("Presenter"), 150)
    minutes = _words(_("Minutes of time"), 6)
    outcome = forms.ChoiceField(label=_("What became of it"), choices=_OUTCOMES, required=False)
    body = _long(_("Noted"), 4)


class DecisionFactForm(FactForm):
    """What was decided, or only proposed."""

    wide = ("text",)
    text = _long(_("Decision"))
    kind = forms.ChoiceField(label=_("What it is"), choices=_DECISIONS, required=False)
    votes_for = _words(_("Votes for"), 6)
    votes_against = _words(_("Votes against"), 6)
    votes_abstained = _words(_("Abstained"), 6)
    reservations = _words(_("Reservations"), 500)


class ActionFactForm(FactForm):
    """What somebody was to do."""

    wide = ("what",)
    what = _long(_("What is to be done"), 2)
    who = _words(_("Who"), 150)
    due = _words(_("By"), 20)
    state = forms.ChoiceField(label=_("State"), choices=Action.State.choices, required=False)


class PollFactForm(FactForm):
    """How many answered what."""

    wide = ("subject",)
    subject = _words(_("Question"))
    asked = _words(pgettext_lazy("how many", "Asked"), 6)
    yes = _words(_("Yes"), 6)
    no = _words(_("No"), 6)
    unanswered = _words(_("Not answered"), 6)


class DocumentFactForm(FactForm):
    """A paper that was handed out."""

    wide = ("name",)
    name = _words(_("Name"))


FORMS: dict[str, type[FactForm]] = {
    "people": PersonFactForm,
    "items": ItemFactForm,
    "decisions": DecisionFactForm,
    "actions": ActionFactForm,
    "polls": PollFactForm,
    "documents": DocumentFactForm,
}
LETTERS = dict(zip(KINDS, "pidavf", strict=True))


def form_of(kind: str, fact: Fact) -> FactForm:
    """Return the form of one fact as it is kept."""
    made = FORMS[kind] if kind != "meeting" else MeetingFactForm
    form = made(initial=fact, prefix=fact["key"])
    form.lines, form.fact = fact["lines"], fact
    return form


_START: dict[str, dict[str, str]] = {
    "people": {"role": Role.PRESENT},
    "items": {"type": AgendaItem.Type.INFORMATION, "outcome": Outcome.DONE},
    "decisions": {"kind": DecisionKind.DECIDED},
    "actions": {"state": Action.State.OPEN},
    "polls": {},
    "documents": {},
}


def corrected(draft: Draft, data: QueryDict) -> Draft:
    """Return the draft with what was typed: facts that the page did not show stay as they are."""
    typed: dict[str, dict[str, str]] = {}
    for name, value in data.items():
        if found := _TYPED.fullmatch(name):
            typed.setdefault(found[1], {})[found[2]] = str(value)[:_LONGEST].replace("\r\n", "\n")
    result = {**draft, "meeting": _with(draft["meeting"], typed.pop("m", {}), MeetingFactForm)}
    for kind in KINDS:
        kept = [_with(one, typed.pop(one["key"], {}), FORMS[kind]) for one in draft[kind]]
        result[kind] = kept
    return result


def with_one_more(draft: Draft, kind: str, item: str) -> tuple[Draft, str]:
    """Return the draft with an empty fact of a kind beside an item (or none), and its key.

    A fact that stays empty is not saved.
    """
    key = _next_key(kind, draft[kind])
    fact = {
        **dict.fromkeys(FORMS[kind].base_fields, ""),
        **_START[kind],
        **({"is_break": False} if kind == "items" else {}),
        "key": key,
        "item": item if any(one["key"] == item for one in draft["items"]) else "",
        "lines": [0, 0],
        "removed": False,
    }
    return {**draft, kind: [*draft[kind], fact]}, key


def _next_key(kind: str, facts: Sequence[Fact]) -> str:
    """Return a key that no fact has; those of the agenda's own lines are another letter's."""
    used = [int(one["key"][1:]) for one in facts if one["key"].startswith(LETTERS[kind])]
    return f"{LETTERS[kind]}{max(used, default=-1) + 1}"


def _with(fact: Fact, words: Mapping[str, str], form: type[FactForm]) -> Fact:
    if not words:
        return fact
    named = {name: words[name] for name in form.base_fields if name in words}
    return {**fact, **_allowed(form, named), "removed": words.get("removed") == "on"}


def _allowed(form: type[FactForm], words: Mapping[str, str]) -> dict[str, str]:
    """Return the words without choices that are not offered."""
    kept = {}
    for name, value in words.items():
        field: Any = form.base_fields[name]
        if hasattr(field, "choices") and value not in {str(one) for one, _label in field.choices}:
            continue
        kept[name] = value
    return kept
