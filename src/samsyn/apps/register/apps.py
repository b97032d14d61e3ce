"""Registers the register with Django, and its nouns and rules with the house."""

from __future__ import annotations

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Systems, agreements and information an organisation answers for."""

    name = "samsyn.apps.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
