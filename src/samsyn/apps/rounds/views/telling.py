"""The part of a round's page that tells how far it has come."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from samsyn.apps.rounds.models import Round, RoundAnswer
from samsyn.apps.rounds.queries.progress import people_of, progress_of
from samsyn.apps.rounds.services.reviewing import record_at
from samsyn.domain.access.actor import Actor
from samsyn.kernel.records.declaration import record_url, url_of

_SHOWN = 100


def round_progress(actor: Actor, one: Round) -> Mapping[str, object]:
    """Return the round in figures, everybody asked, and the rows nobody can be asked about."""
    record = record_at(one.kind)
    progress = progress_of(actor, one)
    nobody = RoundAnswer.owned_by(actor).filter(round=one, asked__isnull=True)
    people = list(people_of(actor, one)[:_SHOWN])
    return {
        "progress": progress,
        "share": round(100 * progress.answered / max(progress.rows - progress.nobody, 1)),
        "people": [
            {
                "name": asked.person.name,
                "url": record_url(asked.person),
                "answered": asked.of_all - asked.waiting,
                "of_all": asked.of_all,
                "done": not asked.waiting,
                "mailed_at": asked.mailed_at,
                "reminded_at": asked.reminded_at,
            }
            for asked in people
        ],
        "nobody": [
            {
                "name": answer.name,
                "why": answer.nobody_because,
                "url": url_of(record, answer.row_id) if record else "",
            }
            for answer in nobody.order_by("sort_key", "pk")[:_SHOWN]
        ],
        "review_url": reverse("rounds:review", args=[one.pk]),
    }
