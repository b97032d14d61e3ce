"""REG-005: find agreements with a day on which somebody must decide or look, near or passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.apps.register.models import Agreement, FollowUp
from samsyn.apps.register.queries.agreements import all_terms
from samsyn.apps.register.rules import addresses
from samsyn.domain.register.notice import Question as Asked
from samsyn.domain.register.notice import open_question
from samsyn.domain.register.validity import Terms, in_force
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule
from samsyn.kernel.templatetags.formats import day as written


def says(facts: Mapping[str, Any]) -> str:
    """Say by when notice is given, an option used or a follow-up made, or that it is too late."""
    told = []
    if "notice" in facts:
        told.append(_decision_in_words(facts))
    if "follow_up" in facts:
        days = {"day": written(date.fromisoformat(facts["follow_up"]))}
        told.append(
            _("It should have been followed up by %(day)s.") % days
            if facts["follow_up_passed"]
            else _("It is to be followed up by %(day)s.") % days
        )
    return " ".join(told)


def _decision_in_words(facts: Mapping[str, Any]) -> str:
    days = {name: written(date.fromisoformat(facts[name])) for name in ("notice", "end")}
    if facts.get("option"):
        if facts["passed"]:
            return _("The last day to use an option was %(notice)s. It ends %(end)s.") % days
        return _("An option must be used by %(notice)s, or it ends %(end)s.") % days
    if facts["passed"]:
        return _("The last day to give notice was %(notice)s. The period ends %(end)s.") % days
    return _("Notice must be given by %(notice)s. The period ends %(end)s.") % days


def mend_at(hit: Any) -> str:  # noqa: ANN401 - a hit
    """Return where it is settled: where a follow-up's result is written, or on the agreement."""
    if hit.model is FollowUp:
        return reverse("register:follow_up_done", args=[hit.pk])
    return addresses.show("agreements")(hit)


@rule(
    code="REG-005",
    title=gettext_lazy("A day of an agreement is near, or has passed"),
    severity=Severity.MEDIUM,
    why=gettext_lazy(
        "An agreement that renews itself unseen is paid for another period; an option that nobody"
        " used is lost; what nobody follows up is seldom kept."
    ),
    fix=gettext_lazy(
        "Give notice, use the option, write down until when you have decided to keep it, or follow"
        " it up."
    ),
    watches=[Agreement, FollowUp],
    says=says,
    parameters=[
        Parameter("days", gettext_lazy("days before the day"), 90, gettext_lazy("days")),
    ],
    fix_url=mend_at,
)
def notice_day_near(question: Question) -> Iterable[Hit]:
    """Hit agreements in force with an open question, and follow-ups not made."""
    actor = question.actor
    soon = question.today + timedelta(days=question.threshold("days"))
    waiting = list(
        FollowUp.owned_by(actor)
        .filter(done_on=None, planned_on__lte=soon)
        .values_list("pk", "name", "planned_on", "responsible_id", "agreement_id")
    )
    planned = set(
        FollowUp.owned_by(actor).filter(done_on=None).values_list("agreement_id", flat=True)
    )
    known = {
        pk: (owner, None if pk in planned else following)
        for pk, owner, following in Agreement.owned_by(actor).values_list(
            "pk", "owner_id", "next_follow_up"
        )
    }
    for pk, terms in all_terms(actor).items():
        owner, following = known.get(pk, (None, None))
        yield from _of_agreement(question, soon, pk, terms, (owner, following))
    for pk, name, day, responsible, agreement in waiting:
        passed = day < question.today
        yield Hit(
            model=FollowUp,
            pk=pk,
            title=name,
            facts={"follow_up": day.isoformat(), "follow_up_passed": passed},
            responsible=responsible or known.get(agreement, (None, None))[0],
            severity=None if passed else Severity.LOW,
        )


def _of_agreement(
    question: Question,
    soon: date,
    pk: int,
    terms: Terms,
    known: tuple[int | None, date | None],
) -> Iterator[Hit]:
    owner, following = known
    facts: dict[str, Any] = {}
    asked = open_question(terms, question.today)
    holds = in_force(terms, question.today)
    if asked and holds and asked.by <= soon:
        facts |= {
            "notice": asked.by.isoformat(),
            "end": asked.end.isoformat(),
            "passed": asked.by < question.today,
        }
        if asked.question is Asked.OPTION:
            facts["option"] = True
    if following and holds and following <= soon:
        late = following < question.today
        facts |= {"follow_up": following.isoformat(), "follow_up_passed": late}
    if not facts:
        return
    weight = Severity.HIGH if facts.get("passed") else None
    if "notice" not in facts and not facts["follow_up_passed"]:
        weight = Severity.LOW
    yield Hit(
        model=Agreement, pk=pk, title=terms.title, facts=facts, responsible=owner, severity=weight
    )
