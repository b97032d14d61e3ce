"""The pages on which a stop rule is set, settled, or given another day."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.apps.portfolio.forms.steering import MoveStopRuleForm, SettleForm, StopRuleForm
from samsyn.apps.portfolio.models import Initiative, StopRule
from samsyn.apps.portfolio.services.stop_rules import (
    decide_stop_rule,
    move_stop_rule,
    set_stop_rule,
    show_evidence,
)
from samsyn.apps.portfolio.views.frames import answer, frame
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.stop_rules import Fate
from samsyn.kernel.pages import PageRequest, requires

_METHODS = ["GET", "POST"]


@require_http_methods(_METHODS)
@requires(Permission.PORTFOLIO_WRITE)
def new_stop_rule(request: PageRequest, pk: int) -> HttpResponse:
    """Ask what must be seen by when, and who decides where it is not."""
    initiative = get_object_or_404(Initiative.owned_by(request.actor), pk=pk)
    form = StopRuleForm(request.actor, request.POST or None, initiative.owner_id)
    context = frame(
        initiative,
        _("New stop rule"),
        _(
            "Evidence by a day, or else somebody decides: once the day is over, no step is taken"
            " before the rule is settled."
        ),
    )

    def act() -> None:
        typed = form.cleaned_data
        decider = typed["decider"].pk if typed["decider"] else None
        said = {"evidence": typed["evidence"], "by": typed["by"], "decider_id": decider}
        set_stop_rule(request.actor, initiative_id=pk, **said)

    return answer(request, form, act, context, done=_("Saved."))


@require_http_methods(_METHODS)
@requires(Permission.PORTFOLIO_WRITE)
def settle_stop_rule(request: PageRequest, pk: int) -> HttpResponse:
    """Ask for the evidence, or for a decision without it."""
    rule = _rule(request, pk)
    form = SettleForm(request.actor, request.POST or None)

    def act() -> None:
        settlement = form.settlement()
        deed = show_evidence if settlement.fate is Fate.SHOWN else decide_stop_rule
        deed(request.actor, stop_rule_id=pk, settlement=settlement, reason=settlement.reason)

    context = frame(rule.initiative, _("Settle the stop rule"), _said(rule))
    return answer(request, form, act, context, done=_("The stop rule is settled."))


@require_http_methods(_METHODS)
@requires(Permission.PORTFOLIO_DECIDE)
def later_stop_rule(request: PageRequest, pk: int) -> HttpResponse:
    """Ask for another day, and why: it is told in the history."""
    rule = _rule(request, pk)
    form = MoveStopRuleForm(request.actor, rule, request.POST or None)

    def act() -> None:
        typed = form.cleaned_data
        decider = typed["decider"].pk if typed["decider"] else None
        said = {"by": typed["by"], "decider_id": decider, "reason": typed["reason"]}
        move_stop_rule(request.actor, stop_rule_id=pk, **said)

    context = frame(rule.initiative, _("Give the stop rule another day"), _said(rule))
    return answer(request, form, act, context, done=_("Moved."))


def _rule(request: PageRequest, pk: int) -> StopRule:
    rows = StopRule.owned_by(request.actor).select_related("initiative")
    return get_object_or_404(rows, pk=pk)


def _said(rule: StopRule) -> str:
    told = _("By %(by)s this was to be seen, or decided on: %(evidence)s.")
    return told % {"by": date_format(rule.by, "DATE_FORMAT"), "evidence": rule.evidence.rstrip(".")}
