"""Registers the room where needs and friction are collected."""

from django.apps import AppConfig


class NeedsConfig(AppConfig):
    """Friction, needs, and what is decided about them."""

    name = "samsyn.apps.needs"
    label = "needs"
    default_auto_field = "django.db.models.BigAutoField"
