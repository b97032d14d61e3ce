"""What a worker was doing when it was killed is done by another, or somebody is told."""

from __future__ import annotations

import time

import pytest
from django.db import connection

from samsyn.kernel import lost_work, tasks
from samsyn.kernel.models import Task
from tests.support.builders import Town
from tests.support.worker import worker

pytestmark = pytest.mark.django_db(transaction=True)
KIND = "tests.lost"
QUEUE = ("procrastinate_jobs", "procrastinate_workers")


@pytest.fixture(autouse=True)
def queue(north: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with an empty queue: its tables outlive a test."""
    done = {"message": "Done"}
    monkeypatch.setitem(tasks._WORKS, KIND, lambda _progress, _actor: done)  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(QUEUE)} CASCADE")


@pytest.fixture
def task(north: Town) -> Task:
    """Work that somebody waits for."""
    with north.looking():
        task = Task.everything.create(organisation_id=north.id, kind=KIND, user_id=0)
    tasks.perform.defer(task_id=task.pk, organisation_id=north.id)
    return task


def killed(town: Town, *, silent: float, times: int = 1) -> None:
    """Leave queue and work as workers do that were killed in the midst of it, the last just now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - make_interval(secs => %s)) RETURNING id)"
            " UPDATE procrastinate_jobs SET status = 'doing', attempts = %s,"
            " worker_id = (SELECT id FROM dead)",
            [silent, times - 1],
        )
    with town.looking():
        Task.everything.update(state=Task.State.RUNNING)


def after_somebody_looked(town: Town, task: Task) -> Task:
    """Return the work as it is once the queue has nothing more to do."""
    lost_work.take_up.defer(timestamp=0)  # type: ignore[call-arg]  # its context is given
    with worker():
        for _ in range(1500):
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM procrastinate_jobs WHERE status = 'todo'")
                waits = cursor.fetchone()
            with town.looking():
                task.refresh_from_db(from_queryset=Task.everything.all())
            if not waits and task.state != Task.State.WAITING:
                break
            time.sleep(0.02)
        time.sleep(0.5)
    with town.looking():
        task.refresh_from_db(from_queryset=Task.everything.all())
    return task


def test_another_worker_does_what_a_dead_one_left(north: Town, task: Task) -> None:
    killed(north, silent=125)
    found = after_somebody_looked(north, task)
    assert (found.state, found.message) == (Task.State.DONE, "Done")


def test_a_worker_that_was_heard_of_is_left_alone(north: Town, task: Task) -> None:
    killed(north, silent=60)
    assert after_somebody_looked(north, task).state == Task.State.RUNNING


def test_what_kills_each_worker_ends_and_says_so(north: Town, task: Task) -> None:
    killed(north, silent=125, times=lost_work.MOST)
    found = after_somebody_looked(north, task)
    assert found.state == Task.State.FAILED
    assert "gick fel" in found.message


def test_work_that_was_done_does_not_fill_the_database(north: Town, task: Task) -> None:
    assert after_somebody_looked(north, task).state == Task.State.DONE
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'succeeded'")
        assert cursor.fetchall() == []
