"""The council's own pages; its nouns have theirs from the kernel."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "council"

#: Each part of the room keeps its own list, by the module of its views.
urlpatterns: list[URLPattern] = []
