"""What this room's acts are called, and what speaks against them, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrOrPromise

from samsyn.domain.roadmap.publishing import Reservation, Standstill
from samsyn.domain.roadmap.showing import Closure
from samsyn.domain.roadmap.whatif import Lack
from samsyn.domain.scheduling.wellformed import Flaw
from samsyn.domain.shared.refusal import Objection

ACT_NAMES: Mapping[str, StrOrPromise] = {
    "roadmap.start_planning": gettext_lazy("Planning started"),
    "roadmap.solve_plan": gettext_lazy("Planned"),
    "roadmap.improve_plan": gettext_lazy("Search for a better plan started"),
    "roadmap.stop_improving": gettext_lazy("Search stopped"),
    "roadmap.publish_roadmap": gettext_lazy("Roadmap published"),
    "roadmap.pin_phase": gettext_lazy("Phase pinned or let go"),
    "roadmap.study_plan": gettext_lazy("Question put to the engine"),
    "roadmap.make_scenario": gettext_lazy("Scenario made"),
    "roadmap.open_roadmap": gettext_lazy("Roadmap shown to everybody"),
    "roadmap.withdraw_roadmap": gettext_lazy("Public roadmap withdrawn"),
}


def explain(objection: Objection) -> str:
    """Put one refusal into a full sentence that says what to do."""
    tellers: Mapping[type[StrEnum], Callable[[Objection], str]] = {
        Standstill: _standstill,
        Reservation: _reservation,
        Flaw: _flaw,
        Lack: _lack,
        Closure: _closure,
    }
    return tellers[type(objection.code)](objection)


def _standstill(objection: Objection) -> str:
    match Standstill(objection.code):
        case Standstill.NOTHING_TO_PLAN:
            return _(
                "There is nothing to plan: no proposed, decided or running initiative has phases."
            )
        case Standstill.ALREADY_AT_WORK:
            return _("A search is at work on this plan. Wait for it, or stop it.")
        case Standstill.HAS_BEGUN:
            return _("The phase has begun, and stays where it is.")
        case Standstill.OUTSIDE_THE_PLAN:
            return _("That day is outside the plan.")
        case unknown:
            assert_never(unknown)


def _reservation(objection: Objection) -> str:
    match Reservation(objection.code):
        case Reservation.NOTHING_PLANNED:
            return _("There is no plan to publish yet.")
        case Reservation.NOT_THE_LATEST:
            return _("The plan has changed since you looked at it. Look again, then publish.")
        case Reservation.STILL_AT_WORK:
            return _("A search is at work on this plan. Wait for it, or stop it.")
        case Reservation.NOBODY_DECIDED:
            return _("Say who decided.")
        case Reservation.DECIDED_IN_THE_FUTURE:
            return _("The day has not come yet.")
        case Reservation.LATE_WITHOUT_A_REASON:
            return ngettext(
                "%(count)d legal deadline is missed. Say why that is accepted.",
                "%(count)d legal deadlines are missed. Say why that is accepted.",
                int(objection.facts["count"]),
            ) % dict(objection.facts)
        case unknown:
            assert_never(unknown)


def _flaw(objection: Objection) -> str:
    facts = ", ".join(f"{name} {value}" for name, value in objection.facts.items())
    return _("The portfolio cannot be planned as it is written down (%(code)s: %(facts)s).") % {
        "code": objection.code.value,
        "facts": facts,
    }


def _lack(objection: Objection) -> str:
    match Lack(objection.code):
        case Lack.NEEDED:
            return _("This is needed.")
        case Lack.ENDS_BEFORE_IT_BEGINS:
            return _("This is before the first day.")
        case Lack.NOTHING_CHANGED:
            return _("Nothing would be changed by 0.")
        case Lack.NOT_IN_THE_PLAN:
            return _(
                "The plan does not know it: it must be proposed, decided or running, and have"
                " phases."
            )
        case Lack.IS_IN_ALREADY:
            return _("It is not one that may be left out, so it is in the plan already.")
        case Lack.NO_SUCH_LEVEL:
            return _("The initiative has no work or option of its own for that level.")
        case unknown:
            assert_never(unknown)


def _closure(objection: Objection) -> str:
    match Closure(objection.code):
        case Closure.NOTHING_CHOSEN:
            return _("Choose at least one initiative.")
        case Closure.NOT_IN_THE_VERSION:
            return _("That is not in the version.")
        case Closure.PERSONAL_DATA:
            return _(
                "“%(text)s” seems to name a person, or tells how to reach one. Everybody will"
                " read this."
            ) % dict(objection.facts)
        case unknown:
            assert_never(unknown)
