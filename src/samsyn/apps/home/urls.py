"""The addresses of My day and the search."""

from django.urls import path

from samsyn.apps.home.views import digest, my_day, searching

app_name = "home"

urlpatterns = [
    path("my-day/", my_day.my_day, name="my_day"),
    path("weekly-mail/", digest.digest, name="digest"),
    path("search/", searching.search, name="search"),
]
