"""What the address of a map asks for: nothing in it is trusted, all of it may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from samsyn.apps.register.wording import ASPECTS, LEVELS
from samsyn.apps.register.wording.map import GROUPINGS, KINDS, PERSONAL
from samsyn.domain.classification.scales import Aspect
from samsyn.domain.register.map import Grouping, Kind, Personal, Sieve

_MOST_ASSETS = 300
_STEPS = (1, 2, 3)
Choice = dict[str, object]


@dataclass(frozen=True)
class MapState:
    """What to show, gathered how."""

    q: str = ""
    grouping: Grouping = Grouping.NONE
    sieve: Sieve = field(default_factory=Sieve)
    page: int = 1

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """Understand the address; what can't be understood is left out."""
        aspect, grouping = query.get("aspect", ""), query.get("group", "")
        personal = query.get("personal", "")
        return cls(
            q=query.get("q", "").replace("\x00", "").strip()[:200],
            grouping=Grouping(grouping) if grouping in set(Grouping) else Grouping.NONE,
            sieve=Sieve(
                kinds=frozenset(Kind(k) for k in query.getlist("kind") if k in set(Kind)),
                asset=_number(query.get("asset", "")),
                aspect=Aspect(aspect) if aspect in set(Aspect) else None,
                level=min(4, _number(query.get("level", ""))),
                personal=personal if personal in set(Personal) else "",
                leaves=query.get("leaves") == "yes",
                focus=query.get("focus", "")[:20] if query.get("focus", "").isalnum() else "",
                steps=max(1, min(_STEPS[-1], _number(query.get("steps", "1")))),
            ),
            page=max(1, _number(query.get("page", "1"))),
        )

    def query(self, **changes: object) -> str:
        """Return the address's query for this state with something changed, or ''."""
        sieve = self.sieve
        said: dict[str, object] = {
            "q": self.q,
            "group": "" if self.grouping is Grouping.NONE else self.grouping,
            "kind": sorted(sieve.kinds),
            "asset": sieve.asset or "",
            "aspect": sieve.aspect or "",
            "level": sieve.level or "",
            "personal": sieve.personal,
            "leaves": "yes" if sieve.leaves else "",
            "focus": sieve.focus,
            "steps": sieve.steps if sieve.focus and sieve.steps > 1 else "",
            **changes,
        }
        told = {name: value for name, value in said.items() if value not in ("", [], None)}
        return f"?{urlencode(told, doseq=True)}" if told else ""


def map_fields(
    state: MapState, known: Mapping[int, str], *, apart: str = ""
) -> list[dict[str, object]]:
    """Return each choice that narrows the map, as the form shows it.

    `apart` is how the address says that nothing is gathered; a large map must say so.
    """
    sieve = state.sieve
    steps = [(str(n), f"{n} · {LEVELS[n]}") for n in range(1, 5)]
    assets = [(str(pk), name) for pk, name in list(known.items())[:_MOST_ASSETS]]
    asset, level = str(sieve.asset or ""), str(sieve.level or "")
    kinds = [(str(kind), str(label)) for kind, label in KINDS.items()]
    kind = next(iter(sieve.kinds), "") if len(sieve.kinds) == 1 else ""
    groups = [(str(g), str(label)) for g, label in GROUPINGS.items() if g is not Grouping.NONE]
    aspects = [(str(a), str(label)) for a, label in ASPECTS.items()]
    personal = [(str(p), str(label)) for p, label in PERSONAL.items()]
    return [
        _choice("group", _("Gather"), str(state.grouping), groups, _("Not gathered"), apart),
        _choice("asset", _("Information"), asset, assets, _("All")),
        _choice("aspect", _("Colour by"), str(sieve.aspect or ""), aspects, _("The highest level")),
        _choice("level", _("Level at least"), level, steps, _("All")),
        _choice("personal", _("Personal data"), sieve.personal, personal, _("All")),
        _choice("kind", _("Kind"), str(kind), kinds, _("All")),
        _choice(
            "leaves",
            _("Leaves the EU and EEA"),
            "yes" if sieve.leaves else "",
            [("yes", _("Only that"))],
            _("All"),
        ),
    ]


def step_choices(state: MapState) -> list[Choice]:
    """Return how far around the focus one may look."""
    words = {1: _("1 step away"), 2: _("2 steps away"), 3: _("3 steps away")}
    return [{"value": n, "label": words[n], "selected": n == state.sieve.steps} for n in _STEPS]


def _choice(
    name: str,
    label: str,
    chosen: str,
    choices: list[tuple[str, str]],
    nothing: str,
    unsaid: str = "",
) -> dict[str, object]:
    told = [(unsaid, nothing), *choices]
    return {
        "name": name,
        "label": label,
        "on": chosen not in ("", Grouping.NONE),
        "choices": [{"value": v, "label": text, "selected": v == chosen} for v, text in told],
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0  # noqa: PLR2004 - fits a bigint
