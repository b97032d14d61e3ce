"""The pages on which initiatives are compared: the ranking, the judging, and the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.apps.portfolio.forms.comparing import JudgeForm
from samsyn.apps.portfolio.models import CriterionScore, Initiative, RankingCriterion
from samsyn.apps.portfolio.models.initiative import Track
from samsyn.apps.portfolio.models.ranking import HEAVIEST
from samsyn.apps.portfolio.queries import comparing
from samsyn.apps.portfolio.queries.figures import PERCENT_WEEKS
from samsyn.apps.portfolio.services.judge_initiative import judge_initiative, take_usual_criteria
from samsyn.domain.access.permissions import Permission
from samsyn.domain.portfolio.landscape import HEIGHT, RADIUS, WIDTH, Spot, lay_out
from samsyn.domain.portfolio.ranking import Ranked, rank
from samsyn.kernel import clock
from samsyn.kernel.pages import PageRequest, go_to, page, requires
from samsyn.kernel.records.declaration import record_url

_WEIGHT = "w"
_TONES = 8
_REASONS = 3
_READ, _WRITE = Permission.PORTFOLIO_READ, Permission.PORTFOLIO_WRITE


@require_GET
@requires(_READ)
def ranking(request: PageRequest) -> HttpResponse:
    """Show the open initiatives in their order, with reasons, and with other weights on trial."""
    told = comparing.compared(request.actor, clock.today())
    tried = _tried(request.GET, told.criteria)
    usual = rank(comparing.as_criteria(told.criteria), told.marks)
    ranked = rank(comparing.as_criteria(told.criteria, tried), told.marks) if tried else usual
    before = {one.key: one.place for one in usual}
    names = {criterion.pk: criterion.name for criterion in told.criteria}
    may_write = request.actor.may(_WRITE)
    return page(
        request,
        "portfolio/ranking.html",
        {
            "title": _("Ranking"),
            "criteria": [
                {
                    "row": criterion,
                    "weight": tried.get(criterion.pk, criterion.weight),
                    "url": record_url(criterion),
                    "tone": number % _TONES,
                }
                for number, criterion in enumerate(told.criteria)
            ],
            "lines": [
                _line(one, told.rows[one.key], names, before, may_write=may_write) for one in ranked
            ],
            "tried": bool(tried),
            "heaviest": HEAVIEST,
            "may_write": may_write,
            "criteria_url": reverse("records:list", kwargs={"slug": "ranking-criteria"}),
            "usual_url": reverse("portfolio:usual_criteria"),
            "map_url": reverse("portfolio:map"),
            "here": reverse("portfolio:ranking"),
            "breadcrumbs": [{"label": _("Portfolio"), "url": reverse("portfolio:board")}],
        },
    )


def _tried(asked: QueryDict, criteria: tuple[RankingCriterion, ...]) -> dict[int, int]:
    """Return the weights that the address tries, where they differ from what is decided."""
    tried = {}
    for criterion in criteria:
        text = asked.get(f"{_WEIGHT}{criterion.pk}", "")
        if text.isdecimal() and len(text) <= len(str(HEAVIEST)):
            tried[criterion.pk] = min(int(text), HEAVIEST)
    decided = {criterion.pk: criterion.weight for criterion in criteria}
    return tried if any(decided[pk] != weight for pk, weight in tried.items()) else {}


def _line(
    one: Ranked,
    row: Any,  # noqa: ANN401 - annotated row
    names: Mapping[int, str],
    before: Mapping[int, int],
    *,
    may_write: bool,
) -> dict[str, object]:
    parts, x = [], 0.0
    for number, part in enumerate(one.contributions):
        width = f"{part.points:.2f}" if part.points else ""
        parts.append({"x": f"{x:.2f}", "width": width, "tone": number % _TONES})
        x += part.points
    strongest = sorted(one.contributions, key=lambda part: -part.points)
    return {
        "one": one,
        "row": row,
        "url": record_url(row),
        "judge_url": reverse("portfolio:judge", args=[row.pk]) if may_write else "",
        "parts": parts,
        "because": [
            (names[part.criterion], part.points) for part in strongest[:_REASONS] if part.points
        ],
        "unknown": [names[key] for key in one.unknown],
        "turns_on": [names[key] for key in one.turns_on],
        "turns_on_all": len(one.turns_on) == len(names),
        "up": max(before[one.key] - one.place, 0),
        "down": max(one.place - before[one.key], 0),
    }


@require_http_methods(["GET", "POST"])
@requires(_WRITE)
def judge(request: PageRequest, pk: int) -> HttpResponse:
    """Ask for a mark and a reason by every criterion that people judge by."""
    initiative = get_object_or_404(Initiative.owned_by(request.actor), pk=pk)
    judged_by = RankingCriterion.owned_by(request.actor).filter(
        source=RankingCriterion.Source.JUDGED
    )
    scores = CriterionScore.owned_by(request.actor).filter(initiative=initiative)
    now = {row.criterion_id: row for row in scores}
    form = JudgeForm(judged_by.order_by("-weight", "sort_key"), now, request.POST or None)
    if form.is_valid():
        judge_initiative(request.actor, initiative_id=pk, judged=form.judged())
        messages.success(request, _("Saved."))
        return go_to(request, "portfolio:ranking")
    return page(
        request,
        "portfolio/judge.html",
        {
            "title": _("Judge it"),
            "subtitle": initiative.name,
            "form": form,
            "none": not form.fields,
            "criteria_url": reverse("records:list", kwargs={"slug": "ranking-criteria"}),
            "submit_label": _("Save"),
            "cancel_url": reverse("portfolio:ranking"),
            "breadcrumbs": [
                {"label": _("Ranking"), "url": reverse("portfolio:ranking")},
                {"label": initiative.name, "url": record_url(initiative)},
            ],
        },
        status=422 if form.errors else 200,
    )


@require_POST
@requires(_WRITE)
def usual_criteria(request: PageRequest) -> HttpResponse:
    """Begin with the usual criteria where there are none."""
    take_usual_criteria(request.actor)
    return go_to(request, "portfolio:ranking")


@require_GET
@requires(_READ)
def landscape(request: PageRequest) -> HttpResponse:
    """Show the open initiatives by effort, benefit and risk: as a picture and as a table."""
    rows = comparing.open_initiatives(request.actor)
    spots = [
        Spot(pk, row.percent_weeks / PERCENT_WEEKS, float(row.benefit or row.yearly_benefit))
        for pk, row in rows.items()
    ]
    picture = lay_out(spots)
    numbers = {mark.key: number for number, mark in enumerate(picture.marks, start=1)}
    return page(
        request,
        "portfolio/map.html",
        {
            "title": _("Portfolio map"),
            "picture": picture,
            "width": WIDTH,
            "height": HEIGHT,
            "radius": RADIUS,
            "marks": [
                {"mark": mark, "number": numbers[mark.key], "row": rows[mark.key]}
                for mark in picture.marks
            ],
            "lines": [
                {
                    "number": numbers[spot.key],
                    "row": rows[spot.key],
                    "url": record_url(rows[spot.key]),
                    "effort": spot.effort,
                    "benefit": spot.benefit,
                }
                for spot in sorted(spots, key=lambda spot: numbers[spot.key])
            ],
            "tracks": [{"value": track.value, "label": track.label} for track in Track],
            "ranking_url": reverse("portfolio:ranking"),
            "breadcrumbs": [{"label": _("Portfolio"), "url": reverse("portfolio:board")}],
        },
    )
