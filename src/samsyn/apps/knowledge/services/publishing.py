"""Publish an edition of an article, ask people to have read it, and confirm that one has."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from samsyn.apps.knowledge.models import Article, ArticleEdition, Reading
from samsyn.apps.knowledge.queries.articles import (
    has_changed,
    latest_edition,
    steps_as_text,
    steps_of,
)
from samsyn.apps.organisation.public import Person, person_of
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.knowledge.objections import Hindrance
from samsyn.domain.shared.refusal import Objection, Refused, refuse_if
from samsyn.kernel import clock
from samsyn.kernel.use_case import use_case


@use_case(Permission.KNOWLEDGE_WRITE)
def publish_edition(
    actor: Actor, *, article_id: int, changes: str = "", due_on: date | None = None
) -> ArticleEdition:
    """Fix the text as it is now, under the next number.

    With `due_on`, those who were asked about the edition before are asked anew. Raises Refused
    where nothing has changed since.
    """
    article = Article.owned_by(actor).select_for_update(of=("self",)).get(pk=article_id)
    before = latest_edition(actor, article.pk).first()
    steps = steps_as_text(list(steps_of(actor, article.pk)))
    refuse_if(
        []
        if has_changed(article, before, steps)
        else [Objection(Hindrance.NOTHING_NEW, {"edition": article.edition})]
    )
    refuse_if(_too_early(due_on))
    article.edition, article.edition_on = article.edition + 1, clock.today()
    article.save(update_fields=["edition", "edition_on"])
    edition = ArticleEdition.everything.create(
        organisation_id=actor.organisation_id,
        visibility=article.visibility,
        article=article,
        number=article.edition,
        heading=article.name,
        text=article.text,
        steps=steps,
        changes=changes.strip(),
        published_on=clock.today(),
        published_by=actor.name,
    )
    if due_on is not None:
        asked = Reading.owned_by(actor).filter(article=article, edition=article.edition - 1)
        _ask(actor, article, list(asked.values_list("person_id", flat=True)), due_on)
    return edition


@use_case(Permission.KNOWLEDGE_WRITE)
def ask_to_read(
    actor: Actor, *, article_id: int, people: Collection[int], due_on: date
) -> list[Reading]:
    """Ask people about the edition there is; who is asked already is asked once. Raises Refused."""
    article = Article.owned_by(actor).select_for_update(of=("self",)).get(pk=article_id)
    refuse_if(_too_early(due_on))
    refuse_if([] if article.edition else [Objection(Hindrance.NOT_PUBLISHED)])
    asked = Reading.owned_by(actor).filter(article=article, edition=article.edition)
    known = set(asked.values_list("person_id", flat=True))
    there = Person.owned_by(actor).filter(pk__in=set(people) - known)
    chosen = list(there.order_by("sort_key", "pk").values_list("pk", flat=True))
    refuse_if([] if chosen else [Objection(Hindrance.NOBODY_TO_ASK, field="unit")])
    return _ask(actor, article, chosen, due_on)


@use_case(Permission.KNOWLEDGE_READ)
def confirm_reading(actor: Actor, *, article_id: int, edition: int) -> Reading:
    """Confirm in one's own name to have read and understood an edition, the one that was seen.

    Nobody confirms for another. Raises Refused.
    """
    person = person_of(actor)
    readings = Reading.owned_by(actor).select_for_update(of=("self",)).select_related("article")
    mine = readings.filter(article_id=article_id, person=person) if person else readings.none()
    reading = mine.order_by("-edition").first()
    if reading is None:
        raise Refused([Objection(Hindrance.NOT_ASKED)])
    current = reading.article.edition
    refuse_if(
        []
        if edition == reading.edition == current
        else [Objection(Hindrance.NEWER_EDITION, {"edition": current})]
    )
    if reading.confirmed_on is None:
        reading.confirmed_on = clock.today()
        reading.save(update_fields=["confirmed_on"])
    return reading


def _too_early(due_on: date | None) -> list[Objection]:
    early = due_on is not None and due_on < clock.today()
    return [Objection(Hindrance.DUE_BEFORE_TODAY, field="due_on")] if early else []


def _ask(actor: Actor, article: Article, people: list[int], due_on: date) -> list[Reading]:
    made = []
    for person in Person.owned_by(actor).filter(pk__in=people).order_by("sort_key", "pk"):
        reading = Reading(
            organisation_id=actor.organisation_id,
            visibility=article.visibility,
            article=article,
            person=person,
            edition=article.edition,
            asked_on=clock.today(),
            due_on=due_on,
        )
        reading.name_it()
        reading.keep_close()
        made.append(reading)
    return Reading.everything.bulk_create(made)
