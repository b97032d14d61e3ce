"""The rules: all of them with what they found, and how each one holds here."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.apps.checks.forms import RuleForm
from samsyn.apps.checks.queries.overview import own_rule, rules_with_findings
from samsyn.apps.checks.queries.rules import RuleHere, rules_of
from samsyn.apps.checks.services.rule_settings import configure_rule
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.pages import PageRequest, go_to, page, requires, turned_away
from samsyn.kernel.rules import Severity


@require_GET
@requires(Permission.CHECKS_READ)
def rule_list(request: PageRequest) -> HttpResponse:
    """Show every rule: why it is asked, by what law and clause, and what it has found."""
    rules = rules_with_findings(request.actor)
    may_configure = request.actor.may(Permission.CHECKS_CONFIGURE)
    return page(
        request,
        "checks/rules.html",
        {
            "title": _("Rules"),
            "subtitle": _("What the checks ask of everything that is recorded, again and again."),
            "rules": rules,
            "troubled": [row for row in rules if row["run"] and row["run"].trouble],
            "may_configure": may_configure,
            "new_url": reverse("checks:own_rule_new") if may_configure else "",
            "run_url": reverse("checks:run") if may_configure else "",
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.CHECKS_READ)
def rule_page(request: PageRequest, code: str) -> HttpResponse:
    """Tell what one rule asks and why, and let those who may set how it holds here."""
    here = rules_of(request.actor).get(code)
    if here is None:
        raise Http404
    form = RuleForm(request.POST or None, here=here, initial=_as_it_is(here))
    if request.method == "POST":
        if refusal := turned_away(request, Permission.CHECKS_CONFIGURE):
            return refusal
        if form.is_valid():
            _configure(request, code, form)
            return go_to(request, "checks:rules")
    told = next(row for row in rules_with_findings(request.actor) if row["code"] == code)
    own = own_rule(request.actor, code)
    return page(
        request,
        "checks/rule.html",
        {
            **told,
            "title": str(here.rule.title),
            "form": form if request.actor.may(Permission.CHECKS_CONFIGURE) else None,
            "own_url": reverse("checks:own_rule", kwargs={"pk": own.pk}) if own else "",
            "cancel_url": reverse("checks:rules"),
        },
        status=422 if form.errors else 200,
    )


def _as_it_is(here: RuleHere) -> dict[str, object]:
    return {
        "is_on": here.is_on,
        "reason": here.reason,
        "severity": here.severity.value if here.severity else "",
    }


def _configure(request: PageRequest, code: str, form: RuleForm) -> None:
    told = form.cleaned_data["severity"]
    configure_rule(
        request.actor,
        code=code,
        is_on=form.cleaned_data["is_on"],
        reason=form.cleaned_data["reason"],
        severity=Severity(told) if told else None,
        thresholds=form.thresholds(),
    )
    messages.success(request, _("Saved. The findings follow in a moment."))
