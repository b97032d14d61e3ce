"""The rules about people say what is true here, and fall silent when it is mended."""

from __future__ import annotations

from datetime import timedelta

from samsyn.apps.organisation.models import Person, Unit
from samsyn.apps.organisation.services.hand_over import hand_over
from samsyn.kernel import clock
from samsyn.kernel.rules import Hit, Question, rule_by_code
from tests.apps.organisation.builders import holds, person, role
from tests.support.builders import Town

DAY = timedelta(days=1)


def ask(town: Town, code: str, **thresholds: int) -> list[Hit]:
    """Ask one rule about one town, today."""
    rule = rule_by_code(code)
    assert rule
    question = Question(
        actor=town.administrator,
        today=clock.today(),
        parameters={p.name: p.default for p in rule.parameters} | thresholds,
    )
    with town.looking():
        hits = list(rule.answer(question))
        for hit in hits:
            assert rule.says({**hit.facts, "title": hit.title})
            if rule.fix_url:
                assert str(hit.pk) in rule.fix_url(hit)
    return hits


def test_org_001_a_leaver_who_answers_for_something_is_found_until_it_is_handed_over(
    north: Town,
) -> None:
    today = clock.today()
    boss = person(north, "Eva Boss")
    bo = person(north, "Bo Ek")
    with north.arranging():
        office = Unit.everything.create(name="Office", manager=boss)
    anna = person(north, unit=office, employed_until=today + 90 * DAY)
    with north.arranging():
        Unit.everything.create(name="School", manager=anna)
        Unit.everything.create(name="Roads", manager=anna)

    (hit,) = ask(north, "ORG-001")
    assert (hit.model, hit.pk, hit.responsible) == (Person, anna.pk, boss.pk)
    assert hit.facts == {"day": (today + 90 * DAY).isoformat(), "gone": False, "count": 2}
    assert ask(north, "ORG-001", days=89) == []

    hand_over(north.administrator, person_id=anna.pk, successor_id=bo.pk, reason="")
    assert ask(north, "ORG-001") == []


def test_org_001_a_planned_retirement_counts_as_leaving(north: Town) -> None:
    today = clock.today()
    anna = person(north, planned_retirement=today - DAY, employed_until=today + 900 * DAY)
    with north.arranging():
        Unit.everything.create(name="School", manager=anna)
    (hit,) = ask(north, "ORG-001")
    assert hit.facts["gone"] is True


def test_org_002_a_role_goes_with_its_only_holder(north: Town) -> None:
    soon = clock.today() + 300 * DAY
    anna = person(north, planned_retirement=soon)
    archivist, driver = role(north, "archivist"), role(north, "driver")
    alone = holds(north, anna, archivist)
    holds(north, anna, driver)
    bo = person(north, "Bo Ek")
    holds(north, bo, driver)

    (hit,) = ask(north, "ORG-002")
    assert hit.pk == alone.pk
    assert hit.facts == {"person": "Anna Berg", "role": "archivist", "day": soon.isoformat()}
    assert ask(north, "ORG-002", years=0) == []

    holds(north, bo, archivist)
    assert ask(north, "ORG-002") == []


def test_org_002_a_former_holder_helps_nobody(north: Town) -> None:
    anna = person(north, planned_retirement=clock.today() + 300 * DAY)
    archivist = role(north)
    holds(north, anna, archivist)
    holds(north, person(north, "Bo Ek"), archivist, until=clock.today() - DAY)
    assert len(ask(north, "ORG-002")) == 1


def test_org_003_more_is_asked_than_the_person_works(north: Town) -> None:
    anna = person(north, working_share=80)
    holds(north, anna, role(north), 50)
    holds(north, anna, role(north), 30)
    holds(north, anna, role(north), 90, until=clock.today() - DAY)
    assert ask(north, "ORG-003") == []

    holds(north, anna, role(north), 1)
    (hit,) = ask(north, "ORG-003")
    assert hit.pk == anna.pk
    assert hit.facts == {"assigned": 81, "share": 80}


def test_org_004_four_roles_held_alone_are_too_many(north: Town) -> None:
    anna = person(north)
    held = [role(north) for _ in range(4)]
    for one in held[:3]:
        holds(north, anna, one)
    assert ask(north, "ORG-004") == []

    holds(north, anna, held[3])
    (hit,) = ask(north, "ORG-004")
    assert hit.facts == {"count": 4, "many": True, "critical": []}
    assert hit.responsible == anna.pk

    holds(north, person(north, "Bo Ek"), held[3])
    assert ask(north, "ORG-004") == []


def test_org_004_a_critical_role_needs_a_deputy(north: Town) -> None:
    anna = person(north)
    alone = holds(north, anna, role(north, "on call", is_critical=True))
    (hit,) = ask(north, "ORG-004")
    assert hit.facts == {"count": 1, "many": False, "critical": ["on call"]}

    bo = person(north, "Bo Ek")
    with north.arranging():
        type(alone).everything.filter(pk=alone.pk).update(deputy=bo)
    assert ask(north, "ORG-004") == []


def test_no_rule_hears_of_a_neighbours_people(north: Town, south: Town) -> None:
    anna = person(
        north,
        visibility="federation",
        working_share=1,
        employed_until=clock.today(),
        planned_retirement=clock.today() + DAY,
    )
    with north.arranging():
        Unit.everything.create(name="School", manager=anna, visibility="federation")
    for _ in range(5):
        holds(north, anna, role(north, is_critical=True), visibility="federation")
    assert [len(ask(north, f"ORG-00{n}")) for n in (1, 2, 3, 4)] == [1, 5, 1, 1]
    assert [ask(south, f"ORG-00{n}") for n in (1, 2, 3, 4)] == [[], [], [], []]
