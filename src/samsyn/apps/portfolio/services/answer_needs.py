"""Say which needs an initiative answers, or begin an initiative from a need."""

from __future__ import annotations

from collections.abc import Iterable

from samsyn.apps.needs.public import Need, mark_let_go, mark_taken_up
from samsyn.apps.portfolio.models import Initiative, InitiativeNeed
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import State
from samsyn.kernel.use_case import use_case


@use_case(Permission.PORTFOLIO_WRITE)
def answer_needs(actor: Actor, *, initiative_id: int, need_ids: Iterable[int]) -> int:
    """Make an initiative answer exactly these needs of one's own; return how many.

    A need that no other initiative answers goes back to waiting for one.
    """
    initiative = Initiative.owned_by(actor).select_for_update(of=("self",)).get(pk=initiative_id)
    wanted = set(Need.owned_by(actor).filter(pk__in=list(need_ids)).values_list("pk", flat=True))
    links = InitiativeNeed.owned_by(actor).filter(initiative=initiative)
    now = set(links.values_list("need_id", flat=True))
    links.filter(need_id__in=now - wanted).delete()
    _link(initiative, Need.owned_by(actor).filter(pk__in=wanted - now))
    others = InitiativeNeed.owned_by(actor).filter(need_id__in=now - wanted)
    mark_let_go(actor, (now - wanted) - set(others.values_list("need_id", flat=True)))
    mark_taken_up(actor, wanted - now)
    return len(wanted)


@use_case(Permission.PORTFOLIO_WRITE)
def begin_from_need(actor: Actor, *, need_id: int) -> Initiative:
    """Write down an idea for a challenge whose problem is this need, and link the two."""
    need = Need.owned_by(actor).get(pk=need_id)
    told = (need.felt_by, need.today, need.consequence)
    initiative = Initiative(
        name=need.name,
        problem="\n\n".join(text for text in told if text.strip()) or need.name,
        evidence=need.evidence,
        track=Track.CHALLENGE,
        state=State.IDEA.value,
        cynefin=need.cynefin,
        unit=need.unit,
        owner=need.owner,
        visibility=need.visibility,
    )
    initiative.save()
    _link(initiative, [need])
    mark_taken_up(actor, [need.pk])
    return initiative


def _link(initiative: Initiative, needs: Iterable[Need]) -> None:
    for need in needs:
        InitiativeNeed(initiative=initiative, need=need, visibility=initiative.visibility).save()
