"""The parts of pages about information and routines that are worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import BinaryField, CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import get_language

from samsyn.apps.register.models import (
    Classification,
    ClassificationScale,
    ClassificationWorkshop,
    InformationAsset,
    InformationFlow,
    Routine,
    ScaleStep,
    System,
)
from samsyn.apps.register.models.flow import Means
from samsyn.apps.register.queries.classifications import history_of
from samsyn.apps.register.queries.routines import analysis_asked
from samsyn.apps.register.queries.workshops import answers_of, open_workshops
from samsyn.apps.register.services.requirements import standing_of
from samsyn.apps.register.wording import ASPECTS, LEVELS, PERSPECTIVES
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.classification.scales import Aspect, Perspective
from samsyn.kernel import clock
from samsyn.kernel.asking import Asking, ready
from samsyn.kernel.records.declaration import record_of, url_of

_SHOWN = 20
Named = System | Routine | InformationFlow | ClassificationWorkshop
_NOUNS: Mapping[str, type[Named]] = {
    model._meta.label: model for model in (System, Routine, InformationFlow, ClassificationWorkshop)
}


def asset_in_short(actor: Actor, asset: InformationAsset) -> Asking[Mapping[str, object]]:
    """Ask for the classification that counts and those before it, workshops, and where it is."""
    decisions, where = yield [
        ready(_decisions, actor, asset=asset.pk),
        ready(_around, actor, asset=asset.pk),
    ]
    return {
        "decisions": [told(decision) for decision in decisions],
        "overdue": bool(decisions) and decisions[0].next_review < clock.today(),
        **_where_it_is(actor, where),
    }


def _decisions(actor: Actor, asset: int) -> QuerySet[Classification]:
    return history_of(actor, InformationAsset(pk=asset))


def told(decision: Classification) -> dict[str, object]:
    """Return one classification as a template shows it."""
    return {
        "levels": [
            {
                "aspect": ASPECTS[aspect],
                "level": level,
                "words": LEVELS.get(level, ""),
                "reason": getattr(decision, f"{aspect}_reason"),
            }
            for aspect in Aspect
            if (level := getattr(decision, aspect)) is not None
        ],
        "decided_on": decision.decided_on,
        "next_review": decision.next_review,
        "participants": decision.participants,
        "url": reverse("register:classification_report", args=[decision.pk]),
    }


def who_would_suffer(_actor: Actor, decision: Classification) -> Mapping[str, object] | None:
    """Return whom the group thought would suffer what, where a workshop was held."""
    answers = answers_of(decision)
    rows = [
        {
            "aspect": ASPECTS[aspect],
            "cells": [
                {
                    "who": PERSPECTIVES[who],
                    "level": answers[aspect][who].level,
                    "words": LEVELS.get(answers[aspect][who].level or 0, ""),
                    "reason": answers[aspect][who].reason,
                }
                for who in Perspective
            ],
        }
        for aspect in Aspect
        if any(answers[aspect][who].level is not None for who in Perspective)
    ]
    return {"rows": rows, "who": [PERSPECTIVES[who] for who in Perspective]} if rows else None


def _around(actor: Actor, asset: int) -> QuerySet[Any, Any]:
    """Return what holds, uses and carries it, and the workshops that nobody has decided yet."""
    by_right = Routine.owned_by(actor).filter(rights__asset=asset).distinct().order_by()
    workshops = open_workshops(actor, InformationAsset(pk=asset))
    return _named(System.owned_by(actor).filter(assets=asset), F("stage")).union(
        _named(by_right, Value("")),
        _named(InformationFlow.owned_by(actor).filter(assets=asset), F("means")),
        _named(workshops, Value("")),
        all=True,
    )


def _where_it_is(actor: Actor, where: list[Any]) -> Mapping[str, object]:
    lines: dict[str, list[tuple[bytes, dict[str, str]]]] = {}
    for noun, pk, title, note, order in where:
        model = _NOUNS[noun]
        line = {"text": title, "url": _address(model, pk), "note": _note(model, note)}
        lines.setdefault(noun, []).append((bytes(order or b""), line))
    parts = [
        {
            "label": model._meta.verbose_name_plural,
            "lines": [line for _order, line in sorted(kept, key=lambda pair: pair[0])[:_SHOWN]],
            "more": max(0, len(kept) - _SHOWN),
        }
        for model in (System, Routine, InformationFlow)
        if (kept := lines.get(model._meta.label, []))
    ]
    going_on = lines.get(ClassificationWorkshop._meta.label, [])
    may = actor.may(Permission.ASSET_CLASSIFY)
    return {"parts": parts, "workshops": [line for _order, line in going_on] if may else []}


def scale_in_full(actor: Actor, scale: ClassificationScale) -> Mapping[str, object]:
    """Return the scale's sentences in the reader's language, and the languages that lack some."""
    steps = list(ScaleStep.visible_to(actor).filter(scale=scale))
    language = (get_language() or "en").split("-")[0]
    said = {
        (step.aspect, step.perspective, step.level): step.words
        for step in sorted(steps, key=lambda step: step.language == language)
        if step.language in (language, "")
    }
    counts = Counter(step.language for step in steps)
    most = max(counts.values(), default=0)
    return {
        "who": [PERSPECTIVES[who] for who in Perspective],
        "tables": [
            {
                "aspect": ASPECTS[Aspect(aspect)] if aspect else "",
                "rows": [
                    {
                        "level": level,
                        "cells": [
                            (PERSPECTIVES[who], said.get((aspect, who, level), ""))
                            for who in Perspective
                        ],
                    }
                    for level in range(scale.lowest, scale.highest + 1)
                ],
            }
            for aspect in ("", *Aspect)
            if any(place[0] == aspect for place in said)
        ],
        "lacking": sorted(code for code, count in counts.items() if code and count < most),
        "new_url": reverse("records:new", kwargs={"slug": "scale-steps"}) + f"?scale={scale.pk}",
        "may_write": actor.may(Permission.CATALOGUE_WRITE),
    }


def routine_analysis(actor: Actor, routine: Routine) -> Asking[Mapping[str, object]]:
    """Ask for the routine's information analysis in short."""
    analysis = yield from analysis_asked(actor, routine, clock.today())
    standing = standing_of(analysis)
    return {
        "begun": analysis.is_begun,
        "rights": analysis.rights,
        "incoming": analysis.incoming,
        "outgoing": analysis.outgoing,
        "uses": analysis.uses,
        "levels": [
            {"aspect": ASPECTS[a], "level": level, "words": LEVELS.get(level, "")}
            for a, level in sorted(
                analysis.found.levels.items(), key=lambda p: list(Aspect).index(p[0])
            )
        ],
        "requirements": len(standing.accepted) + len(standing.own),
        "proposed": len(standing.proposed),
        "lapsed": len(standing.lapsed),
        "url": reverse("register:routine_analysis", args=[routine.pk]),
        "report_url": reverse("register:routine_report", args=[routine.pk]),
        "overdue": routine.next_review is not None and routine.next_review < clock.today(),
    }


def _named(rows: QuerySet[Any], note: F | Value) -> QuerySet[Any, Any]:
    told_of = rows.order_by().annotate(
        noun=Value(rows.model._meta.label),
        title=Cast("name", CharField()),
        note=Cast(note, CharField()),
        order=Cast("sort_key", BinaryField()),
    )
    lines: QuerySet[Any, Any] = told_of.values_list("noun", "pk", "title", "note", "order")
    return lines


def _address(model: type[Named], pk: int) -> str:
    if model is ClassificationWorkshop:
        return reverse("register:workshop", args=[pk])
    record = record_of(model)
    return url_of(record, pk) if record else ""


def _note(model: type[Named], note: str) -> str:
    choices = {System: System.Stage.choices, InformationFlow: Means.choices}.get(model, [])
    return str(dict(choices).get(note, ""))
