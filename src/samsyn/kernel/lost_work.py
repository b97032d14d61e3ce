"""Take up again what a worker left behind when it was killed: a power cut, a full memory."""

from __future__ import annotations

from django.conf import settings
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from samsyn.kernel import tasks

MOST = 3
"""Work that has taken so many workers with it is not begun again."""
_KEPT_HOURS = 30 * 24
_FIRST = 20  # it takes a moment, and somebody may be waiting for what was lost


@app.periodic(cron="* * * * *")
@app.task(name="samsyn.lost_work", queueing_lock="lost-work", pass_context=True, priority=_FIRST)
async def take_up(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - Procrastinate says when it was due
    """Queue again what died with its worker; tell who waits for what dies each time."""
    manager = context.app.job_manager
    silent = settings.PROCRASTINATE_WORKER_DEFAULTS["stalled_worker_timeout"]
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=silent):
        if job.attempts + 1 < MOST:
            await manager.retry_job(job)
            continue
        await manager.finish_job(job, Status.FAILED, delete_job=False)
        if job.task_name == tasks.perform.name:
            await context.app.configure_task(tasks.give_up.name).defer_async(**job.task_kwargs)


@app.periodic(cron="15 3 * * *")
@app.task(name="samsyn.old_work", queueing_lock="old-work", pass_context=True)
async def throw_away(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - Procrastinate says when it was due
    """Forget work that ended long ago, however it ended."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=_KEPT_HOURS,
        include_failed=True,
        include_cancelled=True,
        include_aborted=True,
    )
