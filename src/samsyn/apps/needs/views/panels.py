"""What stands on pages beside the facts: what friction costs, and what a need rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.apps.needs.models import FrictionReport, Need
from samsyn.apps.needs.queries.frictions import me_toos_to, merged_into, of_system
from samsyn.apps.needs.queries.needs import decisions_of, frictions_of, hints_of
from samsyn.apps.needs.views.triage import need_labels
from samsyn.apps.needs.wording import hints_told
from samsyn.apps.register.public import System
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.needs.pricing import WORKING_WEEKS, hours_a_year
from samsyn.kernel.asking import Asking, ready
from samsyn.kernel.records.declaration import Record, record_url
from samsyn.kernel.records.views.pages import Addition

_SHOWN = 5


def price_of(actor: Actor, friction: FrictionReport) -> Asking[Mapping[str, object]]:
    """Ask for what a friction costs, how that was worked out, and what was merged into it."""
    merged, me_toos = yield [
        ready(merged_into, actor, friction=friction.pk),
        ready(me_toos_to, actor, friction=friction.pk),
    ]
    found = friction.price_with(merged, me_toos)
    return {
        "hours": hours_a_year(found.minutes),
        "minutes": found.minutes,
        "voices": found.voices,
        "guessed": found.guessed,
        "weeks": WORKING_WEEKS,
        "merged_into": friction.merged_into,
        "merged_url": record_url(friction.merged_into) if friction.merged_into else "",
        "merged": [{"name": one.name, "url": record_url(one)} for one in merged],
    }


def need_hints(actor: Actor, need: Need) -> Asking[Mapping[str, object] | None]:
    """Ask for where a need already names its solution, or nothing."""
    hints = hints_told((yield from hints_of(actor, need)), need_labels())
    return {"hints": hints} if hints else None


def need_rests_on(actor: Actor, need: Need) -> Asking[Mapping[str, object]]:
    """Ask for the friction a need rests on with its hours; tell how one works with such a need."""
    (rows,) = yield [ready(frictions_of, actor, need=need.pk)]
    told = [
        {
            "name": one.name,
            "url": record_url(one),
            "hours": hours_a_year(one.weekly_minutes),
            "state": one.get_state_display(),
        }
        for one in rows
    ]
    costing = [one for one in rows if one.state != FrictionReport.State.SOLVED]
    return {
        "frictions": told,
        "hours": sum(hours_a_year(one.weekly_minutes) for one in costing),
        "way": _ways().get(need.cynefin, ""),
    }


def triage_history(actor: Actor, need: Need) -> Asking[Mapping[str, object] | None]:
    """Ask for what was decided, the latest first, or nothing."""
    (decisions,) = yield [ready(decisions_of, actor, need=need.pk)]
    return {"decisions": decisions} if decisions else None


def addition_to(actor: Actor, record: Record, row: Any) -> Asking[Addition | None]:  # noqa: ANN401 - any noun
    """Ask for what stands of friction on a system's page."""
    if record.model is not System or not actor.may(Permission.NEEDS_READ):
        return None
    (found,) = yield [ready(of_system, actor, system=row.pk)]
    if not found:
        return None
    context = {
        "hours": hours_a_year(sum(one.weekly_minutes for one in found)),
        "count": len(found),
        "frictions": [
            {
                "name": one.name,
                "url": record_url(one),
                "hours": hours_a_year(one.weekly_minutes),
                "state": one.get_state_display(),
            }
            for one in found[:_SHOWN]
        ],
        "all_url": f"{reverse('needs:board')}?system={row.pk}",
        "report_url": f"{reverse('needs:report')}?system={row.pk}"
        if actor.may(Permission.FRICTION_REPORT)
        else "",
    }
    return Addition(template="needs/fragments/_system.html", context=context)


def _ways() -> dict[str, str]:
    return {
        Need.Cynefin.CLEAR: _("Use best practice: others have solved it, do as they did."),
        Need.Cynefin.COMPLICATED: _("Let experts analyse it before anything is chosen."),
        Need.Cynefin.COMPLEX: _("Try in short rounds, measure, and go on with what works."),
        Need.Cynefin.CHAOTIC: _("Act first to stop the harm, then find out why."),
    }
