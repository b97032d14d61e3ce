"""What is asked on the way of minutes: who approves, what is wrong, what others may read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.council.models import Attendance
from samsyn.apps.council.wording.minutes import FINDS, explain
from samsyn.domain.minutes_paper.content import Content
from samsyn.domain.minutes_paper.showing import Find, Judged
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.tenancy.owned import Visibility

HOLD, SHOW = "hold", "show"


class _Refusable(forms.Form):
    """A form that tells why the step was refused."""

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Put every objection at its field, or on top."""
        for objection in objections:
            place = self.place_of(objection.field)
            self.add_error(place if place in self.fields else None, explain(objection))

    def place_of(self, field: str) -> str:
        """Return which of our fields an objection is about."""
        return field


class AdjustersForm(_Refusable):
    """Who of those present approves the minutes beside the chair."""

    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Beside the chair"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )

    def __init__(self, people: Sequence[Attendance], *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        field: Any = self.fields["chosen"]
        field.choices = [(str(one.pk), _named(one)) for one in people]
        field.initial = [str(one.pk) for one in people if one.adjusts]

    def chosen_ids(self) -> list[int]:
        """Return whom the person chose."""
        return [int(pk) for pk in self.cleaned_data["chosen"]]


class DigestForm(_Refusable):
    """Which text the person saw."""

    digest = forms.CharField(widget=forms.HiddenInput(), max_length=64)


class ObjectForm(DigestForm):
    """What is wrong with it."""

    words = forms.CharField(
        label=gettext_lazy("What is wrong"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AddendumForm(_Refusable):
    """A correction of locked minutes."""

    item_number = forms.ChoiceField(label=gettext_lazy("About item"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Correction"),
        help_text=gettext_lazy("It is dated today and stands after the minutes, which stay."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, content: Mapping[str, Any], *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        field: Any = self.fields["item_number"]
        items = [(one["number"], _item(one)) for one in content.get("items", ())]
        field.choices = [("", _("The whole minutes")), *items]


class WithdrawForm(_Refusable):
    """Why nobody outside may read them any more."""

    reason = forms.CharField(label=gettext_lazy("Why"), max_length=500)


class ShowForm(_Refusable):
    """How far they are shown, and what of all that was found is held back."""

    reach = forms.ChoiceField(
        label=gettext_lazy("Who may read them"),
        choices=[
            (Visibility.FEDERATION.value, gettext_lazy("Our federations")),
            (Visibility.PUBLIC.value, gettext_lazy("Everybody")),
        ],
        widget=forms.RadioSelect(),
        initial=Visibility.PUBLIC.value,
    )
    guests_named = forms.BooleanField(
        label=gettext_lazy("Name presenters and guests too"),
        help_text=gettext_lazy("Those who sit on the forum are always named."),
        required=False,
    )
    closed = forms.MultipleChoiceField(
        label=gettext_lazy("Hold back the whole text of these items"),
        help_text=gettext_lazy("Items behind closed doors are held back already."),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )

    def __init__(
        self,
        content: Content,
        finds: Sequence[Find],
        *args: Any,  # noqa: ANN401 - Django's signature
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **options)
        self.finds = finds
        items: Any = self.fields["closed"]
        items.choices = [
            (str(one["id"]), _item(one)) for one in content["items"] if not one["closed"]
        ]
        for find in finds:
            self.fields[f"find_{find.key}"] = forms.ChoiceField(
                label=str(FINDS[find.kind]),
                choices=[(HOLD, _("Hold it back")), (SHOW, _("Show it"))],
                widget=forms.RadioSelect(),
                initial=HOLD,
            )
            self.fields[f"why_{find.key}"] = forms.CharField(
                label=_("Why it may be shown"), required=False, max_length=300
            )

    def place_of(self, field: str) -> str:
        """Return where a find is asked about: where it is shown without a reason, the reason."""
        said = self.data.get(f"find_{field}")
        return f"why_{field}" if said == SHOW else f"find_{field}"

    def groups(self) -> list[dict[str, object]]:
        """Return the fields as the page asks them: first how far, then each find by itself."""
        first = [self[name] for name in ("reach", "guests_named", "closed")]
        found: list[dict[str, object]] = [
            {
                "label": _("Found %(n)d: %(what)s") % {"n": n, "what": FINDS[find.kind]},
                "help": find.shown,
                "fields": [self[f"find_{find.key}"], self[f"why_{find.key}"]],
            }
            for n, find in enumerate(self.finds, 1)
        ]
        return [{"label": _("How far"), "help": "", "fields": first}, *found]

    def judged(self) -> dict[str, Judged]:
        """Return what the person said about every find they were shown."""
        said = self.cleaned_data
        return {
            find.key: Judged(
                release=said[f"find_{find.key}"] == SHOW, reason=said[f"why_{find.key}"]
            )
            for find in self.finds
        }

    def closed_ids(self) -> list[int]:
        """Return the items held back whole."""
        return [int(pk) for pk in self.cleaned_data["closed"]]


def _named(one: Attendance) -> str:
    return f"{one.who}, {one.represents}" if one.represents else one.who


def _item(one: Mapping[str, Any]) -> str:
    return f"{one['number']} {one['name']}".strip()
