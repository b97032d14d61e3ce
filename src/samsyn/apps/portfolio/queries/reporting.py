"""What was reported: hours by person and initiative, and the latest word on how things go."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import ExtractQuarter, ExtractYear

from samsyn.apps.organisation.public import Assignment, CapacityChange, Person
from samsyn.apps.portfolio.models import Initiative, StatusReport, TimeReport
from samsyn.apps.portfolio.queries.figures import PERCENT_WEEKS, with_figures
from samsyn.domain.access.actor import Actor
from samsyn.domain.portfolio.course import ENDED, State
from samsyn.domain.portfolio.hours import (
    WEEKS_LOOKED_AT,
    Given,
    as_share,
    full_week,
    whole_weeks_before,
)
from samsyn.kernel.models import Organisation

_LATELY = timedelta(weeks=WEEKS_LOOKED_AT)
_NOTHING = (Decimal(0), 0, None)
_REPORTS = 6


@dataclass(frozen=True, slots=True)
class HoursOn:
    """What one initiative has been given, and what its plan asks for in all."""

    initiative: Initiative
    planned: Decimal
    hours: Decimal
    people: int
    last: date | None


def to_report_on(actor: Actor, person: Person, week: date) -> QuerySet[Initiative]:
    """Return the initiatives one would give time to in a week, likeliest of all first by name.

    Those one has reported on lately, owns, or holds a needed role of while they run.
    """
    lately = Q(
        pk__in=TimeReport.owned_by(actor)
        .filter(person=person, week__range=(week - _LATELY, week))
        .values("initiative")
    )
    roles = Assignment.owned_by(actor).filter(person=person).values("role")
    needed = Q(state=State.RUNNING) & (
        Q(phases__efforts__role__in=roles) | Q(owner=person) | Q(line_owner=person)
    )
    rows = Initiative.owned_by(actor).exclude(state__in=ENDED).filter(lately | needed)
    return rows.order_by("sort_key", "pk").distinct()


def all_to_report_on(actor: Actor) -> QuerySet[Initiative]:
    """Return every initiative that time may be reported on."""
    return Initiative.owned_by(actor).exclude(state__in=ENDED).order_by("sort_key", "pk")


def week_of(actor: Actor, person: Person, week: date) -> dict[int, TimeReport]:
    """Return what one reported for a week, by initiative."""
    rows = TimeReport.owned_by(actor).filter(person=person, week=week)
    return {row.initiative_id: row for row in rows}


def given_by(actor: Actor, today: date) -> dict[int, Given]:
    """Return what each person promised and gave at home in the last whole weeks. Four queries.

    What was lent to a neighbour meanwhile was not promised here.
    """
    first, last = whole_weeks_before(today)
    week = full_week(Organisation.objects.get(pk=actor.organisation_id).country)
    promised: dict[int, int] = defaultdict(int)
    held = Assignment.owned_by(actor).filter(
        Q(since__isnull=True) | Q(since__lte=last), Q(until__isnull=True) | Q(until__gte=first)
    )
    for person, share in held.values_list("person", "share"):
        promised[person] += share
    for person, share in _lent(actor, first, last).items():
        promised[person] = max(0, promised[person] - share)
    rows = (
        TimeReport.owned_by(actor)
        .filter(week__range=(first, last))
        .values("person")
        .annotate(hours_given=Sum("hours"), weeks=Count("week", distinct=True))
        .values_list("person", "hours_given", "weeks")
    )
    told = {person: (hours, weeks) for person, hours, weeks in rows}
    found = {}
    for person in promised.keys() | told.keys():
        hours, weeks = told.get(person, (Decimal(0), 0))
        found[person] = Given(
            promised.get(person, 0), as_share(hours, weeks=weeks, week=week), weeks
        )
    return found


def _lent(actor: Actor, first: date, last: date) -> dict[int, int]:
    """Return what each person lent over these weeks, in per cent of full time on average."""
    mondays = [first + timedelta(weeks=n) for n in range(WEEKS_LOOKED_AT)]
    rows = CapacityChange.owned_by(actor).filter(
        person__isnull=False, share__lt=0, since__lte=last + timedelta(days=6), until__gte=first
    )
    sums: dict[int, int] = defaultdict(int)
    for person, share, since, until in rows.values_list("person", "share", "since", "until"):
        weeks = sum(since <= monday + timedelta(days=4) and until >= monday for monday in mondays)
        sums[person] -= share * weeks
    return {person: round(weeks / WEEKS_LOOKED_AT) for person, weeks in sums.items()}


def hours_on(actor: Actor, initiatives: QuerySet[Initiative]) -> list[HoursOn]:
    """Return the hours given to each initiative, beside what its phases ask for. Three queries."""
    week = full_week(Organisation.objects.get(pk=actor.organisation_id).country)
    rows = list(with_figures(actor, initiatives))
    reports = TimeReport.owned_by(actor).filter(initiative__in=[row.pk for row in rows])
    sums = {
        pk: told
        for pk, *told in reports.values("initiative")
        .annotate(given=Sum("hours"), people=Count("person", distinct=True), last=Max("week"))
        .values_list("initiative", "given", "people", "last")
    }
    return [
        HoursOn(row, row.percent_weeks * week / PERCENT_WEEKS, *sums.get(row.pk, _NOTHING))
        for row in rows
    ]


def hours_by_track(actor: Actor, since: date) -> dict[tuple[int, int], dict[str, float]]:
    """Return the hours reported since a day, by quarter and by the track they went to."""
    rows = (
        TimeReport.owned_by(actor)
        .filter(week__gte=since)
        .order_by()
        .values_list(ExtractYear("week"), ExtractQuarter("week"), "initiative__track")
        .annotate(given=Sum("hours"))
    )
    found: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    for year, quarter, track, given in rows:
        found[year, quarter][track] = float(given)
    return found


def latest_status(actor: Actor, initiative: int) -> QuerySet[StatusReport]:
    """Return the newest reports of an initiative, newest first."""
    rows = StatusReport.owned_by(actor).filter(initiative=initiative).select_related("reporter")
    return rows.order_by("-reported_on")[:_REPORTS]


def with_last_report(actor: Actor, initiatives: QuerySet[Initiative]) -> QuerySet[Any]:
    """Add `reported_on`, `light` and `expected_finish` of each one's newest status report."""
    newest = StatusReport.owned_by(actor).filter(initiative=OuterRef("pk")).order_by("-reported_on")
    return initiatives.annotate(
        reported_on=Subquery(newest.values("reported_on")[:1]),
        light=Subquery(newest.values("overall")[:1]),
        expected_finish=Subquery(newest.values("expected_finish")[:1]),
    )
