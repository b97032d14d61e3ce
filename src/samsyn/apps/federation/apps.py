"""The federation moves in."""

from __future__ import annotations

from django.apps import AppConfig


class FederationConfig(AppConfig):
    """Make the federation's nouns known once everything is loaded."""

    name = "samsyn.apps.federation"
    label = "federation"
    default_auto_field = "django.db.models.BigAutoField"
