"""Measure a benefit: the figure of a day, and what it is worth a year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from samsyn.apps.organisation.public import person_of
from samsyn.apps.portfolio.models import Benefit, Measurement
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.realisation import MeasureFlaw
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.STATUS_REPORT)
def measure_benefit(
    actor: Actor,
    *,
    benefit_id: int,
    on: date,
    value: Decimal | None,
    yearly_value: Decimal | None = None,
    note: str = "",
) -> Measurement:
    """Keep what was measured on a day; the second one of a day replaces the first.

    Raises Refused for a day to come, and when neither a figure nor a worth is given.
    """
    benefit = Benefit.owned_by(actor).select_related("initiative").get(pk=benefit_id)
    wrong = []
    if on > clock.today():
        wrong.append(Objection(MeasureFlaw.DAY_TO_COME, field="on"))
    if value is None and yearly_value is None:
        wrong.append(Objection(MeasureFlaw.NOTHING_SAID, field="value"))
    refuse_if(wrong)
    measured, is_new = Measurement.owned_by(actor).get_or_create(
        benefit=benefit, measured_on=on, defaults={"visibility": benefit.visibility}
    )
    measured.value, measured.yearly_value, measured.note = value, yearly_value, note[:500]
    measured.months_after = _months(benefit, on)
    measured.measured_by = person_of(actor)
    measured.revision += 0 if is_new else 1
    measured.save()
    return measured


def _months(benefit: Benefit, on: date) -> int | None:
    begins = benefit.expected_from or benefit.initiative.delivered_on
    if begins is None or on < begins:
        return None
    return (on.year - begins.year) * 12 + on.month - begins.month - (on.day < begins.day)
