"""The addresses of needs and friction; the door is for who holds a poster, without an account."""

from django.urls import path

from samsyn.apps.needs.views import answering, board, door, reporting, triage

app_name = "needs"

urlpatterns = [
    path("say/<str:token>/", door.door, name="door"),
    path("friction/report/", reporting.report, name="report"),
    path("friction/alike/", reporting.alike, name="alike"),
    path("friction/choose/<slug:what>/", reporting.pick, name="pick"),
    path("friction/report/mine/", reporting.mine, name="mine"),
    path("friction/board/", board.board, name="board"),
    path("friction/<int:pk>/me-too/", reporting.me_too, name="me_too"),
    path("friction/<int:pk>/answer/", answering.answer, name="answer"),
    path("friction/<int:pk>/merge/", answering.merge, name="merge"),
    path("friction/<int:pk>/unmerge/", answering.unmerge, name="unmerge"),
    path("friction/<int:pk>/lift/", answering.lift, name="lift"),
    path("friction-posters/<int:pk>/poster/", door.poster, name="poster"),
    path("triage/", triage.triage, name="triage"),
    path("needs/<int:pk>/triage/", triage.decide, name="decide"),
]
