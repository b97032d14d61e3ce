"""The federation's own pages; its nouns have theirs from the kernel."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from samsyn.apps.federation.views import matrix, polls, shared

app_name = "federation"

_POLLS: list[URLPattern | URLResolver] = [
    path("who-is-in/", matrix.matrix_page, name="matrix"),
    path("who-is-in.xlsx", matrix.matrix_file, name="matrix_file"),
    path("who-is-in/remind/", polls.remind_all, name="remind_all"),
    path("polls/<int:pk>/", polls.poll_page, name="poll"),
    path("polls/<int:pk>/ask/", polls.ask, name="ask"),
    path("polls/<int:pk>/answer/", polls.answer_here, name="answer"),
    path("polls/<int:pk>/remind/", polls.remind, name="remind"),
    path("polls/<int:pk>/settle/", polls.settle, name="settle"),
    path("poll-members/<int:pk>/write-down/", polls.write_down, name="write_down"),
    path("what-we-do-together/", shared.ours_page, name="ours"),
    path("shared-initiatives/<int:pk>/", shared.shared_page, name="shared"),
    path("shared-initiatives/<int:pk>/directive/", shared.directive, name="directive"),
    path("shared-initiatives/<int:pk>/ours/", shared.start_local, name="start_local"),
    path("shared-initiatives/<int:pk>/leave/", shared.leave, name="leave"),
]

urlpatterns: list[URLPattern | URLResolver] = [*_POLLS]
