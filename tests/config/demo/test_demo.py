"""Fjordbygden is whole, the same every time, and keeps its walls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model

from samsyn.apps.checks.models import Finding
from samsyn.apps.data_protection.models import ActivitySubjects, Purpose
from samsyn.apps.federation.models import TimeAgreement, TimeGiven
from samsyn.apps.federation.models.belonging import ToldToFederation
from samsyn.apps.federation.public import Participant, Poll, standings
from samsyn.apps.organisation.models import Person
from samsyn.apps.register.models import System
from samsyn.apps.register.queries.buying import find_agreements
from samsyn.apps.roadmap.models import PublishedRoadmap
from samsyn.config.demo import building
from samsyn.config.demo.doors import DOORS
from samsyn.config.postgres.roles import Doors
from samsyn.domain.access.actor import Actor, samsyn_for
from samsyn.domain.federation.polling import tally
from samsyn.kernel.access.demo import DemoPerson
from samsyn.kernel.access.grants import actor_for
from samsyn.kernel.models import Organisation, User
from samsyn.kernel.records.declaration import all_records
from samsyn.kernel.rules import all_rules
from samsyn.kernel.tenancy.owned import Owned
from samsyn.kernel.tenancy.session import acting_for
from tests.support.demo import all_slugs, sizes

MOST_OF_ONE = 5  # findings of one rule, at the small one
OPEN = ("federation", "public")
# What Oskarsvik offers its neighbours, and what the public may know of its processing.
SHARED_ON_PURPOSE = {
    "federation.CapabilityAssessment",
    "federation.RoleShown",
    "sharing.Offer",
    "sharing.OfferCount",
    "register.System",
    "data_protection.ProcessingActivity",
    "data_protection.Purpose",
    "data_protection.ActivitySubjects",
    "roadmap.OpenedRoadmap",
}


def samsyn_of(slug: str) -> Actor:
    return samsyn_for(Organisation.objects.get(slug=slug).pk)


def open_findings(slug: str) -> Counter[str]:
    actor = samsyn_of(slug)
    with acting_for(actor):
        rows = Finding.owned_by(actor).filter(closed_at=None)
        return Counter(rows.values_list("rule_code", flat=True))


def test_fourteen_municipalities_stand_in_the_federation(demo: Doors) -> None:
    federation = Organisation.objects.get(slug="fjordbygden")
    members = Organisation.objects.filter(memberships__federation=federation)

    assert members.count() == 14
    assert (members.order_by("population")[0].name, members.order_by("population")[13].name) == (
        "Edskog",
        "Fjordköping",
    )


def test_every_rule_of_the_house_has_something_to_say_somewhere(demo: Doors) -> None:
    said = sum((open_findings(slug) for slug in all_slugs()), Counter[str]())

    assert [rule.code for rule in all_rules() if rule.code not in said] == []


def test_the_small_one_has_a_page_of_findings_and_the_middle_one_two(demo: Doors) -> None:
    """Each rule speaks once or twice at Edskog: a new one adds a line there, never a heap."""
    small, middle = open_findings("edskog"), open_findings("oskarsvik")

    assert small.total() in range(30, 51)  # a page of the list is fifty rows
    assert [code for code, times in small.items() if times > MOST_OF_ONE] == []
    assert middle.total() in range(60, 101)


def test_the_polls_stand_as_the_sources_say(demo: Doors) -> None:
    actor = samsyn_of("fjordbygden")
    fourteen = set(
        Organisation.objects.filter(memberships__federation=actor.organisation_id).values_list(
            "pk", flat=True
        )
    )
    with acting_for(actor):
        polls = list(Poll.owned_by(actor).order_by("pk"))
        stands = standings(actor, [poll.pk for poll in polls])
        seats = sum(Participant.owned_by(actor).values_list("seats", flat=True))
    counts = [
        tally(stand for pk, stand in stands[poll.pk].items() if pk in fourteen) for poll in polls
    ]

    assert [(one.yes, one.no, one.waiting) for one in counts] == [
        (3, 8, 3),
        (10, 2, 2),
        (5, 6, 3),
        (6, 5, 3),
        (11, 0, 3),
    ]
    assert [len(stands[poll.pk]) for poll in polls] == [14, 14, 14, 49, 14]
    assert seats == 28


def test_the_strategist_has_seven_roles_at_eighty_per_cent(demo: Doors) -> None:
    actor = samsyn_of("edskog")
    with acting_for(actor):
        maja = Person.owned_by(actor).get(name="Maja Ekblad")

        assert (maja.working_share, maja.assignments.count()) == (80, 7)


def test_the_first_words_a_buyer_tries_find_an_agreement(demo: Doors) -> None:
    actor = samsyn_of("edskog")
    with acting_for(actor):
        first = {
            words: find_agreements(actor, words).holding[0].agreement.name
            for words in ("stolra", "översättning", "chairs")
        }

    assert first == {
        "stolra": "Ramavtal kontorsmöbler",
        "översättning": "Ramavtal tolk och översättning",
        "chairs": "Ramavtal kontorsmöbler",
    }


def test_larger_municipalities_use_sixty_to_eighty_systems(demo: Doors) -> None:
    for slug in ("oskarsvik", "bjorkanas", "strandkoping", "fjordkoping", "barmark"):
        actor = samsyn_of(slug)
        with acting_for(actor):
            assert System.owned_by(actor).count() in range(60, 81)


def test_four_places_have_published_a_roadmap(demo: Doors) -> None:
    published = []
    for slug in all_slugs():
        actor = samsyn_of(slug)
        with acting_for(actor):
            published += [slug] * PublishedRoadmap.owned_by(actor).count()

    assert sorted(published) == ["barmark", "edskog", "edskog", "fjordbygden", "oskarsvik"]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_everybody_on_the_sign_in_page_has_a_way_in(demo: Doors, door: DemoPerson) -> None:
    user = User.objects.get(email=door.email)

    assert user.name == door.name
    assert actor_for(user, Organisation.objects.get(slug=door.slug)) is not None


def test_a_reader_of_edskog_sees_of_oskarsvik_what_it_shares_on_purpose_and_nothing_else(
    demo: Doors,
) -> None:
    reader = actor_for(
        User.objects.get(email="per-olof.grahn@edskog.example"),
        Organisation.objects.get(slug="edskog"),
    )
    assert reader is not None
    owner = samsyn_of("oskarsvik")
    seen, shared = rows_of(owner.organisation_id, reader), rows_of(owner.organisation_id, owner)
    told = {model: rows for model, rows in seen.items() if issubclass(model, ToldToFederation)}
    assert told == {model: shared[model] for model in told}
    seen = {model: rows for model, rows in seen.items() if model not in told}
    with acting_for(owner):
        agreed = TimeAgreement.owned_by(owner).filter(partner=reader.organisation_id)
        assert set(seen.pop(TimeAgreement)) == set(agreed.values_list("pk", flat=True)) != set()
        given = TimeGiven.owned_by(owner).filter(partner=reader.organisation_id)
        assert set(seen.pop(TimeGiven)) == set(given.values_list("pk", flat=True)) != set()

    assert {reach for rows in seen.values() for reach in rows.values()} == {"federation", "public"}
    assert seen == {
        model: open_ones
        for model, rows in shared.items()
        if (open_ones := {pk: reach for pk, reach in rows.items() if reach in OPEN})
    }
    assert {model._meta.label for model in seen} == SHARED_ON_PURPOSE


def test_parts_of_what_is_shared_reach_no_further_than_the_whole(demo: Doors) -> None:
    owner = samsyn_of("oskarsvik")
    with acting_for(owner):
        for part in (Purpose, ActivitySubjects):
            pairs = part.owned_by(owner).values_list("visibility", "activity__visibility")

            assert {reach for reach, _whole in pairs} == {"own", "public"}
            assert {(reach, whole) for reach, whole in pairs if reach != whole} == set()


def rows_of(organisation: int, actor: Actor) -> dict[type[Owned], dict[int, str]]:
    """Return by table the rows of one organisation that somebody sees, and how far each reaches."""
    found = {}
    with acting_for(actor):
        for model in apps.get_models():
            if issubclass(model, Owned):
                rows = model.everything.filter(organisation_id=organisation)
                found[model] = dict(rows.values_list("pk", "visibility"))
    return {model: rows for model, rows in found.items() if rows}


def test_every_row_would_pass_its_own_form(demo: Doors) -> None:
    refused = []
    for slug in ("edskog", "barmark", "fjordbygden"):
        actor = samsyn_of(slug)
        with acting_for(actor):
            for record in all_records():
                rows: Iterable[Model] = (
                    record.model.owned_by(actor)
                    if issubclass(record.model, Owned)
                    else record.model.visible_to(actor)
                )
                refused += [f"{slug} {record.slug}: {word}" for word in map(fault_of, rows) if word]

    assert refused == []


def fault_of(row: Model) -> str:
    try:
        row.clean_fields()
        row.clean()
    except ValidationError as wrong:
        return f"{row}: {wrong.message_dict}"
    return ""


def test_loading_it_again_changes_nothing(demo: Doors) -> None:
    before = sizes()
    assert demo.owner is not None
    with demo.owner.connect() as owner:
        built = building.load(owner, lambda _name: None)

    assert built is False
    assert sizes() == before
