"""Registers the organisation with Django: its nouns, its rules and its lines of the menu."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Units, people, roles and who may do what: the ground room of the street."""

    name = "samsyn.apps.organisation"
    label = "organisation"
    default_auto_field = "django.db.models.BigAutoField"
