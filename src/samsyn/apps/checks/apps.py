"""Registers the engine of the checks with Django."""

from django.apps import AppConfig


class ChecksConfig(AppConfig):
    """Rules are asked here, and their findings are kept."""

    name = "samsyn.apps.checks"
    label = "checks"
    default_auto_field = "django.db.models.BigAutoField"
