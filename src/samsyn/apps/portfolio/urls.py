"""The portfolio's own pages; its nouns have theirs from the kernel."""

from django.urls import path

from samsyn.apps.portfolio.views import board, steps, work
from samsyn.domain.portfolio.course import Step

app_name = "portfolio"

urlpatterns = [
    path("portfolio/", board.board, name="board"),
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
