"""The matrix: every member against some polls, a page of polls at a time."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet

from samsyn.apps.federation.models import Poll, PollAsked
from samsyn.apps.federation.queries.polls import standings, with_standing
from samsyn.domain.access.actor import Actor
from samsyn.domain.federation.polling import Standing, Tally, tally
from samsyn.kernel.models import Organisation

COLUMNS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How the matrix is narrowed: which polls, and of which only where somebody waits."""

    q: str = ""
    state: str = ""
    waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Polls across, members down; `cells` in the order of the polls, empty where not asked."""

    polls: list[Poll]
    tallies: list[Tally]
    rows: list[tuple[Organisation, list[str], int]]
    page: Page[Poll]


def polls_wanted(actor: Actor, wanted: Wanted) -> QuerySet[Poll]:
    """Return the polls that are out or were, the latest deadline first."""
    rows = Poll.visible_to(actor).exclude(state=Poll.State.DRAFT)
    if wanted.state in Poll.State.values:
        rows = rows.filter(state=wanted.state)
    if wanted.q:
        rows = rows.filter(name__icontains=wanted.q)
    if wanted.waiting:
        asked = with_standing(actor, PollAsked.visible_to(actor).filter(poll=OuterRef("pk")))
        rows = rows.filter(Exists(asked.filter(standing=Standing.WAITING.value)))
    return rows.select_related("organisation").order_by("-deadline", "-pk")


def matrix(actor: Actor, wanted: Wanted, number: object, columns: int = COLUMNS) -> Matrix:
    """Return one page of the matrix. Four queries, however many members and polls there are."""
    paginator: Paginator[Poll] = Paginator(polls_wanted(actor, wanted), columns)
    page = paginator.get_page(number)  # type: ignore[arg-type]
    polls = list(page.object_list)
    found = standings(actor, [poll.pk for poll in polls])
    members = {pk for by_member in found.values() for pk in by_member}
    rows = []
    for member in Organisation.objects.filter(pk__in=members).order_by("name", "pk"):
        cells = [found.get(poll.pk, {}).get(member.pk, "") for poll in polls]
        waits = cells.count(Standing.WAITING.value)
        if waits or not wanted.waiting:
            rows.append((member, cells, waits))
    return Matrix(
        polls=polls,
        tallies=[tally(found.get(poll.pk, {}).values()) for poll in polls],
        rows=rows,
        page=page,
    )
