"""FED-004: find time that was promised in months that are over, and not given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.federation.models import TimeAgreement, TimeGiven
from samsyn.apps.federation.queries.pooled import Stage, deals, months_of
from samsyn.domain.access.permissions import Permission
from samsyn.domain.federation.pooling import WHOLE, shortfall
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule
from samsyn.kernel.templatetags.formats import number

_HELD = (Stage.HOLDS, Stage.OVER, Stage.ENDED)


def says(facts: Mapping[str, Any]) -> str:
    """Say how much, and by whom."""
    told = {
        "partner": facts["partner"],
        "given": number(facts["given"]),
        "promised": number(facts["promised"]),
    }
    if facts["we_lend"]:
        return _("You have given %(partner)s %(given)s of %(promised)s hours.") % told
    return _("%(partner)s has given you %(given)s of %(promised)s hours.") % told


@rule(
    code="FED-004",
    title=gettext_lazy("Time that was promised is not given"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("The other side has planned with it, and waits."),
    fix=gettext_lazy("Write down the hours that were given, give the time, or end the agreement."),
    watches=[TimeAgreement, TimeGiven],
    says=says,
    reads=Permission.FEDERATION_READ,
    parameters=[
        Parameter("least", gettext_lazy("Least to be given of what was promised"), 75, "%"),
        Parameter("days", gettext_lazy("Days to write a month's hours down"), 14),
    ],
    fix_url=lambda _hit: reverse("federation:pool"),
)
def promised_and_not_given(question: Question) -> Iterable[Hit]:
    """Hit our side of agreements whose months that are over got less than the least share."""
    day = question.today - timedelta(days=question.threshold("days"))
    found = [deal for deal in deals(question.actor, question.today) if deal.stage in _HELD]
    months = months_of(question.actor, found, day)
    for deal in found:
        promised, given = shortfall(months.get(deal.key, []))
        if deal.ours is None or given * WHOLE >= promised * question.threshold("least"):
            continue
        yield Hit(
            model=TimeAgreement,
            pk=deal.ours.pk,
            title=deal.ours.name,
            facts={
                "partner": deal.ours.partner.name,
                "given": round(given),
                "promised": round(promised),
                "we_lend": deal.we_lend,
            },
            responsible=deal.ours.person_id,
        )
