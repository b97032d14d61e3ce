"""The federation's own pages; its nouns have theirs from the kernel."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from samsyn.apps.federation.views import (
    agreeing,
    capability,
    collecting,
    door,
    matrix,
    maturity,
    polls,
    pooling,
    shared,
)

app_name = "federation"

_POLLS: list[URLPattern | URLResolver] = [
    path("poll-answer/<str:token>/", door.door, name="door"),
    path("polls/<int:pk>/list/", collecting.list_page, name="read_list"),
    path("poll-members/<int:pk>/mail/", collecting.mail_page, name="mail_address"),
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

_ABILITY: list[URLPattern | URLResolver] = [
    path("capability-map/", capability.heat_map, name="heat_map"),
    path("capability-map.xlsx", capability.map_file, name="map_file"),
    path("capability-map/start/", capability.start, name="start_map"),
    path("capability-map/assess/", capability.assess_page, name="assess"),
    path("capability-map/maturity/", maturity.maturity_page, name="maturity"),
    path("capability-map/roles/", maturity.show_roles_page, name="show_roles"),
    path("capability-map/<int:pk>/", capability.capability_page, name="capability"),
    path("pooled-time/", pooling.pool_page, name="pool"),
    path("pooled-time/propose/", agreeing.propose, name="propose_time"),
    path("pooled-time/<uuid:key>/", pooling.agreement_page, name="time_agreement"),
    path("pooled-time/<uuid:key>/agree/", agreeing.agree, name="agree_time"),
    path("pooled-time/<uuid:key>/terms/", agreeing.counter, name="counter_time"),
    path("pooled-time/<uuid:key>/decline/", agreeing.decline, name="decline_time"),
    path("pooled-time/<uuid:key>/end/", agreeing.end, name="end_time"),
    path("time-offers/<int:pk>/withdraw/", pooling.withdraw, {"offers": True},
         name="withdraw_offer"),
    path("time-requests/<int:pk>/withdraw/", pooling.withdraw, {"offers": False},
         name="withdraw_request"),
]  # fmt: skip

urlpatterns: list[URLPattern | URLResolver] = [*_POLLS, *_ABILITY]
