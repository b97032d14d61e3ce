"""Members assess themselves on one map, see each other, and their earlier days are kept."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from samsyn.apps.federation.models import (
    CapabilityAssessment,
    CapabilityLevel,
    CapabilityMap,
    CapabilityRole,
    RoleShown,
)
from samsyn.apps.federation.queries.capability import (
    areas_of,
    levels_now,
    maturity,
    roles_behind,
)
from samsyn.apps.federation.rules.fed_002_gap_without_plan import gap_without_plan
from samsyn.apps.federation.services.assess import Answer, assess, show_roles
from samsyn.apps.federation.services.start_map import FILE, start_map
from samsyn.apps.register.public import Capability
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole
from samsyn.domain.federation.maturity import AbilityFlaw
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.models import Organisation
from samsyn.kernel.rules import Question
from tests.apps.portfolio import arranging as a
from tests.support.builders import Town

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def the_day() -> Iterator[None]:
    """Let it be 22 November 2026 among people who read English."""
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)), translation.override("en"):
        yield


@pytest.fixture
def ids(north: Town) -> list[int]:
    """The capabilities of the map, which north has begun."""
    found = start_map(north.administrator)
    with north.looking():
        return [pk for area in areas_of(north.administrator, found) for pk in area.ids]


def says(town: Town, answers: dict[int, Answer], **more: Any) -> int:
    """Let a town assess itself."""
    return assess(town.administrator, answers=answers, **more)


def on(year: int, month: int = 6, day: int = 1) -> Any:
    """Let it be another day."""
    return clock.stopped_at(datetime(year, month, day, 12, tzinfo=UTC))


def client_of(town: Town, role: AccessRole = AccessRole.ADMINISTRATOR) -> Client:
    """Return somebody's browser."""
    client = Client()
    client.force_login(town.user(role))
    return client


def test_the_map_is_begun_once_in_the_organisations_language(north: Town, ids: list[int]) -> None:
    assert len(ids) == 40
    again = start_map(north.administrator)
    assert CapabilityMap.everything.get() == again
    language = Organisation.objects.get(pk=north.id).language
    assert (language, again.name) == ("sv", "IT och digitalisering")
    with north.looking():
        areas = areas_of(north.administrator, again)
    assert [len(area.capabilities) for area in areas] == [5] * 8
    assert areas[2].row.name == "Informationssäkerhet"
    told = list(
        CapabilityLevel.everything.filter(capability_id=ids[0])
        .order_by("level")
        .values_list("text", flat=True)
    )
    assert (len(told), told[0]) == (6, "Ingen gör det.")
    assert CapabilityRole.everything.filter(capability_id__in=ids).count() >= 40


@pytest.mark.parametrize("language", ["sv", "nb", "da", "en"])
def test_every_language_says_all_of_it(language: str) -> None:
    told = tomllib.loads(FILE.read_text("utf-8"))
    texts = [told["name"], told["description"], *told["levels"].values(), *told["roles"].values()]
    for area in told["areas"]:
        texts.append(area["name"])
        for one in area["capabilities"]:
            texts += [one["name"], *one["levels"].values()]
            assert set(one["levels"]) | set(told["levels"]) == set("012345")
    assert all(words[language].strip() for words in texts)
    assert all(len(words[language]) <= 200 for words in texts)


def test_a_name_of_the_catalogue_is_left_where_it_is(north: Town) -> None:
    with north.arranging():
        Capability(name="Informationssäkerhet").save()
    found = start_map(north.administrator)
    with north.looking():
        assert (
            areas_of(north.administrator, found)[2].row.name
            == "Informationssäkerhet (IT och digitalisering)"
        )


def test_only_what_differs_is_assessed_anew_and_each_day_is_kept(
    north: Town, ids: list[int]
) -> None:
    first, second = ids[:2]
    with on(2025):
        says(north, {first: Answer(level=1), second: Answer(level=3, evidence="We asked.")})
    assert says(north, {first: Answer(level=2), second: Answer(level=3, evidence="We asked.")}) == 1
    assert says(north, {first: Answer(level=4, target=5)}) == 1  # the same day: put right
    assert says(north, {first: Answer(), second: Answer()}) == 0
    with north.looking():
        rows = CapabilityAssessment.owned_by(north.administrator).order_by("assessed_on", "pk")
        assert [(r.capability_id, r.assessed_on.year, r.level) for r in rows] == [
            (first, 2025, 1),
            (second, 2025, 3),
            (first, 2026, 4),
        ]
    assert says(north, {second: Answer(level=3, evidence="We asked.")}, all_anew=True) == 1


def test_everything_wrong_is_said_at_once(north: Town, south: Town, ids: list[int]) -> None:
    theirs = a.initiative(south)
    with pytest.raises(Refused) as caught:
        says(
            north,
            {
                ids[0]: Answer(level=6),
                ids[1]: Answer(target=3),
                ids[2]: Answer(level=4, target=3),
                ids[3]: Answer(level=1, initiative_id=theirs.pk),
            },
        )
    assert [(one.code, one.field) for one in caught.value.objections] == [
        (AbilityFlaw.LEVEL_WRONG, f"l{ids[0]}"),
        (AbilityFlaw.LEVEL_MISSING, f"l{ids[1]}"),
        (AbilityFlaw.TARGET_BELOW, f"t{ids[2]}"),
        (AbilityFlaw.NO_SUCH_INITIATIVE, f"i{ids[3]}"),
    ]
    with north.looking():
        assert not CapabilityAssessment.owned_by(north.administrator).exists()


def test_the_federation_compares_and_nobody_else_does(
    north: Town, south: Town, far: Town, alliance: Town, ids: list[int]
) -> None:
    says(north, {ids[0]: Answer(level=4), ids[1]: Answer(level=1)})
    with north.arranging():
        closed = CapabilityAssessment.owned_by(north.administrator).get(capability_id=ids[1])
        closed.visibility = "own"
        closed.save()
    for town, seen in ((north, 2), (south, 1), (alliance, 1), (far, 0)):
        with town.looking():
            assert len(levels_now(town.administrator, ids).get(north.id, {})) == seen
    for role in (AccessRole.READER, AccessRole.MEMBER):
        with pytest.raises(NotAllowed):
            assess(south.person(role), answers={ids[0]: Answer(level=5)})


def test_what_is_public_far_away_is_not_compared(far: Town, north: Town, ids: list[int]) -> None:
    says(far, {ids[0]: Answer(level=5)})
    with far.arranging():
        CapabilityAssessment.owned_by(far.administrator).update(visibility="public")
    with north.looking():
        assert levels_now(north.administrator, ids) == {}


def test_maturity_is_honest_about_what_was_not_assessed(north: Town, ids: list[int]) -> None:
    with on(2024):
        says(north, {ids[0]: Answer(level=1), ids[5]: Answer(level=4)})
    with on(2026):
        says(north, {ids[0]: Answer(level=2), ids[1]: Answer(level=3)})
    with north.looking():
        found = CapabilityMap.everything.get()
        areas = areas_of(north.administrator, found)
        years, told = maturity(north.administrator, areas, TODAY)
    assert years == [2024, 2025, 2026]
    mine = told[north.id]
    assert [(y.total.value, y.total.assessed, y.total.of, y.anew) for y in mine] == [
        (2.5, 2, 40, 2),
        (2.5, 2, 40, 0),
        (3.0, 3, 40, 2),
    ]
    first = [year.areas[areas[0].row.pk] for year in mine]
    assert [(mean.value, mean.assessed, mean.whole) for mean in first] == [
        (1.0, 1, False),
        (1.0, 1, False),
        (2.5, 2, False),
    ]
    assert mine[0].areas[areas[2].row.pk].value is None


def test_a_gap_without_a_plan_is_found_until_something_is_under_way(
    north: Town, ids: list[int]
) -> None:
    plan, ended = a.initiative(north, "Plan"), a.initiative(north, "Ended", state="stopped")
    with on(2025):
        says(north, {ids[4]: Answer(level=1, target=5)})
    says(
        north,
        {
            ids[0]: Answer(level=2, target=4),
            ids[1]: Answer(level=4, target=4),
            ids[2]: Answer(level=2, target=3, initiative_id=plan.pk),
            ids[3]: Answer(level=2, target=3, initiative_id=ended.pk),
            ids[4]: Answer(level=5, target=5),
            ids[5]: Answer(level=0),
        },
    )
    question = Question(actor=north.administrator, today=TODAY)
    with north.looking():
        hits = list(gap_without_plan(question))
    assert [hit.facts for hit in hits] == [{"level": 2, "target": 4}, {"level": 2, "target": 3}]


def test_who_has_a_role_is_a_count_and_a_contact_and_no_name(
    north: Town, south: Town, far: Town, ids: list[int]
) -> None:
    role = CapabilityRole.everything.filter(capability_id=ids[0]).earliest("pk").role
    for name in ("Anna Hemlig", "Bo Hemlig"):
        a.holds(north, a.person(north, name), role, 50)
    with south.looking():
        assert roles_behind(south.administrator, ids[:1], TODAY)[0].shown == ()
    show_roles(north.administrator, role_ids=[role.pk], contact="it@north.example")

    with south.looking():
        behind = roles_behind(south.administrator, ids[:1], TODAY)
    (shown,) = behind[0].shown
    assert (shown.people, shown.contact, behind[0].ours) == (2, "it@north.example", 0)
    body = client_of(south).get(f"/south/capability-map/{ids[0]}/").content.decode()
    assert "North: 2 · it@north.example" in body
    assert "Hemlig" not in body
    with far.looking():
        assert not RoleShown.visible_to(far.administrator).exists()
    show_roles(north.administrator, role_ids=[], contact="")
    with south.looking():
        assert not RoleShown.visible_to(south.administrator).exists()


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(north: Town, ids: list[int]) -> None:
    client = client_of(north)
    typed = {
        f"l{ids[0]}": "3",
        f"e{ids[0]}": "A <b>note",
        f"i{ids[0]}": "Nowhere",
        f"t{ids[1]}": "9",
    }
    answer = client.post("/north/capability-map/assess/", typed)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "A &lt;b&gt;note" in body
    assert body.count('class="field-errors"') == 2
    good = client.post("/north/capability-map/assess/", {f"l{ids[0]}": "3", f"t{ids[0]}": "4"})
    assert good.status_code == 302
    with north.looking():
        (row,) = CapabilityAssessment.owned_by(north.administrator)
        assert (row.level, row.target, row.visibility) == (3, 4, "federation")


def test_the_pages_are_light_and_ask_little(
    north: Town, south: Town, ids: list[int], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for town in (north, south):
        says(town, {pk: Answer(level=pk % 6, target=5) for pk in ids})
    client = client_of(south)
    client.get("/south/capability-map/")
    for address, most in (
        ("", 12), ("?area=all", 12), ("maturity/", 12), (f"maturity/?of={north.id}", 12),
        ("assess/", 14), (f"{ids[0]}/", 14),
    ):  # fmt: skip
        with django_assert_max_num_queries(most):
            answer = client.get(f"/south/capability-map/{address}")
        assert answer.status_code == 200
        assert len(answer.content) < 100_000, (address, len(answer.content))
    sheet = client.get("/south/capability-map.xlsx")
    assert sheet["Content-Type"].startswith("application/vnd.openxmlformats")


def test_a_reader_sees_and_does_not_assess_and_a_forums_member_sees_nothing(
    north: Town, ids: list[int]
) -> None:
    reader = client_of(north, AccessRole.READER)
    assert reader.get("/north/capability-map/").status_code == 200
    assert reader.get("/north/capability-map/assess/").status_code == 403
    assert reader.post("/north/capability-map/start/").status_code == 403
    member = client_of(north, AccessRole.MEMBER)
    for address in ("capability-map/", "pooled-time/", f"capability-map/{ids[0]}/",
                    "capability-map/maturity/", "capability-map.xlsx"):  # fmt: skip
        assert member.get(f"/north/{address}").status_code == 403


def test_who_assessed_nothing_stands_below_and_several_maps_are_chosen_from(
    north: Town, south: Town, ids: list[int]
) -> None:
    says(north, {ids[0]: Answer(level=3)})
    client = client_of(north)
    page = client.get("/north/capability-map/").content.decode()
    silent = " ".join(page.split()).partition("Have assessed nothing: ")[2].partition("</p>")[0]
    assert "South" in silent.split(", ")
    assert "North" not in silent
    assert page.count('<th scope="row">South') == 0
    assert "?map=" not in page

    with south.arranging():
        root = Capability.everything.create(name="Schools", normal_name="schools")
        other = CapabilityMap.everything.create(name="The school's map", root=root)
        area = Capability.everything.create(name="In class", normal_name="in class", parent=root)
        leaf = Capability.everything.create(name="Tablets", normal_name="tablets", parent=area)
    page = client.get("/north/capability-map/").content.decode()
    assert f"?map={other.pk}" in page
    page = client.get(f"/north/capability-map/?map={other.pk}&area={area.pk}").content.decode()
    way = f"/north/capability-map/{leaf.pk}/?map={other.pk}"
    assert way in page
    assert "Tablets" in client.get(way).content.decode()
    page = client.get(f"/north/capability-map/assess/?map={other.pk}").content.decode()
    assert "Tablets" in page
    assert f'<a href="?map={other.pk}" aria-current="page">' in page
