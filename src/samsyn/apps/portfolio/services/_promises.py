"""What a decision promises: the benefits as they stand on the day it is made."""

from __future__ import annotations

from datetime import date

from django.db.models import F

from samsyn.apps.portfolio.models import Benefit, Initiative
from samsyn.domain.access.actor import Actor


def promise_benefits(actor: Actor, initiative: Initiative, on: date) -> None:
    """Keep target and worth of an initiative's benefits as promised; what was promised stays."""
    Benefit.owned_by(actor).filter(initiative=initiative, promised_on=None).update(
        promised_on=on, promised_target=F("target"), promised_yearly_value=F("yearly_value")
    )
