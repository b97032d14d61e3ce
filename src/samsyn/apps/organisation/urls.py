"""The addresses of this room that are not a record's own."""

from django.urls import path

from samsyn.apps.organisation.views import access, hand_over

app_name = "organisation"

urlpatterns = [
    path("people/<int:pk>/hand-over/", hand_over.hand_over, name="hand_over"),
    path("access/", access.access_list, name="access"),
    path("access/invite/", access.invitation, name="invite"),
    path("access/<int:pk>/", access.access_change, name="access_change"),
    path("access/<int:pk>/invite/", access.invite_again, name="invite_again"),
    path("settings/", access.settings, name="settings"),
]
