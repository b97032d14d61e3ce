"""The roadmap's own pages."""

from django.urls import path

from samsyn.apps.roadmap.views import planning, publishing, timeline, why

app_name = "roadmap"

urlpatterns = [
    path("roadmap/", timeline.timeline, name="timeline"),
    path("roadmap/start/", planning.start, name="start"),
    path("roadmap/versions/", publishing.versions, name="versions"),
    path("roadmap/versions/<int:version>/", publishing.version_page, name="version"),
    path("roadmap/<int:pk>/", timeline.timeline, name="of_plan"),
    path("roadmap/<int:pk>/solve/", planning.solve, name="solve"),
    path("roadmap/<int:pk>/improve/", planning.improve, name="improve"),
    path("roadmap/<int:pk>/stop/", planning.stop, name="stop"),
    path("roadmap/<int:pk>/progress/", planning.progress, name="progress"),
    path("roadmap/<int:pk>/publish/", publishing.publish, name="publish"),
    path("roadmap/<int:pk>/why/<int:initiative>/", why.why_this_date, name="why"),
    path("roadmap/<int:pk>/pin/<int:phase>/", why.pin, name="pin"),
]
