"""Start from the method: three tracks with their gates, and a way of working for each problem."""

from __future__ import annotations

from django.utils import translation

from samsyn.apps.portfolio.models import Gate, ModelStep, ProjectModel, TrackPolicy
from samsyn.apps.portfolio.wording import METHODS
from samsyn.apps.portfolio.wording.method import GATES, MODELS, STATUS_DAYS
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.following import Kind
from samsyn.domain.portfolio.tracks import METHOD, Ask, OwnerLevel, Track
from samsyn.kernel.models import Organisation
from samsyn.kernel.use_case import use_case


@use_case(Permission.PORTFOLIO_WRITE)
def start_from_method(actor: Actor) -> int:
    """Write down the method where the organisation has nothing of its own; return how many rows.

    A track that is described already keeps all it says, and gets gates only where it has none. In
    the organisation's language. Doing it again changes nothing.
    """
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    with translation.override(organisation.language):
        return sum(_track(actor, track) for track in Track) + _models(actor)


def _track(actor: Actor, track: Track) -> int:
    policy = TrackPolicy.owned_by(actor).filter(track=track.value).first()
    made = 0
    if policy is None:
        method = METHOD[track]
        policy = TrackPolicy(
            track=track.value,
            decided_by=str(METHODS[track.value].owned_by),
            status_days=STATUS_DAYS[track],
            **{f"owned_by_{level.value}": level in method.owners for level in OwnerLevel},
            **{f"asks_{ask.value}": ask in method.asks for ask in Ask},
        )
        policy.save()
        made = 1
    if Gate.owned_by(actor).filter(policy=policy).exists():
        return made
    for order, gate in enumerate(GATES[track], start=1):
        Gate(
            policy=policy,
            name=str(gate.name),
            order=order,
            before=gate.before.value,
            decided_by=str(gate.decided_by),
            asks="\n".join(str(question) for question in gate.asks),
            needs_checklist=gate.needs_checklist,
        ).save()
    return made + len(GATES[track])


def _models(actor: Actor) -> int:
    there = set(ProjectModel.owned_by(actor).values_list("cynefin", flat=True))
    named = set(ProjectModel.owned_by(actor).values_list("name", flat=True))
    made = 0
    for kind in Kind:
        model = MODELS[kind]
        if kind.value in there or str(model.name) in named:
            continue
        row = ProjectModel(
            name=str(model.name), cynefin=kind.value, description=str(model.description)
        )
        row.save()
        for order, (name, weeks, guidance) in enumerate(model.steps, start=1):
            ModelStep(
                project_model=row,
                name=str(name),
                order=order,
                weeks=weeks,
                guidance=str(guidance),
            ).save()
        made += 1 + len(model.steps)
    return made
