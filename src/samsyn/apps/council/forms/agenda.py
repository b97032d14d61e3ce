"""What is asked about seats, meetings, proposals and answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.apps.council.models import AgendaItem, Attendance, Forum, ForumMember, Meeting
from samsyn.apps.council.queries.forums import members_of
from samsyn.apps.council.services.plan_meeting import Plan
from samsyn.apps.council.services.propose import Proposal
from samsyn.apps.council.services.seats import NewSeat
from samsyn.apps.council.wording import sitting
from samsyn.apps.council.wording.agenda import explain_agenda
from samsyn.apps.organisation.public import Person
from samsyn.domain.access.actor import Actor
from samsyn.domain.council.agenda import LONGEST_LINE
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel import clock
from samsyn.kernel.form_widgets import DayInput
from samsyn.kernel.models import Membership, Organisation

_LONG = {"rows": 4}
_LONGEST_TEXT = 20_000


class RefusableForm(forms.Form):
    """A form that can say everything the domain has against what was typed, in its place."""

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Put every objection at its field, or on top."""
        for objection in objections:
            place = objection.field if objection.field in self.fields else None
            self.add_error(place, explain_agenda(objection))


class SeatForm(RefusableForm):
    """Who is given a seat, for whom, as what."""

    person: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Person"),
        queryset=None,
        required=False,
        help_text=_("Somebody who is known here. Otherwise write a name and an address below."),
    )
    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    represents: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("Represents"), queryset=None, required=False
    )
    seat = forms.ChoiceField(label=_("As"), choices=ForumMember.Seat.choices, initial="member")
    right = forms.ChoiceField(label=_("Right"), choices=ForumMember.Right.choices, initial="vote")
    substitute_for: forms.ModelChoiceField[ForumMember] = forms.ModelChoiceField(
        label=_("Substitute for"),
        queryset=None,
        required=False,
        help_text=_("Empty for a substitute of anybody from the same organisation."),
    )
    since = forms.DateField(label=_("From"), required=False, widget=DayInput())

    def __init__(self, actor: Actor, forum: Forum, data: Any = None) -> None:  # noqa: ANN401 - request.POST or None
        super().__init__(data, initial={"since": clock.today()})
        fields: dict[str, Any] = self.fields
        fields["person"].queryset = Person.owned_by(actor).order_by("sort_key")
        fields["represents"].queryset = organisations_around(actor)
        now = members_of(actor, forum.pk, clock.today())
        fields["substitute_for"].queryset = now.exclude(seat=ForumMember.Seat.SUBSTITUTE)
        fields["substitute_for"].label_from_instance = lambda member: member.person.name

    def seat_wanted(self) -> NewSeat:
        """Return what was typed. Call on a valid form."""
        typed = self.cleaned_data
        pk = {name: getattr(typed[name], "pk", None) for name in ("person", "represents")}
        return NewSeat(
            person_id=pk["person"],
            name=typed["name"],
            email=typed["email"],
            represents_id=pk["represents"],
            seat=typed["seat"],
            right=typed["right"],
            substitute_for_id=getattr(typed["substitute_for"], "pk", None),
            since=typed["since"],
        )


def organisations_around(actor: Actor) -> Any:  # noqa: ANN401 - a queryset
    """Return who may be represented: ourselves, our members, and our federations' members."""
    here = actor.organisation_id
    ours = Membership.objects.filter(member=here).values("federation")
    beside = Membership.objects.filter(federation__in=ours).values("member")
    under = Membership.objects.filter(federation=here).values("member")
    found = Organisation.objects.filter(pk__in=beside) | Organisation.objects.filter(pk__in=under)
    return (found | Organisation.objects.filter(pk=here)).distinct().order_by("name")


class EndSeatForm(RefusableForm):
    """When a seat ends, and why."""

    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=DayInput(),
        help_text=_("Empty for at once: from now on the person sees nothing of the forum."),
    )
    reason = forms.CharField(label=_("Why"), max_length=500, required=False)


class MeetingForm(RefusableForm):
    """When and where a meeting is, and what stands above its agenda."""

    day = forms.DateField(label=_("Day"), widget=DayInput())
    starts = forms.TimeField(label=_("Begins"), widget=forms.TimeInput({"type": "time"}))
    ends = forms.TimeField(label=_("Ends"), widget=forms.TimeInput({"type": "time"}))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")
    to_members = forms.CharField(
        label=_("To those who are called"),
        max_length=_LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(_LONG),
        help_text=_("Stands above the agenda."),
    )

    def __init__(self, forum: Forum, meeting: Meeting | None = None, data: Any = None) -> None:  # noqa: ANN401 - request.POST or None
        super().__init__(data, initial=_as_usual(forum) if meeting is None else _as_is(meeting))

    def plan(self) -> Plan:
        """Return what was typed, in the organisation's time zone. Call on a valid form."""
        typed = self.cleaned_data
        return Plan(
            starts_at=_at(typed["day"], typed["starts"]),
            ends_at=_at(typed["day"], typed["ends"]),
            place=typed["place"].strip(),
            link=typed["link"],
            to_members=typed["to_members"].strip(),
        )


def _at(day: Any, time: Any) -> datetime:  # noqa: ANN401 - a date and a time
    return timezone.make_aware(datetime.combine(day, time))


def _as_usual(forum: Forum) -> dict[str, object]:
    starts = forum.usual_start
    ends = None
    if starts:
        whole = datetime.combine(clock.today(), starts) + timedelta(minutes=forum.usual_minutes)
        ends = whole.time()
    usual = {"place": forum.usual_place, "link": forum.usual_link}
    return {"starts": _clock(starts), "ends": _clock(ends), **usual}


def _as_is(meeting: Meeting) -> dict[str, object]:
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return {
        "day": starts.date(),
        "starts": _clock(starts),
        "ends": _clock(ends),
        "place": meeting.place,
        "link": meeting.link,
        "to_members": meeting.to_members,
    }


def _clock(time: Any) -> str:  # noqa: ANN401 - a time, a moment or None
    return time.strftime("%H:%M") if time else ""


class ProposalForm(RefusableForm):
    """What is put before a forum."""

    name = forms.CharField(label=_("Title"), max_length=250)
    type = forms.ChoiceField(label=_("Type"), choices=AgendaItem.Type.choices)
    minutes = forms.IntegerField(
        label=_("Minutes of time"), min_value=1, max_value=LONGEST_LINE, initial=10, localize=True
    )
    presenter_name = forms.CharField(label=_("Presenter"), max_length=150, required=False)
    description = forms.CharField(
        label=_("What it is about"),
        max_length=_LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(_LONG),
    )
    proposal = forms.CharField(
        label=_("Proposal"),
        max_length=_LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(_LONG),
        help_text=_("What is to be decided."),
    )
    basis = forms.CharField(
        label=_("Basis"),
        max_length=_LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(_LONG),
        help_text=_("Law, goal or mandate that it rests on."),
    )
    consequences = forms.CharField(
        label=_("Consequences"),
        max_length=_LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(_LONG),
        help_text=_("For cost, hours, risk and personal data, and of not deciding."),
    )
    closed_doors = forms.BooleanField(label=_("Behind closed doors"), required=False)

    def proposed(self, about: dict[str, object]) -> Proposal:
        """Return what was typed. Call on a valid form."""
        typed = {k: v for k, v in self.cleaned_data.items() if k != "forum"}
        return Proposal(about=about, **typed)


class ForumProposalForm(ProposalForm):
    """The same, where the forum is still to be chosen."""

    forum: forms.ModelChoiceField[Forum] = forms.ModelChoiceField(label=_("Forum"), queryset=None)
    field_order = ("forum",)

    def __init__(self, actor: Actor, data: Any = None, initial: Any = None) -> None:  # noqa: ANN401 - request.POST or None
        super().__init__(data, initial=initial)
        live = Forum.owned_by(actor).exclude(until__lt=clock.today())
        self.fields["forum"].queryset = live.order_by("sort_key")  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """Comes, perhaps, declines; and why, if one wants."""

    answer = forms.ChoiceField(
        choices=[c for c in Attendance.Answer.choices if c[0] != Attendance.Answer.WAITING]
    )
    note = forms.CharField(max_length=300, required=False)


class ReopenForm(RefusableForm):
    """Why a closed meeting is opened again."""

    reason = forms.CharField(label=_("Why"), max_length=500, required=False)

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Say it in the words of a meeting that sits."""
        for objection in objections:
            place = objection.field if objection.field in self.fields else None
            self.add_error(place, sitting.explain(objection))


class CancelForm(RefusableForm):
    """Why a meeting is called off."""

    reason = forms.CharField(label=_("Why"), max_length=500, required=False)
