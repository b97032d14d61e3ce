"""What people may type when they hold a classification workshop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from samsyn.apps.register.queries.scales import scale_choices
from samsyn.apps.register.services.workshop import Typed
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.scales import Aspect, Perspective, Scale
from samsyn.domain.classification.workshop import LONGEST_REASON, Answer
from samsyn.kernel.form_widgets import DayInput
from samsyn.kernel.records.forms import NounForm

Place = tuple[Aspect, Perspective]


class WorkshopRecordForm(NounForm):
    """The scale is one of the catalogue's."""

    def narrow_choices(self) -> None:
        """Offer the scales there are."""
        given = str(self.initial.get("scale", ""))
        choices = scale_choices(self.actor)
        if given and given not in dict(choices):
            choices = [*choices, (given, given)]
        old = self.fields["scale"]
        self.fields["scale"] = forms.ChoiceField(label=old.label, choices=choices, initial=given)


class StartWorkshopForm(forms.Form):
    """What is asked before a group begins."""

    scale = forms.ChoiceField(label=_("Scale"))
    held_on = forms.DateField(label=_("Held on"), widget=DayInput())
    participants = forms.CharField(
        label=_("Who takes part"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line: name and role. Those who use the information know it best."),
    )

    def __init__(self, actor: Actor, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        scale = self.fields["scale"]
        if isinstance(scale, forms.ChoiceField):
            scale.choices = scale_choices(actor)


def field_name(aspect: Aspect, perspective: Perspective, part: str) -> str:
    """Return the name of one input: level, reason, or the mark of what the person saw."""
    return f"{aspect}-{perspective}-{part}"


def typed_in(
    posted: Mapping[str, str], scale: Scale, places: Iterable[Place]
) -> dict[Place, Typed]:
    """Return the answers that were sent for these questions; nothing that is not on the scale."""
    found = {}
    for aspect, perspective in places:
        seen = posted.get(field_name(aspect, perspective, "seen"))
        if seen is None:
            continue
        level = posted.get(field_name(aspect, perspective, "level"), "")
        reason = posted.get(field_name(aspect, perspective, "reason"), "")
        chosen = int(level) if level.isdecimal() and len(level) == 1 else None
        said = reason.replace("\r\n", "\n").replace("\x00", "")[:LONGEST_REASON].strip()
        answer = Answer(chosen if chosen is not None and scale.holds(chosen) else None, said)
        found[aspect, perspective] = Typed(answer, seen)
    return found


@dataclass(frozen=True, slots=True)
class Frame:
    """Who took part and when to review, as it was sent, each with what the person saw."""

    participants: str
    next_review: date | None
    seen_participants: str
    seen_next_review: date | None

    @classmethod
    def sent(cls, posted: Mapping[str, str]) -> Frame | None:
        """Return what was sent, or None where the form had nothing of it."""
        if "participants" not in posted:
            return None
        return cls(
            _lines(posted.get("participants", "")),
            _day(posted.get("next_review", "")),
            _lines(posted.get("seen-participants", "")),
            _day(posted.get("seen-next_review", "")),
        )

    @property
    def facts(self) -> dict[str, tuple[object, object]]:
        """What the use-case takes: by name, what was seen and what was typed."""
        return {
            "participants": (self.seen_participants, self.participants),
            "next_review": (self.seen_next_review, self.next_review),
        }


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "")[:4000].strip()


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
