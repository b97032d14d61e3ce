"""The portfolio's own pages; its nouns have theirs from the kernel."""

from django.urls import path

from samsyn.apps.portfolio.views import (
    ambition,
    answering,
    benefits,
    board,
    directive,
    following,
    gates,
    meetings,
    money,
    programme,
    ranking,
    status,
    steps,
    stop_rules,
    time,
    tracks,
    work,
)
from samsyn.domain.portfolio.course import Step

app_name = "portfolio"

urlpatterns = [
    path("portfolio/", board.board, name="board"),
    path("portfolio/ranking/", ranking.ranking, name="ranking"),
    path("portfolio/ranking/usual/", ranking.usual_criteria, name="usual_criteria"),
    path("portfolio/map/", ranking.landscape, name="map"),
    path("portfolio/meetings/", meetings.meeting_places, name="meetings"),
    path("initiatives/<int:pk>/judge/", ranking.judge, name="judge"),
    path("initiatives/<int:pk>/needs/", answering.initiative_needs, name="needs"),
    path("needs/<int:pk>/take-up/", answering.need_taken_up, name="take_up_need"),
    path("portfolio/benefits/", benefits.benefits, name="benefits"),
    path("benefits/<int:pk>/measure/", benefits.measure, name="measure"),
    path("benefits/<int:pk>/effect/", benefits.reckoning, name="reckon"),
    path("benefits/<int:pk>/effect/<slug:kind>/", benefits.reckoning, name="reckon_kind"),
    path("portfolio/money/", money.money, name="money"),
    path("my-hours/", time.my_week, name="my_week"),
    path("portfolio/time/", time.given_time, name="given_time"),
    path("initiatives/<int:pk>/status/", status.initiative_status, name="report_status"),
    path("initiatives/<int:pk>/phases/", work.initiative_work, name="plan_work"),
    path("initiatives/<int:pk>/track/", steps.initiative_move, name="move"),
    path("portfolio/tracks/<str:track>/", tracks.track, name="track"),
    path("tracks/<int:pk>/logic/", tracks.track_of, name="track_of"),
    path("portfolio/method/", tracks.begin, name="start_from_method"),
    path("portfolio/programme/", programme.programme, name="programme"),
    path("initiatives/<int:pk>/gates/<int:gate>/", gates.gate_page, name="gate"),
    path("initiatives/<int:pk>/checklist/", gates.checklist, name="checklist"),
    path("initiatives/<int:pk>/stop-rule/", stop_rules.new_stop_rule, name="new_stop_rule"),
    path("stop-rules/<int:pk>/settle/", stop_rules.settle_stop_rule, name="settle_stop_rule"),
    path("stop-rules/<int:pk>/later/", stop_rules.later_stop_rule, name="later_stop_rule"),
    path("initiatives/<int:pk>/ambition/", ambition.ambition, name="ambition"),
    path("initiatives/<int:pk>/model/", following.follow, name="follow_model"),
    path("experiments/<int:pk>/end/", following.end, name="end_experiment"),
    path("initiatives/<int:pk>/directive/", directive.directive, name="directive"),
    path(
        "initiatives/<int:pk>/directive.<slug:form>",
        directive.directive_file,
        name="directive_file",
    ),
    *(
        path(
            f"initiatives/<int:pk>/{step.value.replace('_', '-')}/",
            steps.initiative_step,
            {"step": step},
            name=step.value,
        )
        for step in Step
    ),
]
