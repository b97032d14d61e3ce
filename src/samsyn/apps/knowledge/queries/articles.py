"""What an article's and a run's page tell: editions, who has read, what is left to do."""

from __future__ import annotations

from django.db.models import F, QuerySet

from samsyn.apps.knowledge.models import (
    Article,
    ArticleEdition,
    ChecklistRun,
    ChecklistStep,
    Reading,
    RunStep,
)
from samsyn.domain.access.actor import Actor

SHOWN = 20


def latest_edition(actor: Actor, article: int) -> QuerySet[ArticleEdition]:
    """Return the edition that holds now, as none or one row."""
    editions = ArticleEdition.visible_to(actor).filter(article_id=article)
    return editions.order_by("-number")[:1]


def steps_of(actor: Actor, article: int) -> QuerySet[ChecklistStep]:
    """Return the steps of a checklist, in order."""
    return ChecklistStep.visible_to(actor).filter(article_id=article).order_by("order", "pk")


def readings_of(actor: Actor, article: int) -> QuerySet[Reading]:
    """Return who is asked about the edition that holds now; those who have not read it first."""
    asked = Reading.owned_by(actor).filter(article_id=article, edition=F("article__edition"))
    return asked.select_related("person").order_by("confirmed_on", "person__sort_key", "pk")


def runs_of(actor: Actor, article: int) -> QuerySet[ChecklistRun]:
    """Return the latest runs of a checklist."""
    return ChecklistRun.owned_by(actor).filter(article_id=article).order_by("-pk")[:SHOWN]


def steps_of_run(actor: Actor, run: int) -> QuerySet[RunStep]:
    """Return the steps of one run, in order."""
    return RunStep.owned_by(actor).filter(run_id=run).order_by("order", "pk")


def steps_as_text(steps: list[ChecklistStep]) -> str:
    """Return the steps as the text that an edition keeps."""
    return "\n".join(f"{nth}. {step.text}" for nth, step in enumerate(steps, 1))


def has_changed(article: Article, edition: ArticleEdition | None, steps: str) -> bool:
    """Tell whether there is something that the latest edition does not say."""
    if edition is None:
        return True
    now = (article.name, article.text, steps)
    return now != (edition.heading, edition.text, edition.steps)
