"""The addresses of this room that are not a record's own."""

from django.urls import path

from samsyn.apps.organisation.views import hand_over

app_name = "organisation"

urlpatterns = [
    path("people/<int:pk>/hand-over/", hand_over.hand_over, name="hand_over"),
]
