"""The parts of the room's pages that are worked out, with what they were worked out from."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from samsyn.apps.data_protection.models import DpiaScreening, ProcessingActivity, Purpose
from samsyn.apps.data_protection.queries.known import Known, asked_of, facts_of, lacks_of
from samsyn.apps.data_protection.wording import (
    ARTICLE_6,
    ARTICLE_9,
    CRITERIA,
    MISSING,
    QUESTIONS,
)
from samsyn.domain.access.actor import Actor
from samsyn.domain.access.permissions import Permission
from samsyn.domain.data_protection.suggestions import suggestions
from samsyn.kernel.access.addresses import outside
from samsyn.kernel.asking import Asking
from samsyn.kernel.models import Organisation
from samsyn.kernel.records.declaration import record_url
from samsyn.kernel.tenancy.owned import Visibility

_WRITE = Permission.DATA_PROTECTION_WRITE


def activity_panel(actor: Actor, activity: ProcessingActivity) -> Asking[Mapping[str, object]]:
    """Ask for purposes with grounds, people, what the law still asks for, and the screening."""
    known = (yield from asked_of(actor, [activity]))[activity.pk]
    may = actor.may(_WRITE)
    return {
        "purposes": [purpose_told(purpose) for purpose in known.purposes],
        "subjects": [{"row": s, "url": record_url(s)} for s in known.subjects],
        "served": [{"row": s, "url": record_url(s)} for s in known.served],
        "is_processor": activity.kind == ProcessingActivity.Kind.PROCESSOR,
        "lacks": lacks_told(known),
        "screening": _screening_told(known),
        "controller": known.controller,
        "new_purpose": _new("purposes", activity) if may else "",
        "new_subjects": _new("people-in-activities", activity) if may else "",
        "new_served": _new("controllers-served", activity) if may else "",
        "screen_url": reverse("data_protection:screen", args=[activity.pk]) if may else "",
        "public_url": _public_url(activity),
    }


def purpose_told(purpose: Purpose) -> dict[str, object]:
    """Return one purpose with its grounds in words."""
    return {
        "text": purpose.text,
        "url": record_url(purpose),
        "article_6": [(letter, ARTICLE_6[letter]) for letter in purpose.article_6],
        "article_9": [(letter, ARTICLE_9[letter]) for letter in purpose.article_9],
        "article_10": purpose.article_10,
        "law": [line for line in purpose.law.splitlines() if line.strip()],
    }


def lacks_told(known: Known) -> list[dict[str, object]]:
    """Return what is missing, why, and by which article."""
    return [
        {
            "what": MISSING[lack.what][0],
            "why": MISSING[lack.what][1],
            "law": lack.law,
            "purposes": lack.purposes,
            "codes": lack.codes,
        }
        for lack in lacks_of(known)
    ]


def rules_panel(_actor: Actor, screening: DpiaScreening) -> Mapping[str, object]:
    """Return every rule in order, which fired, and which decided."""
    return rules_told(screening)


def rules_told(screening: DpiaScreening) -> dict[str, object]:
    """Return the outcome of one screening, rule by rule, for a page or a paper."""
    outcome = screening.outcome()
    labels = dict(DpiaScreening._meta.get_field("decided_by").flatchoices)
    return {
        "verdict": screening.verdict,
        "verdict_text": screening.get_verdict_display(),
        "steps": [
            {
                "label": labels[step.rule.value],
                "law": step.law,
                "says": step.says.value,
                "fired": step.fired,
                "decides": step.decides,
                "reached": step.reached,
            }
            for step in outcome.steps
        ],
        "criteria": [CRITERIA[name] for name in outcome.criteria],
        "open": [QUESTIONS[question][0] for question in outcome.open_questions],
    }


def _screening_told(known: Known) -> dict[str, object] | None:
    screening = known.screening
    if screening is None:
        return None
    told = suggestions(facts_of(known))
    changed = [
        {"question": QUESTIONS[question][0], "because": suggestion.because}
        for question, suggestion in told.items()
        if suggestion.answer and not screening.answers[question]
    ]
    return {
        "row": screening,
        "url": record_url(screening),
        "rule": screening.get_decided_by_display(),
        "law": _law(screening),
        "changed": changed,
        "earlier": [{"row": s, "url": record_url(s)} for s in known.screenings[1:6]],
    }


def _law(screening: DpiaScreening) -> str:
    return next((step.law for step in screening.outcome().steps if step.decides), "")


def _new(slug: str, activity: ProcessingActivity) -> str:
    return f"{reverse('records:new', kwargs={'slug': slug})}?activity={activity.pk}"


def _public_url(activity: ProcessingActivity) -> str:
    if activity.visibility != Visibility.PUBLIC or not activity.public_summary:
        return ""
    organisation: Organisation = activity.organisation
    return outside("data_protection:open_register", slug=organisation.slug)
