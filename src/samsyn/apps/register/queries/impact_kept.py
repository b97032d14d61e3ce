"""The systems' levels as they were last worked out: for lists, and for one system's page."""

from __future__ import annotations

from django.db.models import (
    Case,
    Expression,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    PositiveSmallIntegerField,
    QuerySet,
    Subquery,
    Value,
    When,
)

from samsyn.apps.register.models import EffectiveLevel, LevelReckoning
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.scales import Aspect
from samsyn.kernel.tenancy.owned import Visibility


def effective_of(actor: Actor, aspect: Aspect) -> Expression:
    """Return the effective level of a system, for a query over systems."""
    kept = kept_levels(actor).filter(system=OuterRef("pk"))
    return ExpressionWrapper(
        Subquery(kept.values(str(aspect))[:1]), output_field=PositiveSmallIntegerField()
    )


def kept_levels(actor: Actor) -> QuerySet[EffectiveLevel]:
    """Return the rows of our systems, for each the one first that counts all the actor may see."""
    restricted_first = Case(
        When(visibility=Visibility.RESTRICTED, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return EffectiveLevel.owned_by(actor).order_by(restricted_first)


def levels_wait(actor: Actor) -> bool:
    """Tell whether something has changed since the levels were last worked out."""
    return not LevelReckoning.owned_by(actor).filter(reckoned=F("edition")).exists()
