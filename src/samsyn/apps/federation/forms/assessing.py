"""The page on which a municipality assesses itself: every capability in one form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.http import QueryDict

from samsyn.apps.federation.models import CapabilityAssessment
from samsyn.apps.federation.services.assess import Answer
from samsyn.apps.federation.wording.ability import explain_ability
from samsyn.domain.federation.maturity import MOST, AbilityFlaw
from samsyn.domain.shared.refusal import Objection

_LONGEST = 2000


class AssessForm:
    """What is typed for each capability: l level, t target, b by when, e evidence, i initiative.

    Hand-made rather than 200 form fields: the page stays below its weight, and keeps what was
    typed.
    """

    def __init__(
        self,
        capabilities: Sequence[int],
        now: Mapping[int, CapabilityAssessment],
        initiatives: Sequence[tuple[int, str]],
        data: QueryDict | None,
    ) -> None:
        self.capabilities, self.now, self.data = capabilities, now, data
        self.names = dict(initiatives)
        self.ids = {name.casefold(): pk for pk, name in initiatives}
        self.errors: dict[str, list[str]] = {}
        self.answers: dict[int, Answer] = {}
        if data is not None:
            self.answers = {pk: self._read(pk, data) for pk in capabilities}

    @property
    def all_anew(self) -> bool:
        """Whether what is unchanged was looked at too."""
        return self.data is not None and self.data.get("anew") == "yes"

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Put every objection at its field."""
        for objection in objections:
            self.errors.setdefault(objection.field, []).append(explain_ability(objection))

    def shown(self, pk: int) -> dict[str, str]:
        """Return what the fields of one capability show: what was typed, else what is known."""
        if self.data is not None:
            return {part: self.data.get(f"{part}{pk}", "") for part in "ltbei"}
        row = self.now.get(pk)
        if row is None:
            return dict.fromkeys("ltbei", "")
        return {
            "l": str(row.level),
            "t": "" if row.target is None else str(row.target),
            "b": row.target_by.isoformat() if row.target_by else "",
            "e": row.evidence,
            "i": self.names.get(row.initiative_id or 0, ""),
        }

    def _read(self, pk: int, data: QueryDict) -> Answer:
        return Answer(
            level=self._figure(f"l{pk}", data, AbilityFlaw.LEVEL_WRONG),
            target=self._figure(f"t{pk}", data, AbilityFlaw.TARGET_WRONG),
            target_by=self._day(f"b{pk}", data),
            evidence=_text(data, f"e{pk}").replace("\r\n", "\n"),
            initiative_id=self._initiative(f"i{pk}", data),
        )

    def _figure(self, field: str, data: QueryDict, flaw: AbilityFlaw) -> int | None:
        text = _text(data, field)
        if not text:
            return None
        if text.isdecimal() and len(text) == 1 and int(text) <= MOST:
            return int(text)
        self.refuse([Objection(flaw, field=field)])
        return None

    def _day(self, field: str, data: QueryDict) -> date | None:
        text = _text(data, field)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.refuse([Objection(AbilityFlaw.DAY_WRONG, field=field)])
            return None

    def _initiative(self, field: str, data: QueryDict) -> int | None:
        text = _text(data, field)
        if not text:
            return None
        found = self.ids.get(text.casefold())
        if found is None:
            self.refuse([Objection(AbilityFlaw.NO_SUCH_INITIATIVE, field=field)])
        return found


def _text(data: QueryDict, field: str) -> str:
    said: Any = data.get(field, "")
    return str(said).replace("\x00", "").strip()[:_LONGEST]
