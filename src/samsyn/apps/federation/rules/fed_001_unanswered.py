"""FED-001: find polls whose last day is over, where a member has said nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samsyn.apps.federation.models import Poll, PollAnswer, PollAsked
from samsyn.apps.federation.queries.polls import OPEN_STATES, polls_to_answer, standings
from samsyn.domain.federation.polling import Standing
from samsyn.kernel.models import Organisation
from samsyn.kernel.rules import Hit, Question, Severity, rule
from samsyn.kernel.templatetags.formats import day as written

_NAMED = 5


def says(facts: Mapping[str, Any]) -> str:
    """Say who waits for whose answer since when."""
    day = written(date.fromisoformat(facts["day"]))
    if "asks" in facts:
        told = _("%(who)s wanted your answer by %(day)s, and has none.")
        return told % {"who": facts["asks"], "day": day}
    count = int(facts["count"])
    told = ngettext(
        "Answers were due by %(day)s. %(n)d member has said nothing: %(who)s.",
        "Answers were due by %(day)s. %(n)d members have said nothing: %(who)s.",
        count,
    )
    return told % {"day": day, "n": count, "who": facts["who"]}


@rule(
    code="FED-001",
    title=gettext_lazy("A poll is over and not answered"),
    severity=Severity.MEDIUM,
    why=gettext_lazy("The others cannot plan with a municipality that says neither yes nor no."),
    fix=gettext_lazy("Answer, or say no: that is an answer too. The coordinator may telephone."),
    watches=[Poll, PollAsked, PollAnswer],
    says=says,
    fix_url=lambda hit: reverse("federation:poll", args=[hit.pk]),
)
def unanswered(question: Question) -> Iterable[Hit]:
    """Hit polls past their day: where we have said nothing, and where members of ours have."""
    yield from _here(question)
    yield from _at_the_federation(question)


def _here(question: Question) -> Iterator[Hit]:
    for poll in polls_to_answer(question.actor).filter(deadline__lt=question.today):
        yield Hit(
            model=Poll,
            pk=poll.pk,
            title=poll.name,
            facts={"asks": poll.organisation.name, "day": poll.deadline.isoformat()},
        )


def _at_the_federation(question: Question) -> Iterator[Hit]:
    over = Poll.owned_by(question.actor).filter(state__in=OPEN_STATES, deadline__lt=question.today)
    polls = list(over.order_by("pk"))
    found = standings(question.actor, [poll.pk for poll in polls])
    members = {pk for by_member in found.values() for pk in by_member}
    names = dict(Organisation.objects.filter(pk__in=members).values_list("pk", "name"))
    for poll in polls:
        stands = found.get(poll.pk, {})
        waiting = sorted(names[pk] for pk, one in stands.items() if one == Standing.WAITING)
        if waiting:
            who = ", ".join(waiting[:_NAMED]) + (" …" if len(waiting) > _NAMED else "")
            yield Hit(
                model=Poll,
                pk=poll.pk,
                title=poll.name,
                facts={"count": len(waiting), "who": who, "day": poll.deadline.isoformat()},
                responsible=poll.contact_id,
            )
