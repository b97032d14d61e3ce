"""Report friction, and say "me too": anybody may, and nobody can make it look dearer than it is."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.apps.needs.models import FrictionDoor, FrictionReport, MeToo
from samsyn.apps.needs.queries.doors import is_open
from samsyn.apps.needs.queries.frictions import has_said, reported_it
from samsyn.apps.needs.services._steps import (
    against_numbers,
    against_places,
    against_texts,
    locked,
    locked_head,
)
from samsyn.apps.organisation.public import person_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.needs.course import FrictionState
from samsyn.domain.needs.objections import Obstacle
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock, journal
from samsyn.kernel.access.doors import at_the_door
from samsyn.kernel.use_case import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What somebody says is in the way; minutes are one person's in a week."""

    name: str
    minutes: int
    people: int = 1
    text: str = ""
    spot: str = ""
    unit_id: int | None = None
    system_id: int | None = None


@use_case(Permission.FRICTION_REPORT)
def report_friction(actor: Actor, *, report: Report) -> FrictionReport:
    """Write down what is in the way, and price it. Raises Refused, with everything at once."""
    _check(actor, report)
    person = person_of(actor)
    return _keep(
        actor,
        report,
        FrictionReport(
            organisation_id=actor.organisation_id,
            account=actor.user_id if actor.user_id > 0 else None,
            reported_by=person,
        ),
    )


def report_at_the_door(door: FrictionDoor, report: Report) -> FrictionReport:
    """Write down what somebody without an account says is in the way. Raises Refused."""
    if not is_open(door):
        raise Refused([Objection(Obstacle.DOOR_CLOSED)])
    actor = at_the_door(door.organisation_id, door.name)
    with journal.act(actor, "needs.report_at_the_door"):
        _check(actor, report)
        friction = FrictionReport(organisation_id=door.organisation_id, door=door)
        return _keep(actor, report, friction)


@use_case(Permission.FRICTION_REPORT)
def say_me_too(actor: Actor, *, friction_id: int, minutes: int, words: str = "") -> MeToo:
    """Say once that one meets the same, with minutes of one's own. Raises Refused.

    Said of a friction that was merged, it is said of the one that stands for it.
    """
    head = locked_head(actor, friction_id)
    objections = [*against_numbers(minutes), *against_texts(actor, {"words": words.strip()})]
    if head.state == FrictionState.SOLVED:
        objections.append(Objection(Obstacle.SOLVED_ALREADY))
    if reported_it(actor, head):
        objections.append(Objection(Obstacle.OWN))
    elif has_said(actor, head) is not None:
        objections.append(Objection(Obstacle.SAID_ALREADY))
    refuse_if(objections)
    said = MeToo.everything.create(
        organisation_id=actor.organisation_id,
        visibility=head.visibility,
        friction=head,
        account=actor.user_id,
        person=person_of(actor),
        minutes=minutes,
        words=words.strip(),
        said_on=clock.today(),
    )
    head.reckon()
    return said


@use_case(Permission.FRICTION_REPORT)
def change_my_minutes(actor: Actor, *, friction_id: int, minutes: int) -> None:
    """Put right what one said oneself about a friction, as its reporter or by "me too"."""
    refuse_if(against_numbers(minutes))
    head = locked_head(actor, friction_id)
    mine = _mine(actor, head)
    mine.minutes = minutes
    mine.save()
    _reckon(mine, head)


@use_case(Permission.FRICTION_REPORT)
def take_back_me_too(actor: Actor, *, friction_id: int) -> None:
    """Unsay one's own "me too". Raises Refused where one has said none."""
    head = locked_head(actor, friction_id)
    said = has_said(actor, head)
    if said is None:
        raise Refused([Objection(Obstacle.NOT_SAID)])
    said.delete()
    head.reckon()


def _mine(actor: Actor, head: FrictionReport) -> FrictionReport | MeToo:
    said = has_said(actor, head)
    if said is not None:
        return said
    ours = FrictionReport.owned_by(actor).filter(account=actor.user_id)
    own = ours.filter(pk=head.pk).first() or ours.filter(merged_into=head).order_by("pk").first()
    if own is None:
        raise Refused([Objection(Obstacle.NOT_SAID)])
    return own


def _reckon(mine: FrictionReport | MeToo, head: FrictionReport) -> None:
    if isinstance(mine, FrictionReport) and mine.pk != head.pk:
        mine.reckon()
    head.refresh_from_db()
    head.reckon()


def _check(actor: Actor, report: Report) -> None:
    texts = {
        "name": report.name.strip(),
        "text": report.text.strip(),
        "spot": report.spot.strip(),
    }
    nothing = [] if texts["name"] else [Objection(Obstacle.SAYS_NOTHING, field="name")]
    refuse_if(
        [
            *nothing,
            *against_numbers(report.minutes, report.people),
            *against_texts(actor, texts),
            *against_places(actor, report.unit_id, report.system_id),
        ]
    )


def _keep(actor: Actor, report: Report, friction: FrictionReport) -> FrictionReport:
    friction.name = " ".join(report.name.split())
    friction.text, friction.spot = report.text.strip(), report.spot.strip()
    friction.unit_id, friction.system_id = report.unit_id, report.system_id
    friction.minutes, friction.people = report.minutes, report.people
    friction.reported_on = clock.today()
    friction.save()
    kept = locked(actor, friction.pk)
    kept.reckon()
    return kept
