"""The pages of hours: one's own week in one line per initiative, and what everybody gave."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samsyn.apps.organisation.public import Person, person_of
from samsyn.apps.portfolio.forms.reporting import WeekForm
from samsyn.apps.portfolio.models import Initiative
from samsyn.apps.portfolio.queries import reporting
from samsyn.apps.portfolio.services.report_time import report_time
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.course import State
from samsyn.domain.portfolio.hours import WEEKS_LOOKED_AT, Given, monday_of
from samsyn.domain.shared.refusal import Refused
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, page, requires
from samsyn.kernel.records.declaration import record_url

_WEEK = timedelta(weeks=1)
_WORKED_ON = (State.RUNNING, State.DELIVERED)


@require_http_methods(["GET", "POST"])
@requires(Permission.TIME_REPORT)
def my_week(request: PageRequest) -> HttpResponse:
    """Show one's own week with a line per initiative, and keep what is typed, all at once."""
    today = clock.today()
    week = _asked_week(request.GET.get("week", ""), today)
    person = person_of(request.actor)
    if person is None:
        return page(request, "portfolio/week.html", {"title": _("My hours"), "nobody": True})
    form = _form(request, person, week)
    if form.is_valid():
        try:
            report_time(request.actor, week=week, given=form.given())
        except Refused as refusal:
            form.refuse(refusal.objections)
        else:
            messages.success(request, _("Saved."))
            form = _form(request, person, week, fresh=True)
    return page(
        request,
        "portfolio/week.html",
        _about(week, today, form),
        status=422 if form.errors else 200,
    )


def _form(request: PageRequest, person: Person, week: date, *, fresh: bool = False) -> WeekForm:
    now = reporting.week_of(request.actor, person, week)
    rows = list(reporting.to_report_on(request.actor, person, week))
    others = reporting.all_to_report_on(request.actor).exclude(pk__in=[row.pk for row in rows])
    copied = request.GET.get("as") == "last" and not now and not request.POST
    shown = reporting.week_of(request.actor, person, week - _WEEK) if copied else now
    return WeekForm(rows, shown, others, None if fresh else request.POST or None)


def _about(week: date, today: date, form: WeekForm) -> dict[str, object]:
    here = reverse("portfolio:my_week")
    after = week + _WEEK
    return {
        "title": _("My hours"),
        "week": week,
        "last_day": week + timedelta(days=6),
        "number": week.isocalendar().week,
        "form": form,
        "before_url": f"{here}?week={week - _WEEK:%Y-%m-%d}",
        "after_url": f"{here}?week={after:%Y-%m-%d}" if after <= today else "",
        "copy_url": f"{here}?week={week:%Y-%m-%d}&as=last",
        "submit_label": _("Save the week"),
        "cancel_url": reverse("portfolio:board"),
    }


def _asked_week(text: str, today: date) -> date:
    """Return the Monday that was asked for, this week's where that is no date or to come."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        asked = today
    return monday_of(min(asked, today))


@require_GET
@requires(Permission.PORTFOLIO_WRITE)
def given_time(request: PageRequest) -> HttpResponse:
    """Show what people promised and gave, and what initiatives took of what they were to take."""
    given = reporting.given_by(request.actor, clock.today())
    people = Person.owned_by(request.actor).filter(pk__in=given).order_by("sort_key")
    worked_on = Initiative.owned_by(request.actor).filter(state__in=_WORKED_ON)
    return page(
        request,
        "portfolio/given.html",
        {
            "title": _("Time given"),
            "weeks": WEEKS_LOOKED_AT,
            "people": [_line(person, given[person.pk]) for person in people],
            "initiatives": [
                {"row": told, "url": record_url(told.initiative), "share": _share(told)}
                for told in reporting.hours_on(request.actor, worked_on.order_by("sort_key"))
            ],
            "breadcrumbs": [{"label": _("Portfolio"), "url": reverse("portfolio:board")}],
        },
    )


def _line(person: Person, given: Given) -> dict[str, object]:
    return {"name": person.name, "url": record_url(person), "given": given}


def _share(told: reporting.HoursOn) -> int | None:
    return round(100 * told.hours / told.planned) if told.planned else None
