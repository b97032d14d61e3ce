"""The addresses of rounds; the door is for whoever holds the mail, with or without an account."""

from django.urls import path

from samsyn.apps.rounds.views import door, running

app_name = "rounds"

urlpatterns = [
    path("answer/<str:token>/", door.door, name="door"),
    path("rounds/start/", running.start, name="start"),
    path("rounds/<int:pk>/review/", running.review, name="review"),
    path("rounds/<int:pk>/end/", running.end, name="end"),
]
