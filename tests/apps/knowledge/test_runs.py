"""A run keeps who ticked what and when, and ends when all that must be is done."""

from __future__ import annotations

import pytest

from samsyn.apps.knowledge.models import Article, ChecklistRun, RunStep
from samsyn.apps.knowledge.public import end_run, start_run, tick_step
from samsyn.domain.knowledge.objections import Hindrance
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from tests.apps.knowledge.conftest import TODAY
from tests.apps.knowledge.test_articles import codes
from tests.apps.register.conftest import signed_in
from tests.support.builders import Town


def started(town: Town, checklist: Article) -> ChecklistRun:
    return start_run(town.administrator, article_id=checklist.pk, name="Ekot 4.2")


def steps(town: Town, run: ChecklistRun) -> list[RunStep]:
    with town.looking():
        return list(RunStep.owned_by(town.administrator).filter(run=run).order_by("order"))


def test_a_run_has_the_steps_as_they_were_when_it_began(north: Town, checklist: Article) -> None:
    run = started(north, checklist)
    with north.arranging():
        checklist.steps.model.owned_by(north.administrator).filter(order=1).delete()

    assert [one.text for one in steps(north, run)] == [
        "Take a copy",
        "Tell the users",
        "Bake a cake",
    ]
    assert (run.started_on, run.started_by) == (TODAY, north.administrator.name)


def test_who_ticked_and_when_is_kept_also_when_another_ticks_again(
    north: Town, checklist: Article
) -> None:
    run = started(north, checklist)
    first = steps(north, run)[0]
    other = north.with_only(*north.administrator.permissions)

    done = tick_step(north.administrator, run_id=run.pk, step_id=first.pk, done=True, note="Two")
    again = tick_step(other, run_id=run.pk, step_id=first.pk, done=True)

    assert (done.done_by, done.done_at, done.note) == (
        north.administrator.name,
        clock.now(),
        "Two",
    )
    assert again.done_by == north.administrator.name
    undone = tick_step(other, run_id=run.pk, step_id=first.pk, done=False)
    assert (undone.done_at, undone.done_by) == (None, "")


def test_a_run_ends_when_all_that_must_be_is_done_or_with_a_reason(
    north: Town, checklist: Article
) -> None:
    run = started(north, checklist)
    copy, tell, _cake = steps(north, run)
    tick_step(north.administrator, run_id=run.pk, step_id=copy.pk, done=True)

    with pytest.raises(Refused) as left:
        end_run(north.administrator, run_id=run.pk, state="done")
    with pytest.raises(Refused) as silent:
        end_run(north.administrator, run_id=run.pk, state="stopped", outcome=" ")
    assert codes(left) == [Hindrance.STEPS_LEFT]
    assert left.value.objections[0].facts == {"steps": "Tell the users"}
    assert codes(silent) == [Hindrance.REASON_NEEDED]

    tick_step(north.administrator, run_id=run.pk, step_id=tell.pk, done=True)
    ended = end_run(north.administrator, run_id=run.pk, state="done", outcome="Fine")

    assert (ended.state, ended.ended_on, ended.outcome) == ("done", TODAY, "Fine")
    with pytest.raises(Refused) as over:
        tick_step(north.administrator, run_id=run.pk, step_id=tell.pk, done=False)
    assert codes(over) == [Hindrance.RUN_ENDED]


def test_what_has_no_steps_is_not_gone_through(north: Town, article: Article) -> None:
    with north.arranging():
        empty = Article.everything.create(name="Empty", kind="checklist")

    with pytest.raises(Refused) as refused:
        started(north, empty)
    with pytest.raises(Article.DoesNotExist):
        started(north, article)

    assert codes(refused) == [Hindrance.NO_STEPS]


def test_a_step_of_another_run_or_town_is_not_ticked(
    north: Town, south: Town, checklist: Article
) -> None:
    one, other = started(north, checklist), started(north, checklist)

    with pytest.raises(Refused) as refused:
        tick_step(north.administrator, run_id=one.pk, step_id=steps(north, other)[0].pk, done=True)
    with pytest.raises(ChecklistRun.DoesNotExist):
        tick_step(south.administrator, run_id=one.pk, step_id=steps(north, one)[0].pk, done=True)

    assert codes(refused) == [Hindrance.NO_SUCH_STEP]
    assert [step.done_at for step in steps(north, one) + steps(north, other)] == [None] * 6


def test_the_pages_start_tick_and_end(north: Town, checklist: Article) -> None:
    client = signed_in(north)

    page = client.post(f"/north/articles/{checklist.pk}/start/", {"name": "Ekot 4.2"}, follow=True)
    run = int(page.request["PATH_INFO"].strip("/").split("/")[-1])
    assert "0 of 3 done" in page.content.decode()
    with north.looking():
        first = RunStep.owned_by(north.administrator).order_by("order")[0]
    ticked = client.post(
        f"/north/checklist-runs/{run}/steps/{first.pk}/", {"done": "yes"}, follow=True
    )
    assert "1 of 3 done" in ticked.content.decode()
    refused = client.post(f"/north/checklist-runs/{run}/end/", {"state": "done"})
    assert refused.status_code == 422
    assert "Not done yet: Tell the users." in refused.content.decode()
    ended = client.post(
        f"/north/checklist-runs/{run}/end/",
        {"state": "stopped", "outcome": "Next week"},
        follow=True,
    )
    assert "Broken off" in ended.content.decode()


def test_each_step_stands_once_on_the_page_and_leads_to_where_it_is_changed(
    north: Town, checklist: Article
) -> None:
    client = signed_in(north)
    page = client.get(f"/north/articles/{checklist.pk}/").content.decode()
    with north.looking():
        rows = list(checklist.steps.all())
    for row in rows:
        assert page.count(row.text) == 1
        assert f'href="/north/checklist-steps/{row.pk}/"' in page
    new = client.get(f"/north/checklist-steps/new/?article={checklist.pk}").content.decode()
    assert f"/north/checklist-steps/new/?article={checklist.pk}" in page
    assert checklist.name in new
