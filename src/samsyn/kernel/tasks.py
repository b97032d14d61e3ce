"""Background work: started by a use-case or a page, done by any worker, watched by a page.

A room registers what it can do with `@background("imports.preview")` in its `jobs.py`. The queue
carries ids only. Work is done as the person who asked, with the permissions held by then.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from django.db import connection, transaction
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samsyn.domain.access.actor import Actor, NotAllowed, samsyn_for
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.access.grants import actor_for
from samsyn.kernel.models import Organisation, Task, User
from samsyn.kernel.tenancy.session import Standing, acting_for, standing_of

log = structlog.get_logger(__name__)
Work = Callable[["Progress", Actor], dict[str, object]]
_WORKS: dict[str, Work] = {}
_SECONDS_BETWEEN_REPORTS = 0.3
_WATCHED = 10
# The work answers for itself; what gets past it is the database that was away for a moment.
_RETRY = RetryStrategy(max_attempts=5, exponential_wait=2)
_ENDED = (Task.State.DONE, Task.State.FAILED, Task.State.STOPPED)


class Stopped(Exception):
    """Somebody asked for the work to stop."""


class CannotBeDone(Exception):
    """The work met something a person must mend first; the message says what."""


def background(kind: str) -> Callable[[Work], Work]:
    """Register how one kind of work is done. It returns what its page wants to know."""

    def register(work: Work) -> Work:
        _WORKS[kind] = work
        return work

    return register


def known_kinds() -> frozenset[str]:
    """Return every kind of work that a room has registered."""
    return frozenset(_WORKS)


def start(actor: Actor, kind: str, *, about: int | None = None, message: str = "") -> Task:
    """Queue one piece of work about one row; it begins once the transaction is committed."""
    task = Task.everything.create(
        organisation_id=actor.organisation_id,
        kind=kind,
        user_id=actor.user_id,
        about_id=about,
        message=message,
    )
    # Somebody watches it: it goes before what the house reckons by itself.
    queued = perform.configure(priority=_WATCHED)
    transaction.on_commit(
        lambda: queued.defer(task_id=task.pk, organisation_id=actor.organisation_id)
    )
    return task


def stop(actor: Actor, task: Task) -> None:
    """Ask for the work to stop; what it found so far is kept where it can be."""
    Task.owned_by(actor).filter(pk=task.pk).exclude(state__in=_ENDED).update(stop_wanted=True)


@app.task(name="samsyn.perform", retry=_RETRY)
def perform(task_id: int, organisation_id: int) -> None:
    """Do one piece of work to its end, in the name of the person who asked for it."""
    with acting_for(samsyn_for(organisation_id)):
        task = Task.everything.filter(pk=task_id).exclude(state__in=_ENDED).first()
    if task is None:
        return
    actor = _actor_of(task)
    if actor is None:
        with acting_for(samsyn_for(organisation_id)):
            _end(task, Task.State.FAILED, _("The person who asked may no longer do this."))
        return
    with acting_for(actor):
        _do(task, actor)


@app.task(name="samsyn.give_up")
def give_up(task_id: int, organisation_id: int) -> None:
    """Tell who waits that a piece of work never comes to an end: each time its worker died."""
    with acting_for(samsyn_for(organisation_id)):
        task = Task.everything.filter(pk=task_id).exclude(state__in=_ENDED).first()
        if task is not None:
            _end(task, Task.State.FAILED, _("Something went wrong here. Nothing was changed."))


def _do(task: Task, actor: Actor) -> None:
    task.state = Task.State.RUNNING
    task.save(update_fields=["state"])
    progress = Progress(task, standing_of(actor))
    try:
        result = _WORKS[task.kind](progress, actor)
    except Stopped:
        _end(task, Task.State.STOPPED, _("Stopped."))
    except CannotBeDone as reason:
        _end(task, Task.State.FAILED, str(reason))
    except (NotAllowed, Refused) as reason:
        log.warning("task.refused", kind=task.kind, task=task.pk, why=type(reason).__name__)
        _end(task, Task.State.FAILED, _("You are not allowed to do this."))
    except Exception:
        log.exception("task.failed", kind=task.kind, task=task.pk)
        _end(task, Task.State.FAILED, _("Something went wrong here. Nothing was changed."))
    else:
        task.result = result
        _end(task, Task.State.DONE, str(result.get("message", "")))
    finally:
        progress.close()


def _actor_of(task: Task) -> Actor | None:
    if task.user_id == 0:
        return samsyn_for(task.organisation_id)
    user = User.objects.filter(pk=task.user_id, is_active=True).first()
    organisation = Organisation.objects.get(pk=task.organisation_id)
    return actor_for(user, organisation) if user else None


def _end(task: Task, state: Task.State, message: str) -> None:
    task.state, task.message, task.finished_at = state, message[:300], clock.now()
    task.save(update_fields=["state", "message", "result", "finished_at"])


@dataclass
class Progress:
    """Tells the page how far the work has come, and the work whether it should stop.

    Reports go over a connection of their own: the work's transaction stays closed to others.
    """

    task: Task
    standing: Standing
    _last: float = field(default=0.0)

    def __post_init__(self) -> None:
        self._side = connection.copy()

    def report(self, done: int, total: int, message: str = "") -> None:
        """Say how far; raises Stopped when somebody wants that. Cheap to call often."""
        if time.monotonic() - self._last < _SECONDS_BETWEEN_REPORTS:
            return
        self._last = time.monotonic()
        if self._write(done, total, message):
            raise Stopped

    def stop_wanted(self) -> bool:
        """Tell whether somebody asked to stop, without raising."""
        return self._write(None, None, "")

    def close(self) -> None:
        """Give the side connection back."""
        self._side.close()

    def _write(self, done: int | None, total: int | None, message: str) -> bool:
        with self._side.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('samsyn.organisation', %s, false),"
                " set_config('samsyn.user', %s, false),"
                " set_config('samsyn.restricted', %s, false)",
                [self.standing.organisation, self.standing.user, self.standing.restricted],
            )
            cursor.execute(
                "UPDATE kernel_task SET done = coalesce(%s, done), total = coalesce(%s, total),"
                " message = coalesce(nullif(%s, ''), message) WHERE id = %s"
                " RETURNING stop_wanted",
                [done, total, message[:300], self.task.pk],
            )
            row = cursor.fetchone()
        return bool(row and row[0])
