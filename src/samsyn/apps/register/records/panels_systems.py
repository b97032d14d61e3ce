"""The parts of a system's page about its life, its costs, its standards and what is missing."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from samsyn.apps.register.models import CostShare, StandardFollowing, System, TechnologyStandard
from samsyn.apps.register.models.cost import CostKind
from samsyn.apps.register.queries.completeness import known_of_system
from samsyn.apps.register.queries.system_page import ELSEWHERE, Around, around
from samsyn.apps.register.wording.completeness import SYSTEM as WHY
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.register.completeness import SYSTEM_NEEDS, asked, missing
from samsyn.domain.register.lifecycle import Stage
from samsyn.kernel import clock
from samsyn.kernel.asking import Asking
from samsyn.kernel.records.declaration import record_of, url_of

_FIRST = 5
_TONES = {"follows": "success", "deviates": "danger", "exempt": "warning", "irrelevant": "neutral"}
#: Where a need is met, when it isn't met by a field of the system itself.
_ELSEWHERE = {"agreement": "agreements", "dpa": "agreements"}


def system_life(_actor: Actor, system: System) -> Mapping[str, object] | None:
    """Return the stages with their days, the one it is in marked."""
    order = list(Stage)
    at = order.index(Stage(system.stage))
    steps = [
        {
            "label": System.Stage(stage).label,
            "day": getattr(system, f"{stage}_on"),
            "now": nth == at,
            "done": nth < at,
        }
        for nth, stage in enumerate(order)
        if nth in (at, 2, 4) or getattr(system, f"{stage}_on")
    ]
    return {"steps": steps}


def system_missing(actor: Actor, system: System) -> Asking[Mapping[str, object] | None]:
    """Ask for what is missing of a system and why it matters, the most important first."""
    facts = yield from known_of_system(actor, system.pk)
    unmet = missing(SYSTEM_NEEDS, facts)
    if not unmet:
        return None
    may = actor.may(Permission.REGISTER_WRITE)
    rows = []
    for need in unmet:
        what, why, law = WHY[need.code]
        url = _where(system, need.code, need.filled) if may else ""
        rows.append({"what": what, "why": why, "law": law, "url": url})
    of = asked(SYSTEM_NEEDS, facts)
    return {"first": rows[:_FIRST], "rest": rows[_FIRST:], "known": of - len(unmet), "of": of}


def _where(system: System, code: str, filled: tuple[str, ...]) -> str:
    if code in _ELSEWHERE:
        kind = "&kind=dpa" if code == "dpa" else ""
        new = reverse("records:new", kwargs={"slug": _ELSEWHERE[code]})
        return f"{new}?systems={system.pk}{kind}"
    if code == "cost":
        return reverse("register:system_costs", args=[system.pk])
    edit = reverse("records:edit", kwargs={"slug": "systems", "pk": system.pk})
    return f"{edit}#id_{filled[0]}"


def system_exchange(actor: Actor, system: System) -> Asking[Mapping[str, object] | None]:
    """Ask for what replaces the system and what it replaces, with the days of the cut-overs."""
    replaced = (yield from around(actor, system)).replaces
    if system.replaced_by_id is None and not replaced:
        return None
    successor = system.replaced_by
    return {
        "successor": {"text": successor.name, "url": _page(successor.pk)} if successor else None,
        "cut_over_on": system.cut_over_on,
        "retired": system.stage == System.Stage.RETIRED,
        "exchange_url": reverse("register:system_exchange", args=[system.pk]),
        "replaces": [
            {
                "text": one.title,
                "url": _page(one.pk),
                "stage": System.Stage(one.code).label,
                "day": one.day,
                "exchange_url": reverse("register:system_exchange", args=[one.pk]),
            }
            for one in replaced
        ],
    }


def system_costs(actor: Actor, system: System) -> Asking[Mapping[str, object]]:
    """Ask for what the system costs by its lines beside what was estimated, and who bears it."""
    known, year = (yield from around(actor, system)), clock.today().year
    total = known.year(year)
    return {
        "year": year,
        "total": total,
        "estimate": system.yearly_cost,
        "differs": total is not None and system.yearly_cost not in (None, total),
        "lines": [
            {"kind": CostKind(line.code).label, "amount": line.number}
            for line in known.costs
            if line.title == str(year)
        ],
        "before": known.year(year - 1),
        "year_before": year - 1,
        "shares": _shares(known),
        "url": reverse("register:system_costs", args=[system.pk]),
        "may_write": actor.may(Permission.REGISTER_WRITE),
    }


def _shares(known: Around) -> list[dict[str, object]]:
    return [
        {"label": CostShare.Dimension(dimension).label, "shares": borne}
        for dimension in CostShare.Dimension
        if (
            borne := [
                {"bearer": line.title, "percent": (line.number or 0).normalize()}  # type: ignore[union-attr]
                for line in known.shares
                if line.code == dimension
            ]
        )
    ]


def system_standards(actor: Actor, system: System) -> Asking[Mapping[str, object] | None]:
    """Ask for the standards the system follows, deviates from or is exempt from."""
    found = (yield from around(actor, system)).standards
    today = clock.today()
    if not found:
        return None
    return {
        "rows": [
            {
                "text": one.title,
                "url": url_of(record, one.pk) if (record := record_of(TechnologyStandard)) else "",
                "verdict": StandardFollowing.Verdict(one.code).label,
                "tone": _TONES[one.code],
                "reason": one.note,
                "until": one.day,
                "over": one.code == "exempt" and one.day is not None and one.day < today,
            }
            for one in sorted(found, key=lambda one: (list(_TONES).index(one.code), one.title))
        ]
    }


def system_elsewhere(actor: Actor, system: System) -> Asking[Mapping[str, object] | None]:
    """Ask for the first of the neighbours' systems of the same product that they show."""
    if system.product_id is None:
        return None
    found = (yield from around(actor, system)).elsewhere
    return {
        "systems": [
            {
                "name": one.title,
                "who": f"{one.note} · {System.Stage(one.code).label}",
                "url": _page(one.pk),
            }
            for one in found[:ELSEWHERE]
        ],
        "more": len(found) > ELSEWHERE,
        "url": reverse("register:product_users", args=[system.product_id]),
    }


def standard_followers(actor: Actor, standard: TechnologyStandard) -> Mapping[str, object]:
    """Return the systems that follow a standard, deviate from it, or are exempt until a day."""
    today = clock.today()
    rows = (
        StandardFollowing.owned_by(actor)
        .filter(standard=standard)
        .order_by("system__sort_key", "pk")
        .values_list("verdict", "system_id", "system__name", "reason", "until")
    )
    groups: dict[str, list[dict[str, object]]] = {verdict: [] for verdict in _TONES}
    for verdict, pk, name, reason, until in rows:
        over = verdict == "exempt" and until is not None and until < today
        groups[verdict].append(
            {"text": name, "url": _page(pk), "reason": reason, "until": until, "over": over}
        )
    order = ("deviates", "exempt", "follows", "irrelevant")
    new = reverse("records:new", kwargs={"slug": "standards-in-systems"})
    return {
        "groups": [
            {"label": StandardFollowing.Verdict(v).label, "tone": _TONES[v], "rows": groups[v]}
            for v in order
            if groups[v]
        ],
        "new_url": f"{new}?standard={standard.pk}" if actor.may(Permission.REGISTER_WRITE) else "",
    }


def _page(pk: int) -> str:
    return reverse("records:page", kwargs={"slug": "systems", "pk": pk})
