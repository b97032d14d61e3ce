"""Show a published roadmap to everybody, or withdraw it."""

from __future__ import annotations

from collections.abc import Collection

from samsyn.apps.organisation.public import Person
from samsyn.apps.roadmap.models import OpenedRoadmap, PublishedRoadmap
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.roadmap.picture import read_picture
from samsyn.domain.roadmap.showing import closures, shown_of
from samsyn.domain.shared.refusal import refuse_if
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation
from samsyn.kernel.tenancy.owned import Visibility
from samsyn.kernel.use_case import use_case


@use_case(Permission.ROADMAP_PUBLISH)
def open_roadmap(
    actor: Actor, *, version: int, chosen: Collection[int], words: str = ""
) -> OpenedRoadmap:
    """Let everybody read the chosen initiatives of one version, instead of what is shown now.

    Raises Refused with everything that names a person or tells how to reach one.
    """
    row = PublishedRoadmap.owned_by(actor).get(version=version)
    picture = read_picture(row.picture)
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    refuse_if(
        closures(
            picture,
            chosen,
            words,
            people=Person.owned_by(actor).values_list("name", flat=True),
            today=clock.today(),
            country=organisation.country,
        )
    )
    _withdraw(actor)
    return OpenedRoadmap.everything.create(
        version=row,
        words=words.strip(),
        lines=[line.as_json() for line in shown_of(picture, chosen)],
        opened_on=clock.today(),
        visibility=Visibility.PUBLIC,
    )


@use_case(Permission.ROADMAP_PUBLISH)
def withdraw_roadmap(actor: Actor) -> None:
    """Let nobody outside read the roadmap any more."""
    _withdraw(actor)


def _withdraw(actor: Actor) -> None:
    shown = OpenedRoadmap.owned_by(actor).filter(withdrawn_on__isnull=True)
    shown.update(withdrawn_on=clock.today(), visibility=Visibility.OWN)
