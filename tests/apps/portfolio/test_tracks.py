"""Track policies govern; the method starts them; an initiative moves between them for a reason."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from samsyn.apps.portfolio.models import Gate, Initiative, ProjectModel, TrackMove, TrackPolicy
from samsyn.apps.portfolio.services.decide_initiative import decide_initiative
from samsyn.apps.portfolio.services.move_to_track import move_to_track
from samsyn.apps.portfolio.services.start_from_method import start_from_method
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.portfolio.course import Step
from samsyn.domain.portfolio.tracks import METHOD, Misfit, Track
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from tests.apps.portfolio import arranging as a
from tests.apps.portfolio.test_rules import titles
from tests.support.builders import Town


def policy(town: Town, track: str, **columns: object) -> TrackPolicy:
    with town.arranging():
        return TrackPolicy.everything.create(track=track, **columns)


def refused(town: Town, row: Initiative) -> set[str]:
    with pytest.raises(Refused) as refusal:
        decide_initiative(town.administrator, initiative_id=row.pk, on=clock.today())
    return {str(objection.code) for objection in refusal.value.objections}


def test_the_organisations_policy_governs_and_not_the_method(north: Town, south: Town) -> None:
    policy(north, "challenge", owned_by_political=False, asks_benefit=False, asks_risk=True)
    given = {"track": "challenge", "state": "proposed", "owner_level": "political"}
    ours = a.initiative(north, owner=a.person(north), **given)
    theirs = a.initiative(south, owner=a.person(south), **given)

    assert refused(north, ours) == {Misfit.OWNED_TOO_LOW, Misfit.RISK_MISSING}
    assert refused(south, theirs) == {Misfit.BENEFIT_MISSING, Misfit.STOP_RULE_MISSING}


def test_the_checks_follow_the_policy(north: Town) -> None:
    a.initiative(north, "in a department", track="challenge", owner_level="department")
    a.initiative(north, "by IT", track="mandated", owner_level="it")
    assert [titles(north, f"POR-00{n}") for n in (1, 2, 3)] == [
        *({"in a department"}, {"by IT"}, {"by IT"})
    ]

    policy(north, "challenge")
    policy(north, "mandated")
    assert [titles(north, f"POR-00{n}") for n in (1, 2, 3)] == [set(), set(), set()]


def test_the_method_writes_three_tracks_with_gates_and_four_ways_of_working(north: Town) -> None:
    policy(north, "mandated", next_decision="Ours")
    boss = north.administrator

    made = start_from_method(boss)
    assert made > 20
    assert start_from_method(boss) == 0

    with north.looking():
        rows = {row.track: row for row in TrackPolicy.owned_by(boss)}
        gates = list(Gate.owned_by(boss).values_list("policy__track", "before"))
        kinds = set(ProjectModel.owned_by(boss).values_list("cynefin", flat=True))
    assert rows["mandated"].next_decision == "Ours"
    assert rows["mandated"].owned_by_it
    assert not rows["challenge"].owned_by_department
    assert rows["challenge"].asks_stop_rule
    assert {track for track, _before in gates} == set(Track)
    assert {before for _track, before in gates} <= {step.value for step in Step}
    assert kinds == {"clear", "complicated", "complex", "chaotic"}
    with pytest.raises(NotAllowed):
        start_from_method(north.person())


def test_a_tracks_page_tells_its_logic_in_plain_words(client: Client, north: Town) -> None:
    lead = a.role(north)
    a.phase(a.initiative(north, track="mandated"), north, 4, {lead: 100})
    client.force_login(north.user())

    before = client.get("/north/portfolio/tracks/challenge/").content.decode()
    for told in ("so the method holds", "Political level", "And not at", "A stop rule", "100 %"):
        assert told in before
    done = client.post("/north/portfolio/method/", {"track": "challenge"})
    assert (done.status_code, done["Location"]) == (302, "/north/portfolio/tracks/challenge/")
    after = client.get("/north/portfolio/tracks/challenge/").content.decode()
    with translation.override(north.row.language):  # the method is written down in it
        gate = gettext("Does it deliver?")
    for told in (gate, "Before it is delivered", "the whole checklist"):
        assert told in after
    assert "so the method holds" not in after
    assert client.get("/north/portfolio/tracks/none/").status_code == 404


def test_a_reader_reads_a_track_and_starts_nothing(client: Client, north: Town) -> None:
    client.force_login(north.user(AccessRole.READER))

    page = client.get("/north/portfolio/tracks/mandated/")
    assert page.status_code == 200
    assert "Start from the method" not in page.content.decode()
    assert client.post("/north/portfolio/method/").status_code == 403


def test_a_policy_is_edited_and_lets_somebody_own(client: Client, north: Town) -> None:
    start_from_method(north.administrator)
    client.force_login(north.user())
    with north.looking():
        row = TrackPolicy.owned_by(north.administrator).get(track="challenge")
    address = f"/north/tracks/{row.pk}/edit/"
    typed = {"status_days": "14", "visibility": "own", "revision": row.revision}

    nobody = client.post(address, {**typed, "least_share": "60", "most_share": "40"})
    assert nobody.status_code == 422
    told = nobody.content.decode()
    assert "Somebody must be able to own in this track." in told
    assert "This is less than the least share." in told
    saved = client.post(address, {**typed, "owned_by_it": "on", "asks_risk": "on"})
    assert saved.status_code == 302, saved.content.decode()[:3000]
    with north.looking():
        row.refresh_from_db()
    assert (row.track, row.owned_by_it, row.owned_by_political, row.asks_benefit) == (
        *("challenge", True, False, False),
    )


def moves(town: Town) -> list[tuple[str, str, str]]:
    with town.looking():
        rows = TrackMove.owned_by(town.administrator).order_by("pk")
        return list(rows.values_list("from_track", "to_track", "reason"))


def test_a_mandated_solution_becomes_part_of_the_answer_to_a_challenge(north: Town) -> None:
    row = a.initiative(north, track="mandated")
    staff = a.initiative(north, "Staff", track="challenge")
    other = a.initiative(north, "Other", track="prerequisite")
    boss = north.administrator

    for part_of, code in ((other, "answers_no_challenge"), (row, "answers_itself")):
        with pytest.raises(Refused, match=code):
            move_to_track(
                boss, initiative_id=row.pk, track=Track.MANDATED, part_of_id=part_of.pk, reason="x"
            )
    assert moves(north) == []
    move_to_track(
        boss, initiative_id=row.pk, track=Track.MANDATED, part_of_id=staff.pk, reason="It helps."
    )

    with north.looking():
        assert Initiative.owned_by(boss).get(pk=row.pk).part_of_id == staff.pk
    assert moves(north) == [("mandated", "mandated", "It helps.")]


def test_a_neighbours_challenge_is_nobodys_answer(north: Town, south: Town) -> None:
    row, theirs = a.initiative(north), a.initiative(south, track="challenge")

    with pytest.raises(Initiative.DoesNotExist):
        move_to_track(
            north.administrator,
            initiative_id=row.pk,
            track=Track.MANDATED,
            part_of_id=theirs.pk,
            reason="x",
        )
    assert moves(north) == []


def test_every_track_of_the_method_lets_somebody_own() -> None:
    assert all(rules.owners for rules in METHOD.values())
