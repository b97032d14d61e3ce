"""The portfolio's own pages; its nouns have theirs from the kernel."""

from django.urls import path

from samsyn.apps.portfolio.views import board, status, steps, time, work
from samsyn.domain.portfolio.course import Step

app_name = "portfolio"

urlpatterns = [
    path("portfolio/", board.board, name="board"),
    path("my-hours/", time.my_week, name="my_week"),
    path("portfolio/time/", time.given_time, name="given_time"),
    path("initiatives/<int:pk>/status/", status.initiative_status, name="report_status"),
    path("initiatives/<int:pk>/phases/", work.initiative_work, name="plan_work"),
    path("initiatives/<int:pk>/track/", steps.initiative_move, name="move"),
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
