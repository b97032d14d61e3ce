"""Carry out what a decision moves, each part in the decision's own act, or say all against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.apps.council.models import Decision, DecisionEffect, Forum
from samsyn.apps.council.wording.effects import effect_label
from samsyn.apps.federation import public as federation
from samsyn.apps.portfolio.public import (
    Cost,
    Given,
    allocate,
    asked_at,
    change_track,
    grant,
    say_at_gate,
    step_behind,
    stop_without_a_gate,
    take_step_behind,
)
from samsyn.apps.roadmap.public import publish_version
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.council.deciding import Outcome, Ruling, Trouble, above_mandate
from samsyn.domain.portfolio.course import Step
from samsyn.domain.portfolio.gates import Said, Verdict
from samsyn.domain.portfolio.tracks import Track
from samsyn.domain.shared.refusal import Objection, Refused
from samsyn.kernel import clock, journal

Kind = DecisionEffect.Kind
#: What one must hold to move the same thing alone; a forum's mandate stands in for it.
NEEDS: Mapping[str, Permission] = {
    Kind.GATE: Permission.PORTFOLIO_DECIDE,
    Kind.TRACK: Permission.PORTFOLIO_WRITE,
    Kind.POLL: Permission.FEDERATION_WRITE,
    Kind.ROADMAP: Permission.ROADMAP_PUBLISH,
    Kind.MONEY: Permission.PORTFOLIO_WRITE,
}
_VERDICTS = {Outcome.REJECTED: Verdict.STOP, Outcome.REFERRED: Verdict.WAIT}


@dataclass(frozen=True, slots=True)
class Making:
    """A decision that is being made: the row, its words, and whose it is."""

    actor: Actor
    decision: Decision
    ruling: Ruling
    forum: Forum

    @property
    def on(self) -> date:
        """The day it was made."""
        return self.decision.decided_on

    @property
    def by(self) -> str:
        """Who decided, as the thing that was moved tells it."""
        return f"{self.forum.name}, {self.decision.number}"

    @property
    def words(self) -> str:
        """What was decided, as far as it may leave the forum."""
        return self._open(self.decision.text)

    @property
    def why(self) -> str:
        """The reasons, as far as they may leave the forum."""
        return self._open(self.decision.reasoning or self.decision.text)

    @property
    def approves(self) -> bool:
        """Whether the proposal is what was decided."""
        return self.ruling.outcome is Outcome.APPROVED

    def _open(self, words: str) -> str:
        closed = _("Decided behind closed doors: %(number)s.") % {"number": self.decision.number}
        return closed if self.decision.closed_doors else words


def overreach(
    actor: Actor, forum: Forum, effects: Iterable[DecisionEffect], ruling: Ruling
) -> Iterator[Objection]:
    """Name what the forum may not move, or not for so much, and whom it must ask."""
    effects = list(effects)
    if ruling.outcome is Outcome.APPROVED:
        asked = [one.amount for one in effects if one.kind == Kind.MONEY and one.amount]
        above = Forum.visible_to(actor).filter(pk=forum.reports_to_id or 0).first()
        yield from above_mandate(asked, forum.decides_up_to, above.name if above else "")
    if forum.mandate.strip() or ruling.outcome is Outcome.NOTED:
        return
    for effect in effects:
        if not actor.may(NEEDS[effect.kind]):
            yield Objection(Trouble.NO_MANDATE, {"what": effect_label(effect)})


def carry_out(making: Making, effects: Iterable[DecisionEffect]) -> list[Objection]:
    """Carry out every effect; return all that speaks against any of them.

    Each is tried on its own, so that the second is heard though the first was refused. The caller
    refuses the whole when anything is returned: then nothing of it stays.
    """
    found: list[Objection] = []
    for effect in effects:
        try:
            with transaction.atomic():
                effect.result = _MOVES[effect.kind](making, effect)[:500]
        except Refused as refusal:
            found += [_about(effect, objection) for objection in refusal.objections]
            continue
        except ObjectDoesNotExist:
            found.append(Objection(Trouble.IS_GONE, {"what": effect_label(effect)}))
            continue
        effect.decision = making.decision
        effect.carried_out_at = clock.now() if making.approves or effect.kind == Kind.GATE else None
        effect.act_id = journal.current_act()
        effect.save()
    return found


def foreseen(making: Making, effects: Iterable[DecisionEffect]) -> list[Objection]:
    """Return what would speak against any of the effects if the item were decided now.

    They are carried out one after the other, as they would be, and all of it is taken back.
    """
    found: list[Objection] = []
    with transaction.atomic():
        for effect in effects:
            try:
                with transaction.atomic():
                    _MOVES[effect.kind](making, effect)
            except Refused as refusal:
                found += [_about(effect, objection) for objection in refusal.objections]
            except ObjectDoesNotExist:
                found.append(Objection(Trouble.IS_GONE, {"what": effect_label(effect)}))
        transaction.set_rollback(True)
    return found


def _about(effect: DecisionEffect, objection: Objection) -> Objection:
    field = "come_back_on" if objection.field == "come_back_on" else ""
    about = {**objection.facts, "about": effect_label(effect)}
    return replace(objection, facts=about, field=field)


def _gate(making: Making, effect: DecisionEffect) -> str:
    ruling, gate = making.ruling, effect.parameters.get("gate")
    initiative = int(effect.initiative_id or 0)
    approved = Verdict(effect.choice or Verdict.GO_ON)
    verdict = _VERDICTS.get(ruling.outcome, approved)
    if ruling.outcome is Outcome.NOTED:
        return _("Noted; nothing was moved.")
    if gate:
        said = Said(
            verdict=verdict,
            by=making.by,
            on=making.on,
            basis=making.words,
            reason=making.why,
            conditions=str(effect.parameters.get("conditions", "")),
            come_back_on=ruling.come_back_on,
            ticked=frozenset(range(len(asked_at(making.actor, gate)))),
        )
        decision = say_at_gate(making.actor, initiative_id=initiative, gate_id=gate, said=said)
        effect.parameters = {**effect.parameters, "gate_decision": decision.pk}
    elif verdict is Verdict.STOP:
        stop_without_a_gate(making.actor, initiative_id=initiative)
    if making.approves and effect.parameters.get("moves", True):
        step = step_behind(making.actor, gate) if gate else Step.DECIDE
        return _went_on(making, step, initiative)
    return _SAID[verdict]()


_SAID: Mapping[Verdict, Callable[[], str]] = {
    Verdict.GO_ON: lambda: _("The gate is open."),
    Verdict.CHANGE: lambda: _("The gate is open, with conditions."),
    Verdict.WAIT: lambda: _("It comes back to the gate."),
    Verdict.STOP: lambda: _("It was stopped."),
}


def _went_on(making: Making, step: Step, initiative: int) -> str:
    moved = take_step_behind(
        making.actor, step, initiative_id=initiative, on=making.on, reason=making.why
    )
    if moved is None:
        return _("The gate is open; the step behind it is taken on the initiative's own page.")
    return _("It is %(state)s now.") % {"state": str(moved.get_state_display()).lower()}


def _track(making: Making, effect: DecisionEffect) -> str:
    if not making.approves:
        return _not_moved()
    moved = change_track(
        making.actor,
        initiative_id=int(effect.initiative_id or 0),
        track=Track(effect.choice),
        owner_level=str(effect.parameters.get("owner_level", "")),
        reason=f"{making.by}: {making.why}",
    )
    return _("It is in the track %(track)s now.") % {"track": moved.get_track_display()}


def _poll(making: Making, effect: DecisionEffect) -> str:
    if not making.approves:
        return _not_moved()
    polls = federation.Poll.owned_by(making.actor).select_for_update(of=("self",))
    poll = polls.get(pk=effect.poll_id or 0)
    federation.settle_step(making.actor, poll)
    poll.settled_by, poll.settled_on = making.by[:200], making.on
    poll.save(update_fields=["settled_by", "settled_on"])
    return _("The poll is settled.")


def _roadmap(making: Making, effect: DecisionEffect) -> str:
    if not making.approves:
        return _not_moved()
    published = publish_version(
        making.actor,
        plan_id=int(effect.plan_id or 0),
        run_id=int(effect.parameters.get("run", 0)),
        decided_by=making.by[:150],
        decided_on=making.on,
        reason=making.why,
    )
    told = {"published": published.pk, "version": published.version}
    effect.parameters = {**effect.parameters, **told}
    return _("Published as version %(version)d.") % told


def _money(making: Making, effect: DecisionEffect) -> str:
    if not making.approves:
        return _not_moved()
    year = int(effect.parameters["year"])
    given = Given(
        fund_id=int(effect.fund_id or 0),
        year=year,
        kind=Cost.Kind(effect.choice),
        amount=effect.amount or Decimal(0),
        by=making.by,
        on=making.on,
    )
    if effect.initiative_id:
        cost = grant(making.actor, effect.initiative_id, given)
        effect.parameters = {**effect.parameters, "cost": cost.pk}
        return _("It is in the initiative's budget of %(year)d.") % {"year": year}
    allocation = allocate(making.actor, given)
    effect.parameters = {**effect.parameters, "allocation": allocation.pk}
    return _("It is among what the fund may spend in %(year)d.") % {"year": year}


def _not_moved() -> str:
    return _("Nothing was moved.")


_MOVES: Mapping[str, Callable[[Making, DecisionEffect], str]] = {
    Kind.GATE: _gate,
    Kind.TRACK: _track,
    Kind.POLL: _poll,
    Kind.ROADMAP: _roadmap,
    Kind.MONEY: _money,
}
