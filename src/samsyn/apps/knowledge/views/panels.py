"""What stands on pages beside the facts: editions and readers, steps and runs."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from samsyn.apps.knowledge.models import Article, ChecklistRun, Solution, SolutionText
from samsyn.apps.knowledge.queries.articles import (
    has_changed,
    latest_edition,
    readings_of,
    runs_of,
    steps_as_text,
    steps_of,
    steps_of_run,
)
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.kernel.asking import Asking, ready
from samsyn.kernel.records.declaration import record_url

_READERS_SHOWN = 30


def editions_and_readers(actor: Actor, article: Article) -> Asking[Mapping[str, object]]:
    """Ask for the edition that holds, who has read it and who has not, steps and runs."""
    pk, ours = article.pk, article.organisation_id == actor.organisation_id
    editions, readings, steps, runs = yield [
        ready(latest_edition, actor, article=pk),
        ready(readings_of, actor, article=pk),
        ready(steps_of, actor, article=pk),
        ready(runs_of, actor, article=pk),
    ]
    edition = editions[0] if editions else None
    mine = next((one for one in readings if one.person.user_id == actor.user_id), None)
    waiting = [one for one in readings if one.confirmed_on is None]
    is_list = article.kind == Article.Kind.CHECKLIST
    return {
        "edition": edition,
        "edition_url": record_url(edition) if edition else "",
        "changed": edition is not None and has_changed(article, edition, steps_as_text(steps)),
        "asked": len(readings),
        "read": len(readings) - len(waiting),
        "waiting": [{"name": one.person.name, "due_on": one.due_on}
                    for one in waiting[:_READERS_SHOWN]],
        "more": max(0, len(waiting) - _READERS_SHOWN),
        "mine": mine,
        "confirm_url": reverse("knowledge:confirm", args=[pk]) if ours else "",
        "is_list": is_list,
        "steps": [{"step": one, "url": record_url(one) if ours else ""} for one in steps],
        "add_url": _new_step(actor, article) if ours and is_list else "",
        "runs": [{"run": one, "url": record_url(one)} for one in runs],
    }  # fmt: skip


def _new_step(actor: Actor, article: Article) -> str:
    if not actor.may(Permission.KNOWLEDGE_WRITE):
        return ""
    return f"{reverse('records:new', kwargs={'slug': 'checklist-steps'})}?article={article.pk}"


def run_steps(actor: Actor, run: ChecklistRun) -> Asking[Mapping[str, object]]:
    """Ask for the steps of a run, each with where it is ticked."""
    (steps,) = yield [ready(steps_of_run, actor, run=run.pk)]
    may = run.state == ChecklistRun.State.OPEN and actor.may(Permission.KNOWLEDGE_WRITE)
    return {
        "steps": [
            {"step": one, "url": reverse("knowledge:tick", args=[run.pk, one.pk]) if may else ""}
            for one in steps
        ],
        "done": sum(one.done_at is not None for one in steps),
        "all": len(steps),
        "article_url": record_url(run.article),
    }


def solution_texts(actor: Actor, solution: Solution) -> Asking[Mapping[str, object] | None]:
    """Ask for what the solution is, in each language."""
    texts = SolutionText.visible_to(actor).filter(solution=solution).order_by("language", "pk")
    (rows,) = yield [texts]
    told = [{"text": one, "features": one.features.splitlines()} for one in rows]
    return {"texts": told} if told else None
