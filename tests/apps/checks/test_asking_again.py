"""After an edit the rules that watch it are asked, and no others; two runs never clash."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, connections
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from samsyn.apps.checks.handlers import ask_again
from samsyn.apps.checks.jobs import ask_tonight, ask_touched, nightly, spread
from samsyn.apps.checks.models import Finding, TouchedTable
from samsyn.apps.checks.services.engine import run_checks
from samsyn.apps.checks.services.rule_settings import configure_rule
from samsyn.apps.organisation.public import Person, Role
from samsyn.apps.policy.public import SteeringDocument
from samsyn.kernel.events import RowsChanged
from samsyn.kernel.rules import Hit, Question
from tests.apps.checks.builders import document, findings, rename
from tests.apps.checks.conftest import Declare
from tests.support.builders import Town

DOCUMENTS = SteeringDocument._meta.db_table


@pytest.fixture(autouse=True)
def _empty_queue(db: None) -> None:
    """Begin with no jobs: a test that really committed may have left its own behind."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def queued() -> list[tuple[str, dict[str, Any]]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id"
        )
        return [(name, json.loads(args)) for name, args in cursor.fetchall()]


def told(town: Town, *tables: str) -> None:
    with town.looking():
        ask_again(town.administrator, RowsChanged(tables=frozenset(tables)))


def recorder(asked: list[str], code: str) -> Callable[[Question], list[Hit]]:
    def answer(_question: Question) -> list[Hit]:
        asked.append(code)
        return []

    return answer


def test_only_the_rules_that_watch_are_asked(north: Town, declare: Declare) -> None:
    asked: list[str] = []
    declare("TST-001", watches=[SteeringDocument], answer=recorder(asked, "TST-001"))
    declare("TST-002", watches=[Person], answer=recorder(asked, "TST-002"))
    told(north, DOCUMENTS)
    ask_touched(organisation_id=north.id)
    assert asked == ["TST-001"]


def test_many_edits_while_one_job_waits_are_one_job_that_asks_for_all(
    north: Town, declare: Declare
) -> None:
    asked: list[str] = []
    declare("TST-001", watches=[SteeringDocument], answer=recorder(asked, "TST-001"))
    declare("TST-002", watches=[Person], answer=recorder(asked, "TST-002"))
    for table in (DOCUMENTS, Person._meta.db_table, DOCUMENTS):
        told(north, table)
    assert queued() == [("samsyn.checks.ask_touched", {"organisation_id": north.id})]
    ask_touched(organisation_id=north.id)
    assert sorted(asked) == ["TST-001", "TST-002"]
    with north.looking():
        assert not TouchedTable.everything.exists()


def test_what_no_rule_watches_queues_nothing(north: Town, declare: Declare) -> None:
    declare(watches=[SteeringDocument])
    told(north, "organisation_absence")
    assert queued() == []


def test_a_change_of_the_catalogue_concerns_every_organisation(
    north: Town, south: Town, declare: Declare
) -> None:
    declare(watches=[Role])
    told(north, Role._meta.db_table)
    assert queued() == [
        ("samsyn.checks.ask_touched", {"organisation_id": north.id}),
        ("samsyn.checks.spread", {"tables": [Role._meta.db_table]}),
    ]
    spread(tables=[Role._meta.db_table])
    concerned = [args["organisation_id"] for name, args in queued() if name.endswith("ask_touched")]
    assert {north.id, south.id} <= set(concerned)


def test_a_changed_setting_has_everything_asked_again(north: Town, declare: Declare) -> None:
    declare()
    document(north)
    run_checks(north.id)
    configure_rule(north.administrator, code="TST-001", is_on=False, reason="Not for us.")
    told(north, "checks_rulesetting")
    ask_touched(organisation_id=north.id)
    assert [f.closing for f in findings(north)] == ["off"]


def test_the_night_asks_what_minds_the_date_what_never_ran_and_what_crashed(
    north: Town, declare: Declare
) -> None:
    asked: list[str] = []

    def crash(_question: Question) -> list[Hit]:
        asked.append("crashed")
        raise RuntimeError

    declare("TST-001", answer=recorder(asked, "dated"))
    declare("TST-002", minds_the_date=False, answer=recorder(asked, "timeless"))
    declare("TST-003", minds_the_date=False, answer=crash)
    ask_tonight(organisation_id=north.id)
    assert asked == ["dated", "timeless", "crashed"]
    asked.clear()
    ask_tonight(organisation_id=north.id)
    assert asked == ["dated", "crashed"]


def test_every_organisation_has_its_night(north: Town, south: Town, declare: Declare) -> None:
    nightly(timestamp=0)
    nightly(timestamp=1)
    jobs = [args["organisation_id"] for _name, args in queued()]
    assert len(jobs) == len(set(jobs))
    assert {north.id, south.id} <= set(jobs)


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_take_turns_and_find_everything_once(
    north: Town, declare: Declare
) -> None:
    def slowly(question: Question) -> list[Hit]:
        rows = list(SteeringDocument.owned_by(question.actor).values_list("pk", "name"))
        time.sleep(0.3)
        return [Hit(model=SteeringDocument, pk=pk, title=name) for pk, name in rows]

    declare(answer=slowly)
    document(north)
    troubles: list[BaseException] = []

    def run() -> None:
        try:
            run_checks(north.id)
        except BaseException as trouble:  # noqa: BLE001 - told to the test
            troubles.append(trouble)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert [f.times for f in findings(north)] == [1]


@pytest.mark.django_db(transaction=True)
def test_a_run_that_began_before_an_edit_never_has_the_last_word(
    north: Town, declare: Declare
) -> None:
    has_read = threading.Event()

    def slowly(question: Question) -> list[Hit]:
        rows = SteeringDocument.owned_by(question.actor).filter(name__contains="bad")
        hits = [Hit(model=SteeringDocument, pk=row.pk, title=row.name) for row in rows]
        if not has_read.is_set():  # the early one dawdles
            has_read.set()
            time.sleep(0.5)
        return hits

    def early() -> None:
        run_checks(north.id)
        connections.close_all()

    declare(answer=slowly)
    row = document(north)
    thread = threading.Thread(target=early)
    thread.start()
    assert has_read.wait(5)
    rename(north, row, "good policy")
    run_checks(north.id)
    thread.join()
    assert findings(north, closed_at__isnull=True) == []


@contextmanager
def worker() -> Iterator[None]:
    """A real worker beside the test, as `samsyn work` runs it, that only a message wakes."""
    import asyncio  # noqa: PLC0415 - only here

    assert isinstance(app.connector, DjangoConnector)
    busy: App = app.with_connector(app.connector.get_worker_connector())
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def work() -> None:
        async with busy.open_async():
            task = asyncio.create_task(
                busy.run_worker_async(
                    install_signal_handlers=False, concurrency=1, fetch_job_polling_interval=600
                )
            )
            await stop.wait()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    thread = threading.Thread(target=lambda: loop.run_until_complete(work()))
    thread.start()
    try:
        assert _soon(_somebody_listens)
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


@pytest.mark.django_db(transaction=True)
def test_a_commit_wakes_the_worker_and_the_findings_are_right(
    north: Town, declare: Declare
) -> None:
    declare()
    row = document(north, "good policy")
    with worker():
        rename(north, row, "bad policy")
        assert _comes_to(north, open_findings=1)
        rename(north, row, "good again")
        assert _comes_to(north, open_findings=0)


def _comes_to(town: Town, *, open_findings: int) -> bool:
    def told() -> bool:
        with town.looking():
            rows = Finding.owned_by(town.administrator).filter(closed_at__isnull=True)
            return rows.count() == open_findings

    return _soon(told)


def _somebody_listens() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )
        return cursor.fetchone() is not None


def _soon(is_so: Callable[[], bool]) -> bool:
    """Wait half a minute at most: long before a worker that nobody woke would look by itself."""
    for _ in range(1500):
        if is_so():
            return True
        time.sleep(0.02)
    return False
