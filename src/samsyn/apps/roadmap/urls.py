"""The roadmap's own pages."""

from django.urls import path

from samsyn.apps.roadmap.views import (
    comparing,
    moving,
    opening,
    planning,
    publishing,
    scenarios,
    studies,
    taking,
    timeline,
    track_shares,
    why,
)

app_name = "roadmap"

urlpatterns = [
    path("public/<slug:slug>/roadmap/", opening.public_roadmap, name="public"),
    path("roadmap/", timeline.timeline, name="timeline"),
    path("roadmap/tracks/", track_shares.track_shares, name="track_shares"),
    path("roadmap/start/", planning.start, name="start"),
    path("roadmap/versions/", publishing.versions, name="versions"),
    path("roadmap/versions/compare/", comparing.compare_versions, name="moved"),
    path("roadmap/versions/withdraw/", opening.withdraw, name="withdraw"),
    path("roadmap/versions/<int:version>/", publishing.version_page, name="version"),
    path("roadmap/versions/<int:version>/show/", opening.open_version, name="open"),
    path(
        "roadmap/versions/<int:version>/roadmap.<slug:form>",
        taking.take_version,
        name="take_version",
    ),
    path("roadmap/<int:pk>/", timeline.timeline, name="of_plan"),
    path("roadmap/<int:pk>/roadmap.<slug:form>", taking.take_plan, name="take_plan"),
    path("roadmap/<int:pk>/solve/", planning.solve, name="solve"),
    path("roadmap/<int:pk>/improve/", planning.improve, name="improve"),
    path("roadmap/<int:pk>/stop/", planning.stop, name="stop"),
    path("roadmap/<int:pk>/progress/", planning.progress, name="progress"),
    path("roadmap/<int:pk>/publish/", publishing.publish, name="publish"),
    path("roadmap/<int:pk>/why/<int:initiative>/", why.why_this_date, name="why"),
    path("roadmap/<int:pk>/pin/<int:phase>/", why.pin, name="pin"),
    path("roadmap/<int:pk>/move/<int:phase>/", moving.move, name="move"),
    path("roadmap/<int:pk>/urgency/<int:initiative>/", moving.urgency, name="urgency"),
    path("roadmap/<int:pk>/help/", studies.what_would_help, name="help"),
    path(
        "roadmap/<int:pk>/help/<int:number>/scenario/",
        studies.scenario_of_gain,
        name="scenario_of_gain",
    ),
    path("roadmap/<int:pk>/conflict/", studies.what_stands_in_the_way, name="conflict"),
    path(
        "roadmap/<int:pk>/study/<slug:kind>/progress/",
        studies.study_progress,
        name="study_progress",
    ),
    path("roadmap/<int:pk>/study/<slug:kind>/stop/", studies.study_stop, name="study_stop"),
    path("roadmap/<int:pk>/compare/", comparing.compare, name="compare"),
    path("scenarios/<int:pk>/add/<slug:kind>/", scenarios.change, name="scenario_change"),
    path("scenarios/<int:pk>/solve/", scenarios.work_out, name="scenario_solve"),
    path("scenarios/<int:pk>/stop/", scenarios.stop, name="scenario_stop"),
    path("scenarios/<int:pk>/timeline/", scenarios.drawing, name="scenario_drawing"),
]
