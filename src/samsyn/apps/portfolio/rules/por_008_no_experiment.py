"""POR-008: find complex problems that are worked on as if the answer were known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from samsyn.apps.portfolio.models import Experiment, Initiative
from samsyn.domain.portfolio.course import State
from samsyn.kernel.rules import Hit, Question, Severity, rule


def says(_facts: Mapping[str, Any]) -> str:
    """Say what is missing."""
    return gettext("The problem is complex, the work is running, and nothing is tried out.")


@rule(
    code="POR-008",
    title=gettext_lazy("A complex problem is worked on without an experiment"),
    severity=Severity.MEDIUM,
    why=gettext_lazy(
        "Nobody knows beforehand what solves a complex problem. Work that is planned to its end"
        " finds out last what could have been known first."
    ),
    fix=gettext_lazy("Try something out in a short round: what you believe, and how you measure."),
    watches=[Initiative, Experiment],
    says=says,
    fix_url=lambda hit: f"{_new()}?initiative={hit.pk}",
    minds_the_date=False,
)
def no_experiment(question: Question) -> Iterable[Hit]:
    """Hit running initiatives with a complex problem that have no experiment, ended or not."""
    tried = Experiment.owned_by(question.actor).filter(initiative=OuterRef("pk"))
    initiatives = (
        Initiative.owned_by(question.actor)
        .filter(cynefin=Initiative.Cynefin.COMPLEX, state=State.RUNNING)
        .exclude(Exists(tried))
    )
    for pk, name, owner in initiatives.values_list("pk", "name", "owner_id"):
        yield Hit(model=Initiative, pk=pk, title=name, responsible=owner)


def _new() -> str:
    return reverse("records:new", kwargs={"slug": "experiments"})
