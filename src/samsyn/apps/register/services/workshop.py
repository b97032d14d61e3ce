"""A group's workshop on one body of information: begun, answered bit by bit, decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samsyn.apps.register.models import Classification, ClassificationWorkshop, InformationAsset
from samsyn.apps.register.queries.workshops import answers_of, kept_answer
from samsyn.apps.register.services.classify_asset import scale_or_refusal, write_decision
from samsyn.apps.register.wording import PERSPECTIVES
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.decision import Fault, Proposal, objections_to
from samsyn.domain.classification.scales import Aspect, Perspective
from samsyn.domain.classification.workshop import Answer, Answers, gaps, settle, worst
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case

Place = tuple[Aspect, Perspective]


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody answers, and the mark of the answer they were looking at."""

    answer: Answer
    seen: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else answered meanwhile; both answers are here, and who that was."""

    theirs: Answer
    yours: Answer
    by: str


@use_case(Permission.ASSET_CLASSIFY)
def start_workshop(
    actor: Actor, *, asset_id: int, scale: str, held_on: date, participants: str = ""
) -> ClassificationWorkshop:
    """Begin a workshop on one asset; it is as visible as the asset."""
    asset = InformationAsset.owned_by(actor).get(pk=asset_id)
    return ClassificationWorkshop.everything.create(
        organisation_id=actor.organisation_id,
        visibility=asset.visibility,
        asset=asset,
        scale=scale_or_refusal(actor, scale).code,
        held_on=held_on,
        participants=participants,
    )


@use_case(Permission.ASSET_CLASSIFY)
def answer_workshop(
    actor: Actor, *, workshop_id: int, typed: Mapping[Place, Typed]
) -> dict[Place, Conflict]:
    """Keep answers; what another changed meanwhile is not overwritten but returned.

    Each question stands for itself, so two people at two questions never meet.
    """
    workshop = _open_workshop(actor, workshop_id)
    conflicts: dict[Place, Conflict] = {}
    for (aspect, perspective), said in typed.items():
        given: dict[str, Any] = workshop.answers.setdefault(str(aspect), {})
        now = kept_answer(given.get(str(perspective)))
        settled = settle(now, said.seen, said.answer)
        if settled.refused is not None:
            by = str(given.get(str(perspective), {}).get("by", ""))
            conflicts[aspect, perspective] = Conflict(now, settled.refused, by)
        elif settled.kept != now:
            kept = settled.kept
            given[str(perspective)] = {
                "level": kept.level,
                "reason": kept.reason,
                "by": actor.name,
            }
    workshop.save(update_fields=["answers"])
    return conflicts


@use_case(Permission.ASSET_CLASSIFY)
def describe_workshop(
    actor: Actor, *, workshop_id: int, facts: Mapping[str, tuple[object, object]]
) -> list[str]:
    """Keep who takes part and when to review: name → (what the person saw, what they typed).

    Returns the names of those that somebody else changed meanwhile; these stay as they are.
    """
    workshop = _open_workshop(actor, workshop_id)
    conflicts = []
    for name, (seen, typed) in facts.items():
        now = getattr(workshop, name)
        if typed in (seen, now):
            continue
        if now == seen:
            setattr(workshop, name, typed)
        else:
            conflicts.append(name)
    workshop.save(update_fields=["participants", "next_review"])
    return conflicts


@use_case(Permission.ASSET_CLASSIFY)
def decide_workshop(
    actor: Actor, *, workshop_id: int, decided_on: date, next_review: date
) -> Classification:
    """Make the answers a classification: the worst case of each aspect, and whom it would hit.

    Raises Refused with everything that is missing.
    """
    workshop = _open_workshop(actor, workshop_id)
    asset = InformationAsset.owned_by(actor).select_for_update().get(pk=workshop.asset_id)
    scale = scale_or_refusal(actor, workshop.scale)
    answers = answers_of(workshop)
    proposal = _proposal(
        answers, Proposal(scale=scale, levels={}, decided_on=decided_on, next_review=next_review)
    )
    participants = people_in(workshop.participants)
    open_questions = list(gaps(answers, scale))
    refuse_if([*open_questions, *_others(proposal, open_questions, participants)])
    decision = write_decision(actor, asset, proposal, participants, _told(workshop.answers))
    workshop.decision, workshop.next_review = decision, next_review
    workshop.save(update_fields=["decision", "next_review"])
    return decision


def people_in(text: str) -> list[str]:
    """Return who takes part, one a line."""
    return [name[:200] for line in text.splitlines() if (name := line.strip())]


def _open_workshop(actor: Actor, workshop_id: int) -> ClassificationWorkshop:
    rows = ClassificationWorkshop.owned_by(actor).select_related("asset")
    workshop = rows.select_for_update(of=("self",)).get(pk=workshop_id)
    if workshop.decision_id is not None:
        raise Refused([Objection(Fault.ALREADY_DECIDED)])
    return workshop


def _proposal(answers: Answers, frame: Proposal) -> Proposal:
    found = {aspect: worst(answers.get(aspect, {})) for aspect in Aspect}
    return Proposal(
        scale=frame.scale,
        levels={a: w.level for a, w in found.items() if w.level is not None},
        reasons={
            a: "\n".join(f"{PERSPECTIVES[who]}: {why}" for who, why in w.reasons)
            for a, w in found.items()
        },
        decided_on=frame.decided_on,
        next_review=frame.next_review,
    )


def _others(
    proposal: Proposal, missing: Sequence[Objection], participants: Sequence[str]
) -> Iterator[Objection]:
    """Yield what else is wrong; a level that is missing has been said by its questions."""
    said = {str(dict(objection.facts).get("aspect")) for objection in missing}
    for objection in objections_to(proposal, clock.today()):
        if objection.code != Fault.LEVEL_MISSING or str(objection.facts["aspect"]) not in said:
            yield objection
    if not participants:
        yield Objection(Fault.NOBODY_TOOK_PART, field="participants")


def _told(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the consequences as they are kept: levels and reasons, and not who typed them."""
    return {
        aspect: {
            who: {"level": said["level"], "reason": said["reason"]}
            for who, said in given.items()
            if said["level"] is not None
        }
        for aspect, given in answers.items()
        if any(said["level"] is not None for said in given.values())
    }
