"""Steer an organisation's initiatives: gates, stop rules, experiments, levels, checklists."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

from samsyn.apps.policy.models import Clause
from samsyn.apps.portfolio.models import (
    AmbitionOption,
    Effort,
    Experiment,
    Gate,
    Initiative,
    InitiativeGoal,
    Phase,
    ProjectModel,
    StopRule,
)
from samsyn.apps.portfolio.services.answer_checklist import Answered, answer_checklist
from samsyn.apps.portfolio.services.decide_at_gate import decide_at_gate, questions_of
from samsyn.apps.portfolio.services.follow_model import follow_model
from samsyn.apps.portfolio.services.move_to_track import move_to_track
from samsyn.apps.portfolio.services.stop_rules import set_stop_rule, show_evidence
from samsyn.config.demo import dates
from samsyn.config.demo.catalogue import Shared
from samsyn.config.demo.people import Staff
from samsyn.config.demo.portfolio import Portfolio
from samsyn.config.demo.site import Site
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.following import Way
from samsyn.domain.portfolio.gates import Said, Verdict
from samsyn.domain.portfolio.stop_rules import Fate, Settlement
from samsyn.domain.portfolio.tracks import Track
from samsyn.kernel import clock
from samsyn.kernel.tenancy.session import acting_for

_EARLIER = timedelta(days=70)


def steer(site: Site, actor: Actor, staff: Staff, portfolio: Portfolio, shared: Shared) -> None:
    """Do all that steers, in the name of who plans here; tables that a place lacks are empty."""
    with site.making("steering"):
        _write_what_is_believed(site, staff, portfolio)
        _add_phases(site, portfolio, shared)
    _set_stop_rules(site, actor, staff, portfolio)
    _answer_checklists(site, actor, portfolio)
    _decide(site, actor, portfolio)
    _follow_and_move(site, actor, portfolio)


def _write_what_is_believed(site: Site, staff: Staff, portfolio: Portfolio) -> None:
    for row in site.rows("Experiments"):
        Experiment(
            organisation_id=site.id,
            initiative=portfolio.initiatives[row["initiative"]],
            hypothesis=row["hypothesis"],
            measure=row["measure"],
            succeeds_when=row["holds"],
            begins=dates.some_day(site.today, row["begins"]),
            until=dates.some_day(site.today, row["until"]),
            owner=staff.person(row["owner"]),
            result=row["result"],
            learned=row["learned"],
            outcome=row["outcome"],
            outcome_on=site.day(row["until"]) if row["outcome"] else None,
        ).save()
    for row in site.rows("Ambitions"):
        AmbitionOption(
            organisation_id=site.id,
            initiative=portfolio.initiatives[row["initiative"]],
            level=row["level"],
            meaning=row["meaning"],
            one_off_cost=Decimal(row["cost"]),
            yearly_cost=Decimal(row["yearly"]),
            yearly_benefit=Decimal(row["benefit"]),
        ).save()
    for row in site.rows("Goals served"):
        clauses = Clause.owned_by(site.samsyn).filter(name=row["clause"])
        InitiativeGoal(
            organisation_id=site.id,
            initiative=portfolio.initiatives[row["initiative"]],
            clause=clauses.get(),
            expected_shift=row["shift"],
        ).save()


def _add_phases(site: Site, portfolio: Portfolio, shared: Shared) -> None:
    """Add the work that is done at one level of ambition only."""
    for row in site.rows("Phases of a level"):
        initiative = portfolio.initiatives[row["initiative"]]
        phase = Phase(
            organisation_id=site.id,
            initiative=initiative,
            name=row["phase"],
            order=Phase.owned_by(site.samsyn).filter(initiative=initiative).count(),
            weeks=int(row["weeks"]),
            ambition=row["level"],
        )
        phase.save()
        role, share = row["shares"].split()
        Effort(
            organisation_id=site.id, phase=phase, role=shared.roles[role], share=int(share)
        ).save()


def _set_stop_rules(site: Site, actor: Actor, staff: Staff, portfolio: Portfolio) -> None:
    for row in site.rows("Stop rules"):
        decider = staff.person(row["decider"])
        with clock.stopped_at(clock.now() - _EARLIER):
            rule: StopRule = set_stop_rule(
                actor,
                initiative_id=portfolio.initiatives[row["initiative"]].pk,
                evidence=row["evidence"],
                by=dates.some_day(site.today, row["by"]),
                decider_id=decider.pk if decider else None,
            )
        if row["seen"]:
            on = dates.some_day(site.today, row["on"])
            seen = Settlement(fate=Fate.SHOWN, on=on, by=actor.name, shown=row["seen"])
            show_evidence(actor, stop_rule_id=rule.pk, settlement=seen)


def _answer_checklists(site: Site, actor: Actor, portfolio: Portfolio) -> None:
    answers: dict[str, dict[str, Answered]] = defaultdict(dict)
    for row in site.rows("Checklists"):
        answers[row["initiative"]][row["question"]] = Answered(row["answer"], row["reason"])
    for key, said in answers.items():
        answer_checklist(actor, initiative_id=portfolio.initiatives[key].pk, answers=said)


def _decide(site: Site, actor: Actor, portfolio: Portfolio) -> None:
    for row in site.rows("Gate decisions"):
        initiative = portfolio.initiatives[row["initiative"]]
        with acting_for(actor):
            gates = Gate.owned_by(actor).filter(policy__track=initiative.track)
            gate = gates.get(before=row["before"])
        yes = row["verdict"] == Verdict.GO_ON
        said = Said(
            verdict=Verdict(row["verdict"]),
            by=row["by"],
            on=dates.some_day(site.today, row["on"]),
            basis=row["basis"],
            reason=row["reason"],
            conditions=row["conditions"],
            come_back_on=site.day(row["back"]),
            ticked=frozenset(range(len(questions_of(gate)))) if yes else frozenset(),
        )
        decide_at_gate(
            actor,
            initiative_id=initiative.pk,
            gate_id=gate.pk,
            said=said,
            reason=row["reason"],
        )


def _follow_and_move(site: Site, actor: Actor, portfolio: Portfolio) -> None:
    for row in site.rows("Ways of working"):
        initiative = portfolio.initiatives[row["initiative"]]
        with acting_for(actor):
            model = ProjectModel.owned_by(actor).get(cynefin=initiative.cynefin)
        follow_model(
            actor, initiative_id=initiative.pk, project_model_id=model.pk, way=Way.ONLY_NOTE
        )
    for row in site.rows("Moves"):
        answered: Initiative = portfolio.initiatives[row["part of"]]
        move_to_track(
            actor,
            initiative_id=portfolio.initiatives[row["initiative"]].pk,
            track=Track(row["to"]),
            part_of_id=answered.pk,
            reason=row["reason"],
        )
