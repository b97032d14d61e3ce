"""DIR-004: find documents that were decided and then steered nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Exists, ForeignKey, Model, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy, ngettext

from samsyn.apps.policy.models import Clause, ClauseRule, SteeringDocument
from samsyn.domain.findings.days import months_before
from samsyn.kernel.rules import Hit, Parameter, Question, Severity, rule


def says(facts: Mapping[str, Any]) -> str:
    """Say what is missing, and for how long."""
    months = int(facts["months"])
    return ngettext(
        "Nothing has referred to it for %(n)d month: no check, no document, no record.",
        "Nothing has referred to it for %(n)d months: no check, no document, no record.",
        months,
    ) % {"n": months}


@rule(
    code="DIR-004",
    title=gettext_lazy("A steering document that nothing refers to: a shelf-warmer"),
    severity=Severity.LOW,
    why=gettext_lazy(
        "A document that no check, document or record refers to steers nothing, and costs trust in"
        " those that do."
    ),
    fix=gettext_lazy("Link a clause to the rules that check it, or replace the document."),
    watches=[SteeringDocument, Clause, ClauseRule],
    says=says,
    parameters=[
        Parameter("months", gettext_lazy("months without a reference"), 12, gettext_lazy("months"))
    ],
)
def shelf_warmer(question: Question) -> Iterable[Hit]:
    """Hit decided documents, old enough, that no row points at and whose clauses none does."""
    months = question.threshold("months")
    documents = (
        SteeringDocument.owned_by(question.actor)
        .filter(status=SteeringDocument.Status.DECIDED, parent__isnull=True)
        .annotate(steers_since=Coalesce("decided_on", "status_since"))
        .filter(steers_since__lte=months_before(question.today, months))
        .exclude(_referred_to())
    )
    for pk, name, owner in documents.values_list("pk", "name", "owner_id"):
        yield Hit(
            model=SteeringDocument,
            pk=pk,
            title=name,
            facts={"months": months},
            responsible=owner,
        )


def _referred_to() -> Q:
    """Tell whether any row of any room points at the document, or at one of its clauses."""
    condition = Q()
    for model, field in _pointing_at(SteeringDocument):
        if model is not Clause:
            condition |= Q(Exists(model.everything.filter(**{field: OuterRef("pk")})))  # type: ignore[attr-defined]
    for model, field in _pointing_at(Clause):
        inside = {f"{field}__document": OuterRef("pk")}
        condition |= Q(Exists(model.everything.filter(**inside)))  # type: ignore[attr-defined]
    return condition


def _pointing_at(target: type[Model]) -> Iterator[tuple[type[Model], str]]:
    for relation in target._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        if relation.auto_created and isinstance(field, ForeignKey):
            yield field.model, field.name
