"""The pages of this room."""

from django.urls import path

from samsyn.apps.together.views import mandates, overview

app_name = "together"

urlpatterns = [
    path("together/", overview.overview, name="overview"),
    path("together/members/<slug:slug>/", overview.member, name="member"),
    path("together/everything.zip", mandates.take_ours, name="take_ours"),
    path("mandate-changes/<int:pk>/touches/", mandates.touches, name="touches"),
    path("mandate-changes/<int:pk>/touches/<slug:sort>/", mandates.touches, name="touches_of"),
    path("mandate-changes/<int:pk>/settle/", mandates.settle, name="settle"),
    path("mandate-changes/<int:pk>/everything.zip", mandates.take_about, name="take_about"),
]
