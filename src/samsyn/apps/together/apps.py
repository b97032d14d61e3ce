"""The room where members and federation look at each other moves in."""

from __future__ import annotations

from django.apps import AppConfig


class TogetherConfig(AppConfig):
    """Make what reads everybody known once everything is loaded."""

    name = "samsyn.apps.together"
    label = "together"
    default_auto_field = "django.db.models.BigAutoField"
