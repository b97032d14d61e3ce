"""The table in which an initiative's work is planned: a row per phase, a column per role.

Everything works by plain buttons that send the form back: add, remove, move, add a role. What was
typed is kept as typed; it is checked when it is saved, all of it at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samsyn.apps.organisation.public import Role
from samsyn.apps.portfolio import queries
from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.models.work import MOST_SHARE
from samsyn.apps.portfolio.wording import explain
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.work_plan import MOST_PHASES, MOST_WEEKS, PlannedPhase
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel.form_widgets import DayInput

Row = dict[str, object]
_TYPED = re.compile(r"phase-(\d{1,3})-(\w{1,30})")
_MOST_ROLES = 30


class PhaseForm(forms.Form):
    """One phase: its name, length, cost and beginning, and its share of each role."""

    key = forms.IntegerField(required=False, widget=forms.HiddenInput())
    name = forms.CharField(label=_("Phase"), max_length=120)
    weeks = forms.IntegerField(label=_("Weeks"), min_value=1, max_value=MOST_WEEKS, localize=True)
    weeks_least = forms.IntegerField(
        label=_("Weeks at best"), min_value=1, max_value=MOST_WEEKS, required=False, localize=True
    )
    weeks_most = forms.IntegerField(
        label=_("Weeks at worst"), min_value=1, max_value=MOST_WEEKS, required=False, localize=True
    )
    cost = forms.DecimalField(
        label=_("One-off cost"),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        required=False,
        localize=True,
    )
    started_on = forms.DateField(label=_("Began on"), required=False, widget=DayInput())
    ambition = forms.ChoiceField(
        label=_("Only at this ambition"),
        choices=[("", _("Always")), *Initiative.Ambition.choices],
        required=False,
    )

    def __init__(self, roles: Iterable[Role], **options: Any) -> None:  # noqa: ANN401 - Django's options
        super().__init__(**options)
        for role in roles:
            self.fields[f"role_{role.pk}"] = forms.IntegerField(
                label=role.name, min_value=0, max_value=MOST_SHARE, required=False, localize=True
            )

    @property
    def shares(self) -> list[forms.BoundField]:
        """The fields of the roles, in the order of the columns."""
        return [self[name] for name in self.fields if name.startswith("role_")]

    @property
    def is_blank(self) -> bool:
        """Tell whether nobody typed anything here."""
        return self.is_bound and not any(
            (self.data.get(self.add_prefix(name)) or "").strip()
            for name in self.fields
            if name not in {"key", "ambition"}
        )

    def planned(self) -> PlannedPhase:
        """Return the phase as the use-case takes it. Call on a valid form."""
        typed = self.cleaned_data
        return PlannedPhase(
            key=typed["key"],
            name=typed["name"],
            weeks=typed["weeks"],
            weeks_least=typed["weeks_least"],
            weeks_most=typed["weeks_most"],
            cost=typed["cost"] or Decimal(0),
            started_on=typed["started_on"],
            ambition=typed["ambition"],
            shares={
                int(name.removeprefix("role_")): value or 0
                for name, value in typed.items()
                if name.startswith("role_")
            },
        )


class WorkForm:
    """The whole table. `rows` are its lines, `roles` its columns, `others` roles to add."""

    def __init__(self, actor: Actor, initiative: Initiative, data: QueryDict | None = None) -> None:
        self.initiative = initiative
        self.revision = initiative.revision
        self.errors: list[tuple[str, str]] = []
        self._roles = list(Role.visible_to(actor).order_by("sort_key"))
        self._chosen: list[int] = []
        self._data = data
        if data is None:
            self._show(self._saved(actor) or [{}])
        else:
            self._chosen = _numbers(data.getlist("roles"))[:_MOST_ROLES]
            self.revision = next(iter(_numbers([data.get("revision", "")])), self.revision)
            self._bind(_typed(data))

    @property
    def roles(self) -> list[Role]:
        """The roles that have a column."""
        return [role for role in self._roles if role.pk in self._chosen]

    @property
    def others(self) -> list[Role]:
        """The roles that have none yet."""
        return [role for role in self._roles if role.pk not in self._chosen]

    def do(self, command: str) -> None:
        """Add, remove or move a row or a column, keeping all that was typed."""
        if self._data is None:
            return
        rows: list[Row] = [dict(row) for row in _typed(self._data)]
        act, _dash, number = command.partition("-")
        place = int(number) if number.isdecimal() and len(number) < 18 else -1  # noqa: PLR2004 - a bigint
        if act == "add" and len(rows) < MOST_PHASES:
            rows.append({})
        elif act == "remove" and 0 <= place < len(rows):
            del rows[place]
        elif act in {"up", "down"} and 0 <= place < len(rows):
            target = min(max(place + (1 if act == "down" else -1), 0), len(rows) - 1)
            rows.insert(target, rows.pop(place))
        elif act == "add_role":
            self._chosen += _numbers([self._data.get("new_role", "")])
        elif act == "drop_role":
            self._chosen = [role for role in self._chosen if role != place]
        self._show(rows or [{}])

    def is_valid(self) -> bool:
        """Check every cell; what is wrong is then in `errors` and beside each field."""
        self.errors = [
            (str(row[name].id_for_label), f"{row[name].label}: {error}")
            for row in self.rows
            for name, errors in row.errors.items()
            for error in errors
        ]
        return not self.errors

    def phases(self) -> list[PlannedPhase]:
        """Return what was typed, as the use-case takes it. Call on a valid form."""
        return [row.planned() for row in self.rows]

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Put every objection at its cell, or on top."""
        for objection in objections:
            number, _dash, name = objection.field.partition("-")
            said = explain(objection)
            anchor = ""
            if name:
                row = self.rows[int(number)]
                row.add_error(name, said)
                anchor = str(row[name].id_for_label)
            self.errors.append((anchor, said))

    def _saved(self, actor: Actor) -> list[Row]:
        work = queries.work_of(actor, self.initiative)
        self._chosen = list(work.roles)
        return [
            {
                "key": phase.key,
                "name": phase.name,
                "weeks": phase.weeks,
                "weeks_least": phase.weeks_least,
                "weeks_most": phase.weeks_most,
                "cost": phase.cost or None,
                "started_on": phase.started_on,
                "ambition": phase.ambition,
                **{f"role_{role}": share for role, share in phase.shares.items()},
            }
            for phase in work.phases
        ]

    def _show(self, rows: list[Row]) -> None:
        self.rows = [
            PhaseForm(self.roles, initial=row, prefix=f"phase-{number}")
            for number, row in enumerate(rows)
        ]

    def _bind(self, rows: list[dict[str, str]]) -> None:
        forms_of_rows = [
            PhaseForm(
                self.roles,
                data={f"phase-{number}-{name}": value for name, value in row.items()},
                prefix=f"phase-{number}",
            )
            for number, row in enumerate(rows)
        ]
        self.rows = [row for row in forms_of_rows if not row.is_blank]


def _typed(data: QueryDict) -> list[dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    for key, value in data.items():
        if found := _TYPED.fullmatch(key):
            rows.setdefault(int(found[1]), {})[found[2]] = str(value)
    return [rows[number] for number in sorted(rows)][: MOST_PHASES + 1]


def _numbers(texts: Iterable[str]) -> list[int]:
    return [int(text) for text in texts if text.isdecimal() and len(text) < 18]  # noqa: PLR2004 - a bigint
