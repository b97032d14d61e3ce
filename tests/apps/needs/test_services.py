"""What may be done with friction and needs, and what is refused with nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from samsyn.apps.needs.models import FrictionReport, MeToo, NeedFriction, TriageDecision
from samsyn.apps.needs.public import (
    Outcome,
    Report,
    hours_a_year,
    lift_friction,
    look_at_friction,
    mark_let_go,
    mark_taken_up,
    merge_friction,
    need_cards,
    needs_for_choice,
    put_off_friction,
    report_friction,
    say_me_too,
    solve_friction,
    triage_need,
    unmerge_friction,
)
from samsyn.apps.needs.services.reporting import change_my_minutes, take_back_me_too
from samsyn.apps.needs.services.settling import reopen_friction
from samsyn.domain.access.actor import NotAllowed
from samsyn.domain.access.permissions import AccessRole, Permission
from samsyn.domain.needs.objections import Obstacle
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import journal
from samsyn.kernel.models import Change, Task
from samsyn.kernel.tasks import perform
from tests.apps.needs.conftest import Office
from tests.support.builders import Town


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [objection.code for objection in refusal.value.objections]


def count(north: Town) -> int:
    with north.looking():
        return FrictionReport.owned_by(north.administrator).count()


def test_a_report_is_priced_and_bears_its_reporters_name(office: Office) -> None:
    anna = office.employee("Anna")

    kept = office.friction(anna, minutes=20, people=12)

    assert (kept.weekly_minutes, hours_a_year(kept.weekly_minutes), kept.voices) == (240, 176, 1)
    with office.town.looking():
        assert str(kept.reported_by) == "Anna"
    assert kept.reported_on == date(2026, 11, 22)


def test_everything_against_a_report_is_said_at_once(office: Office, north: Town) -> None:
    bad = Report(name=" ", minutes=0, people=0, text="maja@example.org", unit_id=0, system_id=0)
    with pytest.raises(Refused) as refused:
        report_friction(office.employee(), report=bad)

    assert codes(refused) == [
        Obstacle.SAYS_NOTHING, Obstacle.MINUTES, Obstacle.PEOPLE, Obstacle.PERSONAL,
        Obstacle.NOT_OURS, Obstacle.NOT_OURS,
    ]  # fmt: skip
    assert count(north) == 0


def test_me_too_is_said_once_by_each_and_never_by_who_reported_it(office: Office) -> None:
    anna, bo = office.employee("Anna"), office.employee("Bo")
    head = office.friction(anna, minutes=30)
    say_me_too(bo, friction_id=head.pk, minutes=10, words="Worse on Mondays.")
    for who, code in ((bo, Obstacle.SAID_ALREADY), (anna, Obstacle.OWN)):
        with pytest.raises(Refused) as refused:
            say_me_too(who, friction_id=head.pk, minutes=2400)
        assert codes(refused) == [code]

    assert (office.again(head).weekly_minutes, office.again(head).voices) == (40, 2)


def test_the_database_itself_refuses_a_second_me_too(office: Office, north: Town) -> None:
    bo, head = office.employee("Bo"), office.friction()
    said = say_me_too(bo, friction_id=head.pk, minutes=10)

    with pytest.raises(IntegrityError), north.arranging(), transaction.atomic():
        MeToo.everything.create(friction=head, account=bo.user_id, minutes=10, said_on=said.said_on)


def test_minutes_are_put_right_by_who_said_them_and_nobody_else(office: Office) -> None:
    anna, bo, carl = office.employee("Anna"), office.employee("Bo"), office.employee("Carl")
    head = office.friction(anna, minutes=30)
    say_me_too(bo, friction_id=head.pk, minutes=10)
    change_my_minutes(anna, friction_id=head.pk, minutes=20)
    change_my_minutes(bo, friction_id=head.pk, minutes=15)
    acts: list[Callable[[], object]] = [
        lambda: change_my_minutes(carl, friction_id=head.pk, minutes=2000),
        lambda: take_back_me_too(carl, friction_id=head.pk),
        lambda: take_back_me_too(anna, friction_id=head.pk),
    ]
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == [Obstacle.NOT_SAID]
    assert office.again(head).weekly_minutes == 35

    take_back_me_too(bo, friction_id=head.pk)

    assert office.again(head).weekly_minutes == 20


def test_merged_everybodys_minutes_and_me_toos_are_kept_and_undone_they_go_home(
    office: Office, north: Town
) -> None:
    a, b, c = (office.friction(name=f"Printer {n}", minutes=m) for n, m in
               (("a", 10), ("b", 20), ("c", 40)))  # fmt: skip
    say_me_too(office.employee(), friction_id=a.pk, minutes=5)
    boss = north.administrator
    merge_friction(boss, friction_id=a.pk, into_id=b.pk, reason="The same one.")
    assert (office.again(b).weekly_minutes, office.again(b).voices) == (35, 3)
    merge_friction(boss, friction_id=b.pk, into_id=c.pk)
    assert (office.again(c).weekly_minutes, office.again(c).voices) == (75, 4)
    assert office.again(a).merged_into_id == c.pk
    assert office.again(a).weekly_minutes == 15

    unmerge_friction(boss, friction_id=b.pk)

    assert office.again(a).merged_into_id == b.pk
    assert (office.again(b).weekly_minutes, office.again(c).weekly_minutes) == (35, 40)
    unmerge_friction(boss, friction_id=a.pk)
    assert (office.again(b).weekly_minutes, office.again(a).weekly_minutes) == (20, 15)
    with north.looking():
        acts = Change.visible_to(boss).filter(row_id=a.pk, table_name="needs_frictionreport")
        told = list(acts.values_list("act__name", "act__reason").distinct())
    assert ("needs.merge_friction", "The same one.") in told


def test_me_too_on_a_merged_one_is_said_of_the_one_that_stands(office: Office, north: Town) -> None:
    a, b, bo = office.friction(), office.friction(), office.employee("Bo")
    say_me_too(bo, friction_id=a.pk, minutes=10)
    merge_friction(north.administrator, friction_id=a.pk, into_id=b.pk)
    for pk in (a.pk, b.pk):
        with pytest.raises(Refused) as refused:
            say_me_too(bo, friction_id=pk, minutes=10)
        assert codes(refused) == [Obstacle.SAID_ALREADY]

    said = say_me_too(office.employee(), friction_id=a.pk, minutes=10)

    assert said.friction_id == b.pk


def test_what_cannot_be_merged_is_refused_and_nothing_moves(office: Office, north: Town) -> None:
    boss = north.administrator
    a, b, solved, closed = (office.friction(name=f"Stop {n}") for n in range(4))
    solve_friction(boss, friction_id=solved.pk, done="Mended.")
    with north.arranging():
        FrictionReport.owned_by(boss).filter(pk=closed.pk).update(visibility="restricted")
    merge_friction(boss, friction_id=a.pk, into_id=b.pk)
    for friction, into, code in (
        (b, b, Obstacle.SAME_ONE),
        (b, a, Obstacle.SAME_ONE),
        (a, b, Obstacle.MERGED),
        (b, solved, Obstacle.INTO_SOLVED),
        (b, closed, Obstacle.OTHER_READERS),
    ):
        with pytest.raises(Refused) as refused:
            merge_friction(boss, friction_id=friction.pk, into_id=into.pk)
        assert codes(refused) == [code]
    with pytest.raises(Refused) as refused:
        unmerge_friction(boss, friction_id=b.pk)

    assert codes(refused) == [Obstacle.NOT_MERGED]
    assert office.again(b).merged_into_id is None


def test_a_deleted_one_takes_its_minutes_along(office: Office, north: Town) -> None:
    a, b = office.friction(minutes=10), office.friction(minutes=20)
    merge_friction(north.administrator, friction_id=a.pk, into_id=b.pk)

    with journal.act(north.administrator, "test.delete"):
        office.again(a).delete()

    assert office.again(b).weekly_minutes == 20


def test_an_answer_reaches_all_who_said_so_in_their_mail(office: Office, north: Town) -> None:
    anna, bo = office.employee("Anna"), office.employee("Bo")
    mine, head = office.friction(anna), office.friction(name="All printers stop")
    say_me_too(bo, friction_id=head.pk, minutes=10)
    merge_friction(north.administrator, friction_id=mine.pk, into_id=head.pk)
    solve_friction(north.administrator, friction_id=head.pk, done="New rollers.")
    with north.looking():
        task = Task.owned_by(north.administrator).get(kind="needs.tell")
        Task.owned_by(north.administrator).update(user_id=0)

    perform(task_id=task.pk, organisation_id=north.id)

    to = sorted(letter.to[0] for letter in mail.outbox)
    assert to[:2] == ["anna@north.example", "bo@north.example"]
    assert len(to) == 3
    assert "New rollers." in mail.outbox[0].body
    assert "/north/friction/report/mine/" in mail.outbox[0].body


def test_answers_need_words_and_a_solved_one_stays_solved(office: Office, north: Town) -> None:
    boss, one = north.administrator, office.friction()
    refused_acts: list[tuple[Callable[[], object], Obstacle]] = [
        (lambda: solve_friction(boss, friction_id=one.pk, done=" "), Obstacle.WHAT_WAS_DONE),
        (lambda: put_off_friction(boss, friction_id=one.pk, reason=""), Obstacle.REASON_MISSING),
        (lambda: reopen_friction(boss, friction_id=one.pk), Obstacle.NOTHING_TO_REOPEN),
    ]
    for act, code in refused_acts:
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == [code]
    assert office.again(one).state == "reported"
    look_at_friction(boss, friction_id=one.pk)
    put_off_friction(boss, friction_id=one.pk, reason="After the summer.")
    solve_friction(boss, friction_id=one.pk, done="Moved.")
    with pytest.raises(Refused) as refused:
        look_at_friction(boss, friction_id=one.pk)
    assert codes(refused) == [Obstacle.SOLVED_ALREADY]
    with pytest.raises(Refused) as refused:
        say_me_too(office.employee(), friction_id=one.pk, minutes=5)
    assert codes(refused) == [Obstacle.SOLVED_ALREADY]

    reopen_friction(boss, friction_id=one.pk, reason="It is back.")

    assert (office.again(one).state, office.again(one).answer) == ("reported", "")


def test_many_frictions_become_one_need_which_costs_what_they_cost(
    office: Office, north: Town
) -> None:
    boss = north.administrator
    a, b, c = (office.friction(name=f"Twice {n}", minutes=60, people=10) for n in "abc")
    need = lift_friction(boss, friction_id=a.pk, name="One entry is enough")
    lift_friction(boss, friction_id=b.pk, need_id=need.pk)
    with pytest.raises(Refused) as refused:
        lift_friction(boss, friction_id=b.pk, need_id=need.pk)
    assert codes(refused) == [Obstacle.LIFTED_ALREADY]
    with north.looking():
        (card,) = need_cards(boss, needs_for_choice(boss))
    assert (card.name, card.hours, card.frictions) == ("One entry is enough", 880, 2)

    merge_friction(boss, friction_id=b.pk, into_id=a.pk)
    merge_friction(boss, friction_id=a.pk, into_id=c.pk)

    with north.looking():
        (card,) = need_cards(boss, needs_for_choice(boss))
        assert NeedFriction.owned_by(boss).count() == 2
    assert card.hours == hours_a_year(office.again(c).weekly_minutes)


def test_each_outcome_of_triage_says_who_when_and_why(office: Office, north: Town) -> None:
    boss, need = north.administrator, office.need()
    for outcome, said, found in (
        (Outcome.SOLVE, {}, [Obstacle.WHAT_WAS_DONE, Obstacle.MEANS_MISSING]),
        (Outcome.NOT_NOW, {}, [Obstacle.REASON_MISSING]),
        (
            Outcome.NOT_NOW,
            {"reason": "No.", "again_on": date(2026, 11, 22)},
            [Obstacle.DAY_PASSED],
        ),
    ):
        with pytest.raises(Refused) as refused:
            triage_need(boss, need_id=need.pk, outcome=outcome, **said)  # type: ignore[arg-type]
        assert codes(refused) == found
    assert office.again(need).state == "collected"
    triage_need(
        boss, need_id=need.pk, outcome=Outcome.NOT_NOW, reason="No.", again_on=date(2027, 3, 1)
    )
    triage_need(boss, need_id=need.pk, outcome=Outcome.LIFT)

    with north.looking():
        rows = list(TriageDecision.owned_by(boss).order_by("pk"))
    assert [(r.outcome, r.reason, r.decided_by) for r in rows] == [
        ("not_now", "No.", boss.name),
        ("lift", "", boss.name),
    ]
    assert (office.again(need).state, office.again(need).triaged_on) == (
        "triaged", date(2026, 11, 22),
    )  # fmt: skip


def test_an_initiative_takes_a_need_up_and_lets_it_go(office: Office, north: Town) -> None:
    boss, need = north.administrator, office.need()
    with journal.act(boss, "test.link"):
        mark_taken_up(boss, [need.pk])
    with pytest.raises(Refused) as refused:
        triage_need(boss, need_id=need.pk, outcome=Outcome.LIFT)
    assert codes(refused) == [Obstacle.TAKEN_UP]

    with journal.act(boss, "test.unlink"):
        mark_let_go(boss, [need.pk])

    assert office.again(need).state == "triaged"


def test_the_plainest_reader_reports_and_says_me_too_and_does_no_more(
    office: Office, north: Town
) -> None:
    reader, one = office.employee(), office.friction()
    say_me_too(reader, friction_id=one.pk, minutes=5)
    other, need = office.friction(reader), office.need()
    for act in (
        lambda: merge_friction(reader, friction_id=one.pk, into_id=other.pk),
        lambda: unmerge_friction(reader, friction_id=one.pk),
        lambda: solve_friction(reader, friction_id=one.pk, done="I did."),
        lambda: look_at_friction(reader, friction_id=one.pk),
        lambda: put_off_friction(reader, friction_id=one.pk, reason="No."),
        lambda: reopen_friction(reader, friction_id=one.pk),
        lambda: lift_friction(reader, friction_id=one.pk, name="Mine"),
        lambda: triage_need(reader, need_id=need.pk, outcome=Outcome.LIFT),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotAllowed):
        report_friction(north.with_only(Permission.NEEDS_READ), report=Report(name="No", minutes=5))

    assert Permission.FRICTION_REPORT in north.person(AccessRole.READER).permissions
