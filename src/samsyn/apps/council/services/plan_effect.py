"""Say beforehand what happens when an item is decided, so that the call can tell it."""

from __future__ import annotations

from samsyn.apps.council.models import AgendaItem, Decision, DecisionEffect
from samsyn.apps.council.services._effects import Making, foreseen
from samsyn.apps.federation.public import Poll
from samsyn.apps.portfolio.public import Fund, Gate, Initiative, asked_at
from samsyn.apps.roadmap.public import Plan, best_run
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.deciding import Outcome, Ruling
from samsyn.domain.council.planning import Ground, Planned, gaps
from samsyn.domain.shared.refusal import Objection, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case

Kind = DecisionEffect.Kind


@use_case(Permission.COUNCIL_WRITE)
def plan_effect(actor: Actor, *, item_id: int, planned: Planned) -> DecisionEffect:
    """Plan one thing that the decision on an item moves; the item is then one to be decided.

    The effect's `against` says what would be refused if it were decided as things are now. Raises
    Refused with everything it lacks, and DoesNotExist for what is not ours.
    """
    items = AgendaItem.owned_by(actor).select_for_update(of=("self",), no_key=True)
    item = items.select_related("forum").get(pk=item_id)
    initiative = _ours(actor, Initiative, planned.initiative)
    gate = Gate.owned_by(actor).select_related("policy").filter(pk=planned.gate or 0).first()
    plan = _ours(actor, Plan, planned.plan)
    run = best_run(actor, plan) if plan else None
    effect = DecisionEffect(
        item=item,
        kind=planned.kind,
        initiative=initiative,
        poll=_ours(actor, Poll, planned.poll),
        plan=plan,
        fund=_ours(actor, Fund, planned.fund),
        amount=planned.amount if planned.kind == Kind.MONEY else None,
        choice=_choice(planned),
        parameters=_parameters(planned, gate.pk if gate else None, run.pk if run else None),
    )
    fits = not (gate and initiative) or gate.policy.track == initiative.track
    refuse_if(
        gaps(
            planned,
            Ground(
                decided=Decision.owned_by(actor).filter(item=item).exists(),
                gate_fits=fits,
                gate_asks=bool(gate and asked_at(actor, gate.pk)),
                has_run=run is not None,
                twice=_is_planned(actor, effect),
            ),
        )
    )
    effect.save()
    if item.type != AgendaItem.Type.DECISION:
        item.type = AgendaItem.Type.DECISION
        item.revision += 1
        item.save()
    effect.against = _against(actor, item)
    return effect


def _against(actor: Actor, item: AgendaItem) -> list[Objection]:
    """Return what would be refused of all that is planned, were the item approved as things are.

    Nothing of it stays. It is better heard before the call than at the meeting.
    """
    rows = DecisionEffect.owned_by(actor).filter(item=item, decision=None)
    planned = rows.select_related("initiative", "poll", "plan", "fund").order_by("pk")
    words = item.proposal or item.name
    decision = Decision(number="-", text=words, decided_on=clock.today())
    ruling = Ruling(outcome=Outcome.APPROVED, text=words)
    return foreseen(Making(actor, decision, ruling, item.forum), planned)


@use_case(Permission.COUNCIL_WRITE)
def drop_effect(actor: Actor, *, effect_id: int) -> None:
    """Take back something that was planned; what a decision has moved stays."""
    DecisionEffect.owned_by(actor).filter(decision=None).get(pk=effect_id).delete()


def _ours(actor: Actor, model: type, pk: int | None):  # type: ignore[no-untyped-def]  # noqa: ANN202 - any noun
    return model.owned_by(actor).get(pk=pk) if pk else None  # type: ignore[attr-defined]


def _choice(planned: Planned) -> str:
    said = {Kind.GATE: planned.verdict, Kind.TRACK: planned.track, Kind.MONEY: planned.money}
    return said.get(Kind(planned.kind), "")


def _parameters(planned: Planned, gate: int | None, run: int | None) -> dict[str, object]:
    match planned.kind:
        case Kind.GATE:
            told = {"gate": gate, "moves": planned.moves, "conditions": planned.conditions}
            return {name: value for name, value in told.items() if value not in (None, "")}
        case Kind.TRACK:
            return {"owner_level": planned.owner_level} if planned.owner_level else {}
        case Kind.ROADMAP:
            return {"run": run}
        case Kind.MONEY:
            return {"year": planned.year}
        case _:
            return {}


def _is_planned(actor: Actor, effect: DecisionEffect) -> bool:
    """Tell whether the item would do the same to the same thing twice."""
    rows = DecisionEffect.owned_by(actor).filter(item=effect.item, kind=effect.kind, decision=None)
    same = rows.filter(
        initiative=effect.initiative, poll=effect.poll, plan=effect.plan, fund=effect.fund
    )
    return (
        same.exists()
        if effect.kind != Kind.MONEY
        else same.filter(choice=effect.choice, parameters=effect.parameters).exists()
    )
