"""The room's own pages; its nouns have theirs from the kernel."""

from django.urls import path

from samsyn.apps.knowledge.views import articles, runs, solutions

app_name = "knowledge"

urlpatterns = [
    path("articles/<int:pk>/publish/", articles.publish, name="publish"),
    path("articles/<int:pk>/ask/", articles.ask, name="ask"),
    path("articles/<int:pk>/confirm/", articles.confirm, name="confirm"),
    path("articles/<int:pk>/start/", runs.start, name="start"),
    path("checklist-runs/<int:pk>/steps/<int:step>/", runs.tick, name="tick"),
    path("checklist-runs/<int:pk>/end/", runs.end, name="end"),
    path("solutions/read-in/", solutions.read_in, name="read_in"),
]
