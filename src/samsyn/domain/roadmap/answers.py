"""Answers of the engine to what would help and what stands in the way, as they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from samsyn.domain.roadmap.setting import Setting, number_of
from samsyn.domain.roadmap.whatif import Kind, Wanted
from samsyn.domain.scheduling.conflict import Demand, Verdict, What
from samsyn.domain.scheduling.help import Gain

MOST_MOVES = 6


def gains_as_json(setting: Setting, gains: Iterable[Gain]) -> list[dict[str, Any]]:
    """Return what changes bring as plain JSON, with the names as they are now."""
    return [_gain(setting, gain) for gain in gains]


def _gain(setting: Setting, gain: Gain) -> dict[str, Any]:
    calendar, names, change = setting.problem.calendar, setting.names, gain.change
    return {
        "turn": change.turn.value,
        "pk": number_of(change.key),
        "name": names.get(change.key, ""),
        "percent": change.percent,
        "amount": change.amount,
        "day": None if change.week is None else calendar.date_of(change.week).isoformat(),
        "placed": gain.placed,
        "lateness": gain.lateness,
        "benefit": gain.benefit,
        "weeks": gain.weeks,
        "moves": [[number_of(k), names.get(k, ""), n] for k, n in gain.moves[:MOST_MOVES]],
        "enters": [[number_of(k), names.get(k, "")] for k in gain.enters[:MOST_MOVES]],
        "proven": gain.proven,
    }


def wanted_from(told: Mapping[str, Any]) -> Wanted:
    """Return the change that a kept gain is about, to make a scenario of it."""
    kind = Kind(told["turn"])
    of_role, of_fund = kind in (Kind.ADD_TIME, Kind.TAKE_TIME), kind is Kind.MONEY
    return Wanted(
        kind=kind,
        role=told["pk"] if of_role else None,
        fund=told["pk"] if of_fund else None,
        initiative=None if of_role or of_fund else told["pk"],
        share=told["percent"] if of_role else None,
        amount=told["amount"] if of_fund else None,
        day=date.fromisoformat(told["day"]) if told["day"] else None,
    )


def verdict_as_json(setting: Setting, verdict: Verdict) -> dict[str, Any]:
    """Return what stands against what as plain JSON, with names and deadlines as they are now."""
    return {
        "answer": verdict.answer.value,
        "conflicts": [
            {
                "proven": conflict.proven,
                "demands": [_demand(setting, one) for one in _told(conflict.demands)],
            }
            for conflict in verdict.conflicts
        ],
    }


def _told(demands: Iterable[Demand]) -> list[Demand]:
    """Leave out that something must be done where its deadline says so already."""
    kept = sorted(demands)
    due = {demand.key for demand in kept if demand.what is What.DEADLINE}
    return [d for d in kept if not (d.what is What.DONE and d.key in due)]


def _demand(setting: Setting, demand: Demand) -> dict[str, Any]:
    about = setting.about.get(demand.key)
    return {
        "what": demand.what.value,
        "pk": number_of(demand.key),
        "name": setting.names.get(demand.key, ""),
        "of": _owner(setting, demand.key) if demand.what is What.PIN else "",
        "day": about.deadline.isoformat() if about and about.deadline else None,
        "legal": about.legal if about else "",
    }


def _owner(setting: Setting, phase: str) -> str:
    owners = (i.key for i in setting.problem.initiatives if any(p.key == phase for p in i.phases))
    return setting.names.get(next(owners, ""), "")
