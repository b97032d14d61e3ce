"""What the workshop's templates show: questions, words of the scale, and what it amounts to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from samsyn.apps.register.forms.workshop import Place, field_name
from samsyn.apps.register.models import ClassificationWorkshop
from samsyn.apps.register.queries.classifications import history_of
from samsyn.apps.register.queries.scales import ScaleInWords, scale_in_words
from samsyn.apps.register.queries.workshops import answers_of
from samsyn.apps.register.services.asset_demands import demands_on
from samsyn.apps.register.services.classify_asset import scale_or_refusal
from samsyn.apps.register.services.workshop import Conflict, people_in
from samsyn.apps.register.wording import ASPECTS, LEVELS, PERSPECTIVES, QUESTIONS, explain
from samsyn.domain.access.actor import Actor
from samsyn.domain.classification.scales import REQUIRED, Aspect, Perspective, Scale
from samsyn.domain.classification.workshop import Answer, Answers, gaps, worst
from samsyn.domain.register.validity import add_months
from samsyn.domain.shared.refusal import Objection
from samsyn.kernel import clock
from samsyn.kernel.records.declaration import record_url

_REVIEW_AFTER_MONTHS = 24


def whole_context(
    actor: Actor,
    workshop: ClassificationWorkshop,
    *,
    conflicts: Mapping[Place, Conflict] | None = None,
    crossed: Sequence[str] = (),
    objections: Iterable[Objection] = (),
) -> dict[str, object]:
    """Return all that the page shows. Six queries, however much has been answered."""
    scale = scale_in_words(actor, workshop.scale, _language())
    answers = answers_of(workshop)
    result = result_context(actor, workshop, scale.rules)
    latest = history_of(actor, workshop.asset).first()
    told = list(objections)
    at_fault = {objection.field for objection in told}
    return {
        **result,
        "title": workshop.asset.name,
        "scale_name": scale.name,
        "asset_url": record_url(workshop.asset),
        "sections": [
            {
                "code": str(aspect),
                "title": ASPECTS[aspect],
                "question": QUESTIONS[aspect],
                "optional": aspect not in REQUIRED,
                "cells": [
                    _cell(
                        workshop,
                        scale,
                        answers,
                        (aspect, who),
                        (conflicts or {}).get((aspect, who)),
                        at_fault=f"{aspect}-{who}" in at_fault,
                    )
                    for who in Perspective
                ],
                "before": _before(latest, aspect),
            }
            for aspect in Aspect
        ],
        "previous": latest,
        "previous_url": record_url(latest) if latest else "",
        "next_review": workshop.next_review or add_months(clock.today(), _REVIEW_AFTER_MONTHS),
        "crossed": crossed,
        "objections": [{"text": explain(o), "anchor": _anchor(o)} for o in told],
    }


def result_context(
    actor: Actor, workshop: ClassificationWorkshop, rules: Scale | None = None
) -> dict[str, Any]:
    """Return what the answers amount to so far: levels, what is missing, what it demands."""
    scale = rules or scale_or_refusal(actor, workshop.scale)
    answers = answers_of(workshop)
    found = {aspect: worst(answers[aspect]) for aspect in Aspect}
    levels = {aspect: w.level for aspect, w in found.items() if w.level is not None}
    return {
        "workshop": workshop,
        "levels": [
            {
                "code": str(aspect),
                "title": ASPECTS[aspect],
                "level": found[aspect].level,
                "words": _words(found[aspect].level),
                "for_whom": [PERSPECTIVES[who] for who in found[aspect].for_whom],
            }
            for aspect in Aspect
        ],
        "missing": len(list(gaps(answers, scale))),
        "people": len(people_in(workshop.participants)),
        "demands": demands_on(actor, workshop.asset, levels),
    }


def cell_of(
    actor: Actor, workshop: ClassificationWorkshop, place: Place, conflict: Conflict | None = None
) -> dict[str, object]:
    """Return one question with its answer."""
    scale = scale_in_words(actor, workshop.scale, _language())
    return _cell(workshop, scale, answers_of(workshop), place, conflict)


def news_of(
    actor: Actor, workshop: ClassificationWorkshop, seen: Mapping[str, str], busy: Collection[str]
) -> dict[str, object] | None:
    """Return what others have answered since a page was drawn, or None.

    `seen` are the marks of the answers that it shows; `busy` are questions to leave in peace.
    """
    answers = answers_of(workshop)
    fresh = [
        (aspect, who)
        for aspect in Aspect
        for who in Perspective
        if seen.get(field_name(aspect, who, "seen"), answers[aspect][who].mark)
        != answers[aspect][who].mark
        and cell_context((aspect, who))["id"] not in busy
    ]
    if not fresh:
        return None
    scale = scale_in_words(actor, workshop.scale, _language())
    return {
        "told": [f"{ASPECTS[aspect]} · {PERSPECTIVES[who]}" for aspect, who in fresh],
        "cells": [_cell(workshop, scale, answers, place) for place in fresh],
        **result_context(actor, workshop, scale.rules),
    }


def cell_context(place: Place) -> dict[str, object]:
    """Return what identifies a question."""
    aspect, who = place
    return {"aspect": str(aspect), "id": f"{aspect}-{who}"}


def _cell(
    workshop: ClassificationWorkshop,
    scale: ScaleInWords,
    answers: Answers,
    place: Place,
    conflict: Conflict | None = None,
    *,
    at_fault: bool = False,
) -> dict[str, object]:
    aspect, who = place
    now = answers[aspect][who]
    shown: Answer = conflict.yours if conflict else now
    names = {part: field_name(aspect, who, part) for part in ("level", "reason", "seen")}
    return {
        **cell_context(place),
        "who": PERSPECTIVES[who],
        "optional": aspect not in REQUIRED,
        "url": reverse("register:workshop_answer", args=[workshop.pk, str(aspect), str(who)]),
        "names": names,
        "sent": ",".join(names.values()),
        "seen": now.mark,
        "level": shown.level,
        "reason": shown.reason,
        "steps": [
            {
                "level": level,
                "harm": LEVELS.get(level, ""),
                "words": scale.says(aspect, who, level),
                "chosen": level == shown.level,
            }
            for level in scale.rules.levels
        ],
        "conflict": _conflict(conflict),
        "at_fault": at_fault,
    }


def _conflict(conflict: Conflict | None) -> dict[str, object] | None:
    if conflict is None:
        return None
    theirs = conflict.theirs
    return {
        "by": conflict.by,
        "level": theirs.level,
        "words": _words(theirs.level),
        "reason": theirs.reason,
    }


def _before(latest: Any, aspect: Aspect) -> dict[str, object] | None:  # noqa: ANN401 - a classification or None
    level = getattr(latest, aspect, None)
    if level is None:
        return None
    reason = getattr(latest, f"{aspect}_reason")
    return {"level": level, "words": _words(level), "reason": reason, "on": latest.decided_on}


def _anchor(objection: Objection) -> str:
    """Return the place on the page where it can be mended."""
    place = str(objection.field).removesuffix("_reason")
    return f"aspect-{place}" if place in set(Aspect) else place


def _words(level: int | None) -> str:
    return str(LEVELS.get(level, "")) if level is not None else ""


def _language() -> str:
    return (get_language() or "en").split("-")[0]
