"""The addresses that machines ask."""

from django.urls import path

from samsyn.kernel.observing import views

app_name = "observing"

urlpatterns = [
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    path("metrics", views.metrics, name="metrics"),
]
