"""The federation's own pages; its nouns have theirs from the kernel."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "federation"

urlpatterns: list[URLPattern | URLResolver] = []
